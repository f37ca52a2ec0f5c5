//! Faults of a server.

use std::{io, iter, time::Duration};

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::{StreamExt as _, stream};
use tokio::sync::watch;

/// A limit above the size of any file in the tests, in bytes.
const LARGEST: usize = 64 << 20;

/// The least size of the pieces of a slow response, and the time between them.
const PIECE: usize = 256;
const MOMENT: Duration = Duration::from_millis(20);

/// A fault that affects some files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// Part of their paths; with a `*`, also their ending.
    of: &'static str,
    how: How,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    Answers(StatusCode),
    /// A page in place of the file, as some hosts send for missing files.
    AnotherFile,
    /// Half of the file, as if it were complete.
    CutShort,
    /// Half of the file, then the connection ends.
    BreaksOff,
    /// Half of the file, then silence.
    Stalls,
    /// The whole file, once all is well again.
    Held,
    /// The file in pieces, each after a moment. Pieces end behind a tag, so that no text arrives in part.
    Trickles,
    /// The file with a wrong content type.
    Typed(&'static str),
    /// The file with a content security policy of the host.
    Policy(&'static str),
    /// The file with one byte changed.
    Byte(usize, u8),
    /// The file with additional bytes at the end.
    Behind(&'static str),
}

/// The record is missing.
pub(crate) const NO_RECORD: Fault = Fault::new(".onrecord", How::Answers(StatusCode::NOT_FOUND));

impl Fault {
    pub(crate) const fn new(of: &'static str, how: How) -> Self {
        Self { of, how }
    }

    /// Returns whether the fault affects this path.
    pub(super) fn hits(self, path: &str) -> bool {
        let (piece, end) = self.of.split_once('*').unwrap_or((self.of, ""));
        path.contains(piece) && path.ends_with(end)
    }

    /// Returns the faulty response in place of a complete one.
    pub(super) async fn apply(self, whole: Response, mut is_well: watch::Receiver<bool>) -> Response {
        let (mut head, body) = whole.into_parts();
        let bytes = axum::body::to_bytes(body, LARGEST).await.unwrap_or_default();
        let half = bytes.slice(..bytes.len() / 2);
        let body = match self.how {
            How::Answers(status) => return status.into_response(),
            How::AnotherFile => return "<!doctype html><title>Not found</title>".into_response(),
            How::Typed(kind) => {
                head.headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
                Body::from(bytes)
            }
            How::Policy(policy) => {
                let policy = header::HeaderValue::from_static(policy);
                head.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
                Body::from(bytes)
            }
            How::Held => {
                // If the server is gone, no one waits for the answer either.
                let _ = is_well.wait_for(|is_well| *is_well).await;
                Body::from(bytes)
            }
            How::Trickles => {
                let mut rest = bytes;
                let pieces = iter::from_fn(move || {
                    let tag = rest.iter().skip(PIECE).position(|byte| *byte == b'>');
                    let end = tag.map_or(rest.len(), |at| PIECE + at + 1);
                    (end > 0).then(|| rest.split_to(end))
                });
                let moment = |piece| async {
                    tokio::time::sleep(MOMENT).await;
                    io::Result::Ok(piece)
                };
                Body::from_stream(stream::iter(pieces).then(moment))
            }
            How::CutShort => Body::from(half),
            // The stated length is that of the complete file.
            How::BreaksOff => {
                let gone = Err(io::Error::other("the connection ends here"));
                return Response::from_parts(head, Body::from_stream(stream::iter([Ok(half), gone])));
            }
            How::Stalls => {
                let begun = stream::iter([io::Result::Ok(half)]);
                return Response::from_parts(head, Body::from_stream(begun.chain(stream::pending())));
            }
            How::Byte(at, byte) => {
                let mut other = bytes.to_vec();
                // A "not modified" response has no bytes.
                other.get_mut(at).into_iter().for_each(|old| *old = byte);
                Body::from(other)
            }
            How::Behind(more) => Body::from([bytes.as_ref(), more.as_bytes()].concat()),
        };
        head.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(head, body)
    }
}

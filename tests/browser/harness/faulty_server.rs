//! What a server can do wrong with a file.

use std::{io, time::Duration};

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::{StreamExt as _, stream};
use tokio::sync::watch;

/// More than any file of the tests.
const LARGEST: usize = 64 << 20;

/// A file that trickles comes in pieces of so many bytes, so long apart.
const PIECE: usize = 4096;
const MOMENT: Duration = Duration::from_millis(20);

/// Something that is done wrong with some files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// A piece of their paths, or one and, behind a `*`, how they end.
    of: &'static str,
    how: How,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    Answers(StatusCode),
    /// A page in the place of the file, as some hosts send for whatever they do not have.
    AnotherFile,
    /// Half of the file, as if it were all.
    CutShort,
    /// Half of the file, and then the connection ends.
    BreaksOff,
    /// Half of the file, and then nothing.
    Stalls,
    /// The whole file, once all is well again.
    Held,
    /// The file in pieces, each after a moment.
    Trickles,
    /// The file under a type that it does not have.
    Typed(&'static str),
    /// The file with another byte at a place.
    Byte(usize, u8),
    /// The file with some more behind it.
    Behind(&'static str),
}

/// The record is not there.
pub(crate) const NO_RECORD: Fault = Fault::new(".onrecord", How::Answers(StatusCode::NOT_FOUND));

impl Fault {
    pub(crate) const fn new(of: &'static str, how: How) -> Self {
        Self { of, how }
    }

    /// Whether it befalls the file of this path.
    pub(super) fn hits(self, path: &str) -> bool {
        let (piece, end) = self.of.split_once('*').unwrap_or((self.of, ""));
        path.contains(piece) && path.ends_with(end)
    }

    /// What comes in the place of a whole answer.
    pub(super) async fn of(self, whole: Response, mut is_well: watch::Receiver<bool>) -> Response {
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
            How::Held => {
                // Where the server is gone, nobody waits for the answer either.
                let _ = is_well.wait_for(|is_well| *is_well).await;
                Body::from(bytes)
            }
            How::Trickles => {
                let pieces = (0..bytes.len())
                    .step_by(PIECE)
                    .map(move |at| bytes.slice(at..bytes.len().min(at + PIECE)));
                let moment = |piece| async {
                    tokio::time::sleep(MOMENT).await;
                    io::Result::Ok(piece)
                };
                Body::from_stream(stream::iter(pieces).then(moment))
            }
            How::CutShort => Body::from(half),
            // The length that is promised is that of the whole.
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
                // An answer that a stored copy is the newest has no bytes.
                other.get_mut(at).into_iter().for_each(|old| *old = byte);
                Body::from(other)
            }
            How::Behind(more) => Body::from([bytes.as_ref(), more.as_bytes()].concat()),
        };
        head.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(head, body)
    }
}

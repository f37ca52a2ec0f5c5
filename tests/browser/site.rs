//! A server for the built site, which can be told to serve its record wrongly.

use std::path::{Path, PathBuf};

use anyhow::Result;
use axum::{
    Router,
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::get,
};
use tokio::{net::TcpListener, task::JoinHandle};
use tower_http::services::ServeDir;

/// How the record is served.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Record {
    Whole,
    Missing,
    CutShort,
    OtherVersion,
    /// A page in the place of the file, as some hosts send for whatever they do not have.
    AnotherFile,
}

/// A site on a port of its own, for as long as the value lives.
pub(crate) struct Site {
    pub(crate) address: String,
    server: JoinHandle<()>,
}

impl Site {
    pub(crate) async fn serve(dir: &Path, record: Record) -> Result<Self> {
        let file = dir.join("corpus.onrecord");
        let app = Router::new()
            .route("/corpus.onrecord", get(move || async move { serve_record(file, record).await }))
            .fallback_service(ServeDir::new(dir));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}/", listener.local_addr()?);
        let server = tokio::spawn(async move {
            // It ends with the value that holds it; a test sees whatever else goes wrong.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { address, server })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve_record(file: PathBuf, record: Record) -> Response {
    let Ok(whole) = tokio::fs::read(file).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let bytes = match record {
        Record::Whole => whole,
        Record::Missing => return StatusCode::NOT_FOUND.into_response(),
        Record::CutShort => whole[..whole.len() / 2].to_vec(),
        Record::OtherVersion => {
            let mut other = whole;
            other[8] = 99;
            other
        }
        Record::AnotherFile => b"<!doctype html><title>Not found</title>".to_vec(),
    };
    Bytes::from(bytes).into_response()
}

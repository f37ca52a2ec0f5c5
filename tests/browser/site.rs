//! A server for the built site, which can be told to serve its record wrongly.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::Result;
use axum::{
    Router,
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::get,
};
use onrecord_corpus::{Files, Input, Layout, People, build, encode};
use onrecord_extract::{Known, extract};
use onrecord_model::Day;
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
    /// The bundled articles as an index and parts.
    InParts,
    /// The same, but the articles cannot be had at first.
    LosingParts,
    /// So many statements that they cannot be drawn one by one.
    Large,
}

impl Record {
    /// The files of a record that is made for the test; nothing where the site's own is served.
    fn files(self) -> Result<Option<Files>> {
        let inputs = match self {
            Self::InParts | Self::LosingParts => bundled()?,
            Self::Large => large(),
            _ => return Ok(None),
        };
        let layout = Layout { one_file: 0, chunk: 4096 };
        Ok(Some(encode(&build(inputs, &People::default()).0, &layout)?))
    }
}

fn input(id: String, text: String, published: Option<Day>) -> Input {
    Input { article: extract(&text, &Known { id, published }), text }
}

fn bundled() -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for entry in std::fs::read_dir("corpus")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            inputs.push(input(id, std::fs::read_to_string(path)?, None));
        }
    }
    Ok(inputs)
}

/// A statement by each of three speakers on each of six hundred days.
fn large() -> Vec<Input> {
    let article = |n: i32| {
        let text = format!(
            "+++\nurl = \"https://example.org/day/{n}\"\n+++\n\
             “We counted {n} clouds over the sea,” said Nikki Haley, the US ambassador.\n\n\
             “There were {n} birds as well,” said Liu Jieyi, the Chinese ambassador.\n\n\
             “And {n} ships at least,” said Shinzo Abe, the Japanese prime minister.\n"
        );
        input(format!("day-{n}"), text, Day::from_number(17_000 + n))
    };
    (0..600).map(article).collect()
}

/// A site on a port of its own, for as long as the value lives.
pub(crate) struct Site {
    pub(crate) address: String,
    server: JoinHandle<()>,
}

impl Site {
    pub(crate) async fn serve(dir: &Path, record: Record) -> Result<Self> {
        let file = dir.join("corpus.onrecord");
        let mut app = Router::new();
        match record.files()? {
            None => {
                app = app
                    .route("/corpus.onrecord", get(move || async move { serve_record(file, record).await }));
            }
            Some(files) => {
                let own = (String::new(), files.index);
                let parts = files.parts.into_iter().map(|(part, bytes)| (format!("-{part}"), bytes));
                // The first request for each part fails, where it is to.
                let lose = matches!(record, Record::LosingParts);
                for (name, bytes) in [own].into_iter().chain(parts) {
                    let lost = Arc::new(AtomicBool::new(lose && name.contains("articles")));
                    let bytes = Bytes::from(bytes);
                    let answer = move || async move {
                        match lost.swap(false, Ordering::Relaxed) {
                            true => StatusCode::SERVICE_UNAVAILABLE.into_response(),
                            false => bytes.into_response(),
                        }
                    };
                    app = app.route(&format!("/corpus{name}.onrecord"), get(answer));
                }
            }
        }
        let app = app.fallback_service(ServeDir::new(dir));
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
        Record::Whole | Record::InParts | Record::LosingParts | Record::Large => whole,
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

//! A server for the built site, which can be told to serve its record wrongly.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex},
};

use anyhow::{Context as _, Result, ensure};
use axum::{
    Router,
    body::Bytes,
    extract::Request,
    http::StatusCode,
    middleware::{Next, from_fn},
    response::{Html, IntoResponse as _, Response},
    routing::get,
};
use onrecord_model::Day;
use tempfile::TempDir;
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
    /// Two short articles, in a folder that can be changed and built again.
    Changing,
}

impl Record {
    /// A site of a record that is made for the test; nothing where the bundled one is served.
    fn build(self, command: &Path) -> Result<Option<TempDir>> {
        let dir = tempfile::tempdir()?;
        let articles = match self {
            Self::InParts | Self::LosingParts => PathBuf::from("corpus"),
            Self::Large => large(dir.path())?,
            Self::Changing => changing(dir.path())?,
            _ => return Ok(None),
        };
        let parts = ["--one-file", "0", "--chunk", "4096", "--pages", "20"];
        let flags: &[&str] = if matches!(self, Self::Changing) { &[] } else { &parts };
        run(command, &articles, &dir.path().join("site"), flags)?;
        Ok(Some(dir))
    }
}

/// Builds a site by the command.
fn run(command: &Path, articles: &Path, site: &Path, flags: &[&str]) -> Result<()> {
    let mut build = Command::new(command);
    build.arg("build").arg("--no-cache").arg(articles).arg("-o").arg(site).args(flags);
    let output = build.output().context("cannot run `onrecord build`")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// Two short articles.
fn changing(dir: &Path) -> Result<PathBuf> {
    let articles = dir.join("articles");
    fs::create_dir(&articles)?;
    let front = "+++\npublished = \"2017-07-31\"\n+++\n";
    let talk = "“The time for talk is over,” said Nikki Haley, the US ambassador to the UN.\n";
    let rain =
        "“It will rain all over the peninsula tomorrow,” said Shinzo Abe, the Japanese prime minister.\n";
    fs::write(articles.join("talk.txt"), format!("{front}{talk}"))?;
    fs::write(articles.join("rain.txt"), format!("{front}{rain}"))?;
    Ok(articles)
}

/// A statement by each of three speakers on each of six hundred days.
fn large(dir: &Path) -> Result<PathBuf> {
    let articles = dir.join("articles");
    fs::create_dir(&articles)?;
    for n in 0..600 {
        let published = Day::from_number(17_000 + n).context("a day")?;
        let text = format!(
            "+++\nurl = \"https://example.org/day/{n}\"\npublished = \"{published}\"\n+++\n\
             “We counted {n} clouds over the sea,” said Nikki Haley, the US ambassador.\n\n\
             “There were {n} birds as well,” said Liu Jieyi, the Chinese ambassador.\n\n\
             “And {n} ships at least,” said Shinzo Abe, the Japanese prime minister.\n"
        );
        fs::write(articles.join(format!("day-{n}.txt")), text)?;
    }
    Ok(articles)
}

/// A site on a port of its own, for as long as the value lives.
pub(crate) struct Site {
    pub(crate) address: String,
    /// The `onrecord` command, with the app in it.
    pub(crate) command: PathBuf,
    /// What was asked for, in order: "GET /index.html".
    requests: Arc<Mutex<Vec<String>>>,
    server: JoinHandle<()>,
    made: Option<TempDir>,
}

impl Site {
    pub(crate) async fn serve(dir: &Path, command: &Path, record: Record) -> Result<Self> {
        let made = record.build(command)?;
        let dir = made.as_ref().map_or_else(|| dir.to_owned(), |made| made.path().join("site"));
        // The first request for each part with articles fails, where it is to.
        let asked = Arc::new(Mutex::new(BTreeSet::new()));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&requests);
        let meddle = move |request: Request, next: Next| {
            let asked = Arc::clone(&asked);
            if let Ok(mut noted) = noted.lock() {
                noted.push(format!("{} {}", request.method(), request.uri()));
            }
            async move {
                let path = request.uri().path().to_owned();
                let loses = matches!(record, Record::LosingParts) && path.contains("corpus-articles");
                let first = loses && asked.lock().is_ok_and(|mut asked| asked.insert(path.clone()));
                match first {
                    true => StatusCode::SERVICE_UNAVAILABLE.into_response(),
                    false if path.ends_with(".onrecord") => record.meddle(next.run(request).await).await,
                    false => next.run(request).await,
                }
            }
        };
        // Below a folder too, as many hosts have it.
        let app = Router::new()
            .route("/host", get(|| async { Html("<!doctype html><title>Another page</title><p>Words.") }))
            .nest_service("/some/where", ServeDir::new(&dir))
            .fallback_service(ServeDir::new(&dir))
            .layer(from_fn(meddle));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}/", listener.local_addr()?);
        let server = tokio::spawn(async move {
            // It ends with the value that holds it; a test sees whatever else goes wrong.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { address, command: command.to_owned(), requests, server, made })
    }
}

impl Site {
    /// Changes an article of a site that can be changed, and builds it again.
    pub(crate) fn change(&self, article: &str, change: impl Fn(&str) -> String) -> Result<()> {
        let dir = self.made.as_ref().context("a site of files")?.path();
        let articles = dir.join("articles");
        let file = articles.join(article);
        fs::write(&file, change(&fs::read_to_string(&file)?))?;
        run(&self.command, &articles, &dir.join("site"), &[])
    }

    /// What was asked for, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().map(|requests| requests.clone()).unwrap_or_default()
    }

    /// The server goes away.
    pub(crate) fn stop(&self) {
        self.server.abort();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// More than any record of the tests.
const LARGEST: usize = 64 << 20;

impl Record {
    /// What comes in the place of a file of the record.
    async fn meddle(self, whole: Response) -> Response {
        let bytes = |whole: Response| axum::body::to_bytes(whole.into_body(), LARGEST);
        let altered = match self {
            Self::Whole | Self::InParts | Self::LosingParts | Self::Large | Self::Changing => return whole,
            Self::Missing => return StatusCode::NOT_FOUND.into_response(),
            Self::AnotherFile => Bytes::from_static(b"<!doctype html><title>Not found</title>"),
            Self::CutShort => {
                bytes(whole).await.map(|bytes| bytes.slice(..bytes.len() / 2)).unwrap_or_default()
            }
            Self::OtherVersion => {
                let mut other = bytes(whole).await.unwrap_or_default().to_vec();
                other[8] = 99;
                other.into()
            }
        };
        altered.into_response()
    }
}

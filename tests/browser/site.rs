//! A site in a folder, and the server for it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::{Context as _, Result, ensure};
use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn},
    response::Html,
    routing::get,
};
use onrecord_model::Day;
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};
use tower_http::services::ServeDir;

use crate::faulty_server::Fault;

/// What a site holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Record {
    /// The bundled articles.
    Whole,
    /// The bundled articles as an index and parts.
    InParts,
    /// So many statements that they cannot be drawn one by one.
    Large,
    /// Two short articles, in a folder that can be changed and built again.
    Changing,
}

/// A site, and what its server does wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Served {
    record: Record,
    fault: Option<Fault>,
}

impl From<Record> for Served {
    fn from(record: Record) -> Self {
        Self { record, fault: None }
    }
}

impl From<Fault> for Served {
    fn from(fault: Fault) -> Self {
        Self { record: Record::Whole, fault: Some(fault) }
    }
}

impl From<(Record, Fault)> for Served {
    fn from((record, fault): (Record, Fault)) -> Self {
        Self { record, fault: Some(fault) }
    }
}

impl Record {
    /// A site of a record that is made for the test; nothing where the bundled one is served.
    fn build(self, command: &Path) -> Result<Option<TempDir>> {
        let dir = tempfile::tempdir()?;
        let articles = match self {
            Self::InParts => PathBuf::from("corpus"),
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
    /// Whether everything is served as it should be, by now.
    is_well: Arc<AtomicBool>,
    server: JoinHandle<()>,
    made: Option<TempDir>,
}

impl Site {
    pub(crate) async fn serve(dir: &Path, command: &Path, served: Served) -> Result<Self> {
        let made = served.record.build(command)?;
        let dir = made.as_ref().map_or_else(|| dir.to_owned(), |made| made.path().join("site"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let is_well = Arc::new(AtomicBool::new(false));
        let (noted, heals) = (Arc::clone(&requests), Arc::clone(&is_well));
        let meddle = move |request: Request, next: Next| {
            if let Ok(mut noted) = noted.lock() {
                noted.push(format!("{} {}", request.method(), request.uri()));
            }
            let fault = served.fault.filter(|fault| fault.hits(request.uri().path()));
            let fault = fault.filter(|_| !heals.load(Ordering::SeqCst));
            async move {
                match fault {
                    Some(fault) => fault.of(next.run(request).await).await,
                    None => next.run(request).await,
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
        Ok(Self { address, command: command.to_owned(), requests, is_well, server, made })
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

    /// From now on nothing is served wrongly.
    pub(crate) fn heal(&self) {
        self.is_well.store(true, Ordering::SeqCst);
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

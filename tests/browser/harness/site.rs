//! Sites, each built once in a run, and a server for each scenario.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, OnceLock},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn},
    response::Html,
    routing::get,
};
use onrecord_model::Date;
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tower_http::services::ServeDir;

use super::{Tools, faulty_server::Fault};

/// The record of a site.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Record {
    /// The bundled articles.
    Whole,
    /// The bundled articles as an index and parts.
    InParts,
    /// More statements than can be drawn one by one.
    Large,
    /// Two short articles, in a folder of the scenario's own that can be changed and built again.
    Changing,
}

/// A site with the faults of its server.
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

/// A path that is created on first use; other threads wait for it.
type Made = OnceLock<Result<PathBuf, String>>;

/// The sites of a run that are not the bundled one.
#[derive(Debug)]
pub(super) struct Sites {
    folder: TempDir,
    in_parts: Made,
    large: Made,
    single_file: Made,
}

impl Sites {
    pub(super) fn new() -> Result<Self> {
        let [in_parts, large, single_file] = [const { Made::new() }; 3];
        Ok(Self { folder: tempfile::tempdir()?, in_parts, large, single_file })
    }

    fn in_parts(&self, command: &Path) -> Result<PathBuf> {
        let site = self.folder.path().join("in-parts");
        once(&self.in_parts, || build(command, Path::new("corpus"), &site, &PARTS).map(|()| site))
    }

    fn large(&self, command: &Path) -> Result<PathBuf> {
        let site = self.folder.path().join("large");
        once(&self.large, || build(command, &large(self.folder.path())?, &site, &PARTS).map(|()| site))
    }

    fn single_file(&self, command: &Path) -> Result<PathBuf> {
        let file = self.folder.path().join("record.html");
        once(&self.single_file, || {
            let mut build = Command::new(command);
            build.args(["build", "corpus", "--single-file"]).arg(&file);
            run(&mut build).map(|()| file)
        })
    }
}

/// Returns the path, creating it if necessary.
fn once(made: &Made, make: impl FnOnce() -> Result<PathBuf>) -> Result<PathBuf> {
    made.get_or_init(|| make().map_err(|error| format!("{error:#}"))).clone().map_err(|error| anyhow!(error))
}

/// What splits even a small record.
const PARTS: [&str; 6] = ["--one-file", "0", "--chunk", "4096", "--pages", "20"];

/// Builds a site with the command.
fn build(command: &Path, articles: &Path, site: &Path, flags: &[&str]) -> Result<()> {
    run(Command::new(command).args(["build", "--no-cache"]).arg(articles).arg("-o").arg(site).args(flags))
}

fn run(build: &mut Command) -> Result<()> {
    let output = build.output().context("cannot run `onrecord build`")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// Writes two short articles.
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

/// Writes articles with a statement by each of three speakers on each of six hundred days.
fn large(dir: &Path) -> Result<PathBuf> {
    let articles = dir.join("articles");
    fs::create_dir(&articles)?;
    for n in 0..600 {
        let published = Date::from_number(17_000 + n).context("a day")?;
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

/// What is quoted in [`story`]: apostrophes, marks that separate the parts of a directive, elements, and words that
/// occur before.
const QUOTED: [&str; 4] = [
    "“It isn’t over until the last boat is home,”",
    "“The well-known, half-built lock is A&amp;B’s problem - not ours,”",
    "“We <em>owe</em> it to the <a href='/x'>drivers</a> and to all of their children, wherever they may live,”",
    "“The river ran past the town,”",
];

/// Returns a long page with quotations in its middle.
pub(crate) fn story() -> String {
    let rest = "<p>The river ran past the town as it had done for years.</p>".repeat(80);
    let quoted =
        QUOTED.map(|quoted| format!("<p>{quoted} said Nikki Haley, the US ambassador to the UN.</p>"));
    format!(
        "<!doctype html><title>Boats</title><article><h1>Boats</h1>{rest}{}{rest}</article>",
        quoted.concat()
    )
}

/// A running server, stopped when dropped.
pub(crate) struct Site {
    pub(crate) address: String,
    /// The `onrecord` command, with the app in it.
    pub(crate) command: PathBuf,
    /// The requests, in order, such as "GET /index.html".
    requests: Arc<Mutex<Vec<String>>>,
    /// Whether faults are over.
    is_well: watch::Sender<bool>,
    server: JoinHandle<()>,
    /// The folder of a site that can be changed.
    own: Option<TempDir>,
    sites: Arc<Sites>,
}

impl Site {
    pub(super) async fn serve(sites: &Arc<Sites>, tools: &Tools, served: Served) -> Result<Self> {
        let command = tools.command.clone();
        let mut own = None;
        let dir = match served.record {
            Record::Whole => tools.site.clone(),
            Record::InParts => sites.in_parts(&command)?,
            Record::Large => sites.large(&command)?,
            Record::Changing => {
                let dir = own.insert(tempfile::tempdir()?).path();
                build(&command, &changing(dir)?, &dir.join("site"), &[])?;
                dir.join("site")
            }
        };
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (is_well, heals) = watch::channel(false);
        let noted = Arc::clone(&requests);
        let meddle = move |request: Request, next: Next| {
            if let Ok(mut noted) = noted.lock() {
                noted.push(format!("{} {}", request.method(), request.uri()));
            }
            let fault = served.fault.filter(|fault| fault.hits(request.uri().path()) && !*heals.borrow());
            let heals = heals.clone();
            async move {
                match fault {
                    Some(fault) => fault.apply(next.run(request).await, heals).await,
                    None => next.run(request).await,
                }
            }
        };
        // Also below a folder, as on many hosts.
        let app = Router::new()
            .route("/host", get(|| async { Html("<!doctype html><title>Another page</title><p>Words.") }))
            .route("/story", get(|| async { Html(story()) }))
            .nest_service("/some/where", ServeDir::new(&dir))
            .fallback_service(ServeDir::new(&dir))
            .layer(from_fn(meddle));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}/", listener.local_addr()?);
        let server = tokio::spawn(async move {
            // It ends when dropped; other failures show in the test.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { address, command, requests, is_well, server, own, sites: Arc::clone(sites) })
    }

    /// Changes an article and rebuilds the site.
    pub(crate) fn change(&self, article: &str, change: impl Fn(&str) -> String) -> Result<()> {
        let dir = self.own.as_ref().context("a site of files")?.path();
        let articles = dir.join("articles");
        let file = articles.join(article);
        fs::write(&file, change(&fs::read_to_string(&file)?))?;
        build(&self.command, &articles, &dir.join("site"), &[])
    }

    /// The bundled articles and the explorer in one file.
    pub(crate) fn single_file(&self) -> Result<PathBuf> {
        self.sites.single_file(&self.command)
    }

    /// Stops all faults, and sends what was held back.
    pub(crate) fn heal(&self) {
        self.is_well.send_replace(true);
    }

    /// Returns the requests, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().map(|requests| requests.clone()).unwrap_or_default()
    }

    /// Stops the server.
    pub(crate) fn stop(&self) {
        self.server.abort();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

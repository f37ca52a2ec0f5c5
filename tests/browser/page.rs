//! A page in a browser of its own, with the words of the tests for what a reader does.

use std::{env, path::PathBuf, process::Stdio, time::Duration};

use anyhow::{Context as _, Result, bail, ensure};
use thirtyfour::prelude::*;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::{Instant, sleep},
};

use crate::site::{Record, Site};

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the tests run with.
pub(crate) struct Tools {
    site: PathBuf,
    command: PathBuf,
    chromium: PathBuf,
    driver: PathBuf,
}

/// The tools, where all are there; else says that the test is skipped.
pub(crate) fn tools(test: &str) -> Option<Tools> {
    let path = |name: &str| env::var_os(name).map(PathBuf::from).filter(|p| p.exists());
    let tools = (|| {
        Some(Tools {
            site: path("ONRECORD_SITE")?,
            command: path("ONRECORD_COMMAND")?,
            chromium: path("CHROMIUM")?,
            driver: path("CHROMEDRIVER")?,
        })
    })();
    if tools.is_none() {
        eprintln!(
            "skipped: {test} needs ONRECORD_SITE, ONRECORD_COMMAND, CHROMIUM and CHROMEDRIVER; `cargo xtask test` sets them"
        );
    }
    tools
}

/// How often ChromeDriver is started: two that start at once may choose the same port, and then one
/// of them ends.
const STARTS: usize = 5;

/// Starts ChromeDriver, and says at which port it listens.
async fn start_driver(tools: &Tools) -> Result<(Child, String)> {
    for _ in 0..STARTS {
        let mut process = Command::new(&tools.driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("cannot start ChromeDriver")?;
        let mut lines = BufReader::new(process.stdout.take().context("no output")?).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some((_, port)) = line.split_once("successfully on port ") {
                let port = port.trim_end_matches('.').to_owned();
                // What else it says is read on, or it would wait for a reader.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok((process, port));
            }
        }
    }
    bail!("ChromeDriver ended {STARTS} times before it was ready")
}

/// A browser window on the site.
pub(crate) struct Page {
    pub(crate) driver: WebDriver,
    site: Site,
    _process: Child,
}

impl Page {
    /// A page in a browser that is started with some more switches.
    pub(crate) async fn new(tools: &Tools, record: Record, switches: &[&str]) -> Result<Self> {
        let site = Site::serve(&tools.site, &tools.command, record).await?;
        let (process, port) = start_driver(tools).await?;
        let mut chrome = DesiredCapabilities::chrome();
        chrome.set_binary(tools.chromium.to_str().context("a path that is not text")?)?;
        for switch in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            // A click does not wait until a smooth scroll has come to rest.
            "--force-prefers-reduced-motion",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,1000",
        ]
        .iter()
        .chain(switches)
        {
            chrome.add_arg(switch)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), chrome).await?;
        Ok(Self { driver, site, _process: process })
    }

    pub(crate) async fn close(&self) {
        let _ = self.driver.clone().quit().await;
    }

    /// The address of the site.
    pub(crate) fn address(&self) -> String {
        self.site.address.clone()
    }

    /// Opens a link of the site and waits until the record is there, or why it is not.
    pub(crate) async fn open(&self, link: &str) -> Result<()> {
        self.driver.goto(format!("{}{link}", self.site.address)).await?;
        self.wait_for("[data-count], .failure").await.map(drop)
    }

    /// The query string of the address.
    pub(crate) async fn link(&self) -> Result<String> {
        let url = self.driver.current_url().await?;
        Ok(url.query().map(|q| format!("?{q}")).unwrap_or_default())
    }

    pub(crate) async fn wait_for(&self, selector: &str) -> Result<WebElement> {
        let found =
            self.driver.query(By::Css(selector)).wait(PATIENCE, Duration::from_millis(50)).first().await;
        found.with_context(|| format!("nothing on the page is {selector}"))
    }

    pub(crate) async fn all(&self, selector: &str) -> Result<Vec<WebElement>> {
        Ok(self.driver.find_all(By::Css(selector)).await?)
    }

    pub(crate) async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.wait_for(selector).await?.text().await?)
    }

    /// How many statements the filters leave, as the page says.
    pub(crate) async fn count(&self) -> Result<usize> {
        let count = self.wait_for("[data-count]").await?.attr("data-count").await?;
        Ok(count.context("no count")?.parse()?)
    }

    /// Waits until a condition holds.
    pub(crate) async fn until(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        while !holds().await.unwrap_or(false) {
            ensure!(Instant::now() < end, "it never came about that {what}");
            sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// What a filter says that choosing it would leave.
    pub(crate) async fn promised(&self, name: &str) -> Result<usize> {
        for label in self.all(".choice__label").await? {
            let text = label.text().await?;
            if text.starts_with(name) {
                return Ok(text.rsplit(char::is_whitespace).next().unwrap_or_default().parse()?);
            }
        }
        bail!("no filter is named {name}")
    }

    /// Ticks or unticks the filter whose label begins with a name, and says what it promised.
    pub(crate) async fn choose(&self, name: &str) -> Result<usize> {
        for label in self.all(".choice__label").await? {
            let text = label.text().await?;
            if text.starts_with(name) {
                let promised = text.rsplit(char::is_whitespace).next().unwrap_or_default().parse()?;
                label.find(By::Css("input")).await?.click().await?;
                return Ok(promised);
            }
        }
        anyhow::bail!("no filter is named {name}")
    }

    /// The names of those who speak in the list, each once, in its order.
    pub(crate) async fn speakers(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for name in self.all(".statement__name").await? {
            let name = name.text().await?;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }
}

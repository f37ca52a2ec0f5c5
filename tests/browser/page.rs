//! A page in a browser of its own, with the words of the tests for what a reader does.

use std::{env, fs, path::PathBuf, time::Duration};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    bidi::{
        BidiError,
        modules::{
            browsing_context::Viewport,
            emulation::{SetLocaleOverride, SetTimezoneOverride},
        },
    },
    common::command::{Actions, Command},
    prelude::*,
};
use tokio::{
    process::Child,
    time::{Instant, sleep},
};

use crate::{
    drivers::{Browser, Pair},
    site::{Served, Site},
};

/// How long something may take to appear.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// So many statements are written into the page beforehand.
pub(crate) const WRITTEN: usize = 12;

/// In this time a browser has drawn what has changed.
const A_FRAME: Duration = Duration::from_millis(50);

/// Whether a test ended because its browser cannot be set to another language or zone: Firefox can from 153 on.
pub(crate) fn is_too_old(error: &anyhow::Error) -> bool {
    let is_lacking = |error: &BidiError| {
        // The driver does not say to which command it answers, but in its message.
        error.error == "unknown command" && error.message.starts_with("emulation.")
    };
    error.downcast_ref().is_some_and(is_lacking)
}

/// Gathers what moves on a page without its reader's doing.
pub(crate) const LAYOUT_SHIFTS: &str = "window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(entry => \
     window.moved.push([entry.value, ...entry.sources.map(one => one.node?.outerHTML ?? one.node?.textContent)]))) \
     .observe({ type: 'layout-shift', buffered: true });";

/// What the tests run with.
pub(crate) struct Tools {
    site: PathBuf,
    command: PathBuf,
    pair: Pair,
}

/// The tools, where all are there; else says that the test is skipped.
pub(crate) fn tools(test: &str, browser: Browser) -> Option<Tools> {
    let path = |name: &str| env::var_os(name).map(PathBuf::from).filter(|p| p.exists());
    let names = match browser {
        Browser::Chromium => ["CHROMIUM", "CHROMEDRIVER"],
        Browser::Firefox => ["FIREFOX", "GECKODRIVER"],
    };
    let tools = (|| {
        let pair = Pair { browser: path(names[0])?, driver: path(names[1])? };
        Some(Tools { site: path("ONRECORD_SITE")?, command: path("ONRECORD_COMMAND")?, pair })
    })();
    if tools.is_none() {
        let [program, driver] = names;
        eprintln!(
            "skipped: {test} needs ONRECORD_SITE, ONRECORD_COMMAND, {program} and {driver}; `cargo xtask test` sets them"
        );
    }
    tools
}

/// A browser window on the site.
pub(crate) struct Page {
    pub(crate) driver: WebDriver,
    pub(crate) site: Site,
    /// Where the browser saves files.
    downloads: TempDir,
    _process: Child,
}

impl Page {
    /// A page in a browser that is started with some more switches.
    pub(crate) async fn new(
        tools: &Tools,
        browser: Browser,
        served: impl Into<Served>,
        switches: &[&str],
    ) -> Result<Self> {
        let site = Site::serve(&tools.site, &tools.command, served.into()).await?;
        let downloads = tempfile::tempdir()?;
        let (driver, process) = browser.open(&tools.pair, switches, downloads.path()).await?;
        Ok(Self { driver, site, downloads, _process: process })
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
        self.visit(&format!("{}{link}", self.site.address)).await
    }

    /// Opens any address that leads to the explorer, and waits until the page lives.
    pub(crate) async fn visit(&self, address: &str) -> Result<()> {
        self.driver.goto(address).await?;
        self.lives().await?;
        // A page that lives names its view.
        let failed = !self.all(".failure").await?.is_empty();
        self.until("the view has a name", async || Ok(failed || self.driver.title().await? != "Onrecord"))
            .await
    }

    /// Waits until all of the page is drawn, or why it cannot be.
    pub(crate) async fn lives(&self) -> Result<()> {
        self.wait_for("#app:not([data-prerendered], [aria-busy]) :is([data-count], .failure)").await.map(drop)
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

    /// Clicks on an element, see [`Self::press`].
    pub(crate) async fn click(&self, selector: &str) -> Result<()> {
        self.press(&self.wait_for(selector).await?).await
    }

    /// Clicks on an element once it rests and nothing lies over it.
    pub(crate) async fn press(&self, element: &WebElement) -> Result<()> {
        self.bring(element).await?;
        self.until("it takes a click", async || Ok(element.click().await.is_ok())).await
    }

    /// Scrolls to an element and waits until it rests: what comes to the screen is drawn only then, and may move it.
    pub(crate) async fn bring(&self, element: &WebElement) -> Result<()> {
        element.scroll_into_view().await?;
        let stands = async || element.rect().await.map(|rect| [rect.x, rect.y, rect.width, rect.height]);
        self.until("it rests", async || {
            let before = stands().await?;
            sleep(A_FRAME).await;
            Ok(stands().await? == before)
        })
        .await
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

    /// Runs a script before those of each page that is opened from now on.
    pub(crate) async fn before_each(&self, script: &str) -> Result<()> {
        let bidi = self.driver.bidi().await?;
        bidi.script().add_preload_script(format!("() => {{ {script} }}")).await?;
        Ok(())
    }

    /// Fails where something has moved since the page was opened, as [`LAYOUT_SHIFTS`] has seen it.
    pub(crate) async fn still(&self, what: &str) -> Result<()> {
        let moved = self.driver.execute("return window.moved", vec![]).await?;
        let sum: f64 = moved.json().as_array().into_iter().flatten().filter_map(|one| one[0].as_f64()).sum();
        // Half a pixel of a control counts too; what rounds to 0.00 nobody sees.
        ensure!(sum < 0.001, "{what}: {}", moved.json());
        Ok(())
    }

    /// From now on the browser is in another zone.
    pub(crate) async fn move_to(&self, zone: &str) -> Result<()> {
        let bidi = self.driver.bidi().await?;
        let contexts = Some(vec![bidi.browsing_context().top_level().await?]);
        let timezone = Some(zone.to_owned());
        bidi.send(SetTimezoneOverride { timezone, contexts, user_contexts: None }).await?;
        Ok(())
    }

    /// From now on the browser's language is another one.
    pub(crate) async fn speak(&self, language: &str) -> Result<()> {
        let bidi = self.driver.bidi().await?;
        let contexts = Some(vec![bidi.browsing_context().top_level().await?]);
        bidi.send(SetLocaleOverride { locale: Some(language.to_owned()), contexts, user_contexts: None })
            .await?;
        Ok(())
    }

    /// How many steps of the window's history there are.
    pub(crate) async fn steps(&self) -> Result<u64> {
        Ok(self.driver.execute("return history.length", vec![]).await?.convert()?)
    }

    /// Makes the page so wide, in its own pixels.
    pub(crate) async fn resize(&self, width: u32) -> Result<()> {
        let bidi = self.driver.bidi().await?;
        let context = bidi.browsing_context().top_level().await?;
        let viewport = Some(Viewport { width, height: 900 });
        bidi.browsing_context().set_viewport(context, viewport).await?;
        Ok(())
    }

    /// Moves two fingers over the page, each from a point of the window to another.
    pub(crate) async fn pinch(&self, fingers: [[(i32, i32); 2]; 2]) -> Result<()> {
        let step =
            |(x, y): (i32, i32), ms: u32| json!({ "type": "pointerMove", "x": x, "y": y, "duration": ms });
        let finger = |(id, [from, to]): (usize, [(i32, i32); 2])| {
            json!({
                "type": "pointer", "id": format!("finger-{id}"), "parameters": { "pointerType": "touch" },
                "actions": [
                    step(from, 0), { "type": "pointerDown", "button": 0 },
                    step(to, 300), { "type": "pointerUp", "button": 0 },
                ],
            })
        };
        let actions: Value = fingers.into_iter().enumerate().map(finger).collect();
        self.driver.cmd(Command::PerformActions(Actions::from(actions))).await?;
        Ok(())
    }

    /// Waits until a condition holds.
    pub(crate) async fn until(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        Self::wait(PATIENCE, what, holds).await
    }

    /// Waits longer than the page itself does.
    pub(crate) async fn until_late(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        Self::wait(2 * PATIENCE, what, holds).await
    }

    async fn wait(patience: Duration, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        let end = Instant::now() + patience;
        while !holds().await.unwrap_or(false) {
            ensure!(Instant::now() < end, "it never came about that {what}");
            sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// A file that the browser saves when something is pressed.
    pub(crate) async fn saved(&self, file: &str, press: impl AsyncFnOnce() -> Result<()>) -> Result<PathBuf> {
        let path = self.downloads.path().join(file);
        // One of an earlier press would take its name.
        let _ = fs::remove_file(&path);
        press().await?;
        let whole = || fs::metadata(&path).is_ok_and(|file| file.len() > 0);
        self.until("the file is saved", async || Ok(whole())).await?;
        Ok(path)
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
                self.press(&label.find(By::Css("input")).await?).await?;
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

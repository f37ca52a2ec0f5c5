//! A page in a browser, with methods for a reader's actions.

use std::{fs, path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::{
    bidi::{
        BidiError,
        modules::{
            browsing_context::Viewport,
            emulation::{SetLocaleOverride, SetTimezoneOverride},
            script::AddPreloadScript,
        },
    },
    common::command::{Actions, Command},
    prelude::*,
};
use tokio::time::{Instant, sleep};

use super::{
    Tools,
    browser::{Lacking, Session, Tab},
    site::{Served, Site, Sites},
};

/// The timeout after which something has failed, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often a condition is looked at.
pub(super) const POLL: Duration = Duration::from_millis(20);

/// The size of the window in CSS pixels, in a browser that is not started with it.
const WINDOW: (u32, u32) = (1280, 1000);

/// How many statements are written into the page before it runs.
pub(crate) const PRERENDERED: usize = 12;

/// Whether a test ended because its browser lacks a command: Firefox can be set to another language or zone from
/// 153 on, and the driver of WebKit knows the commands of WebDriver only.
pub(super) fn lacks_command(error: &anyhow::Error) -> bool {
    let is_lacking = |error: &BidiError| {
        // The driver names the command only in its message.
        error.error == "unknown command" && error.message.starts_with("emulation.")
    };
    error.is::<Lacking>() || error.downcast_ref().is_some_and(is_lacking)
}

/// Collects layout shifts that the reader did not cause.
pub(crate) const LAYOUT_SHIFTS: &str = "window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(entry => \
     window.moved.push([entry.value, ...entry.sources.map(one => one.node?.outerHTML ?? one.node?.textContent)]))) \
     .observe({ type: 'layout-shift', buffered: true });";

/// Keeps back every timer by which the page waits for a server (15 seconds and more) until it is asked to ring.
const HOLD_TIMERS: &str = "const held = new Map(), { setTimeout: start, clearTimeout: stop } = window; let last = 0; \
     window.setTimeout = (call, delay, ...rest) => { \
         if (!(delay >= 15_000)) return start(call, delay, ...rest); \
         held.set(--last, () => call(...rest)); return last; \
     }; \
     window.clearTimeout = (id) => held.delete(id) || stop(id); \
     window.ring = () => { for (const [id, call] of held) { held.delete(id); call(); } }";

/// Scrolls to an element and waits until it is at the same place in three frames, one after the other.
const REST: &str = "const [element, done] = arguments; let before, same = 0; \
     element.scrollIntoView({ block: 'center', inline: 'center' }); \
     const look = () => { \
         const { x, y, width, height } = element.getBoundingClientRect(), now = [x, y, width, height].join(); \
         same = now === before ? same + 1 : 0; before = now; \
         if (same === 2) done(); else requestAnimationFrame(look); \
     }; look()";

/// A browser window with the site.
pub(crate) struct Page {
    pub(crate) driver: WebDriver,
    pub(crate) site: Arc<Site>,
    tab: Tab,
    /// Whether it may run scripts.
    has_scripts: bool,
    /// The browser's download folder.
    downloads: PathBuf,
}

impl Page {
    /// A page in a fresh profile.
    pub(super) async fn new(
        session: &Session,
        sites: &Arc<Sites>,
        tools: &Tools,
        served: Served,
    ) -> Result<Self> {
        let site = Arc::new(Site::serve(sites, tools, served).await?);
        let tab = session.fresh_tab().await?;
        let has_bidi = tab.has_bidi;
        let page = Self {
            driver: session.driver.clone(),
            site,
            tab,
            has_scripts: session.has_scripts,
            downloads: session.downloads().to_owned(),
        };
        if !has_bidi {
            page.driver.set_window_rect(0, 0, WINDOW.0, WINDOW.1).await?;
        }
        Ok(page)
    }

    /// Opens another page on the same site, in a fresh profile; later actions happen there.
    pub(crate) async fn in_fresh_profile(&self) -> Result<Self> {
        ensure!(self.tab.has_bidi, Lacking("begin another profile"));
        Ok(self.with_tab(Tab::in_fresh_profile(&self.driver).await?))
    }

    /// Opens another tab of the same profile; later actions happen there, until a tab is [selected](Self::select).
    pub(crate) async fn in_new_tab(&self) -> Result<Self> {
        Ok(self.with_tab(self.tab.beside(&self.driver).await?))
    }

    fn with_tab(&self, tab: Tab) -> Self {
        Self {
            driver: self.driver.clone(),
            site: Arc::clone(&self.site),
            tab,
            has_scripts: self.has_scripts,
            downloads: self.downloads.clone(),
        }
    }

    /// Goes to the tab of this page.
    pub(crate) async fn select(&self) -> Result<()> {
        self.tab.select(&self.driver).await
    }

    /// Returns the site's address.
    pub(crate) fn address(&self) -> String {
        self.site.address.clone()
    }

    /// Opens a link of the site and waits until the record, or an error, is shown.
    pub(crate) async fn open(&self, link: &str) -> Result<()> {
        self.visit(&format!("{}{link}", self.site.address)).await
    }

    /// Opens an address that leads to the explorer and waits until the app has started.
    pub(crate) async fn visit(&self, address: &str) -> Result<()> {
        self.driver.goto(address).await?;
        self.lives().await?;
        // The app sets the title.
        let failed = !self.all(".failure").await?.is_empty();
        self.until("the view has a name", async || Ok(failed || self.driver.title().await? != "Onrecord"))
            .await
    }

    /// Waits until the page is completely rendered, or shows an error.
    pub(crate) async fn lives(&self) -> Result<()> {
        self.wait_for("#app:not([data-prerendered], [aria-busy]) :is([data-count], .failure)").await.map(drop)
    }

    /// Returns the query string of the address.
    pub(crate) async fn link(&self) -> Result<String> {
        let url = self.driver.current_url().await?;
        Ok(url.query().map(|q| format!("?{q}")).unwrap_or_default())
    }

    pub(crate) async fn wait_for(&self, selector: &str) -> Result<WebElement> {
        let found = self.driver.query(By::Css(selector)).wait(PATIENCE, POLL).first().await;
        found.with_context(|| format!("nothing on the page is {selector}"))
    }

    /// Clicks an element; see [`Self::press`].
    pub(crate) async fn click(&self, selector: &str) -> Result<()> {
        // An element that was replaced is looked up again.
        self.until(&format!("{selector} takes a click"), async || {
            let element = self.driver.find(By::Css(selector)).await?;
            self.bring(&element).await?;
            Ok(element.click().await.is_ok())
        })
        .await
    }

    /// Clicks an element when it does not move and is not covered.
    pub(crate) async fn press(&self, element: &WebElement) -> Result<()> {
        self.bring(element).await?;
        self.until("it takes a click", async || Ok(element.click().await.is_ok())).await
    }

    /// Scrolls to an element and waits until it does not move: what comes into view is laid out only then.
    pub(crate) async fn bring(&self, element: &WebElement) -> Result<()> {
        if self.has_scripts {
            self.driver.execute_async(REST, vec![element.to_json()?]).await?;
        } else {
            // A page without scripts does not move, and cannot run the check.
            element.scroll_into_view().await?;
        }
        Ok(())
    }

    pub(crate) async fn all(&self, selector: &str) -> Result<Vec<WebElement>> {
        Ok(self.driver.find_all(By::Css(selector)).await?)
    }

    pub(crate) async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.wait_for(selector).await?.text().await?)
    }

    /// Returns the number of matching statements that the page shows.
    pub(crate) async fn count(&self) -> Result<usize> {
        let count = self.wait_for("[data-count]").await?.attr("data-count").await?;
        Ok(count.context("no count")?.parse()?)
    }

    /// Runs a script before those of each page opened from now on.
    pub(crate) async fn before_each(&self, script: &str) -> Result<()> {
        let add = AddPreloadScript {
            function_declaration: format!("() => {{ {script} }}"),
            arguments: vec![],
            sandbox: None,
            contexts: vec![self.tab.id.clone()],
        };
        self.tab.bidi(&self.driver, "run a script before those of a page").await?.send(add).await?;
        Ok(())
    }

    /// From the next page on, timers that wait for a server are stopped: see [`Self::let_time_pass`].
    pub(crate) async fn hold_timers(&self) -> Result<()> {
        self.before_each(HOLD_TIMERS).await
    }

    /// The time is over for all that waits for a server at this moment.
    pub(crate) async fn let_time_pass(&self) -> Result<()> {
        self.driver.execute("window.ring()", vec![]).await?;
        Ok(())
    }

    /// Fails if [`LAYOUT_SHIFTS`] has recorded a layout shift.
    pub(crate) async fn still(&self, what: &str) -> Result<()> {
        let moved = self.driver.execute("return window.moved", vec![]).await?;
        let sum: f64 = moved.json().as_array().into_iter().flatten().filter_map(|one| one[0].as_f64()).sum();
        // Half a pixel of a control counts, too; smaller shifts are invisible.
        ensure!(sum < 0.001, "{what}: {}", moved.json());
        Ok(())
    }

    /// Sets the browser's time zone.
    pub(crate) async fn move_to(&self, zone: &str) -> Result<()> {
        let bidi = self.tab.bidi(&self.driver, "set the time zone").await?;
        let contexts = Some(vec![self.tab.id.clone()]);
        let timezone = Some(zone.to_owned());
        bidi.send(SetTimezoneOverride { timezone, contexts, user_contexts: None }).await?;
        Ok(())
    }

    /// Sets the browser's language.
    pub(crate) async fn speak(&self, language: &str) -> Result<()> {
        let bidi = self.tab.bidi(&self.driver, "set the language").await?;
        let contexts = Some(vec![self.tab.id.clone()]);
        bidi.send(SetLocaleOverride { locale: Some(language.to_owned()), contexts, user_contexts: None })
            .await?;
        Ok(())
    }

    /// Returns the number of history entries.
    pub(crate) async fn steps(&self) -> Result<u64> {
        Ok(self.driver.execute("return history.length", vec![]).await?.convert()?)
    }

    /// Sets the width of the page in CSS pixels.
    pub(crate) async fn resize(&self, width: u32) -> Result<()> {
        if !self.tab.has_bidi {
            return self.resize_window(width).await;
        }
        let bidi = self.driver.bidi().await?;
        let viewport = Some(Viewport { width, height: 900 });
        bidi.browsing_context().set_viewport(self.tab.id.clone(), viewport).await?;
        Ok(())
    }

    /// Sets the width of the page by that of its window, whose frame takes as much as it took before.
    async fn resize_window(&self, width: u32) -> Result<()> {
        let size = async || -> Result<[u32; 4]> {
            let sizes = "return [innerWidth, innerHeight, outerWidth, outerHeight]";
            Ok(self.driver.execute(sizes, vec![]).await?.convert()?)
        };
        let [inner_width, inner_height, outer_width, outer_height] = size().await?;
        let frame = |outer: u32, inner: u32| outer.saturating_sub(inner);
        let [across, down] = [frame(outer_width, inner_width), frame(outer_height, inner_height)];
        self.driver.set_window_rect(0, 0, width + across, 900 + down).await?;
        self.until("the window has its size", async || Ok(size().await?[0] == width)).await
    }

    /// Moves two fingers, each from one point of the window to another.
    pub(crate) async fn pinch(&self, fingers: [[(i32, i32); 2]; 2]) -> Result<()> {
        let step =
            |(x, y): (i32, i32), ms: u32| json!({ "type": "pointerMove", "x": x, "y": y, "duration": ms });
        let finger = |(id, [from, to]): (usize, [(i32, i32); 2])| {
            json!({
                "type": "pointer", "id": format!("finger-{id}"), "parameters": { "pointerType": "touch" },
                "actions": [
                    step(from, 0), { "type": "pointerDown", "button": 0 },
                    step(to, 100), { "type": "pointerUp", "button": 0 },
                ],
            })
        };
        let actions: Value = fingers.into_iter().enumerate().map(finger).collect();
        self.driver.cmd(Command::PerformActions(Actions::from(actions))).await?;
        Ok(())
    }

    /// Taps a place of the window with a finger.
    pub(crate) async fn tap(&self, (x, y): (i32, i32)) -> Result<()> {
        let actions = json!([{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "x": x, "y": y, "duration": 0 },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]);
        self.driver.cmd(Command::PerformActions(Actions::from(actions))).await?;
        Ok(())
    }

    /// Waits until a condition is true.
    pub(crate) async fn until(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        loop {
            let looked = holds().await;
            if let Ok(true) = looked {
                return Ok(());
            }
            if Instant::now() >= end {
                let never = format!("it never came about that {what}");
                return looked.map_err(|error| error.context(never.clone())).and_then(|_| bail!(never));
            }
            sleep(POLL).await;
        }
    }

    /// Returns a file that the browser saves after `press`.
    pub(crate) async fn saved(&self, file: &str, press: impl AsyncFnOnce() -> Result<()>) -> Result<PathBuf> {
        let path = self.downloads.join(file);
        // An earlier file would take its name.
        let _ = fs::remove_file(&path);
        press().await?;
        let whole = || fs::metadata(&path).is_ok_and(|file| file.len() > 0);
        self.until("the file is saved", async || Ok(whole())).await?;
        Ok(path)
    }

    /// Returns the count of a filter value.
    pub(crate) async fn promised(&self, name: &str) -> Result<usize> {
        Ok(self.filter_value(name).await?.1)
    }

    /// Toggles a filter value, and returns its count.
    pub(crate) async fn choose(&self, name: &str) -> Result<usize> {
        let (label, promised) = self.filter_value(name).await?;
        self.press(&label.find(By::Css("input")).await?).await?;
        Ok(promised)
    }

    /// Returns the label of the first filter value of this name, and its count.
    async fn filter_value(&self, name: &str) -> Result<(WebElement, usize)> {
        for label in self.all(".facet-value__label").await? {
            let text = label.text().await?;
            let count = text.strip_prefix(name).and_then(|count| count.trim().parse().ok());
            if let Some(count) = count {
                return Ok((label, count));
            }
        }
        bail!("no filter is named {name}")
    }

    /// Returns the distinct speakers in the list, in order.
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

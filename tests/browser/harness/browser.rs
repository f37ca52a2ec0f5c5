//! A browser, the program that drives it, and profiles in it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    bidi::{
        BrowsingContextId, UserContextId,
        modules::{
            browser::{DownloadBehavior, SetDownloadBehavior},
            browsing_context::{Create, CreateType},
        },
    },
    prelude::*,
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

/// A browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// The paths of a browser and its driver.
#[derive(Debug)]
pub(super) struct Programs {
    pub(super) browser: PathBuf,
    pub(super) driver: PathBuf,
}

/// How often starting a driver is tried: two that start at once may choose the same port.
const STARTS: usize = 5;

/// Chromium's command-line switches.
const SWITCHES: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    // Without smooth scrolling, clicks need not wait.
    "--force-prefers-reduced-motion",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1000",
];

/// A running browser with one window in it.
pub(super) struct Session {
    pub(super) browser: Browser,
    pub(super) driver: WebDriver,
    /// Whether it was started with switches of its own, so that no other scenario shares it.
    has_switches: bool,
    /// Whether pages may run scripts.
    pub(super) has_scripts: bool,
    /// The folder for downloads.
    downloads: TempDir,
    /// The driver, which ends with this value.
    _process: Child,
}

/// A tab, and the profile that it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Tab {
    pub(super) id: BrowsingContextId,
    /// `None` for the only profile of a browser that one scenario has to itself.
    pub(super) profile: Option<UserContextId>,
}

impl Session {
    /// Starts a browser.
    ///
    /// Switches that begin with a dash are Chromium's; others name what pages are refused: `cookies` (and with them
    /// all storage) or `javascript`.
    pub(super) async fn start(browser: Browser, programs: &Programs, switches: &[&str]) -> Result<Self> {
        let downloads = tempfile::tempdir()?;
        let (process, port) = browser.start_driver(&programs.driver).await?;
        let capabilities = browser.capabilities(&programs.browser, switches, downloads.path())?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        let has_scripts = !switches.contains(&"javascript");
        let has_switches = !switches.is_empty();
        Ok(Self { browser, driver, has_switches, has_scripts, downloads, _process: process })
    }

    /// Opens a tab in a fresh profile, and directs the driver to it.
    pub(super) async fn fresh_tab(&self) -> Result<Tab> {
        for entry in fs::read_dir(self.downloads())?.flatten() {
            let path = entry.path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }?;
        }
        let bidi = self.driver.bidi().await?;
        if self.has_switches {
            return Ok(Tab { id: bidi.browsing_context().top_level().await?, profile: None });
        }
        let tab = Tab::in_fresh_profile(&self.driver).await?;
        if self.browser == Browser::Chromium {
            // Its preferences hold for the first profile only.
            let destination_folder = self.downloads().to_str().context("a path that is not text")?.to_owned();
            let download_behavior = Some(DownloadBehavior::Allowed { destination_folder });
            let user_contexts = tab.profile.clone().map(|profile| vec![profile]);
            bidi.send(SetDownloadBehavior { download_behavior, user_contexts }).await?;
        }
        Ok(tab)
    }

    /// The folder where files are saved.
    pub(super) fn downloads(&self) -> &Path {
        self.downloads.path()
    }

    /// Removes every profile but the first one, with its tabs and all that it has stored.
    pub(super) async fn remove_profiles(&self) -> Result<()> {
        let bidi = self.driver.bidi().await?;
        for profile in bidi.browser().get_user_contexts().await?.user_contexts {
            if profile.user_context.as_str() != "default" {
                bidi.browser().remove_user_context(profile.user_context).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn close(self) {
        // One that has gone already needs no farewell.
        let _ = self.driver.quit().await;
    }
}

impl Tab {
    /// Opens a tab in a new profile, and directs the driver to it.
    pub(super) async fn in_fresh_profile(driver: &WebDriver) -> Result<Self> {
        let profile = driver.bidi().await?.browser().create_user_context().await?.user_context;
        Self::open(driver, Some(profile)).await
    }

    /// Opens another tab in the same profile, and directs the driver to it.
    pub(super) async fn beside(&self, driver: &WebDriver) -> Result<Self> {
        Self::open(driver, self.profile.clone()).await
    }

    async fn open(driver: &WebDriver, profile: Option<UserContextId>) -> Result<Self> {
        let bidi = driver.bidi().await?;
        let create = Create {
            r#type: CreateType::Tab,
            reference_context: None,
            background: Some(false),
            user_context: profile.clone(),
        };
        let tab = Self { id: bidi.send(create).await?.context, profile };
        tab.select(driver).await?;
        Ok(tab)
    }

    /// Directs the driver to this tab.
    pub(super) async fn select(&self, driver: &WebDriver) -> Result<()> {
        driver.bidi().await?.browsing_context().activate(self.id.clone()).await?;
        Ok(driver.switch_to_window(self.id.as_str().to_owned().into()).await?)
    }
}

impl Browser {
    /// What the browser is asked to be.
    fn capabilities(self, binary: &Path, switches: &[&str], downloads: &Path) -> Result<Capabilities> {
        let binary = binary.to_str().context("a path that is not text")?;
        Ok(match self {
            Self::Chromium => {
                let mut chrome = DesiredCapabilities::chrome();
                chrome.set_binary(binary)?;
                let (switches, refused): (Vec<&str>, Vec<&str>) =
                    switches.iter().partition(|switch| switch.starts_with('-'));
                for switch in SWITCHES.into_iter().chain(switches) {
                    chrome.add_arg(switch)?;
                }
                let refused = refused
                    .iter()
                    .map(|name| (format!("profile.default_content_setting_values.{name}"), json!(2)));
                let saves = [
                    ("download.default_directory".to_owned(), json!(downloads)),
                    ("download.prompt_for_download".to_owned(), json!(false)),
                ];
                chrome.add_experimental_option("prefs", refused.chain(saves).collect::<Value>())?;
                chrome.enable_bidi()?;
                chrome.into()
            }
            Self::Firefox => {
                let mut firefox = DesiredCapabilities::firefox();
                firefox.set_firefox_binary(binary)?;
                for argument in ["-headless", "--width=1280", "--height=1000"] {
                    firefox.add_arg(argument)?;
                }
                let mut preferences = thirtyfour::common::capabilities::firefox::FirefoxPreferences::new();
                preferences.set("ui.prefersReducedMotion", 1)?;
                preferences.set("browser.download.folderList", 2)?;
                preferences.set("browser.download.dir", json!(downloads))?;
                // Permissions granted in one profile do not apply in the next one.
                preferences.set("permissions.isolateBy.userContext", true)?;
                // Allows reading the clipboard without a prompt.
                preferences.set("dom.events.testing.asyncClipboard", true)?;
                if switches.contains(&"cookies") {
                    preferences.set("network.cookie.cookieBehavior", 2)?;
                }
                if switches.contains(&"javascript") {
                    preferences.set("javascript.enabled", false)?;
                }
                firefox.enable_bidi()?;
                firefox.set_preferences(preferences)?;
                firefox.into()
            }
        })
    }

    /// Starts the driver and returns its address.
    async fn start_driver(self, driver: &Path) -> Result<(Child, String)> {
        let (arguments, told): (&[&str], _) = match self {
            Self::Chromium => (&["--port=0"], "successfully on port "),
            Self::Firefox => (&["--port=0", "--websocket-port=0"], "Listening on 127.0.0.1:"),
        };
        for _ in 0..STARTS {
            let mut process = Command::new(driver)
                .args(arguments)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .with_context(|| format!("cannot start {}", driver.display()))?;
            let mut lines = BufReader::new(process.stdout.take().context("no output")?).lines();
            while let Some(line) = lines.next_line().await? {
                if let Some((_, port)) = line.split_once(told) {
                    let port = port.trim_end_matches('.').to_owned();
                    // Further output is read, so that the pipe does not fill.
                    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                    return Ok((process, port));
                }
            }
        }
        bail!("{} ended {STARTS} times before it was ready", driver.display())
    }
}

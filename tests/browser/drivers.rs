//! Browsers and the programs that drive them.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

/// A browser that readers use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
}

/// A browser and its driver.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

/// How often a driver is started: two that start at once may choose the same port, and then one of
/// them ends.
const STARTS: usize = 5;

/// What Chromium is started with.
const SWITCHES: [&str; 11] = [
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
];

impl Browser {
    /// Opens a window in a fresh profile; the driver ends with the process. Switches that begin with a dash are
    /// Chromium's; others name what pages are refused: cookies and all other storage, or javascript.
    pub(crate) async fn open(
        self,
        pair: &Pair,
        switches: &[&str],
        downloads: &Path,
    ) -> Result<(WebDriver, Child)> {
        // Whoever talks to a browser by a socket must have chosen its cryptography, though nothing is encrypted here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (process, port) = self.start(pair).await?;
        let address = format!("http://127.0.0.1:{port}");
        let binary = pair.browser.to_str().context("a path that is not text")?;
        let driver = match self {
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
                WebDriver::new(address, chrome).await?
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
                // What is copied may be looked at without anybody's leave.
                preferences.set("dom.events.testing.asyncClipboard", true)?;
                if switches.contains(&"cookies") {
                    preferences.set("network.cookie.cookieBehavior", 2)?;
                }
                if switches.contains(&"javascript") {
                    preferences.set("javascript.enabled", false)?;
                }
                firefox.enable_bidi()?;
                firefox.set_preferences(preferences)?;
                WebDriver::new(address, firefox).await?
            }
        };
        Ok((driver, process))
    }

    /// Starts the driver, and says at which port it listens.
    async fn start(self, pair: &Pair) -> Result<(Child, String)> {
        let (arguments, told): (&[&str], _) = match self {
            Self::Chromium => (&["--port=0"], "successfully on port "),
            Self::Firefox => (&["--port=0", "--websocket-port=0"], "Listening on 127.0.0.1:"),
        };
        for _ in 0..STARTS {
            let mut process = Command::new(&pair.driver)
                .args(arguments)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .with_context(|| format!("cannot start {}", pair.driver.display()))?;
            let mut lines = BufReader::new(process.stdout.take().context("no output")?).lines();
            while let Some(line) = lines.next_line().await? {
                if let Some((_, port)) = line.split_once(told) {
                    let port = port.trim_end_matches('.').to_owned();
                    // What else it says is read on, or it would wait for a reader.
                    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                    return Ok((process, port));
                }
            }
        }
        bail!("{} ended {STARTS} times before it was ready", pair.driver.display())
    }
}

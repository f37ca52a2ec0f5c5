//! Programs in Python, which read what the command writes and write what it reads.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::{cache, debian};
use crate::process::{command, root, run_logged};

/// Packages that read and write tables and web archives.
const PACKAGES: [&str; 4] = ["duckdb==2.0.1", "pandas==3.1.1", "pyarrow==26.0.1", "warcio==1.8.1"];

/// The program that installs packages: that of Python 3.11 fails where two packages ask for one extra of lxml by different
/// spellings.
const PIP: &str = "pip==26.3";

/// Packages that read saved pages, for comparison; the last is a part of lxml that newspaper4k needs.
const PAGE_READERS: [&str; 3] = ["trafilatura==2.3.1", "newspaper4k==0.9.6", "lxml_html_clean==0.4.6"];

/// Returns a Python that has the readers of saved pages with which the command is compared.
///
/// # Errors
/// When it can neither be found nor installed.
pub(crate) fn page_readers() -> Result<PathBuf> {
    let versions: Vec<_> = PAGE_READERS.iter().filter_map(|package| package.split("==").nth(1)).collect();
    environment(
        &format!("page-readers-{}", versions.join("-")),
        &PAGE_READERS.map(OsString::from),
        &PAGE_READERS.join(", "),
    )
}

/// Returns a Python that has the packages for formats.
///
/// # Errors
/// When it can neither be found nor installed.
pub(crate) fn python() -> Result<PathBuf> {
    let versions: Vec<_> = PACKAGES.iter().filter_map(|package| package.split("==").nth(1)).collect();
    environment(
        &format!("python-{}", versions.join("-")),
        &PACKAGES.map(OsString::from),
        &PACKAGES.join(", "),
    )
}

/// Returns a Python that has what the tests of the package need, Spark among it: 900 MB.
///
/// # Errors
/// When it can neither be found nor installed.
pub(crate) fn package_python() -> Result<PathBuf> {
    let file = root().join("python/requirements.txt");
    let text = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let name = format!("package-{:016x}", fingerprint(&text));
    environment(&name, &["-r".into(), file.into()], "the packages of python/requirements.txt")
}

/// Returns a number that changes with the bytes: FNV-1a.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Returns the Python of an environment with this name, in which packages have been installed.
fn environment(name: &str, packages: &[OsString], what: &str) -> Result<PathBuf> {
    let dir = cache()?.join(name);
    let python = dir.join("bin/python");
    // Written last: an installation that was interrupted begins again.
    let done = dir.join("installed");
    if done.is_file() {
        return Ok(python);
    }
    if make(&dir).is_err() {
        // On Debian, this module is a separate package.
        debian::install(&["python3-venv"], "some seconds")
            .context("the tests need Python with its module venv")?;
        make(&dir)?;
    }
    let pip = || {
        let mut pip = command(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip
    };
    run_logged(&format!("install {PIP}"), "some seconds", pip().arg(PIP))?;
    run_logged(&format!("install {what} with pip, once"), "some minutes", pip().args(packages))?;
    fs::write(done, "")?;
    Ok(python)
}

fn make(dir: &Path) -> Result<()> {
    run_logged(
        "make an environment of Python",
        "some seconds",
        command("python3").args(["-m", "venv"]).arg(dir),
    )
    .map(drop)
}

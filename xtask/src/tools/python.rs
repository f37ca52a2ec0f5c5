//! Programs in Python, which read what the command writes and write what it reads.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::{cache, debian};
use crate::process::{command, run_logged};

/// Packages that read and write tables and web archives.
const PACKAGES: [&str; 4] = ["duckdb==2.0.1", "pandas==3.1.1", "pyarrow==26.0.1", "warcio==1.8.1"];

/// Returns a Python that has the packages for formats.
///
/// # Errors
/// When it can neither be found nor installed.
pub(crate) fn python() -> Result<PathBuf> {
    let versions: Vec<_> = PACKAGES.iter().filter_map(|package| package.split("==").nth(1)).collect();
    let dir = cache()?.join(format!("python-{}", versions.join("-")));
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
    let mut pip = command(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES);
    run_logged(&format!("install {} with pip, once", PACKAGES.join(", ")), "half a minute", &mut pip)?;
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

//! The programs in Python that read what the command writes, and write what it reads.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::{cache, debian};
use crate::run::{command, run};

/// Packages of the Python registry.
const PACKAGES: [&str; 4] = ["duckdb==2.0.1", "pandas==3.1.1", "pyarrow==26.0.1", "warcio==1.8.1"];

/// A Python that has them.
pub(crate) fn python() -> Result<PathBuf> {
    let versions: Vec<_> = PACKAGES.iter().filter_map(|package| package.split("==").nth(1)).collect();
    let dir = cache()?.join(format!("python-{}", versions.join("-")));
    let python = dir.join("bin/python");
    if python.is_file() && dir.join("whole").is_file() {
        return Ok(python);
    }
    let make = || run("make a place for Python packages", command("python3").args(["-m", "venv"]).arg(&dir));
    if make().is_err() {
        // Debian has this part of Python as a package of its own.
        debian::install(&["python3-venv"]).context("the tests need Python with its module venv")?;
        make()?;
    }
    let mut pip = command(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES);
    run("install Python packages", &mut pip)?;
    // Whoever stops in between begins anew.
    std::fs::write(dir.join("whole"), "")?;
    Ok(python)
}

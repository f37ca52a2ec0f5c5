//! The package for Python, tested as it is installed: from a wheel.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{
    process::{command, find, run_logged, say, target_dir},
    site, tools,
};

/// Builds the wheel, installs it into a folder of its own, and runs the examples of the documentation and all tests, or
/// those whose name contains `name`. Sites are only tested if the app has been built.
///
/// # Errors
/// When a tool is missing, or a step fails.
pub(super) fn check(name: Option<&str>) -> Result<()> {
    let python = tools::package_python()?;
    let folder = target_dir().join("python");
    let site = folder.join("site");
    let _ = fs::remove_dir_all(&folder);
    // The profile of the tests, whose dependencies are compiled already. Without pictures, neither are fonts.
    let mut build = command(&python);
    build.args(["-m", "maturin", "build", "--quiet", "--profile", "dev", "--no-default-features"]);
    build.args(["--manifest-path", "python/Cargo.toml", "--target-dir"]).arg(target_dir());
    build.arg("--out").arg(&folder);
    run_logged("build the wheel", "some minutes the first time", &mut build)?;
    let mut install = command(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-index",
    ]);
    install.arg("--target").arg(&site).arg(wheel(&folder)?);
    run_logged("install the wheel", "some seconds", &mut install)?;
    let mut tests = command(&python);
    tests.args(["-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-c", "python/pyproject.toml"]);
    tests.args(["--rootdir", "python", "python/tests", "python/README.md"]).arg(site.join("onrecord"));
    if let Some(name) = name {
        tests.args(["-k", name]);
    }
    tests.env("PYTHONPATH", &site).env("PYTHONDONTWRITEBYTECODE", "1");
    if site::app().join("index.html").is_file() && site::onrecord().is_file() {
        tests.env("ONRECORD_APP", site::app()).env("ONRECORD_COMMAND", site::onrecord());
    } else {
        say("python: sites are not tested, because the app has not been built: `cargo xtask build`");
    }
    if find("java").is_none() {
        say("python: Spark is not tested, because there is no Java: Debian's openjdk-17-jre-headless has it");
    }
    let printed = run_logged("tests of the package for Python", "a minute", &mut tests)?;
    for line in printed.lines().filter(|line| line.starts_with("SKIPPED")) {
        say(&format!("python: {line}"));
    }
    say(&format!("python: {}", printed.lines().next_back().unwrap_or_default()));
    Ok(())
}

/// Returns the wheel of a folder.
fn wheel(folder: &Path) -> Result<PathBuf> {
    let files = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = files.flatten().map(|entry| entry.path());
    let wheel = paths.find(|path| path.extension().is_some_and(|ending| ending == "whl"));
    wheel.with_context(|| format!("there is no wheel in {}", folder.display()))
}

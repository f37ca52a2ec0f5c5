//! The package for Python, tested as it is installed: from a wheel.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

use crate::{
    process::{command, find, run_logged, say, target_dir},
    site, tools,
};

/// What somebody does first with the package.
const FIRST: &str = "import onrecord; print(onrecord.extract('“It will rain,” said Nikki Haley on Sunday.'))";

/// Builds the wheel, installs it into an environment of its own with one command, and runs the examples of the
/// documentation and all tests, or those whose name contains `name`. Sites are only tested if the app has been built.
///
/// # Errors
/// When a tool is missing, or a step fails.
pub(super) fn check(name: Option<&str>) -> Result<()> {
    let python = tools::package_python()?;
    let folder = target_dir().join("python");
    let _ = fs::remove_dir_all(&folder);
    let wheel = build(&python, &folder)?;
    is_used_from_a_fresh_environment(&python, &folder, &wheel)?;
    let site = folder.join("site");
    let mut install = pip(&python);
    install.args(["--no-deps", "--target"]).arg(&site).arg(&wheel);
    run_logged("install the wheel for its tests", "some seconds", &mut install)?;
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
    let printed = run_logged("tests of the package for Python", "some minutes", &mut tests)?;
    for line in printed.lines().filter(|line| line.starts_with("SKIPPED")) {
        say(&format!("python: {line}"));
    }
    say(&format!("python: {}", printed.lines().next_back().unwrap_or_default()));
    Ok(())
}

/// Builds the wheel of all versions of Python from 3.10.
fn build(python: &Path, folder: &Path) -> Result<PathBuf> {
    // The profile of the tests. Without pictures, no fonts are compiled.
    let mut build = command(python);
    build.args(["-m", "maturin", "build", "--quiet", "--profile", "dev", "--no-default-features"]);
    build.args(["--manifest-path", "python/Cargo.toml", "--target-dir"]).arg(target_dir());
    build.arg("--out").arg(folder);
    run_logged("build the wheel", "some minutes the first time", &mut build)?;
    let wheel = wheel(folder)?;
    let name = wheel.file_name().unwrap_or_default().to_string_lossy();
    ensure!(name.contains("-cp310-abi3-"), "{name} is not a wheel of the stable interface of Python 3.10");
    Ok(wheel)
}

/// Installs the wheel as a reader of its documentation does, where nothing else is installed.
fn is_used_from_a_fresh_environment(python: &Path, folder: &Path, wheel: &Path) -> Result<()> {
    let fresh = folder.join("fresh");
    run_logged(
        "make a fresh environment of Python",
        "some seconds",
        command(python).args(["-m", "venv"]).arg(&fresh),
    )?;
    let own = fresh.join("bin/python");
    run_logged("install the wheel with pip", "some seconds", pip(&own).arg(wheel))?;
    let printed =
        run_logged("extract from a fresh environment", "some seconds", command(&own).args(["-c", FIRST]))?;
    ensure!(printed.contains("name='Nikki Haley'"), "a fresh environment does not extract: {printed}");
    Ok(())
}

/// Returns an installation that takes nothing from elsewhere.
fn pip(python: &Path) -> Command {
    let mut pip = command(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]);
    pip
}

/// Returns the wheel of a folder.
fn wheel(folder: &Path) -> Result<PathBuf> {
    let files = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = files.flatten().map(|entry| entry.path());
    let wheel = paths.find(|path| path.extension().is_some_and(|ending| ending == "whl"));
    wheel.with_context(|| format!("there is no wheel in {}", folder.display()))
}

//! The release site: the app built by Trunk, made a site with its record by the `onrecord` command.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{
    brotli,
    process::{command, root, run_logged, target_dir},
    tools,
};

/// Writes the release site to `dist/`.
///
/// # Errors
/// When a tool is missing, or a step fails.
pub(crate) fn build(corpus: Option<&Path>, base_url: Option<&str>) -> Result<()> {
    let onrecord = build_command()?;
    let mut build = command(onrecord);
    // Trunk may have written there, too.
    build.args(["build", "--overwrite", "--output", "dist"]).arg(corpus.unwrap_or(Path::new("corpus")));
    if corpus.is_none() {
        build.args(["--config", "corpus/onrecord.toml"]);
    }
    if let Some(url) = base_url {
        build.args(["--base-url", url]);
    }
    run_logged("write the site to dist/", "some seconds", &mut build).map(drop)
}

/// Compiles the app and, with it, the `onrecord` command; returns where that is.
///
/// # Errors
/// When a tool is missing, or a step fails.
pub(crate) fn build_command() -> Result<PathBuf> {
    let mut trunk = tools::setup()?.trunk(true)?;
    trunk.args(["build", "--release", "--cargo-profile", "site", "--offline", "--dist"]).arg(app());
    trunk.env("ONRECORD_APP_ONLY", "1");
    tools::fetch()?;
    run_logged("build the app", "about 2 minutes", &mut trunk)?;
    compress()?;
    let mut cargo = command("cargo");
    cargo.args(["build", "--profile", "command", "--package", "onrecord-cli", "--target-dir"]);
    cargo.arg(target_dir());
    if target_dir() != root().join("target") {
        cargo.env("ONRECORD_APP", app());
    }
    run_logged("build the command", "about 4 minutes the first time", &mut cargo)?;
    Ok(onrecord())
}

/// Returns where the command is compiled to.
pub(crate) fn onrecord() -> PathBuf {
    target_dir().join("command/onrecord")
}

/// Writes what every reader fetches with the best compression, once and not with each site.
fn compress() -> Result<()> {
    let files = fs::read_dir(app())?.flatten().map(|entry| entry.path());
    let compresses =
        |path: &PathBuf| path.extension().is_some_and(|ending| ending == "js" || ending == "wasm");
    brotli::write(&files.filter(compresses).collect::<Vec<_>>())
}

/// Returns the folder of the app as Trunk writes it: what the command is compiled with.
pub(crate) fn app() -> PathBuf {
    target_dir().join("app")
}

/// Returns the modules that the compiler linked for the release, with the names of their functions.
pub(crate) fn linked() -> [PathBuf; 2] {
    let folder = tools::wasm_dir().join(tools::TARGET).join("site");
    ["explorer.wasm", "intake.wasm"].map(|module| folder.join(module))
}

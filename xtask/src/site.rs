//! The site: built by Trunk, its record made from articles by the `onrecord` command in a hook.

use std::{path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};

use crate::{
    run::{root, run, say},
    tools,
};

/// Writes the release site to `dist/`.
pub(crate) fn build(corpus: Option<&Path>) -> Result<()> {
    let mut trunk = tools::setup()?.trunk()?;
    trunk.args(["build", "--release", "--cargo-profile", "site", "--offline"]);
    explore(&mut trunk, corpus)?;
    run("build the site into dist/", &mut trunk)
}

/// Serves the site until it is stopped.
pub(crate) fn serve(corpus: Option<&Path>, port: u16, release: bool) -> Result<()> {
    let mut trunk = tools::setup()?.trunk()?;
    // A folder of its own: `dist/` is what the release build writes.
    trunk
        .args(["serve", "--offline", "--address", "127.0.0.1", "--dist", "target/serve", "--port"])
        .arg(port.to_string());
    if release {
        trunk.args(["--release", "--cargo-profile", "site"]);
    }
    if let Some(dir) = corpus {
        trunk.arg("--watch").arg(root()).arg("--watch").arg(dir);
    }
    explore(&mut trunk, corpus)?;
    say(&format!("once it is built, the explorer is at http://127.0.0.1:{port}/ (Ctrl+C stops it)"));
    run("serve the explorer", &mut trunk)
}

/// Tells the hook which articles to bundle.
fn explore(trunk: &mut Command, corpus: Option<&Path>) -> Result<()> {
    if let Some(dir) = corpus {
        let dir = dir.canonicalize().with_context(|| format!("there is no folder {}", dir.display()))?;
        ensure!(dir.is_dir(), "{} is not a folder of articles", dir.display());
        trunk.env("ONRECORD_ARTICLES", dir);
    }
    Ok(())
}

/// What the compiler linked for the release site, with the names of its functions.
pub(crate) fn linked() -> std::path::PathBuf {
    root().join("target/wasm/wasm32-unknown-unknown/site/explorer.wasm")
}

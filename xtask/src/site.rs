//! The site: the app built by Trunk, made a site with its record by the `onrecord` command.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

use crate::{
    run::{command, root, run, say},
    shorten::shorten,
    size::compressed,
    tools,
};

/// Writes the release site to `dist/`.
pub(crate) fn build(corpus: Option<&Path>, base_url: Option<&str>) -> Result<()> {
    let onrecord = build_command()?;
    let mut build = command(onrecord);
    build.args(["build", "--output", "dist"]).arg(corpus.unwrap_or(Path::new("corpus")));
    if corpus.is_none() {
        build.args(["--about", "docs/about-the-record.txt"]);
    }
    if let Some(url) = base_url {
        build.args(["--base-url", url]);
    }
    run("write the site to dist/", &mut build)
}

/// Compiles the app and, with it, the `onrecord` command; where that lies.
pub(crate) fn build_command() -> Result<PathBuf> {
    let mut trunk = tools::setup()?.trunk()?;
    trunk.args(["build", "--release", "--cargo-profile", "site", "--offline", "--dist"]).arg(app());
    trunk.env("ONRECORD_APP_ONLY", "1");
    run("build the app", &mut trunk)?;
    shorten(&app())?;
    pack()?;
    let mut cargo = command("cargo");
    cargo.args([
        "build",
        "--quiet",
        "--profile",
        "command",
        "--package",
        "onrecord-cli",
        "--target-dir",
        "target",
    ]);
    run("build the command", &mut cargo)?;
    Ok(root().join("target/command/onrecord"))
}

/// Packs what every reader fetches as small as can be, which takes seconds, once and not with each site.
fn pack() -> Result<()> {
    for entry in fs::read_dir(app())? {
        let path = entry?.path();
        let packs = path.extension().is_some_and(|ending| ending == "js" || ending == "wasm");
        if packs {
            let mut packed = path.clone().into_os_string();
            packed.push(".br");
            fs::write(packed, compressed(&fs::read(&path)?)?)?;
        }
    }
    Ok(())
}

/// The app as Trunk writes it: what the command is compiled with.
pub(crate) fn app() -> PathBuf {
    root().join("target/app")
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
pub(crate) fn linked() -> [PathBuf; 2] {
    let folder = root().join("target/wasm/wasm32-unknown-unknown/site");
    ["explorer.wasm", "intake.wasm"].map(|module| folder.join(module))
}

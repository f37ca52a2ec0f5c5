//! Checks dependencies against `deny.toml`, and lists them.

use std::fs;

use anyhow::{Context as _, Result};

use crate::{
    process::{command, output, root, run, run_logged, say},
    tools,
};

/// Checks licences, sources, build scripts and versions of the dependencies; and their known weaknesses, where the list
/// of those can be fetched.
///
/// # Errors
/// When a rule of `deny.toml` is broken.
pub(crate) fn check() -> Result<()> {
    let deny = tools::cargo_deny()?;
    let deny = |args: &[&str]| {
        let mut command = command(&deny);
        command.args(["--workspace", "--all-features", "--log-level", "warn"]).args(args);
        command
    };
    run_logged(
        "check the dependencies",
        "some seconds",
        &mut deny(&["check", "bans", "licenses", "sources"]),
    )?;
    if output(&mut deny(&["fetch", "db"])).is_none() {
        say(
            "skipped: known weaknesses of dependencies, since the list of RustSec cannot be fetched from GitHub here",
        );
        return Ok(());
    }
    run_logged(
        "check the dependencies for known weaknesses",
        "some seconds",
        &mut deny(&["check", "advisories"]),
    )
    .map(drop)
}

/// Writes the list of everything that is compiled into the command, as CycloneDX, to
/// `target/onrecord.cdx.json`.
///
/// # Errors
/// When cargo-cyclonedx cannot be had, or fails.
pub(crate) fn list() -> Result<()> {
    let name = "onrecord.cdx";
    let path = tools::path_with(tools::cargo_cyclonedx()?.parent())?;
    run(
        "list the dependencies",
        command("cargo")
            .env("PATH", path)
            .args(["cyclonedx", "--format", "json", "--override-filename", name, "--target", "all"])
            .args(["--manifest-path", "crates/cli/Cargo.toml"]),
    )?;
    let file = format!("{name}.json");
    let to = root().join("target").join(&file);
    fs::rename(root().join("crates/cli").join(&file), &to)
        .context("cargo-cyclonedx has written no list for the command")?;
    // The tool writes a file next to the manifest of each crate.
    let mut crates = vec![root(), root().join("xtask")];
    for folder in ["crates", "benches"] {
        for entry in fs::read_dir(root().join(folder))? {
            crates.push(entry?.path());
        }
    }
    for folder in crates {
        let _ = fs::remove_file(folder.join(&file));
    }
    say(&format!("the list is {}", to.display()));
    Ok(())
}

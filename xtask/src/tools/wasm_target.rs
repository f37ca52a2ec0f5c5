//! Finds a compiler with the target `wasm32-unknown-unknown`.
//!
//! rustup's own where it can be had; else Debian's compiler, whose standard library is compiled for wasm once from the
//! source that Debian ships.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::{debian, wasm_std};
use crate::process::{command, find, output, run_logged, say};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// Returns the compiler to name in `RUSTC`, or `None` where cargo's own has the target.
///
/// # Errors
/// When the target can neither be found nor installed.
pub(crate) fn ensure() -> Result<Option<PathBuf>> {
    if has_target("rustc") {
        return Ok(None);
    }
    if has_target(DEBIAN_RUSTC) {
        return Ok(Some(PathBuf::from(DEBIAN_RUSTC)));
    }
    if find("rustup").is_some() {
        let added = run_logged(
            "add the wasm target with rustup, once",
            "some seconds",
            command("rustup").args(["target", "add", TARGET]),
        );
        if added.is_ok() && has_target("rustc") {
            return Ok(None);
        }
        say("rustup cannot fetch the wasm target: Debian's compiler is installed for it");
    }
    from_debian().context(
        "the target wasm32-unknown-unknown cannot be had: where the network allows, run `rustup target add wasm32-unknown-unknown`",
    )?;
    Ok(Some(PathBuf::from(DEBIAN_RUSTC)))
}

fn sysroot(rustc: &str) -> Option<PathBuf> {
    output(command(rustc).args(["--print", "sysroot"])).map(PathBuf::from)
}

fn has_target(rustc: &str) -> bool {
    let entries = sysroot(rustc).and_then(|dir| fs::read_dir(wasm_std::libraries(&dir)).ok());
    entries.is_some_and(|dir| dir.flatten().any(|e| e.file_name().to_string_lossy().starts_with("libstd-")))
}

fn from_debian() -> Result<()> {
    debian::install(&["rustc-web", "cargo-web", "rust-web-src", "lld-22"], "about a minute")?;
    link_linker()?;
    let sysroot = sysroot(DEBIAN_RUSTC).context("Debian's rustc does not print where its libraries are")?;
    wasm_std::install(Path::new(DEBIAN_RUSTC), &sysroot)
}

/// Links Debian's linker, `lld-22`, to where rustc looks for `rust-lld`.
fn link_linker() -> Result<()> {
    let host = output(command(DEBIAN_RUSTC).arg("-vV"))
        .and_then(|text| text.lines().find_map(|l| l.strip_prefix("host: ").map(str::to_owned)))
        .context("Debian's rustc does not name its host")?;
    let bin = sysroot(DEBIAN_RUSTC).context("no sysroot")?.join("lib/rustlib").join(host).join("bin");
    let linker = bin.join("rust-lld");
    if !linker.exists() {
        fs::create_dir_all(&bin)?;
        symlink("/usr/bin/lld-22", &linker)?;
    }
    Ok(())
}

//! A compiler with the target `wasm32-unknown-unknown`.
//!
//! rustup's own where it can be had; else Debian's compiler, whose standard library is built for
//! wasm once from the source that Debian ships with it.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::{debian, small_std};
use crate::run::{command, find, output, run, say};

pub(super) const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// The compiler to name in `RUSTC`; nothing where cargo's own will do.
pub(crate) fn ensure() -> Result<Option<PathBuf>> {
    if has_target("rustc") {
        return Ok(None);
    }
    if has_target(DEBIAN_RUSTC) {
        return Ok(Some(PathBuf::from(DEBIAN_RUSTC)));
    }
    if find("rustup").is_some() {
        let added = run("add the wasm target with rustup", command("rustup").args(["target", "add", TARGET]));
        if added.is_ok() && has_target("rustc") {
            return Ok(None);
        }
        say("rustup cannot fetch the target: building it with Debian's compiler instead, about two minutes");
    }
    from_debian().context(
        "the target wasm32-unknown-unknown cannot be had: where the network allows, `rustup target add wasm32-unknown-unknown`",
    )?;
    Ok(Some(PathBuf::from(DEBIAN_RUSTC)))
}

fn sysroot(rustc: &str) -> Option<PathBuf> {
    output(command(rustc).args(["--print", "sysroot"])).map(PathBuf::from)
}

fn libraries(rustc: &str) -> Option<PathBuf> {
    Some(sysroot(rustc)?.join("lib/rustlib").join(TARGET).join("lib"))
}

fn has_target(rustc: &str) -> bool {
    let entries = libraries(rustc).and_then(|dir| fs::read_dir(dir).ok());
    entries.is_some_and(|dir| dir.flatten().any(|e| e.file_name().to_string_lossy().starts_with("libstd-")))
}

fn from_debian() -> Result<()> {
    debian::install(&["rustc-web", "cargo-web", "rust-web-src", "lld-22"])?;
    link_linker()?;
    let built =
        small_std::sysroot(Path::new(DEBIAN_RUSTC))?.context("Debian's compiler has no source beside it")?;
    let to = libraries(DEBIAN_RUSTC).context("Debian's rustc does not say where its libraries are")?;
    fs::create_dir_all(&to)
        .with_context(|| format!("cannot write to {}: run this once as root", to.display()))?;
    for entry in fs::read_dir(small_std::libraries(&built))?.flatten() {
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

/// rustc calls the linker `rust-lld`; Debian's is `lld-22`.
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

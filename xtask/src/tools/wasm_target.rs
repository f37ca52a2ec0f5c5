//! A compiler with the target `wasm32-unknown-unknown`.
//!
//! rustup's own where it can be had; else Debian's compiler, whose standard library is built for
//! wasm once from the source that Debian ships with it.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use super::{cache, debian};
use crate::run::{command, find, output, run, say};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

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
    let empty = cache()?.join("wasm-std");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"wasm-std\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    let target = empty.join("target");
    run(
        "build the standard library for wasm",
        command(DEBIAN_CARGO)
            .args(["build", "--release", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro")
            .current_dir(&empty)
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            // Without bitcode a later build with fat link-time optimisation fails.
            .env("RUSTFLAGS", "-C embed-bitcode=yes")
            .env("CARGO_TARGET_DIR", &target),
    )?;
    let built = target.join(TARGET).join("release/deps");
    let to = libraries(DEBIAN_RUSTC).context("Debian's rustc does not say where its libraries are")?;
    copy_libraries(&built, &to)?;
    ensure!(
        has_target(DEBIAN_RUSTC),
        "the standard library for wasm was built, but is not in {}",
        to.display()
    );
    Ok(fs::remove_dir_all(target)?)
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)
        .with_context(|| format!("cannot write to {}: run this once as root", to.display()))?;
    for entry in fs::read_dir(from)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libwasm_std-") {
            fs::copy(entry.path(), to.join(&name))?;
        }
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

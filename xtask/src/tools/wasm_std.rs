//! The standard library for WebAssembly, compiled from its source, for machines on which rustup cannot fetch it.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use super::{registry, wasm_target::TARGET, without_folder};
use crate::process::{command, run_logged, target_dir};

/// Compiles the library with `rustc` from the source in its `sysroot`, and copies it to where `rustc` looks for it.
///
/// # Errors
/// When the source is missing, does not compile, or the folder cannot be written.
pub(super) fn install(rustc: &Path, sysroot: &Path) -> Result<()> {
    let source = sysroot.join("lib/rustlib/src/rust/library");
    ensure!(source.is_dir(), "the source of the standard library is not in {}", source.display());
    let package = target_dir().join("wasm-std");
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("src/lib.rs"), "")?;
    fs::write(
        package.join("Cargo.toml"),
        "[package]\nname = \"wasm-std\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    // The cargo that belongs to the compiler: another may not know how its library is built.
    let beside = rustc.with_file_name("cargo");
    let cargo = if beside.is_file() { beside } else { PathBuf::from("cargo") };
    let built = package.join("target");
    // Without bitcode a build with fat link-time optimisation fails.
    let mut flags = vec!["-Cembed-bitcode=yes".into(), without_folder(&source)];
    flags.extend(registry().as_deref().map(without_folder));
    run_logged(
        "compile the standard library for wasm, once",
        "half a minute",
        command(cargo)
            .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
            .current_dir(&package)
            .env("RUSTC", rustc)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join(OsStr::new("\u{1f}")))
            .env("CARGO_TARGET_DIR", &built),
    )?;
    copy_libraries(&built.join(TARGET).join("release/deps"), &libraries(sysroot))?;
    Ok(fs::remove_dir_all(package)?)
}

/// Returns the folder of a sysroot's libraries for WebAssembly.
pub(super) fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)
        .with_context(|| format!("cannot write {}: run this once as root", to.display()))?;
    let mut standard = None;
    for entry in fs::read_dir(from)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with("lib") || !name.ends_with(".rlib") || name.starts_with("libwasm_std-") {
            continue;
        }
        if name.starts_with("libstd-") {
            standard = Some((entry.path(), to.join(name)));
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    // Last: once it exists, the target counts as installed.
    let (from, to) = standard.context("the standard library for wasm was compiled, but is not there")?;
    fs::copy(from, to)?;
    Ok(())
}

//! The standard library for WebAssembly, compiled for size.
//!
//! The one that comes with a compiler is compiled for speed. What nothing on the page hurries for (printing
//! numbers, growing memory) is smaller this way: five kilobytes of the page, with brotli.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use super::{cache, registry, wasm_target::TARGET, without_folder};
use crate::run::{command, find, output, run, say};

/// A folder that the compiler takes its libraries for WebAssembly from; nothing where the library's source
/// cannot be had, which leaves the compiler's own.
pub(super) fn sysroot(rustc: &Path) -> Result<Option<PathBuf>> {
    let asked = |what: &[&str]| output(command(rustc).args(what)).context("the compiler does not answer");
    let version = asked(&["--version"])?;
    let words = version.split_whitespace().nth(1).context("the compiler has no version")?;
    let dir = cache()?.join(format!("small-std-{words}"));
    // Whoever stops in between begins anew.
    let whole = dir.join("whole");
    if whole.is_file() {
        return Ok(Some(dir));
    }
    let own = PathBuf::from(asked(&["--print", "sysroot"])?);
    let source = own.join("lib/rustlib/src/rust/library");
    let is_there = || source.join("std/Cargo.toml").is_file();
    if !is_there() && find("rustup").is_some() {
        let _ = run(
            "add the standard library's source with rustup",
            command("rustup").args(["component", "add", "rust-src"]),
        );
    }
    if !is_there() {
        say("the standard library has no source here: the page will be some kilobytes larger");
        return Ok(None);
    }
    build(rustc, &source, &dir)?;
    fs::write(whole, "")?;
    Ok(Some(dir))
}

/// Builds it from the source beside the compiler, by way of a crate with nothing in it.
fn build(rustc: &Path, source: &Path, dir: &Path) -> Result<()> {
    let empty = dir.join("build");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"wasm-std\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n[profile.release]\nopt-level = \"z\"\n",
    )?;
    // The cargo that belongs to the compiler: another may not know how its library is built.
    let beside = rustc.with_file_name("cargo");
    let cargo = if beside.is_file() { beside } else { PathBuf::from("cargo") };
    let target = empty.join("target");
    // Without bitcode a later build with fat link-time optimisation fails.
    let mut flags = vec!["-Cembed-bitcode=yes".to_owned()];
    flags.extend([Some(source.to_path_buf()), registry()].into_iter().filter_map(without_folder));
    run(
        "build the standard library for wasm",
        command(cargo)
            .args(["build", "--quiet", "--release", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro")
            .arg("-Zbuild-std-features=optimize_for_size")
            .current_dir(&empty)
            .env("RUSTC", rustc)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
            .env("CARGO_TARGET_DIR", &target),
    )?;
    copy_libraries(&target.join(TARGET).join("release/deps"), &libraries(dir))?;
    Ok(fs::remove_dir_all(empty)?)
}

/// Where a sysroot keeps the libraries.
pub(super) fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let mut found = false;
    for entry in fs::read_dir(from)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libwasm_std-") {
            found |= name.starts_with("libstd-");
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    ensure!(found, "the standard library for wasm was built, but is not in {}", from.display());
    Ok(())
}

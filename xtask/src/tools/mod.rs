//! The tools that a build needs, found or installed: one place for each, and for its version.
//!
//! What is installed goes below one folder of the user's cache, outside the checkout, so that a
//! fresh clone finds it again: `$ONRECORD_CACHE`, or `onrecord` in the user's cache folder.

mod browser;
mod debian;
mod python;
mod small_std;
mod wasm_target;

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

pub(crate) use browser::{axe, bench_peers, browser, firefox, page_checkers};

pub(crate) use python::python;

use crate::run::{command, find, output, run, say};

/// Bundles the app.
const TRUNK: &str = "0.21.14";
/// Must be the version of the crate `wasm-bindgen` in Cargo.lock, to the digit.
const WASM_BINDGEN: &str = "0.2.130";
/// Drives Firefox.
const GECKODRIVER: &str = "0.37.1";
/// Drives the fuzzer.
const CARGO_FUZZ: &str = "0.13.2";
/// Checks the dependencies.
const CARGO_DENY: &str = "0.20.2";
/// Lists them.
const CARGO_CYCLONEDX: &str = "0.5.9";
/// The npm package that holds `wasm-opt`.
const BINARYEN: &str = "132";
/// The npm package that minifies scripts.
const TERSER: &str = "5.51.4";
/// The npm package that checks pages for accessibility.
const AXE: &str = "4.14.1";
/// The npm packages that check HTML and linked data.
const HTML_VALIDATE: &str = "11.21.1";
const JSONLD: &str = "9.0.0";
/// The npm packages that the page is measured beside, and the one that drives the browser.
const PEERS: [(&str, &str); 5] = [
    ("crossfilter2", "1.5.4"),
    ("minisearch", "7.2.0"),
    ("flexsearch", "0.8.212"),
    ("playwright-core", "1.65.1"),
    ("vis-timeline", "8.5.4"),
];

/// What Trunk needs around it.
pub(crate) struct Tools {
    trunk: PathBuf,
    /// Folders that go in front of the PATH.
    bins: Vec<PathBuf>,
    /// The compiler that has the wasm target, where it is not the one that cargo takes by itself.
    rustc: Option<PathBuf>,
    /// Where the standard library lies that is compiled for size.
    sysroot: Option<PathBuf>,
}

/// Finds or installs all that a build of the site needs.
pub(crate) fn setup() -> Result<Tools> {
    let rustc = wasm_target::ensure()?;
    let sysroot = small_std::sysroot(rustc.as_deref().unwrap_or(Path::new("rustc")))?;
    let trunk = cargo_tool("trunk", "trunk", TRUNK, &["--locked"])?;
    let bindgen = cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, &[])?;
    let opt = npm_package("binaryen", &format!("{BINARYEN}.0.0"))?.join("node_modules/.bin");
    let bins = [Some(opt), bindgen.parent().map(Path::to_path_buf)].into_iter().flatten().collect();
    Ok(Tools { trunk, bins, rustc, sysroot })
}

impl Tools {
    /// Any program with the right tools around it.
    pub(crate) fn around(&self, program: impl AsRef<OsStr>) -> Result<Command> {
        let mut command = command(program);
        command.env("PATH", path_with(self.bins.iter().map(PathBuf::as_path))?);
        // Another compiler in the same folder would make each build throw the other's away.
        command.env("CARGO_TARGET_DIR", wasm_folder());
        command.env(FLAGS, flags(self.sysroot.as_deref()));
        if let Some(rustc) = &self.rustc {
            command.env("RUSTC", rustc);
        }
        Ok(command)
    }

    /// `trunk` with the right tools around it.
    pub(crate) fn trunk(&self) -> Result<Command> {
        self.around(&self.trunk)
    }
}

/// Flags of the compiler for WebAssembly, beside those of `.cargo/config.toml`.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What is shipped names no folder of whoever has built it, and has the small standard library.
fn flags(sysroot: Option<&Path>) -> String {
    let libraries = sysroot.map(|sysroot| format!("--sysroot={}", sysroot.display()));
    // A flag ends where a space stands.
    let plain = |flag: &String| !flag.contains(char::is_whitespace);
    without_folder(registry()).into_iter().chain(libraries).filter(plain).collect::<Vec<_>>().join(" ")
}

/// Where cargo keeps the sources of dependencies.
fn registry() -> Option<PathBuf> {
    let home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    Some(home.join("registry/src"))
}

/// The flag by which files of a folder are named from there on.
fn without_folder(folder: Option<PathBuf>) -> Option<String> {
    folder.map(|folder| format!("--remap-path-prefix={}=", folder.display()))
}

/// Where WebAssembly is built.
pub(crate) fn wasm_folder() -> PathBuf {
    crate::run::root().join("target/wasm")
}

/// The program `terser`.
pub(crate) fn terser() -> Result<PathBuf> {
    Ok(npm_package("terser", TERSER)?.join("node_modules/.bin/terser"))
}

/// The program `cargo-fuzz`.
pub(crate) fn cargo_fuzz() -> Result<PathBuf> {
    cargo_tool("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ, &["--locked"])
}

/// The program `cargo-deny`.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    cargo_tool("cargo-deny", "cargo-deny", CARGO_DENY, &["--locked"])
}

/// The program `cargo-cyclonedx`.
pub(crate) fn cargo_cyclonedx() -> Result<PathBuf> {
    cargo_tool("cargo-cyclonedx", "cargo-cyclonedx", CARGO_CYCLONEDX, &["--locked"])
}

/// The PATH with folders in front of it.
pub(crate) fn path_with<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Result<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(folders.into_iter().map(Path::to_path_buf).chain(env::split_paths(&old)))?)
}

/// The folder for what is installed.
fn cache() -> Result<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let dir = named("ONRECORD_CACHE")
        .or_else(|| Some(named("XDG_CACHE_HOME")?.join("onrecord")))
        .or_else(|| Some(env::home_dir()?.join(".cache/onrecord")))
        .context("there is no home folder to install tools in: set ONRECORD_CACHE to a folder")?;
    fs::create_dir_all(&dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    Ok(dir)
}

/// A program from the crate registry, at exactly this version.
fn cargo_tool(program: &str, package: &str, version: &str, flags: &[&str]) -> Result<PathBuf> {
    let right = |path: &Path| {
        output(Command::new(path).arg("--version"))
            .is_some_and(|text| text.split_whitespace().nth(1) == Some(version))
    };
    let dir = cache()?.join(format!("{package}-{version}"));
    let ours = dir.join("bin").join(program);
    // What lies in our own folder is of the version that this is named after.
    if ours.is_file() {
        return Ok(ours);
    }
    if let Some(path) = find(program).filter(|path| right(path)) {
        return Ok(path);
    }
    say(&format!("{program} {version} is not here: compiling it, once; this takes some minutes"));
    let install = ["install".to_owned(), format!("{package}@{version}"), "--root".to_owned()];
    run(
        &format!("install {program} {version}"),
        command("cargo")
            .args(install)
            .arg(&dir)
            .args(flags)
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTC"),
    )
    .with_context(|| {
        format!("{program} {version} cannot be had: try `cargo install {package}@{version}` by hand")
    })?;
    Ok(ours)
}

/// The folder in which a package of the npm registry is installed, at exactly this version.
fn npm_package(package: &str, version: &str) -> Result<PathBuf> {
    let dir = cache()?.join(format!("{package}-{version}"));
    npm_package_in(&dir, package, version)?;
    Ok(dir)
}

/// Installs a package in a folder, beside others, where it is not there.
fn npm_package_in(dir: &Path, package: &str, version: &str) -> Result<()> {
    if dir.join("node_modules").join(package).is_dir() {
        return Ok(());
    }
    fs::create_dir_all(dir)?;
    run(
        &format!("install {package} {version}"),
        command("npm")
            .args(["install", "--no-audit", "--no-fund", "--prefix"])
            .arg(dir)
            .arg(format!("{package}@{version}")),
    )
    .with_context(|| format!("{package} cannot be had: Node.js with npm is needed, see https://nodejs.org"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pinned_wasm_bindgen_is_the_crates() {
        let lock = fs::read_to_string(crate::run::root().join("Cargo.lock")).unwrap();
        assert!(lock.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN}\"\n")));
    }
}

//! The tools that a build needs, found or installed, each with its version.
//!
//! They are installed below one folder of the user's cache, outside the checkout, so that another clone finds them:
//! `$ONRECORD_CACHE`, or `onrecord` in the user's cache folder.

mod browser;
mod debian;
mod install;
mod python;
mod wasm_std;
mod wasm_target;

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use anyhow::{Context as _, Result};

pub(crate) use browser::{
    actionlint, axe, bench_peers, browser, firefox, page_checkers, page_reader_packages, webkit,
};
pub(crate) use python::{package_python, page_readers, python};
pub(crate) use wasm_target::{TARGET, ensure as wasm_compiler};

use crate::process::{command, join, output, run_logged, target_dir};
use install::{CargoTool, npm_package};

/// Bundles the app. Without its features it fetches nothing, and needs no cryptography.
const TRUNK: CargoTool = CargoTool {
    program: "trunk",
    package: "trunk",
    version: "0.21.14",
    flags: &["--locked", "--no-default-features"],
    usually: "about 2 minutes",
};
/// Must have the version of the crate `wasm-bindgen` in Cargo.lock, to the digit.
const WASM_BINDGEN: CargoTool = CargoTool {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    // Its own lock file names a version of a dependency that was withdrawn.
    flags: &["--no-default-features", "--bin", "wasm-bindgen"],
    usually: "about a minute",
};
/// Drives Firefox.
const GECKODRIVER: CargoTool = CargoTool {
    program: "geckodriver",
    package: "geckodriver",
    version: "0.37.1",
    flags: &["--locked"],
    usually: "about a minute",
};
/// Drives the fuzzer.
const CARGO_FUZZ: CargoTool = CargoTool {
    program: "cargo-fuzz",
    package: "cargo-fuzz",
    version: "0.13.2",
    flags: &["--locked"],
    usually: "about a minute",
};
/// Checks the dependencies.
const CARGO_DENY: CargoTool = CargoTool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: "0.20.2",
    flags: &["--locked"],
    usually: "about 3 minutes",
};
/// Lists the dependencies.
const CARGO_CYCLONEDX: CargoTool = CargoTool {
    program: "cargo-cyclonedx",
    package: "cargo-cyclonedx",
    version: "0.5.9",
    flags: &["--locked"],
    usually: "about a minute",
};
/// The npm package that holds `wasm-opt`.
const BINARYEN: &str = "132.0.0";

/// The environment that Trunk needs.
pub(crate) struct Tools {
    trunk: PathBuf,
    /// Folders that precede the PATH.
    bins: Vec<PathBuf>,
    /// The compiler with the wasm target, if it is not cargo's default.
    rustc: Option<PathBuf>,
}

/// Finds or installs all that a release build of the site needs, side by side.
///
/// # Errors
/// When a tool can neither be found nor installed.
pub(crate) fn setup() -> Result<Tools> {
    thread::scope(|scope| {
        let trunk = scope.spawn(trunk);
        let bindgen = scope.spawn(wasm_bindgen);
        let opt = scope.spawn(wasm_opt);
        let rustc = wasm_compiler();
        let (trunk, bindgen, opt) = (join(trunk), join(bindgen), join(opt));
        Ok(Tools::new(trunk?, rustc?, [bindgen?, opt?]))
    })
}

impl Tools {
    /// Puts programs together; of `programs` the folders go on the PATH.
    pub(crate) fn new(
        trunk: PathBuf,
        rustc: Option<PathBuf>,
        programs: impl IntoIterator<Item = PathBuf>,
    ) -> Self {
        let bins = programs.into_iter().filter_map(|program| program.parent().map(Path::to_path_buf));
        Self { trunk, bins: bins.collect(), rustc }
    }

    /// Returns any program with the tools around it.
    ///
    /// # Errors
    /// When the PATH cannot be extended.
    pub(crate) fn around(&self, program: impl AsRef<OsStr>) -> Result<Command> {
        let mut command = wasm_command(program, self.rustc.as_deref());
        command.env("PATH", path_with(self.bins.iter().map(PathBuf::as_path))?);
        Ok(command)
    }

    /// Returns any program with the tools around it, to compile what is released.
    ///
    /// # Errors
    /// When the PATH cannot be extended.
    pub(crate) fn around_release(&self, program: impl AsRef<OsStr>) -> Result<Command> {
        let mut command = self.around(program)?;
        command.env("CARGO_ENCODED_RUSTFLAGS", release_flags(registry().as_deref()));
        Ok(command)
    }

    /// Returns `trunk` with the tools around it.
    ///
    /// # Errors
    /// When the PATH cannot be extended.
    pub(crate) fn trunk(&self, release: bool) -> Result<Command> {
        if release { self.around_release(&self.trunk) } else { self.around(&self.trunk) }
    }
}

/// Returns a program that compiles for wasm with this compiler, in a folder of its own: another compiler in the same
/// folder would make each build discard the other's.
pub(crate) fn wasm_command(program: impl AsRef<OsStr>, rustc: Option<&Path>) -> Command {
    let mut command = command(program);
    command.env("CARGO_TARGET_DIR", wasm_dir());
    if let Some(rustc) = rustc {
        command.env("RUSTC", rustc);
    }
    command
}

/// What `.cargo/config.toml` says for wasm: flags in the environment take its place.
const WASM_FLAGS: [&str; 2] = ["-C", "target-feature=+simd128"];

/// Returns the compiler's flags for releases, which contain no path of the machine that built them; in cargo's
/// encoding, in which a flag may hold spaces.
fn release_flags(registry: Option<&Path>) -> OsString {
    let mut flags: Vec<OsString> = WASM_FLAGS.iter().map(OsString::from).collect();
    flags.extend(registry.map(without_folder));
    flags.join(OsStr::new("\u{1f}"))
}

/// Returns where cargo keeps the sources of dependencies.
fn registry() -> Option<PathBuf> {
    let home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    Some(home.join("registry/src"))
}

/// Returns the flag that removes a folder from the paths of its files.
fn without_folder(folder: &Path) -> OsString {
    let mut flag = OsString::from("--remap-path-prefix=");
    flag.push(folder);
    flag.push("=");
    flag
}

/// Returns the folder in which WebAssembly is built.
pub(crate) fn wasm_dir() -> PathBuf {
    target_dir().join("wasm")
}

/// Finds or installs `trunk`.
///
/// # Errors
/// When that fails.
pub(crate) fn trunk() -> Result<PathBuf> {
    TRUNK.ensure()
}

/// Finds or installs `wasm-bindgen`.
///
/// # Errors
/// When that fails.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    WASM_BINDGEN.ensure()
}

/// Finds or installs `wasm-opt`.
///
/// # Errors
/// When that fails.
pub(crate) fn wasm_opt() -> Result<PathBuf> {
    Ok(npm_package("binaryen", BINARYEN)?.join("node_modules/.bin/wasm-opt"))
}

/// Finds or installs `cargo-fuzz`.
///
/// # Errors
/// When that fails.
pub(crate) fn cargo_fuzz() -> Result<PathBuf> {
    CARGO_FUZZ.ensure()
}

/// Finds or installs `cargo-deny`.
///
/// # Errors
/// When that fails.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    CARGO_DENY.ensure()
}

/// Finds or installs `cargo-cyclonedx`.
///
/// # Errors
/// When that fails.
pub(crate) fn cargo_cyclonedx() -> Result<PathBuf> {
    CARGO_CYCLONEDX.ensure()
}

/// Fetches the sources of all dependencies: Trunk builds without the network.
///
/// # Errors
/// When they cannot be fetched.
pub(crate) fn fetch() -> Result<()> {
    if output(command("cargo").args(["fetch", "--quiet", "--offline", "--locked"])).is_some() {
        return Ok(());
    }
    run_logged("fetch the dependencies", "half a minute", command("cargo").args(["fetch", "--locked"]))
        .map(drop)
}

/// Returns the PATH with folders in front of it.
///
/// # Errors
/// When a folder's name holds the separator of the PATH.
pub(crate) fn path_with<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Result<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.into_iter().map(Path::to_path_buf).chain(env::split_paths(&old)))
        .context("a folder of the tools cannot be on the PATH: set ONRECORD_CACHE to one without a colon")
}

/// Returns the folder for installed tools, creating it if necessary.
///
/// # Errors
/// When there is none, or it cannot be made.
pub(crate) fn cache() -> Result<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let dir = named("ONRECORD_CACHE")
        .or_else(|| Some(named("XDG_CACHE_HOME")?.join("onrecord")))
        .or_else(|| Some(env::home_dir()?.join(".cache/onrecord")))
        .context("there is no home folder to install tools in: set ONRECORD_CACHE to a folder")?;
    // Programs are started in other folders than this.
    let dir = env::current_dir().map_or_else(|_| dir.clone(), |current| current.join(&dir));
    fs::create_dir_all(&dir).with_context(|| {
        format!("cannot create the folder {}: set ONRECORD_CACHE to another", dir.display())
    })?;
    Ok(dir)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::root;

    #[test]
    fn the_pinned_wasm_bindgen_is_the_crates() {
        let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
        assert!(lock.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version)));
    }

    #[test]
    fn a_release_has_the_flags_of_every_build() {
        let config = fs::read_to_string(root().join(".cargo/config.toml")).unwrap();
        assert!(config.contains(&format!("rustflags = {WASM_FLAGS:?}")), "{config}");
    }

    #[test]
    fn a_flag_may_hold_spaces() {
        let flags = release_flags(Some(Path::new("/home/a b/.cargo/registry/src")));
        let flags = flags.to_str().unwrap();
        let last = flags.split('\u{1f}').next_back();
        assert_eq!(last, Some("--remap-path-prefix=/home/a b/.cargo/registry/src="));
    }
}

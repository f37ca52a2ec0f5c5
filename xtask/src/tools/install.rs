//! Programs and packages from the registries of cargo and npm, at exactly one version each.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::cache;
use crate::process::{command, find, output, run_logged};

/// A program of the crate registry.
pub(super) struct CargoTool {
    pub(super) program: &'static str,
    pub(super) package: &'static str,
    pub(super) version: &'static str,
    /// The arguments of `cargo install` besides the version.
    pub(super) flags: &'static [&'static str],
    /// How long it takes to compile on two cores.
    pub(super) usually: &'static str,
}

impl CargoTool {
    /// Returns where the program is; fetches it with `cargo binstall` where that is installed, else compiles it.
    ///
    /// # Errors
    /// When neither works.
    pub(super) fn ensure(&self) -> Result<PathBuf> {
        let Self { program, package, version, .. } = self;
        let dir = cache()?.join(format!("{package}-{version}"));
        let ours = dir.join("bin").join(program);
        // The folder is named after the version.
        if ours.is_file() {
            return Ok(ours);
        }
        if let Some(path) = find(program).filter(|path| self.is_right(path)) {
            return Ok(path);
        }
        if find("cargo-binstall").is_some() {
            let fetched = run_logged(
                &format!("fetch {program} {version}"),
                "some seconds",
                command("cargo")
                    .args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"])
                    .arg(&dir)
                    .arg(format!("{package}@{version}")),
            );
            if fetched.is_ok() && ours.is_file() {
                return Ok(ours);
            }
        }
        self.compile(&dir)?;
        Ok(ours)
    }

    fn is_right(&self, path: &Path) -> bool {
        output(Command::new(path).arg("--version"))
            .is_some_and(|text| text.split_whitespace().nth(1) == Some(self.version))
    }

    /// Compiles the program with little optimisation, since it is compiled for longer than it will ever run.
    fn compile(&self, dir: &Path) -> Result<()> {
        let Self { program, package, version, flags, usually } = self;
        // Kept next to the program, so that a failed attempt is not compiled again from scratch.
        let built = dir.join("build");
        run_logged(
            &format!("compile {program} {version}, once"),
            usually,
            command("cargo")
                .args(["install", "--debug", &format!("{package}@{version}")])
                .args(*flags)
                .arg("--root")
                .arg(dir)
                .arg("--target-dir")
                .arg(&built)
                .env("CARGO_PROFILE_DEV_DEBUG", "false")
                .env("CARGO_PROFILE_DEV_INCREMENTAL", "false")
                .env_remove("CARGO_ENCODED_RUSTFLAGS")
                .env_remove("CARGO_TARGET_DIR")
                .env_remove("RUSTC")
                // A configuration of the workspace is not the tool's.
                .current_dir(env::temp_dir()),
        )
        .with_context(|| {
            format!("{program} cannot be had: try `cargo install {package}@{version}` by hand")
        })?;
        // Hundreds of megabytes that are not needed again.
        let _ = fs::remove_dir_all(built);
        Ok(())
    }
}

/// Returns the folder in which a package of the npm registry is installed.
///
/// # Errors
/// When it can neither be found nor installed.
pub(super) fn npm_package(package: &str, version: &str) -> Result<PathBuf> {
    let dir = cache()?.join(format!("{package}-{version}"));
    npm_packages(&dir, &[(package, version)])?;
    Ok(dir)
}

/// Installs packages of the npm registry in a folder, where they are not there yet.
///
/// # Errors
/// When that fails.
pub(super) fn npm_packages(dir: &Path, packages: &[(&str, &str)]) -> Result<()> {
    // Written last: an installation that was interrupted begins again.
    let done = dir.join("installed");
    if done.is_file() {
        return Ok(());
    }
    fs::create_dir_all(dir)?;
    let names: Vec<_> = packages.iter().map(|(name, _)| *name).collect();
    run_logged(
        &format!("install {} with npm, once", names.join(", ")),
        "some seconds",
        command("npm")
            .args(["install", "--no-audit", "--no-fund", "--no-progress", "--prefix"])
            .arg(dir)
            .args(packages.iter().map(|(name, version)| format!("{name}@{version}"))),
    )?;
    fs::write(done, "")?;
    Ok(())
}

//! Builds the modules that are measured, with the site's settings.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    process::run,
    tools::{self, Tools},
};

/// Builds a crate below `benches/` as WebAssembly for a `wasm-bindgen` target, and returns the folder of
/// `NAME.js` and `NAME_bg.wasm`.
pub(super) fn module(tools: &Tools, name: &str, target: &str) -> Result<PathBuf> {
    let folder = tools::wasm_dir();
    let package = format!("onrecord-bench-{name}");
    let built =
        folder.join("wasm32-unknown-unknown/site").join(format!("{}.wasm", package.replace('-', "_")));
    let bound = folder.join("bench");
    let wasm = bound.join(format!("{name}_bg.wasm"));
    run(
        &format!("build {package} as WebAssembly"),
        tools
            .around_release("cargo")?
            .args(["build", "--quiet", "--profile", "site", "--target", "wasm32-unknown-unknown"])
            .args(["--package", &package]),
    )?;
    run(
        "bind it",
        tools
            .around("wasm-bindgen")?
            .arg(built)
            .args(["--target", target, "--out-name", name, "--out-dir"])
            .arg(&bound),
    )?;
    run("optimise it", optimise(tools, &wasm)?.arg("-o").arg(&wasm))?;
    Ok(bound)
}

/// Returns `wasm-opt` with the features that every browser supports.
fn optimise(tools: &Tools, wasm: &Path) -> Result<std::process::Command> {
    let mut opt = tools.around("wasm-opt")?;
    // Twice, since the second pass still shrinks the output of the first.
    opt.args(["-Oz", "-Oz", "--strip-producers", "--strip-target-features"]);
    // As in index.html; docs/decisions/0016-compiling-for-size.md says why.
    opt.args(["--one-caller-inline-max-function-size=20", "--always-inline-max-function-size=4"]).arg(wasm);
    for feature in [
        "bulk-memory",
        "nontrapping-float-to-int",
        "sign-ext",
        "mutable-globals",
        "reference-types",
        "multivalue",
        "simd",
    ] {
        opt.arg(format!("--enable-{feature}"));
    }
    Ok(opt)
}

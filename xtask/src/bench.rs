//! Benchmarks: what the project claims of its speed, measured anew.

use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    run::{command, root, run},
    tools,
};

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Bench {
    /// Megabytes of text a second that the extractor reads on one core, native and in WebAssembly.
    Extract,
}

pub(crate) fn bench(what: Bench) -> Result<()> {
    match what {
        Bench::Extract => {
            let native = ["bench", "--quiet", "--package", "onrecord-extract", "--bench", "extract"];
            run("measure the extractor", command("cargo").args(native))?;
            extract_in_wasm()
        }
    }
}

/// Built as the site is, and run by Node.js, which has Chromium's engine.
fn extract_in_wasm() -> Result<()> {
    let tools = tools::setup()?;
    let target = tools::wasm_folder();
    let built = target.join("wasm32-unknown-unknown/site/onrecord_bench_wasm.wasm");
    let bound = target.join("bench");
    let wasm = bound.join("extract_bg.wasm");
    run(
        "build the extractor as WebAssembly",
        tools
            .around("cargo")?
            .args(["build", "--quiet", "--package", "onrecord-bench-wasm", "--profile", "site"])
            .args(["--target", "wasm32-unknown-unknown"]),
    )?;
    run(
        "bind it",
        tools
            .around("wasm-bindgen")?
            .arg(built)
            .args(["--target", "nodejs", "--out-name", "extract", "--out-dir"])
            .arg(&bound),
    )?;
    run("optimise it", optimise(&tools, &wasm)?.arg("-o").arg(&wasm))?;
    run(
        "measure the extractor in WebAssembly",
        command("node")
            .arg("benches/wasm/run.mjs")
            .arg(bound.join("extract.js"))
            .arg(&wasm)
            .arg(root().join("corpus")),
    )
}

/// `wasm-opt` with the features that every browser has.
fn optimise(tools: &tools::Tools, wasm: &Path) -> Result<std::process::Command> {
    let mut opt = tools.around("wasm-opt")?;
    // Twice: what the first pass leaves, the second still shrinks.
    opt.args(["-Oz", "-Oz", "--strip-producers", "--strip-target-features"]).arg(wasm);
    for feature in [
        "bulk-memory",
        "nontrapping-float-to-int",
        "sign-ext",
        "mutable-globals",
        "reference-types",
        "multivalue",
    ] {
        opt.arg(format!("--enable-{feature}"));
    }
    Ok(opt)
}

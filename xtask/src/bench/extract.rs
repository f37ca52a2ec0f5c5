//! Measures the extractor, native and in WebAssembly.

use anyhow::Result;

use super::wasm::module;
use crate::{
    process::{command, root, run},
    tools,
};

pub(super) fn bench() -> Result<()> {
    let native = ["bench", "--quiet", "--package", "onrecord-extract", "--bench", "extract"];
    run("measure the extractor", command("cargo").args(native))?;
    // Node.js has Chromium's JavaScript engine.
    let bound = module(&tools::setup()?, "extract", "nodejs")?;
    run(
        "measure the extractor in WebAssembly",
        command("node")
            .arg("benches/extract/run.mjs")
            .arg(bound.join("extract.js"))
            .arg(bound.join("extract_bg.wasm"))
            .arg(root().join("corpus")),
    )
}

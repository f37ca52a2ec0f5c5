//! Measures the query engine compared with other libraries, all in one Chromium, over the same generated records.

use std::path::PathBuf;

use anyhow::Result;

use super::wasm::module;
use crate::{
    process::{command, root, run},
    tools,
};

/// The numbers of statements in the records.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

pub(super) fn bench() -> Result<()> {
    let bound = module(&tools::setup()?, "engine", "web")?;
    let records = make_records(&SIZES)?;
    let peers = tools::bench_peers()?;
    run(
        "measure the query engine and its peers",
        command("node")
            .arg("benches/engine/run.mjs")
            .env("CHROMIUM", tools::browser()?.browser)
            .env("SIZES", SIZES.map(|size| size.to_string()).join(","))
            .env("PEERS", peers)
            .env("MODULE", bound)
            .env("RECORDS", records)
            .env("REPORT", root().join("docs/benchmarks.md")),
    )
}

/// Generates records of these sizes, with and without words, and returns their folder.
pub(super) fn make_records(sizes: &[usize]) -> Result<PathBuf> {
    let records = root().join("target/bench-records");
    for size in sizes {
        for what in ["plain", "text"] {
            run(
                &format!("make {size} records ({what})"),
                command("cargo")
                    .args(["run", "--quiet", "--release", "--package", "onrecord-bench-records", "--"])
                    .arg(size.to_string())
                    .arg(what)
                    .arg(records.join(format!("{size}-{what}"))),
            )?;
        }
    }
    Ok(records)
}

//! Measures the page's timeline compared with vis-timeline, in one Chromium.

use anyhow::Result;

use super::engine::make_records;
use crate::{
    process::{command, run},
    site, tools,
};

/// The numbers of statements in the records.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

pub(super) fn bench() -> Result<()> {
    site::build_command().map(drop)?;
    let records = make_records(&SIZES)?;
    run(
        "measure the timeline and its peer",
        command("node")
            .arg("benches/timeline/run.mjs")
            .env("CHROMIUM", tools::browser()?.browser)
            .env("SIZES", SIZES.map(|size| size.to_string()).join(","))
            .env("PEERS", tools::bench_peers()?)
            .env("SITE", site::app())
            .env("RECORDS", records),
    )
}

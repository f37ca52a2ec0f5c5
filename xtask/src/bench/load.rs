//! Uses the page continuously for an hour, and opens the site in many tabs at once.

use anyhow::Result;

use super::engine::make_records;
use crate::{
    process::{command, root, run},
    site, tools,
};

pub(super) fn bench(minutes: u32) -> Result<()> {
    let built = site::build_command()?;
    let records = make_records(&[1_000_000])?;
    run(
        "use the page",
        command("node")
            .arg("benches/load/run.mjs")
            .env("MINUTES", minutes.to_string())
            .env("CHROMIUM", tools::browser()?.browser)
            .env("PEERS", tools::bench_peers()?)
            .env("COMMAND", built)
            .env("ARTICLES", root().join("corpus"))
            .env("SITE", site::app())
            .env("RECORDS", records),
    )
}

//! Benchmarks behind the project's claims of speed.

mod engine;
mod extract;
mod load;
mod pages;
mod timeline;
mod wasm;

use anyhow::Result;
use clap::ValueEnum;

use crate::process::{command, run};

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Bench {
    /// Megabytes of text a second that are extracted on one core, native and in WebAssembly.
    Extract,
    /// Joining, encoding, opening and querying records, and reading saved pages, on one core.
    Native,
    /// Filters, counts and searches over a million statements in Chromium, compared with other libraries.
    Engine,
    /// What is read of saved news pages, compared with trafilatura, newspaper4k and Mozilla's readability.
    Pages,
    /// The first timeline, and frames while it is moved, in Chromium, compared with vis-timeline.
    Timeline,
    /// Errors and memory of the page while a million statements are explored continuously, and the site in
    /// many tabs at once.
    Load,
}

/// Measures one part, by default the engine, which `docs/benchmarks.md` is written from.
pub(crate) fn bench(what: Option<Bench>, minutes: u32) -> Result<()> {
    match what {
        Some(Bench::Extract) => extract::bench(),
        Some(Bench::Native) => native(),
        Some(Bench::Pages) => pages::bench(),
        Some(Bench::Timeline) => timeline::bench(),
        Some(Bench::Load) => load::bench(minutes),
        Some(Bench::Engine) | None => engine::bench(),
    }
}

/// Runs the native benchmarks of the crates.
fn native() -> Result<()> {
    for (package, bench, features) in
        [("onrecord-corpus", "record", ""), ("onrecord-formats", "pages", "html")]
    {
        let mut cargo = command("cargo");
        cargo.args(["bench", "--quiet", "--package", package, "--bench", bench, "--features", features]);
        run(&format!("measure {package}"), &mut cargo)?;
    }
    Ok(())
}

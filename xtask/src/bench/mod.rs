//! Benchmarks: what the project claims of its speed, measured anew.

mod engine;
mod extract;
mod timeline;
mod wasm;

use anyhow::Result;
use clap::ValueEnum;

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Bench {
    /// Megabytes of text a second that the extractor reads on one core, native and in WebAssembly.
    Extract,
    /// Filters, counts and searches over a million statements in Chromium, beside other libraries'.
    Engine,
    /// The first timeline and the frames of moving it in Chromium, beside vis-timeline.
    Timeline,
}

/// Measures one part, or the one that `docs/benchmarks.md` is written of.
pub(crate) fn bench(what: Option<Bench>) -> Result<()> {
    match what {
        Some(Bench::Extract) => extract::bench(),
        Some(Bench::Timeline) => timeline::bench(),
        Some(Bench::Engine) | None => engine::bench(),
    }
}

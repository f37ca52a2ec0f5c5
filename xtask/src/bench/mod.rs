//! Benchmarks: what the project claims of its speed, measured anew.

mod engine;
mod extract;
mod load;
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
    /// Errors and memory of the page while a million statements are explored without rest, and the site under many
    /// tabs at once.
    Load,
}

/// Measures one part, or the one that `docs/benchmarks.md` is written of.
pub(crate) fn bench(what: Option<Bench>, minutes: u32) -> Result<()> {
    match what {
        Some(Bench::Extract) => extract::bench(),
        Some(Bench::Timeline) => timeline::bench(),
        Some(Bench::Load) => load::bench(minutes),
        Some(Bench::Engine) | None => engine::bench(),
    }
}

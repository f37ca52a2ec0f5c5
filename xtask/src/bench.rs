//! Benchmarks: what the project claims of its speed, measured anew.

use anyhow::Result;
use clap::ValueEnum;

use crate::run::{command, run};

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Bench {
    /// Megabytes of text a second that the extractor reads on one core.
    Extract,
}

pub(crate) fn bench(what: Bench) -> Result<()> {
    match what {
        Bench::Extract => run(
            "measure the extractor",
            command("cargo").args([
                "bench",
                "--quiet",
                "--package",
                "onrecord-extract",
                "--bench",
                "extract",
            ]),
        ),
    }
}

//! `onrecord eval`: compares extraction with annotations.

mod article;
mod polnear;
mod score;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::ValueEnum;
pub(crate) use score::{Judged, Score};

/// The arguments of `onrecord eval`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Annotations: one article a file, as TOML or JSON, or with `--gold polnear` one article a line.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The format of the annotations.
    #[arg(long, value_enum, default_value_t = Gold::Article)]
    gold: Gold,
    /// Use only the PolNeAR articles that are held out (a fifth, by a hash of the id), or only the others.
    #[arg(long, value_enum)]
    part: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Gold {
    Article,
    Polnear,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    HeldOut,
    Rest,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    match args.gold {
        Gold::Article => article::run(&args.files),
        Gold::Polnear => polnear::run(&args.files, args.part),
    }
}

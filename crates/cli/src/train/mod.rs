//! `onrecord train`: the weights of the extractor's models, learned from annotated articles.
//!
//! Only articles that are not held out are learned from, so that the others still tell how good the
//! result is.

mod ends;
mod logistic;

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result};

use crate::polnear;

/// What `onrecord train` takes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// PolNeAR's articles, one a line.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder to write the tables to.
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let lines = polnear::read(&args.file)?;
    let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_held_out()).collect();
    let examples = ends::examples(&lines);
    eprintln!("ends: {} places in {} articles", examples.len(), lines.len());
    let table = logistic::learn(&examples);
    let path = args.output.join("ends.bin");
    fs::write(&path, table).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(ExitCode::SUCCESS)
}

//! `onrecord train`: the weights of the extractor's models, learned from annotated articles.
//!
//! Only articles that are not held out are learned from, so that the others still tell how good the
//! result is.

mod ends;
mod finds;
mod logistic;

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result};

use onrecord_extract::training::decisions;

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
    let (mut ends, mut finds) = (Vec::new(), Vec::new());
    for line in &lines {
        let decisions = decisions(&line.text);
        ends.extend(ends::examples(line, decisions.0));
        finds.extend(finds::examples(line, decisions.1));
    }
    for (name, examples) in [("ends", ends), ("keep", finds)] {
        let right = 100.0 * logistic::checked(&examples);
        eprintln!(
            "{name}: {} decisions in {} articles, {right:.1} % right when checked",
            examples.len(),
            lines.len()
        );
        let path = args.output.join(name).with_extension("bin");
        fs::write(&path, logistic::learn(&examples))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

//! `onrecord encode`: writes a corpus file for the explorer, with its parts next to it if the record is large.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use onrecord_corpus::encode_to;

use crate::{
    atomic_write::write,
    record::{self, summary},
};

/// The arguments of `onrecord encode`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  onrecord encode articles/ -o corpus.onrecord")]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    /// The corpus file to write. The parts of a large record are written next to it, under names made from their
    /// content: `words-HASH.onrecord`, `articles-HASH.onrecord`.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let made = args.record.make(&[&args.output])?;
    let index = encode_to(&made.draft, &args.record.layout(), &mut |file| {
        write(&args.output.with_file_name(file.name), &file.bytes)
    })?;
    // The index is written last, when all parts exist.
    write(&args.output, &index)?;
    errln!("{}: {}", summary(&made.draft), args.output.display());
    Ok(if made.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

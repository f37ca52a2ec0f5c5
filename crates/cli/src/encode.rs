//! `onrecord encode`: writes a corpus file for the explorer, with its parts next to it if the record is large.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use onrecord_corpus::{Part, encode_to};

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
    /// The corpus file to write. The parts of a large record are written next to it:
    /// `corpus-words.onrecord`, `corpus-articles-0.onrecord`.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let made = args.record.make(&[&args.output])?;
    let index = encode_to(&made.draft, &args.record.layout(), &mut |part, bytes| {
        write(&part_file(&args.output, part), &bytes)
    })?;
    // The index is written last, when all parts exist.
    write(&args.output, &index)?;
    errln!("{}: {}", summary(&made.draft), args.output.display());
    Ok(if made.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the path of a part: `corpus-words.onrecord` for `corpus.onrecord`.
fn part_file(index: &Path, part: Part) -> PathBuf {
    let name = index.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    index.with_file_name(part.file_name(&name))
}

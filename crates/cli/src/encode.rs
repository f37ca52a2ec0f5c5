//! `onrecord encode`: a corpus file of articles, for the explorer to load; with its parts beside it
//! where the record is large.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use onrecord_corpus::{Part, encode_to};

use crate::{
    files::write,
    record::{self, summary},
};

/// What `onrecord encode` takes.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  onrecord encode articles/ -o corpus.onrecord")]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    /// The corpus file to write. The parts of a large record are written beside it:
    /// `corpus-words.onrecord`, `corpus-articles-0.onrecord`.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let made = args.record.make()?;
    let index = encode_to(&made.draft, &args.record.layout(), &mut |part, bytes| {
        write(&part_file(&args.output, part), &bytes)
    })?;
    // The index last: where it stands, all that it names stands too.
    write(&args.output, &index)?;
    note!("{}: {}", summary(&made.draft), args.output.display());
    Ok(if made.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `corpus.onrecord` has `corpus-words.onrecord` beside it.
fn part_file(index: &Path, part: Part) -> PathBuf {
    let name = index.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    index.with_file_name(part.beside(&name))
}

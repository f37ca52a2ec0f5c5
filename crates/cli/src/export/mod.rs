//! `onrecord export`: writes all statements for other programs.

mod csv;

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum;
use onrecord_corpus::Draft;
use onrecord_site::linked_data;
use onrecord_tables::statements;

use crate::{
    atomic_write::write_with,
    build::record_in,
    ledger::is_site,
    record::{self, Made, summary},
};

/// The arguments of `onrecord export`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord export articles/ --format csv -o statements.csv
      Write a table for spreadsheets, one statement a line.
  onrecord export site/ -o statements.parquet
      Write the record of a site for DuckDB, pandas and similar tools.
  onrecord export articles/ --format jsonl | jq -r .words
      Print one object a line.")]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    /// The format; by default from the file's ending.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write; the standard output by default.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table, for spreadsheets (RFC 4180).
    Csv,
    /// One object a line.
    Jsonl,
    /// Columns, for DuckDB, pandas and similar tools.
    #[cfg(feature = "parquet")]
    Parquet,
    /// schema.org's Quotation.
    JsonLd,
}

impl Format {
    /// Whether the output is not text, so that a terminal should not get it.
    const fn is_binary(self) -> bool {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
            Self::Csv | Self::Jsonl | Self::JsonLd => false,
        }
    }

    fn from_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            #[cfg(feature = "parquet")]
            "parquet" => Some(Self::Parquet),
            "jsonld" => Some(Self::JsonLd),
            _ => None,
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let told = args.format.or_else(|| Format::from_path(args.output.as_deref()?));
    let format = told.context("choose a format: --format csv, jsonl, parquet or json-ld")?;
    let (draft, well) = match args.record.articles.as_slice() {
        [dir] if is_site(dir) => {
            let record = record_in(dir)?.to_draft();
            (record.with_context(|| format!("a part of the record in {} is missing", dir.display()))?, true)
        }
        _ => {
            let Made { draft, well, .. } =
                args.record.make(&args.output.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
            (draft, well)
        }
    };
    match &args.output {
        Some(path) => {
            write_with(path, |to| write(&draft, format, to))?;
            errln!("{}: {}", summary(&draft), path.display());
        }
        None => {
            ensure!(
                !format.is_binary() || !io::IsTerminal::is_terminal(&io::stdout()),
                "Parquet cannot be printed on a terminal: name a file with --output"
            );
            write(&draft, format, BufWriter::new(io::stdout()))?;
        }
    }
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn write(draft: &Draft, format: Format, mut to: impl Write + Send) -> Result<()> {
    match format {
        Format::Csv => csv::write(statements(draft), &mut to)?,
        #[cfg(feature = "parquet")]
        Format::Parquet => onrecord_tables::write_parquet(statements(draft), &mut to)?,
        Format::Jsonl => {
            for row in statements(draft) {
                serde_json::to_writer(&mut to, &row)?;
                writeln!(to)?;
            }
        }
        Format::JsonLd => {
            write!(to, "{{\"@context\":\"https://schema.org\",\"@graph\":[")?;
            for (at, one) in linked_data(draft).enumerate() {
                write!(to, "{}", if at == 0 { "\n" } else { ",\n" })?;
                serde_json::to_writer(&mut to, &one)?;
            }
            writeln!(to, "\n]}}")?;
        }
    }
    to.flush()?;
    Ok(())
}

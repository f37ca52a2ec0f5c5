//! `onrecord check`: lists what may be wrong before publication.

mod findings;
mod similar_names;
mod speakers;

use std::{collections::BTreeMap, io, process::ExitCode};

use anyhow::Result;
use clap::ValueEnum;
use onrecord_corpus::is_unnamed;
use onrecord_text::plural;
use serde::Serialize;

use crate::record;
use findings::{Finding, Kind, findings};
pub(crate) use similar_names::similar;
pub(crate) use speakers::is_junk;

/// The arguments of `onrecord check`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord check articles/
      List everything that may be wrong, with its place and a remedy.
  onrecord check articles/ --format json --allow low-confidence
      Print JSON for programs, ignoring uncertain attributions.

The exit status is 0 if nothing was found, and 1 otherwise.")]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    /// The output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Report attributions below this confidence, from 0 to 1.
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.5)]
    confidence: f32,
    /// Ignore findings of this kind, also in the exit status.
    #[arg(long, value_enum, value_name = "KIND")]
    allow: Vec<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// The JSON output.
#[derive(Serialize)]
struct Checked {
    schema: u32,
    clean: bool,
    articles: usize,
    speakers: usize,
    /// Those that are not described instead, as "officials" or "the report".
    named: usize,
    statements: usize,
    findings: Vec<Finding>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let made = args.record.look(&[])?;
    let mut findings = findings(&made, args.confidence);
    findings.retain(|finding| !args.allow.contains(&finding.kind));
    let clean = findings.is_empty();
    let checked = Checked {
        schema: 1,
        clean,
        articles: made.draft.articles.len(),
        speakers: made.draft.speakers.len(),
        named: made.draft.speakers.iter().filter(|speaker| !is_unnamed(speaker)).count(),
        statements: made.draft.statements.len(),
        findings,
    };
    match args.format {
        Format::Json => outln!("{}", serde_json::to_string_pretty(&checked)?)?,
        Format::Text => print(&checked)?,
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The number of findings of a kind that are printed, the most frequent first.
const SHOWN: usize = 30;

/// Prints findings by kind, with remedies.
fn print(checked: &Checked) -> io::Result<()> {
    let mut by_kind: BTreeMap<Kind, Vec<&Finding>> = BTreeMap::new();
    for finding in &checked.findings {
        by_kind.entry(finding.kind).or_default().push(finding);
    }
    for (kind, findings) in &by_kind {
        outln!("{} ({}), --allow {}", kind.title(), findings.len(), kind.name())?;
        outln!("  {}", kind.remedy())?;
        for finding in findings.iter().take(SHOWN) {
            outln!("  - {}", finding.line())?;
        }
        if let Some(rest) = findings.get(SHOWN..).filter(|rest| !rest.is_empty()) {
            let statements: usize = rest.iter().map(|finding| finding.statements).sum();
            let about = if statements == 0 {
                String::new()
            } else {
                format!(", with {statements} {}", plural(statements, "statement"))
            };
            outln!("  - and {} more{about}: --format json lists all", rest.len())?;
        }
        outln!("")?;
    }
    let Checked { articles, speakers, named, statements, .. } = checked;
    let found =
        if checked.clean { "no findings".to_owned() } else { format!("{} findings", checked.findings.len()) };
    outln!("{articles} articles, {speakers} speakers ({named} named), {statements} statements: {found}")
}

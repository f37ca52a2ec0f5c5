//! `onrecord extract`: prints the statements of articles as JSON.

use std::{
    io::{self, BufWriter, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Result;
use clap::ValueEnum;
use onrecord_model::{Article, Date};
use serde::Serialize;

use crate::{
    alike::Alike,
    articles::{self, ArticleText},
    record::without_line,
};

/// The arguments of `onrecord extract`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord extract article.txt --published 2017-07-31
      Print the statements of one article.
  onrecord extract articles/ --format jsonl --text > extracted.jsonl
      Print one article a line with its text, so that a site can be built elsewhere.")]
pub(crate) struct Args {
    /// Articles: files (text, HTML, JSON, RSS), folders of them, or - for the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day of publication of articles that do not state one.
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<Date>,
    /// The output format: json prints one indented object, jsonl one object a line.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Include each article's text, so that a site can be built from the output.
    #[arg(long)]
    text: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Jsonl,
}

/// The output for an article.
#[derive(Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    article: &'a Article,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a String>,
}

/// The output for a file that cannot be read.
#[derive(Serialize)]
struct NotRead {
    error: String,
    file: String,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let articles::Files { files, skipped, sites: _ } = articles::files(&args.files, &[])?;
    let indented = args.format == Format::Json && files.len() + skipped.len() == 1;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let mut warnings = Alike::up_to(1);
    let skipped = skipped.iter().map(|(file, failed)| (file, vec![Err(failed.clone())]));
    for (file, read) in files.iter().map(|file| (file, articles::read(file, args.published))).chain(skipped) {
        let indented = indented && read.len() == 1;
        let is_text = articles::is_text(file);
        for read in read {
            match read {
                Ok(ArticleText { article, text }) => {
                    for warning in &article.warnings {
                        let file = file.display();
                        let (place, message) = if is_text {
                            (file.to_string(), warning.message.as_str())
                        } else {
                            (
                                format!("{file}: article {}", article.article.id),
                                without_line(&warning.message),
                            )
                        };
                        warnings.add(message.to_owned(), place);
                    }
                    let found = Found { article: &article, text: args.text.then_some(&text) };
                    if indented {
                        serde_json::to_writer_pretty(&mut out, &found)?;
                    } else {
                        serde_json::to_writer(&mut out, &found)?;
                    }
                }
                Err(failed) => {
                    let file = file.display().to_string();
                    let error = format!("{file}: {failed}");
                    errln!("error: {error}");
                    code = ExitCode::FAILURE;
                    let failed = NotRead { error, file };
                    serde_json::to_writer(&mut out, &failed)?;
                }
            }
            writeln!(out)?;
        }
    }
    out.flush()?;
    warnings.lines(", …").iter().for_each(|line| errln!("{line}"));
    Ok(code)
}

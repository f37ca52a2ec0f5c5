//! `onrecord encode`: one corpus file of articles, for the explorer to load.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, ensure};
use onrecord_corpus::{Corpus, Input, build, encode};
use onrecord_model::Day;

use crate::articles;

/// What `onrecord encode` takes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Articles: text files, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    articles: Vec<PathBuf>,
    /// The corpus file to write.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The day of publication of articles that do not tell it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<Day>,
    /// End well even where some articles could not be taken; they are named all the same.
    #[arg(long)]
    keep_going: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let files = articles::files(&args.articles)?;
    ensure!(
        !files.is_empty(),
        "there is no article to read: give text files (.txt, .md), or folders that hold some"
    );
    let mut all = true;
    let mut inputs = Vec::with_capacity(files.len());
    for file in &files {
        match articles::read(file, args.published) {
            Ok((text, article)) => {
                for warning in &article.warnings {
                    let line =
                        1 + text.get(..warning.start as usize).unwrap_or_default().matches('\n').count();
                    eprintln!("warning: {}:{line}: {}", file.display(), warning.message);
                }
                inputs.push(Input { article, text });
            }
            Err(error) => {
                eprintln!("error: {error:#}");
                all = false;
            }
        }
    }
    let (corpus, problems) = build(inputs);
    for problem in &problems {
        eprintln!("error: {problem}");
    }
    all &= problems.is_empty();
    ensure!(!corpus.articles().is_empty(), "no article could be read, so there is nothing to write");
    write(&args.output, &encode(&corpus)?)?;
    eprintln!("{}", summary(&corpus, &args.output));
    Ok(if all || args.keep_going { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes beside the file and renames, so that a file that stood there stays whole.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    fs::write(&aside, bytes)
        .and_then(|()| fs::rename(&aside, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn summary(corpus: &Corpus, path: &Path) -> String {
    let (articles, speakers, statements) =
        (corpus.articles().len(), corpus.speakers().len(), corpus.statements().len());
    format!("{articles} articles, {speakers} speakers, {statements} statements: {}", path.display())
}

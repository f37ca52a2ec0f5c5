//! `onrecord encode`: a corpus file of articles, for the explorer to load; with its parts beside it
//! where the record is large.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, ensure};
use onrecord_corpus::{Draft, Input, Layout, Part, People, build, encode};
use onrecord_extract::country_name;
use onrecord_model::Day;

use crate::articles;

/// What `onrecord encode` takes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Articles: text files, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    articles: Vec<PathBuf>,
    /// The corpus file to write. The parts of a large record are written beside it:
    /// `corpus-words.onrecord`, `corpus-articles-0.onrecord`.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The day of publication of articles that do not tell it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<Day>,
    /// Names, aliases, roles and countries of speakers, stated in TOML; without it `people.toml` in the
    /// first folder of articles, where there is one.
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// Write a record of more bytes than this as an index with parts that are fetched when they are read.
    #[arg(long, value_name = "BYTES", default_value_t = Layout::default().one_file)]
    one_file: usize,
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
    let people = match people_file(args) {
        Some(file) => people(&file)?,
        None => People::default(),
    };
    let (mut draft, problems) = build(inputs, &people);
    let named = draft.countries().into_iter().map(|country| (country, country_name(country).to_owned()));
    draft.country_names = named.filter(|(_, name)| !name.is_empty()).collect();
    for problem in &problems {
        eprintln!("error: {problem}");
    }
    all &= problems.is_empty();
    ensure!(!draft.articles.is_empty(), "no article could be read, so there is nothing to write");
    let files = encode(&draft, &Layout { one_file: args.one_file, ..Layout::default() })?;
    // The index last: where it stands, all that it names stands too.
    for (part, bytes) in &files.parts {
        write(&part_file(&args.output, *part), bytes)?;
    }
    write(&args.output, &files.index)?;
    eprintln!("{}", summary(&draft, &args.output));
    Ok(if all || args.keep_going { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The file that states people: the one that is named, or the one in the first folder.
fn people_file(args: &Args) -> Option<PathBuf> {
    let beside = || args.articles.iter().map(|dir| dir.join("people.toml")).find(|file| file.is_file());
    args.people.clone().or_else(beside)
}

fn people(file: &Path) -> Result<People> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    // The error tells line and column, and quotes the line.
    toml::from_str(&text).with_context(|| format!("{} does not state people as it should", file.display()))
}

/// `corpus.onrecord` has `corpus-words.onrecord` beside it.
fn part_file(index: &Path, part: Part) -> PathBuf {
    let name = index.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    index.with_file_name(part.beside(&name))
}

/// Writes beside the file and renames, so that a file that stood there stays whole.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    fs::write(&aside, bytes)
        .and_then(|()| fs::rename(&aside, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn summary(draft: &Draft, path: &Path) -> String {
    let (articles, speakers, statements) =
        (draft.articles.len(), draft.speakers.len(), draft.statements.len());
    format!("{articles} articles, {speakers} speakers, {statements} statements: {}", path.display())
}

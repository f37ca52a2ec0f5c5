//! A record made of articles: what `encode` and `build` have in common.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use onrecord_corpus::{Draft, Files, Input, Layout, People, build, encode};
use onrecord_extract::country_name;
use onrecord_model::Day;
use rayon::prelude::*;

use crate::articles::{self, Read};

/// What a record is made of.
#[derive(clap::Args)]
#[group(id = "record")]
pub(crate) struct Args {
    /// Articles: text, Markdown, saved pages, JSON, RSS and Atom, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    articles: Vec<PathBuf>,
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
    /// Put articles together in parts of so many bytes.
    #[arg(long, value_name = "BYTES", default_value_t = Layout::default().chunk)]
    chunk: usize,
    /// End well even where some articles could not be taken; they are named all the same.
    #[arg(long)]
    keep_going: bool,
}

/// A record that was made.
pub(crate) struct Made {
    pub(crate) draft: Draft,
    /// Whether every article is in it, or the publisher does not ask.
    pub(crate) well: bool,
}

impl Args {
    /// Reads everything; what cannot be read is named, and the rest is taken.
    pub(crate) fn make(&self) -> Result<Made> {
        let files = articles::files(&self.articles)?;
        ensure!(
            !files.is_empty(),
            "there is no article to read: give files (.txt, .md, .html, .jsonl, .json, .xml), or folders that hold some"
        );
        let mut all = true;
        let mut inputs = Vec::with_capacity(files.len());
        let read: Vec<_> =
            files.par_iter().map(|file| (file, articles::read(file, self.published))).collect();
        for (file, read) in
            read.into_iter().flat_map(|(file, read)| read.into_iter().map(move |one| (file, one)))
        {
            match read {
                Ok(Read { article, text }) => {
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
        let people = match self.people_file() {
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
        Ok(Made { draft, well: all || self.keep_going })
    }

    /// The files of a record.
    pub(crate) fn encode(&self, draft: &Draft) -> Result<Files> {
        Ok(encode(draft, &Layout { one_file: self.one_file, chunk: self.chunk })?)
    }

    /// The file that states people: the one that is named, or the one in the first folder.
    fn people_file(&self) -> Option<PathBuf> {
        let beside = || self.articles.iter().map(|dir| dir.join("people.toml")).find(|file| file.is_file());
        self.people.clone().or_else(beside)
    }
}

fn people(file: &Path) -> Result<People> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    // The error tells line and column, and quotes the line.
    toml::from_str(&text).with_context(|| format!("{} does not state people as it should", file.display()))
}

/// "8 articles, 31 speakers, 89 statements"
pub(crate) fn summary(draft: &Draft) -> String {
    let (articles, speakers, statements) =
        (draft.articles.len(), draft.speakers.len(), draft.statements.len());
    format!("{articles} articles, {speakers} speakers, {statements} statements")
}

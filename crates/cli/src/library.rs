//! What the Python package shares with the command: reading articles, and building sites.
//!
//! Nothing is decided here: each function calls what a command calls, and returns its messages instead of exiting.

use std::{
    ffi::OsString,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use clap::Parser;
use onrecord_corpus::Draft;
use onrecord_extract::extract_marked;
pub use onrecord_formats::html::page;
use onrecord_formats::{ArticleText, FrontMatter};
use onrecord_model::Date;
use rayon::prelude::*;

use crate::{articles, build, encode};

/// Reads the story of a saved page in any encoding, with what the page says about itself.
///
/// # Errors
/// As [`page`].
pub fn page_of_bytes(html: &[u8], url: Option<String>) -> Result<(FrontMatter, String)> {
    page(&articles::decoded_page(html), url)
}

/// Articles that were read, and for each file or entry that was not, its name and the reason.
pub type Read = (Vec<ArticleText>, Vec<(String, String)>);

/// Reads the articles of files and folders, in the order of the files.
///
/// # Errors
/// As for the command; what cannot be read is no error.
pub fn read(paths: &[OsString], published: Option<Date>) -> Result<Read> {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let found = articles::files(&paths, &[])?;
    let (mut read, mut failures) = (Vec::new(), Vec::new());
    let all: Vec<_> = found.files.par_iter().map(|file| (file, articles::read(file, published))).collect();
    let skipped = found.skipped.iter().map(|(file, failed)| (file, vec![Err(failed.clone())]));
    for (file, articles) in all.into_iter().chain(skipped) {
        for one in articles {
            match one {
                Ok(one) => read.push(one),
                Err(failed) => failures.push((file.display().to_string(), failed.to_string())),
            }
        }
    }
    Ok((read, failures))
}

/// Returns the endings of the names of files that may hold articles.
pub fn endings() -> impl Iterator<Item = &'static str> {
    articles::endings()
}

/// Reads the articles of a file's bytes one after the other; its name tells the format.
pub fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    published: Option<Date>,
    take: &mut dyn FnMut(Result<ArticleText, String>) -> ControlFlow<()>,
) {
    match articles::Source::of_bytes(Path::new(name), bytes) {
        Ok(source) => source.read_each(published, &extract_marked, &mut |read| {
            take(read.map_err(|failed| failed.to_string()))
        }),
        Err(failed) => drop(take(Err(failed.to_string()))),
    }
}

#[derive(Parser)]
#[command(name = "onrecord build", no_binary_name = true)]
struct BuildCli {
    #[command(flatten)]
    build: build::Args,
}

/// Builds a site with the arguments of `onrecord build`, of the articles that they name, or else of a record. Returns
/// whether all articles could be read.
///
/// # Errors
/// As for the command.
pub fn build_site(arguments: &[OsString], record: Option<Draft>) -> Result<bool> {
    let cli = BuildCli::try_parse_from(arguments).map_err(|error| {
        // The first line has the message; the others are about the command's usage.
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        anyhow::anyhow!("{}", first.strip_prefix("error: ").unwrap_or(first).to_owned())
    })?;
    build::build(&cli.build, record)
}

/// Reads the record of a site's folder, or a corpus file with the parts beside it.
///
/// # Errors
/// If there is none, or it is damaged or of another version.
pub fn open_record(path: &Path) -> Result<Draft> {
    let corpus = if path.is_dir() { build::record_in(path)? } else { build::open_index(path)? };
    corpus.to_draft().with_context(|| format!("a part of the record in {} is missing", path.display()))
}

/// Writes a record as a corpus file, with its parts beside it where it is large.
///
/// # Errors
/// If a file cannot be written.
pub fn save_record(draft: &Draft, path: &Path) -> Result<()> {
    encode::save(draft, &onrecord_corpus::EncodeOptions::default(), path)
}

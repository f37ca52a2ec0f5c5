//! Loads the record: its index, its parts, and what went wrong in words for the reader.

use std::rc::Rc;

use onrecord_corpus::{Corpus, DecodeError, Part};

use crate::{
    components::notices::UserError,
    platform::{
        dom,
        fetch::{FetchError, fetch},
        mount,
    },
};

/// The record's file, relative to the page, so that any folder of any host can serve both.
const FILE: &str = "corpus.onrecord";
/// The `meta` element that names another file.
const RECORD_META: &str = "onrecord:record";
/// A record with more articles than this cannot be joined with the reader's own: all of them would have to be fetched.
const MAX_JOINABLE: usize = 20_000;

fn file() -> String {
    dom::meta_content(RECORD_META).unwrap_or_else(|| FILE.to_owned())
}

/// Where parts of the record come from.
#[derive(Clone, Default)]
pub(crate) enum PartSource {
    /// The site's own record.
    #[default]
    Site,
    /// A record that the reader's own articles have been joined with, which is in memory.
    Joined(Rc<Vec<(Part, Vec<u8>)>>),
}

impl PartSource {
    /// Loads a part of the record; `path` is that of its file on the site, as [`part_path`] returns it.
    pub(crate) async fn load(&self, part: Part, path: &str) -> Result<Vec<u8>, UserError> {
        match self {
            Self::Site => load_file(path).await,
            Self::Joined(parts) => {
                let found = parts.iter().find(|(known, _)| *known == part);
                found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| explain(&DecodeError::ForeignPart))
            }
        }
    }
}

/// Returns the parts that the prerendered page shows, if there is one and the link has no other view.
pub(crate) fn prerendered_parts(query_string: &str) -> Option<Vec<Part>> {
    let parts = mount::prerendered_parts().filter(|_| query_string.len() <= 1)?;
    parts.split_whitespace().map(|name| name.parse().ok()).collect()
}

/// Loads the record's index; a record in one file is loaded whole.
pub(crate) async fn load() -> Result<Corpus, UserError> {
    Corpus::open(&load_file(&file()).await?).map_err(|error| explain(&error))
}

/// Loads parts of the site's record and adds them; returns false if one cannot be loaded.
pub(crate) async fn load_parts(corpus: &mut Corpus, parts: &[Part]) -> bool {
    // The page has preloaded them, so that they are fetched at once.
    for &part in parts {
        let Ok(bytes) = load_file(&part_path(corpus, part)).await else { return false };
        if corpus.add_part(part, bytes).is_err() {
            return false;
        }
    }
    true
}

/// Opens a record from its files, by the names of their parts; any other name is the index.
pub(crate) fn open_joined(files: Vec<(String, Vec<u8>)>) -> Result<(Corpus, PartSource), UserError> {
    let mut index = Vec::new();
    let mut parts = Vec::new();
    for (name, bytes) in files {
        match name.parse() {
            Ok(part) => parts.push((part, bytes)),
            Err(_) => index = bytes,
        }
    }
    let corpus = Corpus::open(&index).map_err(|error| explain(&error))?;
    Ok((corpus, PartSource::Joined(Rc::new(parts))))
}

/// Loads all files of the site's record that a joined record is built from, by the names of their parts; the index has an
/// empty name.
pub(crate) async fn load_all() -> Result<Vec<(String, Vec<u8>)>, UserError> {
    let index = load_file(&file()).await?;
    let corpus = Corpus::open(&index).map_err(|error| explain(&error))?;
    let articles = corpus.articles().len();
    if articles > MAX_JOINABLE {
        return Err(UserError {
            message: format!("This record has {articles} articles, too many to add others in a browser."),
            hint: "Build your own record with `onrecord build`.",
        });
    }
    let is_needed = |part: &Part| !corpus.has_part(*part) && !matches!(part, Part::Words | Part::Positions);
    let parts: Vec<_> = corpus.parts().filter(is_needed).collect();
    let mut files = vec![(String::new(), index)];
    for part in parts {
        files.push((part.to_string(), load_file(&part_path(&corpus, part)).await?));
    }
    Ok(files)
}

/// Returns the path of a part's file on the site, which is in the folder of the index.
pub(crate) fn part_path(corpus: &Corpus, part: Part) -> String {
    let (index, name) = (file(), corpus.part_file_name(part).unwrap_or_default());
    match index.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name,
    }
}

async fn load_file(file: &str) -> Result<Vec<u8>, UserError> {
    fetch(file).await.map_err(|error| explain_fetch(&error))
}

fn explain_fetch(error: &FetchError) -> UserError {
    const CHECK_CONNECTION: &str = "Check the connection and try again.";
    let (message, hint) = match error {
        FetchError::Stalled => ("The server stopped sending the record.".to_owned(), CHECK_CONNECTION),
        FetchError::Unreachable => ("The server did not respond.".to_owned(), CHECK_CONNECTION),
        FetchError::Interrupted => {
            ("The connection ended while the record was loading.".to_owned(), CHECK_CONNECTION)
        }
        FetchError::Status { status, file } => (
            format!("The record is missing: the server returned {status} for {file}."),
            "Try again later. If this is your site, upload the file.",
        ),
    };
    UserError { message, hint }
}

/// Returns the problem with a file, and a remedy for the reader.
pub(crate) fn explain(error: &DecodeError) -> UserError {
    let (message, hint) = match error {
        DecodeError::NotACorpus => (
            "The server sent something other than a record.".to_owned(),
            "Try again later. If this is your site, rebuild it.",
        ),
        DecodeError::Version { found } => (
            format!(
                "The record has version {found}, but this page needs {}.",
                onrecord_corpus::FORMAT_VERSION
            ),
            "Reload the page. If this is your site, rebuild it.",
        ),
        DecodeError::Length { expected, found } => (
            format!("The record is incomplete: {found} of {expected} bytes."),
            "Check the connection and try again.",
        ),
        DecodeError::ForeignPart => (
            "The record was updated while this page was open.".to_owned(),
            "Reload the page; your view is kept.",
        ),
        DecodeError::Checksum | DecodeError::Content(_) => {
            (format!("The record is damaged: {error}."), "Try again. If this is your site, rebuild it.")
        }
    };
    UserError { message, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_explained_in_words() {
        for (error, words) in [
            (DecodeError::NotACorpus, "The server sent something other than a record."),
            (DecodeError::Version { found: 7 }, "The record has version 7, but this page needs 8."),
            (DecodeError::Length { expected: 100, found: 60 }, "The record is incomplete: 60 of 100 bytes."),
        ] {
            assert_eq!(explain(&error).message, words);
        }
    }
}

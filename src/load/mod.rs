//! The corpus file and its parts, fetched and read; what can go wrong is told in words for readers.

mod fetch;

use std::{cell::RefCell, collections::BTreeMap};

use onrecord_corpus::{Corpus, DecodeError, Part};

use crate::browser;
pub(crate) use fetch::distrust_copies;
use fetch::fetch;

/// Beside the page, so that any folder of any host serves both.
const FILE: &str = "corpus.onrecord";
/// Under this name the page says where else its record lies.
const META: &str = "onrecord:record";

fn file() -> String {
    browser::said_of_page(META).unwrap_or_else(|| FILE.to_owned())
}

/// Why there is nothing to explore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What happened.
    pub(crate) what: String,
    /// What the reader can do.
    pub(crate) remedy: &'static str,
}

/// The parts that the first screen was made from, where it was written beforehand and is what the link
/// asks for.
pub(crate) fn prerendered(query_string: &str) -> Option<Vec<Part>> {
    let parts = browser::prerendered().filter(|_| query_string.len() <= 1)?;
    parts.split_whitespace().map(|name| name.parse().ok()).collect()
}

/// The record's index, or all of it where it is one file.
pub(crate) async fn load() -> Result<Corpus, Failure> {
    Corpus::open(&fetch(&file()).await?).map_err(|error| explain(&error))
}

/// Adds those parts that the first screen needs; false where some cannot be had.
pub(crate) async fn complete(corpus: &mut Corpus, parts: &[Part]) -> bool {
    // The page has the browser fetch them all at once.
    for &name in parts {
        let Ok(bytes) = part(name).await else { return false };
        if corpus.add(name, bytes).is_err() {
            return false;
        }
    }
    true
}

/// The bytes of a part of the record.
pub(crate) async fn part(part: Part) -> Result<Vec<u8>, Failure> {
    if let Some(bytes) = JOINED.with_borrow(|parts| parts.as_ref().map(|parts| parts.get(&part).cloned())) {
        return bytes.ok_or_else(|| explain(&DecodeError::Stranger));
    }
    fetch(&part.beside(&file())).await
}

thread_local! {
    /// The parts of a record that the reader's own has been joined to, in place of the site's.
    static JOINED: RefCell<Option<BTreeMap<Part, Vec<u8>>>> = const { RefCell::new(None) };
}

/// The record of these files, which are not fetched from anywhere: the index has no name.
pub(crate) fn joined(files: Vec<(String, Vec<u8>)>) -> Result<Corpus, Failure> {
    let mut index = Vec::new();
    let mut parts = BTreeMap::new();
    for (name, bytes) in files {
        match name.parse() {
            Ok(part) => drop(parts.insert(part, bytes)),
            Err(_) => index = bytes,
        }
    }
    let corpus = Corpus::open(&index).map_err(|error| explain(&error))?;
    JOINED.set(Some(parts));
    Ok(corpus)
}

/// Every file of the site's own record, under the names of its parts; the index has none.
pub(crate) async fn whole() -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let index = fetch(&file()).await?;
    let corpus = Corpus::open(&index).map_err(|error| explain(&error))?;
    let parts: Vec<_> = corpus
        .parts()
        .filter(|part| !corpus.has(*part) && !matches!(part, Part::Words | Part::Positions))
        .collect();
    if corpus.articles().len() > JOINABLE {
        return Err(Failure {
            what: format!(
                "This record has {} articles, too many to join others to in a browser.",
                corpus.articles().len()
            ),
            remedy: "Build a record of your own with the command `onrecord build`.",
        });
    }
    let mut files = vec![(String::new(), index)];
    for part in parts {
        files.push((part.to_string(), fetch(&part.beside(&file())).await?));
    }
    Ok(files)
}

/// Of a record with more articles than this, all of which must be fetched, nobody waits for the end.
const JOINABLE: usize = 20_000;

/// What is wrong with a file, and what the reader can do.
pub(crate) fn explain(error: &DecodeError) -> Failure {
    let (what, remedy) = match error {
        DecodeError::NotACorpus => (
            "What the server sent is not a record.".to_owned(),
            "Try again later. If this is your site, build it anew.",
        ),
        DecodeError::Version { found } => (
            format!(
                "The record is of another version ({found}) than this page ({}).",
                onrecord_corpus::VERSION
            ),
            "Reload the page. If this is your site, build page and record together.",
        ),
        DecodeError::Length { expected, found } => (
            format!("The record was cut short on its way: {found} of {expected} bytes came."),
            "Check the connection and try again.",
        ),
        DecodeError::Stranger => (
            "The record was built anew while this page was open.".to_owned(),
            "Reload the page: the address keeps your view.",
        ),
        DecodeError::Checksum | DecodeError::Content(_) => {
            (format!("The record is damaged: {error}."), "Try again. If this is your site, build it anew.")
        }
    };
    Failure { what, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_told_in_words() {
        for (error, words) in [
            (DecodeError::NotACorpus, "What the server sent is not a record."),
            (DecodeError::Version { found: 7 }, "The record is of another version (7) than this page (4)."),
            (
                DecodeError::Length { expected: 100, found: 60 },
                "The record was cut short on its way: 60 of 100 bytes came.",
            ),
        ] {
            assert_eq!(explain(&error).what, words);
        }
    }
}

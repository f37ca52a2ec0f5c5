//! Properties that hold for any input file, called by the fuzz targets and by tests that replay their
//! findings. A violation panics.

use std::path::Path;

use onrecord_corpus::{Corpus, Corrections, EncodeOptions, Input, People, apply_corrections, build, encode};
use onrecord_extract::{Defaults, extract};

use crate::articles::{self, Source};

/// An article with two speakers and one who is named by office, for people files and corrections.
const ARTICLE: &str = "+++\nid = \"a\"\npublished = \"2017-07-31\"\n+++\n\
    US Ambassador Nikki Haley said Sunday: “The time for talk is over.” The president said that it was late.\n\n\
    “We want peace,” said Kim Jong Un, the North Korean leader.\n";

/// Reads any bytes as a saved page and checks the extracted article.
///
/// # Panics
/// Panics if a check fails.
pub fn page(bytes: &[u8]) {
    for read in articles::page(bytes.to_vec()).into_iter().flatten() {
        onrecord_extract::fuzzing::extract(&read.text);
    }
}

/// Reads bytes as a file whose ending is given by their first line, and builds a record of its articles.
///
/// # Panics
/// Panics if no record can be built.
pub fn file(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let (ending, content) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let name = format!("a.{}", String::from_utf8_lossy(ending));
    let Ok(source) = Source::of_bytes(Path::new(&name), content.to_vec()) else { return };
    let found = source.read(None).into_iter().flatten();
    record(found.map(|read| Input::new(read.article, read.text)).collect(), &People::default());
}

/// Parses any text as a people file; a record must be buildable with it.
///
/// # Panics
/// Panics if no record can be built.
pub fn people(text: &str) {
    if let Ok(people) = toml::from_str::<People>(text) {
        record(vec![article()], &people);
    }
}

/// Parses any text as corrections; they must be unchanged when serialised and parsed again, and a record must
/// be buildable with them.
///
/// # Panics
/// Panics if a check fails.
pub fn corrections(text: &str) {
    let Ok(corrections) = toml::from_str::<Corrections>(text) else { return };
    let printed = serde_json::to_string(&corrections);
    let again = printed.and_then(|printed| serde_json::from_str::<Corrections>(&printed));
    assert_eq!(again.ok().as_ref(), Some(&corrections));
    let (mut inputs, mut people) = (vec![article()], People::default());
    let _ = apply_corrections(&mut inputs, &mut people, &corrections);
    record(inputs, &people);
}

fn article() -> Input {
    Input::new(extract(ARTICLE, &Defaults { id: "a".into(), published: None }), ARTICLE.to_owned())
}

/// Builds a record and opens it as a browser does.
fn record(inputs: Vec<Input>, people: &People) {
    let (draft, _) = build(inputs, people);
    let opened = encode(&draft, &EncodeOptions::default()).map(|files| Corpus::open(&files.index));
    let articles = opened.map(|opened| opened.map(|corpus| corpus.articles().len()));
    assert_eq!(articles, Ok(Ok(draft.articles.len())));
}

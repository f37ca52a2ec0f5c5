//! How fast articles are read, on one core: `cargo bench -p onrecord-extract`.
//!
//! The text is the bundled record's articles, their paragraphs shuffled and repeated, so that no article stays in a
//! cache as it was.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark has no readers and no other way to fail")]

use std::{fs, path::Path};

use divan::{Bencher, counter::BytesCount};
use onrecord_extract::{Defaults, extract};

/// The size of the articles that one run reads.
const BYTES: usize = 2_000_000;
/// Paragraphs of one made article.
const PARAGRAPHS: usize = 20;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn articles(bencher: Bencher<'_, '_>) {
    let articles = shuffled_articles();
    let defaults = Defaults { id: "a".into(), published: "2017-07-31".parse().ok() };
    bencher
        .counter(BytesCount::new(articles.iter().map(String::len).sum::<usize>()))
        .bench(|| articles.iter().map(|article| extract(article, &defaults).statements.len()).sum::<usize>());
}

fn shuffled_articles() -> Vec<String> {
    let bodies = bundled_articles();
    let paragraphs: Vec<&str> = bodies.iter().flat_map(|body| body.split("\n\n")).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut articles = Vec::new();
    let mut bytes = 0;
    while bytes < BYTES {
        let mut article = String::new();
        for _ in 0..PARAGRAPHS {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            article.push_str(paragraphs[(random % paragraphs.len() as u64) as usize]);
            article.push_str("\n\n");
        }
        bytes += article.len();
        articles.push(article);
    }
    articles
}

/// The bundled articles without their front matter.
fn bundled_articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    // The folder also contains people, corrections and annotations.
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let text = |file| fs::read_to_string(file).unwrap();
    files
        .iter()
        .map(text)
        .map(|text| text.split_once("\n+++\n").map_or(&*text, |(_, body)| body).to_owned())
        .collect()
}

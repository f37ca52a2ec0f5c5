//! How fast a record is joined, encoded, opened and queried, on one core: `cargo bench -p onrecord-corpus`.
//!
//! Queries run over generated records, see `onrecord-bench-records`; articles are the bundled ones.
//! `cargo xtask bench engine` measures the same queries in a browser, beside other libraries.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark has no readers and no other way to fail")]

use std::{fs, path::Path};

use divan::{Bencher, counter::ItemsCount};
use onrecord_bench_records::record;
use onrecord_corpus::{
    Corpus, Draft, EncodeOptions, Engine, Filter, Input, People, SearchQuery, build, encode,
};
use onrecord_extract::{Defaults, extract};

/// Statements of the generated records.
const SIZES: [usize; 2] = [10_000, 100_000];

fn main() {
    divan::main();
}

/// Matches the speakers of the bundled articles and merges equal statements.
#[divan::bench]
fn join(bencher: Bencher<'_, '_>) {
    let articles = bundled_articles();
    bencher
        .counter(ItemsCount::new(articles.len()))
        .with_inputs(|| articles.clone())
        .bench_values(|articles| build(articles, &People::default()));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn encode_files(bencher: Bencher<'_, '_>, size: usize) {
    let draft = record(size, true).unwrap();
    bencher.counter(ItemsCount::new(size)).bench(|| encode(&draft, &EncodeOptions::default()).unwrap());
}

#[divan::bench(args = SIZES)]
fn open(bencher: Bencher<'_, '_>, size: usize) {
    let index = index(&record(size, true).unwrap());
    bencher.counter(ItemsCount::new(size)).bench(|| Corpus::open(&index).unwrap());
}

/// One country is chosen, and the values of every facet are counted.
#[divan::bench(args = SIZES)]
fn filter_by_country(bencher: Bencher<'_, '_>, size: usize) {
    let corpus = Corpus::open(&index(&record(size, false).unwrap())).unwrap();
    let mut engine = Engine::new(&corpus);
    let mut filter = Filter::default();
    filter.countries.include.insert("AB".parse().unwrap());
    bencher.counter(ItemsCount::new(size)).bench_local(|| {
        // An engine keeps the answer to its last filter.
        engine.select(&corpus, &Filter::default());
        engine.select(&corpus, &filter)
    });
}

/// A word and the beginning of another one, as they are typed.
#[divan::bench(args = SIZES)]
fn search(bencher: Bencher<'_, '_>, size: usize) {
    let corpus = Corpus::open(&index(&record(size, true).unwrap())).unwrap();
    let words = SearchQuery::parse("w1 w2");
    // An engine keeps the answer to its last search.
    bencher
        .counter(ItemsCount::new(size))
        .with_inputs(|| Engine::new(&corpus))
        .bench_local_values(|mut engine| engine.search(&corpus, &words));
}

fn index(draft: &Draft) -> Vec<u8> {
    encode(draft, &EncodeOptions { single_file_limit: 0, ..EncodeOptions::default() }).unwrap().index
}

fn bundled_articles() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let article = |file: &std::path::PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        let defaults = Defaults { id: file.file_stem().unwrap().to_str().unwrap().into(), published: None };
        Input::new(extract(&text, &defaults), text)
    };
    files.iter().map(article).collect()
}

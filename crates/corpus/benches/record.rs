//! How fast a record is joined, encoded, opened and queried, on one core: `cargo bench -p onrecord-corpus`.
//!
//! Queries run over generated records, see `onrecord-bench-records`; articles are the bundled ones.
//! `cargo xtask bench engine` measures the same queries in a browser, beside other libraries.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark has no readers and no other way to fail")]

use std::{fs, path::Path};

use divan::{Bencher, counter::ItemsCount};
use onrecord_bench_records::record;
use onrecord_corpus::{
    Corpus, Draft, EncodeOptions, Engine, Filter, Input, People, SearchQuery, build, encode, resolve_speakers,
};
use onrecord_extract::{Defaults, extract};
use onrecord_model::{SpeakerId, SpeakerKind};

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

/// Finds who is who among this many speakers of articles.
#[divan::bench(args = [10_000, 100_000], sample_count = 3)]
fn resolve(bencher: Bencher<'_, '_>, size: usize) {
    let articles = articles_with(size);
    bencher
        .counter(ItemsCount::new(size))
        .with_inputs(|| articles.clone())
        .bench_values(|articles| resolve_speakers(articles, &People::default()));
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

/// The number of speakers of a generated article.
const IN_AN_ARTICLE: usize = 10;

/// Returns articles with this many speakers: people with and without given names, initials and roles, bodies with a
/// parent, groups and documents. Few names are frequent, and most are rare.
fn articles_with(speakers: usize) -> Vec<Input> {
    let template = extract("“It rained,” said Ada Pell.", &Defaults::default());
    let roles = ["Sen.", "Gov.", "professor", "spokesman for the governor", "voter in Ohio"];
    let given =
        ["Ada", "Tom", "Thomas", "Joe", "Joseph", "Ann", "Carla", "Bob", "Robert", "Mary", "James", "Jim"];
    let name = |number: usize, prefix: &str| {
        let letters = ["an", "el", "or", "is", "um", "ta", "ki", "vo", "re", "su"];
        let digits = number.to_string();
        let stem: String = digits.bytes().map(|digit| letters[usize::from(digit - b'0')]).collect();
        format!("{prefix}{stem}")
    };
    let speaker = |n: usize| {
        // Multiplying with the golden ratio spreads numbers like hashes; the square makes some of them frequent.
        let random = ((n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as usize;
        let rank = (random % 1000) * (random / 1000 % 1000) / 100;
        let mut one = template.speakers[0].clone();
        let (surname, first) = (name(rank, "M"), given[random % given.len()]);
        (one.kind, one.name) = match random % 20 {
            0 => (SpeakerKind::Group, "officials".to_owned()),
            1 => (SpeakerKind::Document, "report".to_owned()),
            2 | 3 => (SpeakerKind::Institution, format!("Bureau of {}", name(rank, "B"))),
            4 => (SpeakerKind::Institution, format!("{} campaign", surname)),
            5..9 => (SpeakerKind::Person, surname),
            9..12 => (SpeakerKind::Person, format!("{first} {}. {surname}", given[rank % 7].split_at(1).0)),
            _ => (SpeakerKind::Person, format!("{first} {surname}")),
        };
        one.parent = (random % 20 == 2).then(|| format!("{} Department", name(rank % 30, "D")));
        one.role = roles.get(random / 20 % 9).map(|role| (*role).to_owned());
        one.country = ["US", "GB", "FR"].get(rank % 7).and_then(|code| code.parse().ok());
        one.id = SpeakerId::from_name(&format!("{} {n}", one.name));
        one
    };
    let article = |at: usize| {
        let mut article = template.clone();
        article.article.id = format!("a{at}").into();
        article.article.published = format!("2016-{:02}-{:02}", at % 12 + 1, at % 28 + 1).parse().ok();
        let of_article = at * IN_AN_ARTICLE..(at + 1) * IN_AN_ARTICLE;
        article.speakers = of_article.map(speaker).collect();
        article.statements.clear();
        Input::new(article, String::new())
    };
    (0..speakers / IN_AN_ARTICLE).map(article).collect()
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

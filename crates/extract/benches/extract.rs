//! How fast articles are read: megabytes of text a second, on one core.
//!
//! The text is the bundled record's articles, their paragraphs shuffled and repeated to ten
//! megabytes, so that no article stays in a cache as it was.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark has no readers and no other way to fail")]

use std::{fs, path::Path, time::Instant};

use onrecord_extract::{Defaults, extract};

const BYTES: usize = 10_000_000;
const RUNS: usize = 7;
/// Paragraphs of one made article.
const PARAGRAPHS: usize = 20;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    // The folder also contains people, corrections and annotations.
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let texts: Vec<_> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let body = |text: &str| text.split_once("\n+++\n").map_or(text, |(_, body)| body).to_owned();
    let bodies: Vec<_> = texts.iter().map(|text| body(text)).collect();
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
    let known = Defaults { id: "a".into(), published: "2017-07-31".parse().ok() };
    let mut rates: Vec<_> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            let found: usize = articles.iter().map(|article| extract(article, &known).statements.len()).sum();
            assert!(found > 0);
            bytes as f64 / 1e6 / started.elapsed().as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    println!(
        "extract: {:.1} MB/s (median of {RUNS} runs over {:.0} MB; slowest {:.1}, fastest {:.1})",
        rates[RUNS / 2],
        bytes as f64 / 1e6,
        rates[0],
        rates[RUNS - 1]
    );
}

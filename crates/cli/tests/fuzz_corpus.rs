//! Replays the inputs in `fuzz/corpus`, a folder for each target.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use onrecord_cli::fuzzing::{corrections, page, people};
use onrecord_corpus::fuzzing::decode;
use onrecord_extract::fuzzing::{days, extract, front_matter};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A check of one input.
type Attack = fn(&[u8]);

const TARGETS: [(&str, Attack); 8] = [
    ("corrections", |bytes| corrections(&text(bytes))),
    ("days", |bytes| days(&text(bytes))),
    ("decode", decode),
    ("extract", |bytes| extract(&text(bytes))),
    ("front-matter", |bytes| front_matter(&text(bytes))),
    ("link", |bytes| onrecord_view::fuzzing::link(&text(bytes))),
    ("page", page),
    ("people", |bytes| people(&text(bytes))),
];

#[test]
fn findings_of_the_fuzzer() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let files = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let names = files(&corpus).map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), TARGETS.map(|(name, _)| name.to_owned()).into());
    for (name, attack) in TARGETS {
        let kept: Vec<_> = files(&corpus.join(name)).collect();
        assert!(!kept.is_empty(), "{name}");
        for file in kept {
            attack(&fs::read(file).unwrap());
        }
    }
}

//! What fuzzing pages, people files and corrections has brought up, read again.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

use std::{fs, path::Path};

use onrecord_cli::attacks;

/// Calls the attack with each file that was kept for it.
fn replay(target: &str, attack: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(folder).unwrap().collect();
    assert!(!files.is_empty(), "{target}");
    for file in files {
        attack(&fs::read(file.unwrap().path()).unwrap());
    }
}

#[test]
fn pages() {
    replay("page", attacks::page);
}

#[test]
fn people() {
    replay("people", |bytes| attacks::people(&String::from_utf8_lossy(bytes)));
}

#[test]
fn corrections() {
    replay("corrections", |bytes| attacks::corrections(&String::from_utf8_lossy(bytes)));
}

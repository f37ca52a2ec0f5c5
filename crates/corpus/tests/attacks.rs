//! What fuzzing the corpus file has brought up, read again.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

use std::{fs, path::Path};

#[test]
fn what_the_fuzzer_has_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/decode");
    let files: Vec<_> = fs::read_dir(folder).unwrap().collect();
    assert!(!files.is_empty());
    for file in files {
        onrecord_corpus::attacks::decode(&fs::read(file.unwrap().path()).unwrap());
    }
}

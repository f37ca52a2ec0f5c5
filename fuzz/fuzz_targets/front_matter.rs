//! Any front matter is read without a panic, and all that is found lies in the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|table: &str| onrecord_extract::fuzzing::front_matter(table));

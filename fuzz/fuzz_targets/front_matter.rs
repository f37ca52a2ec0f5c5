//! Any front matter is parsed without a panic, and all spans are inside the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|table: &str| onrecord_extract::fuzzing::front_matter(table));

//! Any words that may tell a day are read without a panic, to days in order.
#![no_main]

libfuzzer_sys::fuzz_target!(|words: &str| onrecord_extract::fuzzing::days(words));

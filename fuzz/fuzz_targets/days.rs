//! Any words are parsed as dates without a panic, and ranges are in order.
#![no_main]

libfuzzer_sys::fuzz_target!(|words: &str| onrecord_extract::fuzzing::days(words));

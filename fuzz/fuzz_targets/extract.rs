//! Any text is read without a panic, and all that is found lies in it.
#![no_main]

libfuzzer_sys::fuzz_target!(|source: &str| onrecord_extract::fuzzing::extract(source));

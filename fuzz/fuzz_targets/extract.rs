//! Any text is extracted without a panic, and all spans are inside it.
#![no_main]

libfuzzer_sys::fuzz_target!(|source: &str| onrecord_extract::fuzzing::extract(source));

//! Any bytes are a page with a story, or give an error.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_cli::fuzzing::page(bytes));

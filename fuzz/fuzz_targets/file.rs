//! Any bytes are a file of articles of any form, or give an error.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_cli::fuzzing::file(bytes));

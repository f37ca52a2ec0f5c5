//! Any text is corrections that a record can be made with, or an error.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| onrecord_cli::fuzzing::corrections(text));

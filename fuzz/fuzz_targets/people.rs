//! Any text parses as a people file with which a record can be built, or gives an error.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| onrecord_cli::fuzzing::people(text));

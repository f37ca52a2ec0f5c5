//! Any query string is a view, and the link to it leads there again.
#![no_main]

libfuzzer_sys::fuzz_target!(|query_string: &str| onrecord_view::fuzzing::link(query_string));

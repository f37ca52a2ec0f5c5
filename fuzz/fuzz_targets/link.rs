//! Any query string parses as a view, and the view's link parses as the same view.
#![no_main]

libfuzzer_sys::fuzz_target!(|query_string: &str| onrecord_view::fuzzing::link(query_string));

//! Any bytes are a corpus or an error; so is any body under a right checksum.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_corpus::fuzzing::decode(bytes));

//! Any bytes decode to a corpus or give an error, even with a correct checksum.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_corpus::fuzzing::decode(bytes));

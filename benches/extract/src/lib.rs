//! The extractor as WebAssembly, to be timed by `run.mjs` in the engine that Chromium has.

use onrecord_extract::{Known, extract};
use wasm_bindgen::prelude::wasm_bindgen;

/// How many statements an article holds.
#[wasm_bindgen]
#[must_use]
pub fn statements(article: &str) -> usize {
    let known = Known { id: "a".to_owned(), published: "2017-07-31".parse().ok() };
    extract(article, &known).statements.len()
}

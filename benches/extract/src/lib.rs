//! The extractor as WebAssembly, measured by `run.mjs` in Chromium's JavaScript engine.

use onrecord_extract::{Defaults, extract};
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the number of statements in an article.
#[wasm_bindgen]
#[must_use]
pub fn statements(article: &str) -> usize {
    let known = Defaults { id: "a".into(), published: "2017-07-31".parse().ok() };
    extract(article, &known).statements.len()
}

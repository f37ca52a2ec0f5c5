//! Files that the page hands to the reader.

use gloo::{
    file::{Blob, ObjectUrl},
    utils::document,
};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Downloads a text as a file of this name and media type.
pub(crate) fn save_text(name: &str, mime: &str, text: &str) {
    save_blob(name, Blob::new_with_options(text, Some(mime)));
}

/// Downloads a blob as a file of this name.
pub(super) fn save_blob(name: &str, blob: Blob) {
    let url = ObjectUrl::from(blob);
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
}

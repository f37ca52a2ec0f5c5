//! The page's address and its history.

use gloo::utils::window;
use wasm_bindgen::JsValue;

/// Returns the query string with its question mark; empty if there is none.
pub(crate) fn query_string() -> String {
    window().location().search().unwrap_or_default()
}

/// Returns the whole address; empty without a browser.
pub(crate) fn address() -> String {
    if cfg!(not(target_arch = "wasm32")) {
        return String::new();
    }
    window().location().href().unwrap_or_default()
}

/// Returns the address without query string and fragment.
pub(crate) fn page_address() -> String {
    address().split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// What a change of the address does to the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HistoryEntry {
    /// Adds an entry.
    New,
    /// Replaces the current entry.
    Replace,
}

/// Shows a link in the address bar.
pub(crate) fn set_address(link: &str, entry: HistoryEntry) {
    // The view without filters has an address without a question mark.
    let path = window().location().pathname().unwrap_or_default();
    let link = if link == "?" { path.as_str() } else { link };
    let Ok(history) = window().history() else { return };
    let (state, title) = (JsValue::NULL, "");
    // A browser that refuses (too many entries in a short time) leaves the address as it is.
    let _ = match entry {
        HistoryEntry::New => history.push_state_with_url(&state, title, Some(link)),
        HistoryEntry::Replace => history.replace_state_with_url(&state, title, Some(link)),
    };
}

/// Percent-encodes a text as a component of a URL.
pub(crate) fn encode_uri_component(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

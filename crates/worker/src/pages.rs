//! Pages: those that readers saved, decoded by the browser, and the site's own, fetched to hold the reader's record.

use js_sys::Uint8Array;
use onrecord_formats::html;
use onrecord_worker::saved_page::{Page, module_of, script_of};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response, TextDecoder, Url};

use crate::messages::scope;

/// What browsers read pages without a declaration as, in most languages (WHATWG HTML, 13.2.3.2).
const DEFAULT_ENCODING: &str = "windows-1252";

/// Decodes the bytes of a file if its name is that of a web page; returns all others unchanged.
pub(crate) fn to_utf8(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    let name = name.to_ascii_lowercase();
    let is_page = [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending));
    // Longer ones are refused when they are read.
    if is_page && bytes.len() <= html::MAX_BYTES { html::decode(&bytes, legacy).into_bytes() } else { bytes }
}

/// Decodes bytes in an encoding that is not Unicode.
fn legacy(label: Option<&str>, bytes: &[u8]) -> String {
    let decoder = |label: &str| TextDecoder::new_with_label(label).ok();
    let decoder = label.and_then(decoder).or_else(|| decoder(DEFAULT_ENCODING));
    // Bytes in which a label was read are not UTF-16 (WHATWG HTML, 13.2.3.2).
    let decoder = decoder.filter(|decoder| !decoder.encoding().starts_with("utf-16"));
    let text = decoder.and_then(|decoder| decoder.decode_with_u8_array(bytes).ok());
    text.unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}

/// Returns the page at an address as one file with a record; `None` if a part of it cannot be fetched.
pub(crate) async fn with_record(address: &str, record: &[u8]) -> Option<String> {
    let page = fetch_text(address).await?;
    let script = Url::new_with_base(&script_of(&page)?, address).ok()?.href();
    let (code, module) = (fetch_text(&script).await?, fetch(&module_of(&script)?).await?);
    Page { html: &page, script: &code, module: &module }.with_record(record)
}

async fn fetch_text(address: &str) -> Option<String> {
    String::from_utf8(fetch(address).await?).ok()
}

/// Fetches a file; the server is asked whether a cached copy is still current.
async fn fetch(address: &str) -> Option<Vec<u8>> {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(scope().fetch_with_str_and_init(address, &init)).await.ok()?;
    let response: Response = response.unchecked_into();
    let bytes = JsFuture::from(response.array_buffer().ok().filter(|_| response.ok())?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

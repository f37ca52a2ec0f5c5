//! The page and a record as one HTML file that opens from a disk, like those that `onrecord build --single-file` writes.

use gloo::utils::window;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Document, DomParser, Element, ReadableWritablePair, Response, SupportedType};

use super::{dom::query_all, fetch::fetch, location};

/// Decompresses the embedded data and starts the app.
const BOOTSTRAP: &str = include_str!("../../crates/site/src/single.js");
/// The app's script, as the page names it.
const SCRIPT: &str = "link[rel=modulepreload]";
/// The elements that refer to other files of the site.
const EXTERNAL: &str = "script[type=module], link[rel$=preload], link[rel=manifest], link[rel=alternate], \
     link[rel=canonical], meta[http-equiv], meta[name='onrecord:offline']";

/// Builds the file; `None` if a piece of the page cannot be fetched.
pub(crate) async fn build(record: &[u8]) -> Option<String> {
    let page = fetch_text(&location::page_address()).await?;
    let page = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
    let script = page.query_selector(SCRIPT).ok()??.get_attribute("href")?;
    let module = format!("{}_bg.wasm", script.strip_suffix(".js")?);
    let (code, module) = (fetch_text(&script).await?, fetch(&module).await.ok()?);
    let external: Vec<_> = query_all(&page.document_element()?, EXTERNAL).collect();
    external.iter().for_each(Element::remove);
    for (name, content) in [("onrecord:record", ""), ("onrecord:intake", ""), ("onrecord:pages", "0")] {
        if let Some(meta) = page.query_selector(&format!("meta[name='{name}']")).ok()? {
            meta.set_attribute("content", content).ok()?;
        }
    }
    // The site wrote the policy of this file into its page, which knows the hash of the script below.
    if let Some(policy) = page.query_selector("meta[name='onrecord:saved-policy']").ok()? {
        policy.remove_attribute("name").ok()?;
        policy.set_attribute("http-equiv", "Content-Security-Policy").ok()?;
    }
    // The prerendered screen shows the site's own record.
    let app = page.get_element_by_id("app")?;
    app.remove_attribute("data-prerendered").ok()?;
    app.set_text_content(Some("Opening the record…"));
    append_script(&page, "application/octet-stream", Some("packed-app"), &compress(&module).await?)?;
    append_script(&page, "application/octet-stream", Some("packed-record"), &compress(record).await?)?;
    // `</` would end the element. In JavaScript it occurs in strings only, where the escaped form means the same.
    append_script(&page, "module", None, &format!("{}\n{BOOTSTRAP}", code.replace("</", "<\\/")))?;
    Some(format!("<!doctype html>\n{}", page.document_element()?.outer_html()))
}

async fn fetch_text(address: &str) -> Option<String> {
    String::from_utf8(fetch(address).await.ok()?).ok()
}

/// Compresses bytes with gzip and encodes them as base64.
async fn compress(bytes: &[u8]) -> Option<String> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let stream = Blob::new_with_u8_array_sequence(&parts).ok()?.stream();
    // `web-sys` has `CompressionStream` for its unstable configuration only.
    let compressor: Function = Reflect::get(&window(), &"CompressionStream".into()).ok()?.dyn_into().ok()?;
    let compressor = Reflect::construct(&compressor, &Array::of1(&"gzip".into())).ok()?;
    let compressed = stream.pipe_through(compressor.unchecked_ref::<ReadableWritablePair>());
    let compressed = Response::new_with_opt_readable_stream(Some(&compressed)).ok()?.array_buffer().ok()?;
    let compressed = Uint8Array::new(&JsFuture::from(compressed).await.ok()?).to_vec();
    let latin1: String = compressed.into_iter().map(char::from).collect();
    window().btoa(&latin1).ok()
}

fn append_script(page: &Document, kind: &str, id: Option<&str>, text: &str) -> Option<()> {
    let script = page.create_element("script").ok()?;
    script.set_attribute("type", kind).ok()?;
    if let Some(id) = id {
        script.set_attribute("id", id).ok()?;
    }
    script.set_text_content(Some(text));
    page.body()?.append_child(&script).ok().map(drop)
}

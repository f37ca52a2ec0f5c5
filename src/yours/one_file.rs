//! The page and the record that it shows, as one file that opens from a disk: the same that
//! `onrecord build --single-file` writes.

use gloo::{net::http::Request, utils::window};
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Document, DomParser, Element, ReadableWritablePair, Response, SupportedType};

use crate::browser;

/// Unpacks what the file holds, and starts the app with it.
const BEGIN: &str = include_str!("../../crates/site/src/single.js");
/// The script of the app, as the page names it.
const SCRIPT: &str = "link[rel=modulepreload]";
/// What a file that stands alone does without.
const BESIDE: &str = "script[type=module], link[rel$=preload], link[rel=manifest], link[rel=alternate], \
     link[rel=canonical], meta[http-equiv], meta[name='onrecord:offline']";

/// The file; nothing where a piece of the page cannot be had.
pub(super) async fn one_file(record: &[u8]) -> Option<String> {
    let page = text(&browser::page_address()).await?;
    let page = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
    let script = page.query_selector(SCRIPT).ok()??.get_attribute("href")?;
    let module = format!("{}_bg.wasm", script.strip_suffix(".js")?);
    let (code, module) = (text(&script).await?, bytes(&module).await?);
    let beside = page.query_selector_all(BESIDE).ok()?;
    for at in 0..beside.length() {
        if let Some(element) = beside.item(at).and_then(|node| node.dyn_into::<Element>().ok()) {
            element.remove();
        }
    }
    for (name, content) in [("onrecord:record", ""), ("onrecord:intake", ""), ("onrecord:pages", "0")] {
        if let Some(meta) = page.query_selector(&format!("meta[name='{name}']")).ok()? {
            meta.set_attribute("content", content).ok()?;
        }
    }
    // What was written beforehand is the site's own record.
    let app = page.get_element_by_id("app")?;
    app.remove_attribute("data-prerendered").ok()?;
    app.set_text_content(Some("Opening the record…"));
    add(&page, "application/octet-stream", Some("packed-app"), &packed(&module).await?)?;
    add(&page, "application/octet-stream", Some("packed-record"), &packed(record).await?)?;
    // What would end the element can stand in strings only, where this means the same.
    add(&page, "module", None, &format!("{}\n{BEGIN}", code.replace("</", "<\\/")))?;
    Some(format!("<!doctype html>\n{}", page.document_element()?.outer_html()))
}

async fn text(address: &str) -> Option<String> {
    let response = Request::get(address).send().await.ok()?;
    if response.ok() { response.text().await.ok() } else { None }
}

async fn bytes(address: &str) -> Option<Vec<u8>> {
    let response = Request::get(address).send().await.ok()?;
    if response.ok() { response.binary().await.ok() } else { None }
}

/// Packed by gzip, which browsers unpack themselves, and written as text.
async fn packed(bytes: &[u8]) -> Option<String> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let stream = Blob::new_with_u8_array_sequence(&parts).ok()?.stream();
    // `web-sys` has it behind a switch for what may still change.
    let packer: Function = Reflect::get(&window(), &"CompressionStream".into()).ok()?.dyn_into().ok()?;
    let packer = Reflect::construct(&packer, &Array::of1(&"gzip".into())).ok()?;
    let packed = stream.pipe_through(packer.unchecked_ref::<ReadableWritablePair>());
    let packed = Response::new_with_opt_readable_stream(Some(&packed)).ok()?.array_buffer().ok()?;
    let packed = Uint8Array::new(&JsFuture::from(packed).await.ok()?).to_vec();
    let letters: String = packed.into_iter().map(char::from).collect();
    window().btoa(&letters).ok()
}

fn add(page: &Document, kind: &str, id: Option<&str>, text: &str) -> Option<()> {
    let script = page.create_element("script").ok()?;
    script.set_attribute("type", kind).ok()?;
    if let Some(id) = id {
        script.set_attribute("id", id).ok()?;
    }
    script.set_text_content(Some(text));
    page.body()?.append_child(&script).ok().map(drop)
}

//! Saved pages as articles: the browser's own parser reads them, without running or fetching anything.

use js_sys::Uint8Array;
use onrecord_worker::Text;
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, File, SupportedType, TextDecoder};

/// A larger page would hold up this one.
const LARGEST: f64 = 8.0 * 1024.0 * 1024.0;
/// So much of a page is looked through for its encoding (WHATWG HTML, 13.2.3.2).
const HEAD: usize = 1024;
/// What holds a story, the closest first.
const STORY: [&str; 4] = ["article", "main", "[role=main]", "body"];
/// What is not of the story.
const FURNITURE: &str = "script, style, noscript, template, nav, aside, footer, form, button, figure, iframe, svg, [hidden], [aria-hidden=true]";
/// What stands in a line of its own.
const BLOCKS: &str = "h1, h2, h3, h4, h5, h6, p, li, blockquote, pre, td, dd";

/// Pages among the files as texts, and all other files as they are.
pub(super) async fn of_files(files: Vec<File>) -> (Vec<Text>, Vec<File>) {
    let (mut texts, mut others) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.name().to_ascii_lowercase();
        let is_page = [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending));
        match if is_page && file.size() <= LARGEST { text(&file).await } else { None } {
            Some(text) => texts.push(text),
            // The worker says why it cannot take it.
            None => others.push(file),
        }
    }
    (texts, others)
}

/// The article of a page, as JSON.
async fn text(file: &File) -> Option<Text> {
    let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec();
    let page = DomParser::new().ok()?.parse_from_string(&decoded(&bytes)?, SupportedType::TextHtml).ok()?;
    let article = Article {
        // What the page says to machines stands in scripts, which are taken away with the furniture.
        published: published(&page),
        title: meta(&page, "meta[property='og:title']")
            .or_else(|| words(&page, "h1"))
            .or_else(|| words(&page, "title")),
        publisher: meta(&page, "meta[property='og:site_name']"),
        url: page.query_selector("link[rel=canonical]").ok()?.and_then(|link| link.get_attribute("href")),
        text: story(&page)?,
    };
    let article = article.serialize(&Serializer::json_compatible()).ok()?;
    let name = file.name();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    Some(Text { name: format!("{stem}.json"), text: js_sys::JSON::stringify(&article).ok()?.into() })
}

#[derive(serde::Serialize)]
struct Article {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    text: String,
}

/// The text of bytes in the encoding that they declare, or UTF-8.
fn decoded(bytes: &[u8]) -> Option<String> {
    let utf8 = std::str::from_utf8(bytes).ok().map(str::to_owned);
    utf8.or_else(|| {
        let head: String =
            bytes.iter().take(HEAD).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
        let label = head.split_once("charset=").map_or("windows-1252", |(_, behind)| {
            let behind = behind.trim_start_matches(['"', '\'']);
            behind.split(|c: char| c.is_whitespace() || "\"';/>".contains(c)).next().unwrap_or_default()
        });
        TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
    })
}

fn meta(page: &Document, selector: &str) -> Option<String> {
    page.query_selector(selector).ok()??.get_attribute("content").filter(|text| !text.is_empty())
}

fn words(page: &Document, selector: &str) -> Option<String> {
    Some(plain(&page.query_selector(selector).ok()??)).filter(|text| !text.is_empty())
}

/// The day that the page tells to machines, else the first moment that it marks as one.
fn published(page: &Document) -> Option<String> {
    let of_data = || {
        let scripts = page.query_selector_all("script[type='application/ld+json']").ok()?;
        (0..scripts.length()).find_map(|at| {
            let text = scripts.item(at)?.text_content()?;
            let (_, behind) = text.split_once("\"datePublished\"")?;
            behind.split('"').nth(1)?.get(..10).map(str::to_owned)
        })
    };
    let of_time = || page.query_selector("time[datetime]").ok()??.get_attribute("datetime");
    let told = meta(page, "meta[property='article:published_time']").or_else(of_data).or_else(of_time)?;
    told.get(..10).map(str::to_owned)
}

/// The blocks of the story, with an empty line between them.
fn story(page: &Document) -> Option<String> {
    let furniture = page.query_selector_all(FURNITURE).ok()?;
    for at in 0..furniture.length() {
        if let Some(element) = furniture.item(at).and_then(|node| node.dyn_into::<Element>().ok()) {
            element.remove();
        }
    }
    let root = STORY.iter().find_map(|selector| page.query_selector(selector).ok()?)?;
    let found = root.query_selector_all(BLOCKS).ok()?;
    let blocks = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok());
    // Of blocks in blocks the inner ones tell it.
    let inner = blocks.filter(|block| block.query_selector(BLOCKS).is_ok_and(|inside| inside.is_none()));
    let text: Vec<_> = inner.map(|block| plain(&block)).filter(|text| !text.is_empty()).collect();
    Some(if text.is_empty() { root.text_content()? } else { text.join("\n\n") })
}

/// The words of an element, with single spaces.
fn plain(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Saved web pages as articles: the browser's own parser reads them, without running or fetching anything.

use js_sys::Uint8Array;
use onrecord_worker::Text;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, File, SupportedType, TextDecoder};

use super::{dom::query_all, json};

/// Larger pages are left to the worker, which refuses them, in bytes: parsing them would block this page.
const MAX_PAGE: f64 = 8.0 * 1024.0 * 1024.0;
/// The declaration of an encoding is looked for in this many bytes (WHATWG HTML, 13.2.3.2).
const PRESCAN: usize = 1024;
/// Elements that hold a story, the most specific first.
const STORY: [&str; 4] = ["article", "main", "[role=main]", "body"];
/// Elements that are not part of the story.
const BOILERPLATE: &str = "script, style, noscript, template, nav, aside, footer, form, button, figure, iframe, svg, [hidden], [aria-hidden=true]";
/// Elements whose text is a block of its own.
const BLOCKS: &str = "h1, h2, h3, h4, h5, h6, p, li, blockquote, pre, td, dd";

/// Converts the web pages among some files to texts; returns these and all other files.
pub(crate) async fn read_pages(files: Vec<File>) -> (Vec<Text>, Vec<File>) {
    let (mut texts, mut others) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.name().to_ascii_lowercase();
        let is_page = [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending));
        match if is_page && file.size() <= MAX_PAGE { read_page(&file).await } else { None } {
            Some(text) => texts.push(text),
            // The worker says why it cannot read it.
            None => others.push(file),
        }
    }
    (texts, others)
}

/// Returns the article of a page as a JSON text.
async fn read_page(file: &File) -> Option<Text> {
    let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec();
    let page = DomParser::new().ok()?.parse_from_string(&decode(&bytes)?, SupportedType::TextHtml).ok()?;
    let article = Article {
        // Read before `story`, which removes the scripts that hold some of it.
        published: published(&page),
        title: meta(&page, "meta[property='og:title']")
            .or_else(|| text_of(&page, "h1"))
            .or_else(|| text_of(&page, "title")),
        publisher: meta(&page, "meta[property='og:site_name']"),
        url: page.query_selector("link[rel=canonical]").ok()?.and_then(|link| link.get_attribute("href")),
        text: story(&page)?,
    };
    let name = file.name();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    Some(Text { name: format!("{stem}.json"), text: json::to_string(&article)? })
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

/// Decodes UTF-8, or else the encoding that the bytes declare.
fn decode(bytes: &[u8]) -> Option<String> {
    let utf8 = std::str::from_utf8(bytes).ok().map(str::to_owned);
    utf8.or_else(|| {
        let head: String =
            bytes.iter().take(PRESCAN).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
        let label = head.split_once("charset=").map_or("windows-1252", |(_, rest)| {
            let rest = rest.trim_start_matches(['"', '\'']);
            rest.split(|c: char| c.is_whitespace() || "\"';/>".contains(c)).next().unwrap_or_default()
        });
        TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
    })
}

fn meta(page: &Document, selector: &str) -> Option<String> {
    page.query_selector(selector).ok()??.get_attribute("content").filter(|text| !text.is_empty())
}

fn text_of(page: &Document, selector: &str) -> Option<String> {
    Some(plain_text(&page.query_selector(selector).ok()??)).filter(|text| !text.is_empty())
}

/// Returns the date of publication, YYYY-MM-DD: from a `meta` element, from JSON-LD, or from the first `time` element.
fn published(page: &Document) -> Option<String> {
    let from_json_ld = || {
        let scripts = query_all(&page.document_element()?, "script[type='application/ld+json']");
        scripts.into_iter().find_map(|script| {
            let text = script.text_content()?;
            let (_, rest) = text.split_once("\"datePublished\"")?;
            rest.split('"').nth(1)?.get(..10).map(str::to_owned)
        })
    };
    let from_time = || page.query_selector("time[datetime]").ok()??.get_attribute("datetime");
    let time =
        meta(page, "meta[property='article:published_time']").or_else(from_json_ld).or_else(from_time)?;
    time.get(..10).map(str::to_owned)
}

/// Returns the blocks of the story, separated by empty lines. Removes the boilerplate from the page.
fn story(page: &Document) -> Option<String> {
    let boilerplate: Vec<_> = query_all(&page.document_element()?, BOILERPLATE).collect();
    boilerplate.iter().for_each(Element::remove);
    let root = STORY.iter().find_map(|selector| page.query_selector(selector).ok()?)?;
    // Where blocks are nested, the innermost ones hold the text.
    let is_innermost = |block: &Element| block.query_selector(BLOCKS).is_ok_and(|nested| nested.is_none());
    let blocks = query_all(&root, BLOCKS).filter(is_innermost);
    let text: Vec<_> = blocks.map(|block| plain_text(&block)).filter(|text| !text.is_empty()).collect();
    Some(if text.is_empty() { root.text_content()? } else { text.join("\n\n") })
}

/// Returns an element's text with each run of white space as one space.
fn plain_text(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Saved web pages as text: the browser decodes them, and the worker finds their stories by the command's rules.

use js_sys::Uint8Array;
use onrecord_worker::Text;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecoder};

/// The longest page that is decoded, in bytes. The worker refuses longer ones.
const MAX_PAGE: f64 = 20.0 * 1024.0 * 1024.0;
/// The declaration of an encoding is looked for in this many bytes (WHATWG HTML, 13.2.3.2).
const PRESCAN: usize = 1024;

/// Decodes the web pages among some files; returns these and all other files.
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

/// Returns the page's HTML, decoded.
async fn read_page(file: &File) -> Option<Text> {
    let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec();
    Some(Text { name: file.name(), text: decode(&bytes)? })
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

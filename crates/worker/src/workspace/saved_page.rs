//! The page and a record as one HTML file that opens from a disk, like those that `onrecord build --single-file` writes.

use std::io::Write as _;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use dom_query::Document;
use flate2::{Compression, write::GzEncoder};

/// Decompresses the embedded data and starts the app.
const BOOTSTRAP: &str = include_str!("../../../site/src/single.js");
/// The elements that refer to other files of the site.
const EXTERNAL: &str = "script[type=module], link[rel$=preload], link[rel=manifest], link[rel=alternate], \
     link[rel=canonical], meta[http-equiv], meta[name='onrecord:offline']";

/// The page of a site, and the files that its app consists of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The HTML of the page.
    pub html: &'a str,
    /// The app's script, which [`script_of`] names.
    pub script: &'a str,
    /// The app's WebAssembly module, which [`module_of`] names.
    pub module: &'a [u8],
}

/// Returns the address of the app's script, relative to the page; `None` if the page has no app.
#[must_use]
pub fn script_of(html: &str) -> Option<String> {
    Document::from(html).select("link[rel=modulepreload]").attr("href").map(|address| address.to_string())
}

/// Returns the address of the WebAssembly module that belongs to a script; `None` if that is no script.
#[must_use]
pub fn module_of(script: &str) -> Option<String> {
    Some(format!("{}_bg.wasm", script.strip_suffix(".js")?))
}

impl Page<'_> {
    /// Returns the page with a record in one file; `None` if the page has no place for it.
    #[must_use]
    pub fn with_record(&self, record: &[u8]) -> Option<String> {
        let page = Document::from(self.html);
        page.select(EXTERNAL).remove();
        for (name, content) in [("onrecord:record", ""), ("onrecord:intake", ""), ("onrecord:pages", "0")] {
            page.select(&format!("meta[name='{name}']")).set_attr("content", content);
        }
        // The site wrote the policy of this file into its page, which knows the hash of the script below.
        let policy = page.select("meta[name='onrecord:saved-policy']");
        policy.remove_attr("name");
        policy.set_attr("http-equiv", "Content-Security-Policy");
        // The prerendered screen shows the site's own record.
        let app = page.select("#app");
        app.remove_attr("data-prerendered");
        app.set_html("Opening the record…");
        // `</` would end the element. In JavaScript it occurs in strings only, where the escaped form means the same.
        let script = self.script.replace("</", "<\\/");
        let html = page.html();
        let (before, after) = html.rsplit_once("</body>")?;
        Some(format!(
            "{before}<script type=\"application/octet-stream\" id=\"packed-app\">{}</script>\
             <script type=\"application/octet-stream\" id=\"packed-record\">{}</script>\
             <script type=\"module\">{script}\n{BOOTSTRAP}</script></body>{after}",
            packed(self.module)?,
            packed(record)?,
        ))
    }
}

/// Compresses bytes with gzip and encodes them as Base64.
fn packed(bytes: &[u8]) -> Option<String> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let packed = packer.write_all(bytes).and_then(|()| packer.finish());
    Some(BASE64_STANDARD.encode(packed.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta name=\"onrecord:record\" content=\"a.onrecord\">\
         <meta name=\"onrecord:saved-policy\" content=\"default-src 'none'\"><style>a > b { color: red }</style>\
         <link rel=\"modulepreload\" href=\"./app.js\"><link rel=\"preload\" href=\"app_bg.wasm\" as=\"fetch\">\
         <script>if (1 < 2) start(\"&\")</script><script type=\"module\">import './app.js'</script></head>\
         <body><div id=\"app\" data-prerendered>5 statements</div></body></html>";

    #[test]
    fn a_page_and_its_files_become_one() {
        let script = script_of(HTML).unwrap();
        assert_eq!(module_of(&script).as_deref(), Some("./app_bg.wasm"));
        let page = Page { html: HTML, script: "const end = '</p>';", module: b"wasm" };
        let begin = BOOTSTRAP;
        let expected = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta name=\"onrecord:record\" content=\"\">\
             <meta content=\"default-src 'none'\" http-equiv=\"Content-Security-Policy\">\
             <style>a > b {{ color: red }}</style><script>if (1 < 2) start(\"&\")</script></head>\
             <body><div id=\"app\">Opening the record…</div>\
             <script type=\"application/octet-stream\" id=\"packed-app\">{}</script>\
             <script type=\"application/octet-stream\" id=\"packed-record\">{}</script>\
             <script type=\"module\">const end = '<\\/p>';\n{begin}</script></body></html>",
            packed(b"wasm").unwrap(),
            packed(b"record").unwrap(),
        );
        assert_eq!(page.with_record(b"record"), Some(expected));
    }

    #[test]
    fn a_page_without_an_app_has_no_script() {
        assert_eq!(script_of("<p>Not found</p>"), None);
        assert_eq!(module_of("app.css"), None);
    }
}

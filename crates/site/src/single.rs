//! The explorer and its record as one HTML file, which also opens from a disk.

use std::io::Write as _;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, write::GzEncoder};
use lol_html::{element, html_content::ContentType};
use onrecord_corpus::Draft;

use crate::{
    App, Asset, Error, FirstScreen, Options,
    csp::with_single_file_policy,
    rewrite::rewrite,
    shell::{RecordLocation, fill},
};

/// Decompresses the embedded data and starts the app. Runs after the app's own script.
const BEGIN: &str = include_str!("single.js");

/// Returns the explorer and its record as one HTML file, which also opens from a disk.
///
/// `index` is the corpus file of the whole record, which must be one file
/// ([`EncodeOptions::single_file_limit`](onrecord_corpus::EncodeOptions::single_file_limit)); it is not checked.
/// Without a first screen the page shows that it is loading until the app draws it. Of the options, the address, the
/// number of preview pages and reloading have no effect.
///
/// # Errors
/// [`Error::NoShell`] if the app has no script or no WebAssembly; [`Error::Shell`] if its page cannot be filled in.
pub fn single_file(
    app: &App,
    draft: &Draft,
    index: &[u8],
    first_screen: Option<&FirstScreen>,
    options: &Options,
) -> Result<String, Error> {
    // Preview pages, pictures and feeds are not part of the file.
    let options = Options { base_url: None, pages: 0, live: false, ..options.clone() };
    let page = fill(app, &RecordLocation::Embedded, first_screen, draft, &options)?;
    let wasm = asset(app, ".wasm").ok_or(Error::NoShell)?;
    let script = script(app).ok_or(Error::NoShell)?;
    let inside = format!(
        "<script type=\"application/octet-stream\" id=\"packed-app\">{}</script>\
         <script type=\"application/octet-stream\" id=\"packed-record\">{}</script>\
         <script type=\"module\">{script}</script>",
        packed(&wasm.bytes)?,
        packed(index)?,
    );
    let remove = |selector: &'static str| {
        element!(selector, |element| {
            element.remove();
            Ok(())
        })
    };
    let handlers = vec![
        remove("link[rel$=preload]"),
        element!("body", |body| {
            body.append(&inside, ContentType::Html);
            Ok(())
        }),
    ];
    Ok(with_single_file_policy(&rewrite(&page, handlers)?)?)
}

/// Returns the script of a single file, or `None` if the app has none. Pages that readers save hold the same one.
pub(crate) fn script(app: &App) -> Option<String> {
    let script = String::from_utf8_lossy(&asset(app, ".js")?.bytes);
    // `</` occurs only in strings, where `<\/` means the same.
    Some(format!("{}\n{BEGIN}", script.replace("</", "<\\/")))
}

fn asset<'a>(app: &'a App, ending: &str) -> Option<&'a Asset> {
    app.assets.iter().find(|asset| asset.path.ends_with(ending))
}

/// Returns bytes compressed with gzip, which browsers can decompress, as Base64.
fn packed(bytes: &[u8]) -> Result<String, Error> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let packed = packer.write_all(bytes).and_then(|()| packer.finish());
    Ok(BASE64_STANDARD.encode(packed.map_err(|error| Error::Put(error.to_string()))?))
}

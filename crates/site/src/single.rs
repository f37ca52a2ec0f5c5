//! The explorer and its record as one HTML file, which also opens from a disk.

use std::io::Write as _;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, write::GzEncoder};
use lol_html::{element, html_content::ContentType};
use onrecord_corpus::Draft;

use crate::{
    App, Error, FirstScreen, Options,
    rewrite::rewrite,
    shell::{RecordLocation, fill},
};

/// Decompresses the embedded data and starts the app. Runs after the app's own script.
const BEGIN: &str = include_str!("single.js");

/// Returns the file. `index` is the complete record.
///
/// # Errors
/// Returns an error if the app or the record is invalid.
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
    let asset = |ending: &str| app.assets.iter().find(|asset| asset.path.ends_with(ending));
    let (script, wasm) = asset(".js").zip(asset(".wasm")).ok_or(Error::NoShell)?;
    let script = String::from_utf8_lossy(&script.bytes);
    let inside = format!(
        "<script type=\"application/octet-stream\" id=\"packed-app\">{}</script>\
         <script type=\"application/octet-stream\" id=\"packed-record\">{}</script>\
         <script type=\"module\">{}\n{BEGIN}</script>",
        packed(&wasm.bytes)?,
        packed(index)?,
        // `</` occurs only in strings, where `<\/` means the same.
        script.replace("</", "<\\/"),
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
    Ok(rewrite(&page, handlers)?)
}

/// Returns bytes compressed with gzip, which browsers can decompress, as Base64.
fn packed(bytes: &[u8]) -> Result<String, Error> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let packed = packer.write_all(bytes).and_then(|()| packer.finish());
    Ok(BASE64_STANDARD.encode(packed.map_err(|error| Error::Put(error.to_string()))?))
}

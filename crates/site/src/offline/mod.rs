//! What makes the site installable and readable offline: a service worker that stores all files of one
//! version, a manifest, and icons.

use maud::html;
use onrecord_text::hexadecimal;
use onrecord_view::SiteSettings;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::{
    App, Asset, Error, File,
    png_renderer::{PngRenderer, RENDERS},
};

/// The worker's script; the list of files to store is put in front of it.
const WORKER: &str = include_str!("worker.js");
/// Its name, which browsers poll for updates.
pub(crate) const NAME: &str = "worker.js";
/// The manifest's name.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";
/// The widths of the icons, in pixels.
const ICONS: &[u32] = if RENDERS { &[192, 512] } else { &[] };

/// Returns the manifest and its icons.
pub(crate) fn manifest(renderer: &PngRenderer, site: &SiteSettings) -> Result<Vec<File>, Error> {
    let icon_entry = |size: &u32| json!({ "src": icon_name(*size), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": "any" });
    let icons: Vec<_> = ICONS.iter().map(icon_entry).collect();
    let manifest = json!({
        "name": site.title,
        "short_name": site.title,
        "description": site.tagline,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fdfcf9",
        "theme_color": "#fdfcf9",
        "icons": icons,
    });
    let mut files = vec![File::new(MANIFEST, manifest.to_string())];
    for &size in ICONS {
        files.push(File::new(icon_name(size), renderer.png(&icon(), size, size)?));
    }
    Ok(files)
}

fn icon_name(size: u32) -> String {
    format!("icon-{size}.png")
}

/// An opening quotation mark, 16 wide and high: the same as the icon of `index.html`.
const MARK: &str = "M2 3h5v5l-3 5H2zM9 3h5v5l-3 5H9z";

/// Returns the icon as SVG, 512 pixels wide.
fn icon() -> String {
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512" {
            rect width="512" height="512" fill="#fdfcf9" {}
            path transform="translate(80 80) scale(22)" fill="#9b2d1f" d=(MARK) {}
        }
    }
    .into_string()
}

/// Returns the service worker of this version. It stores the page, the app, and the parts of the record that
/// the first screen needs; other parts are stored when they are fetched.
pub(crate) fn worker(page: &str, app: &App, parts: impl Iterator<Item = String>, at_once: &[String]) -> File {
    let version = hexadecimal(&Sha256::digest(page));
    // Compressed files are requested by the names of the plain ones.
    let plain = |asset: &&Asset| !asset.path.ends_with(".br");
    let mut kept: Vec<String> = app.assets.iter().filter(plain).map(|asset| asset.path.clone()).collect();
    kept.extend(at_once.iter().cloned());
    kept.push(MANIFEST.to_owned());
    let intake = app.intake.iter().filter(plain).map(|asset| asset.path.clone());
    let later: Vec<_> = parts.chain(intake).filter(|path| !kept.contains(path)).collect();
    let (version, kept, later) = (json!(version), json!(kept), json!(later));
    File::new(
        NAME,
        format!("const VERSION = {version};\nconst KEPT = {kept};\nconst LATER = {later};\n{WORKER}"),
    )
}

//! What makes the site one that can be installed and read without a connection: a worker that keeps all
//! files of one version together, a manifest, and icons.

use maud::html;
use onrecord_view::SiteSettings;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::{
    App, Asset, Error, File,
    png_renderer::{PngRenderer, RENDERS},
};

/// The worker's script; what it keeps is written in front of it.
const WORKER: &str = include_str!("worker.js");
/// Its name, under which browsers ask for newer ones.
pub(crate) const NAME: &str = "worker.js";
/// The manifest's name.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";
/// The icons that installers ask for, by their width in pixels.
const ICONS: &[u32] = if RENDERS { &[192, 512] } else { &[] };

/// The manifest and the icons that it names.
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
const MARK: &str = "M7 3.4c-3 1-5.2 3.6-5.2 6.4a2.7 2.7 0 1 0 2.8-2.7c.2-1.1 1.2-2.2 2.8-2.9z\
                    M13.8 3.4c-3 1-5.2 3.6-5.2 6.4a2.7 2.7 0 1 0 2.8-2.7c.2-1.1 1.2-2.2 2.8-2.9z";

/// The mark on paper, 512 pixels wide.
fn icon() -> String {
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512" {
            rect width="512" height="512" fill="#fdfcf9" {}
            path transform="translate(80 80) scale(22)" fill="#9b2d1f" d=(MARK) {}
        }
    }
    .into_string()
}

/// The worker that keeps this version: the page, all of the app, and the record as far as the first screen
/// needs it; other parts are kept when they are read.
pub(crate) fn worker(page: &str, app: &App, parts: impl Iterator<Item = String>, at_once: &[String]) -> File {
    let version: String = Sha256::digest(page).iter().map(|byte| format!("{byte:02x}")).collect();
    // Packed files stand for plain ones, under whose names they are asked for.
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

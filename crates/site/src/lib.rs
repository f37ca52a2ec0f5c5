//! Makes the files of a site from a record and the app: the explorer with its first screen, a preview page
//! and picture for each statement, speaker, country and article, a feed, a sitemap and a service worker; or
//! all of it as one file.
//!
//! Bytes in, bytes out: no I/O. Texts of articles are escaped by libraries.

mod about;
mod app;
mod contact;
mod csp;
mod encoded;
mod feeds;
mod hash;
mod offline;
mod png_renderer;
mod rewrite;
mod shell;
mod single;
mod static_pages;
mod theme;
mod xml;

use onrecord_corpus::{DecodeError, Draft, EncodeError, EncodeOptions, Part};
use onrecord_model::Country;
use onrecord_view::SiteSettings;

pub use app::{App, Asset};
pub use contact::{Contact, ParseContactError};
pub use encoded::EncodedArticles;
pub use hash::{ends_with_hash, short as short_hash};
pub use single::single_file;
pub use static_pages::linked_data;
pub use theme::{Accent, Color, ParseColorError};

use png_renderer::PngRenderer;
use shell::RecordLocation;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the site's folder, with `/` between folders.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    /// Creates a file.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// The options of a site.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's address, such as `https://example.org/record/`. Without it there are no preview pictures,
    /// no sitemap and no feed, which need absolute addresses.
    pub base_url: Option<String>,
    /// The number of statements and of articles, the newest ones, that get a preview page.
    pub pages: usize,
    /// The site's title, description and first lanes.
    pub site: SiteSettings,
    /// The publisher's text about the record, by paragraphs.
    pub about: Vec<String>,
    /// Where readers report errors.
    pub contact: Option<Contact>,
    /// The colour of links and marks; the page's own if `None`.
    pub accent: Option<Accent>,
    /// Whether the page reloads itself when the site is rebuilt.
    pub live: bool,
    /// Returns the name of a country.
    pub country_name: fn(Country) -> &'static str,
}

impl Default for Options {
    /// Returns the options of a site without an address: countries have their codes as names.
    fn default() -> Self {
        Self {
            base_url: None,
            pages: 2000,
            site: SiteSettings::default(),
            about: Vec::new(),
            contact: None,
            accent: None,
            live: false,
            country_name: |_| "",
        }
    }
}

impl Options {
    /// Returns the address of preview pictures, or `None` if there are none.
    pub(crate) fn pictures(&self) -> Option<&str> {
        self.base_url.as_deref().filter(|_| png_renderer::RENDERS)
    }
}

/// The reason why a site cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The record that was just encoded cannot be decoded.
    #[error("the record cannot be read again: {0}")]
    Record(#[from] DecodeError),
    /// The app has no page.
    #[error("the app has no index.html: build it with `cargo xtask build`")]
    NoShell,
    /// The app's page cannot be filled in.
    #[error("the app's index.html cannot be filled in: {0}")]
    Shell(#[from] lol_html::errors::RewritingError),
    /// A picture cannot be drawn.
    #[error("a picture cannot be drawn: {0}")]
    Picture(String),
    /// The record is too large.
    #[error("the record cannot be written: {0}")]
    Encode(#[from] EncodeError),
    /// A file could not be written.
    #[error("{0}")]
    Put(String),
}

/// Receives the files of a site one after the other. The explorer's page comes last, when everything that it
/// refers to is there.
pub trait Sink {
    /// Returns whether this file exists already and was made from a source with this hash, so that it need
    /// not be made again.
    fn has(&mut self, path: &str, source: &str) -> bool;

    /// Returns whether this file exists already with a content of this SHA-256, in hexadecimal, and keeps it.
    fn keep(&mut self, path: &str, sha256: &str) -> bool {
        let _ = (path, sha256);
        false
    }

    /// Writes a file. `source` is the hash of what it was made from, if making it is expensive.
    ///
    /// # Errors
    /// Returns [`Error::Put`] with a sentence for the publisher.
    fn put(&mut self, file: File, source: Option<&str>) -> Result<(), Error>;

    /// Returns the content of a file written before.
    ///
    /// # Errors
    /// Returns [`Error::Put`] if the file no longer exists.
    fn get(&mut self, path: &str) -> Result<Vec<u8>, Error>;
}

/// The folder of the record. Each file in it is named after its content.
pub const RECORD: &str = "record";

/// Returns whether a path in a site is that of a record's index.
#[must_use]
pub fn is_index(path: &str) -> bool {
    path.strip_prefix(RECORD).is_some_and(|name| name.starts_with("/corpus-") && name.ends_with(".onrecord"))
}

/// The first screen of the explorer, as the app draws it without a browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstScreen {
    /// The content of the page's element for the app.
    pub html: String,
    /// The parts of the record that it shows, besides the index; the app fetches them before it takes over.
    pub parts: Vec<Part>,
}

/// A record whose files were written to a sink.
pub struct Record {
    /// The path of the index.
    path: String,
    index: Vec<u8>,
    /// The paths of the parts that are files of their own.
    parts: encoded::PartPaths,
}

impl Record {
    /// Writes the files of a record. Each is named after its content: a page never gets the parts of another record,
    /// and a part that stays the same keeps its name. Articles that were `encoded` before, into files that the sink
    /// has, are not encoded again.
    ///
    /// # Errors
    /// If the record is too large for its format, or the sink fails.
    pub fn write(
        draft: &Draft,
        layout: &EncodeOptions,
        encoded: &EncodedArticles,
        sink: &mut dyn Sink,
    ) -> Result<Self, Error> {
        let (index, parts) = encoded.write(draft, layout, sink)?;
        let path = format!("{RECORD}/corpus-{}.onrecord", hash::short([index.as_slice()]));
        sink.put(File::new(path.clone(), index.clone()), None)?;
        Ok(Self { path, index, parts })
    }

    /// Returns the bytes of the index.
    #[must_use]
    pub fn index(&self) -> &[u8] {
        &self.index
    }

    /// Reads a part back from the sink that it was written to; `None` if the record has no such part.
    ///
    /// # Errors
    /// If the sink no longer has it.
    pub fn part(&self, part: Part, sink: &mut dyn Sink) -> Result<Option<Vec<u8>>, Error> {
        self.part_path(part).map(|path| sink.get(path)).transpose()
    }

    fn part_path(&self, part: Part) -> Option<&str> {
        self.parts.iter().find(|(known, _)| *known == part).map(|(_, path)| path.as_str())
    }
}

/// Writes the whole site around a record that was written to the same sink. Without a first screen the page shows
/// that it is loading until the app draws it.
///
/// # Errors
/// If the app's page cannot be filled in, a picture cannot be drawn, or the sink fails.
pub fn site(
    app: &App,
    draft: &Draft,
    record: &Record,
    first_screen: Option<&FirstScreen>,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    for asset in app.assets.iter().chain(&app.intake) {
        sink.put(File::new(asset.path.clone(), asset.bytes.clone()), None)?;
    }
    let renderer = PngRenderer::new();
    let cards = static_pages::cards(draft, options);
    let shared = static_pages::Shared::write(options, sink)?;
    sink.put(about::page(draft, options, &shared)?, None)?;
    static_pages::write(&cards, draft, options, &shared, &renderer, sink)?;
    for file in feeds::write(&cards, options).into_iter().chain(offline::manifest(&renderer, &options.site)?)
    {
        sink.put(file, None)?;
    }
    let first_parts = first_screen.iter().flat_map(|first| &first.parts);
    let first_parts = first_parts.filter_map(|part| record.part_path(*part));
    let at_once: Vec<_> = [record.path.as_str()].into_iter().chain(first_parts).map(str::to_owned).collect();
    let page = shell::fill(app, &RecordLocation::Files(&at_once), first_screen, draft, options)?;
    let page = csp::with_policy(&page, single::script(app).as_deref())?;
    let parts = record.parts.iter().map(|(_, path)| path.clone());
    sink.put(offline::worker(&page, app, parts, &at_once), None)?;
    sink.put(File::new("index.html", page), None)
}

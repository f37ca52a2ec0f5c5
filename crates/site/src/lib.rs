//! Makes the files of a site from a record and the app: the explorer with its first screen, a preview page
//! and picture for each statement, speaker, country and article, a feed, a sitemap and a service worker; or
//! all of it as one file.
//!
//! Bytes in, bytes out: no I/O. Texts of articles are escaped by libraries.

mod about;
mod app;
mod contact;
mod counts;
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
mod tour;
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
pub use tour::TourStep;

use png_renderer::PngRenderer;
use shell::RecordLocation;

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the site's folder, with `/` between folders.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    /// Creates a file with a path and a content.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// The options of a site.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's address, which ends with a slash: `https://example.org/record/`. Without it there are no preview
    /// pictures, no sitemap, no `robots.txt` and no feeds, which need absolute addresses.
    pub base_url: Option<String>,
    /// The most statements, articles and speakers that get a preview page: the newest statements and articles, and the
    /// first speakers in the order of ids. Every country with a statement gets one. 2,000 by default.
    pub pages: usize,
    /// The site's title, tagline, questions, events and first lanes.
    pub site: SiteSettings,
    /// The steps of the guided tour; none if there is no tour.
    pub tour: Vec<TourStep>,
    /// The publisher's text about the record, by paragraphs; may be empty.
    pub about: Vec<String>,
    /// Where readers report errors; the publisher in general if `None`.
    pub contact: Option<Contact>,
    /// The colour of links and marks; the page's own if `None`.
    pub accent: Option<Accent>,
    /// Whether the page reloads itself when the site is rebuilt.
    pub live: bool,
    /// Returns the English name of a country, or an empty string for one that is shown by its code.
    pub country_name: fn(Country) -> &'static str,
}

impl Default for Options {
    /// Returns the options of a site without an address, whose countries are shown by their codes.
    fn default() -> Self {
        Self {
            base_url: None,
            pages: 2000,
            site: SiteSettings::default(),
            tour: Vec::new(),
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
    /// The app has no page, or, for a single file, no script or no WebAssembly.
    #[error("the app lacks its index.html, script or WebAssembly: build it with `cargo xtask build`")]
    NoShell,
    /// The app's page cannot be filled in.
    #[error("the app's index.html cannot be filled in: {0}")]
    Shell(#[from] lol_html::errors::RewritingError),
    /// A picture cannot be drawn, for the reason that is given.
    #[error("a picture cannot be drawn: {0}")]
    Picture(String),
    /// The record cannot be encoded.
    #[error("the record cannot be written: {0}")]
    Encode(#[from] EncodeError),
    /// A file could not be written, or read again: a sentence for the publisher.
    #[error("{0}")]
    Put(String),
}

/// Receives the files of a site one after the other. The explorer's page comes last, when everything that it
/// refers to is there.
pub trait Sink {
    /// Returns whether this file exists already and was made from a source with this hash, so that it need
    /// not be made again. If it does, it stays part of the site.
    fn has(&mut self, path: &str, source: &str) -> bool;

    /// Returns whether this file exists already with a content of this SHA-256, in lower-case hexadecimal. If it does,
    /// it stays part of the site. By default, no file does.
    fn keep(&mut self, path: &str, sha256: &str) -> bool {
        let _ = (path, sha256);
        false
    }

    /// Writes a file. `source` is the hash of what it was made from, if making it is expensive, else `None`.
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

/// The folder of a site that holds its record. Each file in it is named after its content.
pub const RECORD: &str = "record";

/// Returns whether a path in a site is that of a record's index: `record/corpus-HASH.onrecord`.
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
    /// Those that are not files of their own are in the index.
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
    /// [`Error::Encode`] if the record cannot be encoded, and those of the sink.
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

    /// Returns the bytes of the index, which is the whole record if that is one file.
    #[must_use]
    pub fn index(&self) -> &[u8] {
        &self.index
    }

    /// Reads a part's file back from the sink that it was written to. Returns `None` if the record has no such part, or
    /// has it in the file of its index.
    ///
    /// # Errors
    /// Those of the sink, if it no longer has the file.
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
/// ```
/// use std::collections::BTreeMap;
///
/// use onrecord_corpus::{EncodeOptions, Input, People, build};
/// use onrecord_extract::{Defaults, extract};
/// use onrecord_site::{App, Asset, EncodedArticles, Error, File, Options, Record, Sink, site};
///
/// /// A site in memory.
/// #[derive(Default)]
/// struct Memory(BTreeMap<String, Vec<u8>>);
///
/// impl Sink for Memory {
///     fn has(&mut self, _path: &str, _source: &str) -> bool {
///         false
///     }
///     fn put(&mut self, file: File, _source: Option<&str>) -> Result<(), Error> {
///         self.0.insert(file.path, file.bytes);
///         Ok(())
///     }
///     fn get(&mut self, path: &str) -> Result<Vec<u8>, Error> {
///         self.0.get(path).cloned().ok_or_else(|| Error::Put(format!("{path} is missing")))
///     }
/// }
///
/// let text = "“It will rain,” said Nikki Haley, the US ambassador to the UN.";
/// let article = extract(text, &Defaults { id: "rain".into(), published: "2017-07-31".parse().ok() });
/// let (draft, _) = build(vec![Input::new(article, text.to_owned())], &People::default());
/// // What Trunk writes; here, a page with nothing in it.
/// let app = App::new(vec![Asset { path: "index.html".into(), bytes: "<!doctype html>".into() }])?;
///
/// let mut files = Memory::default();
/// let record =
///     Record::write(&draft, &EncodeOptions::default(), &EncodedArticles::default(), &mut files)?;
/// site(&app, &draft, &record, None, &Options::default(), &mut files)?;
/// let pages: Vec<_> = files.0.keys().filter(|path| path.starts_with("speaker/")).collect();
/// assert_eq!(pages, ["speaker/nikki-haley.html"]);
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// [`Error::Shell`] if the app's page cannot be filled in, [`Error::Picture`] if a picture cannot be drawn, and those
/// of the sink.
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
    static_pages::front_picture(&counts::counts(draft), options, &renderer, sink)?;
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

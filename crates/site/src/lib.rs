//! A record and the app, made the files of a site: the explorer with its first screen written in, a small
//! page and a picture for each statement, speaker, country and article, a feed and a map of the site, what
//! keeps it readable without a connection; or all of it as one file.
//!
//! Bytes in, bytes out: no I/O. Texts of articles become text of pages by libraries that escape them.

mod about;
mod app;
mod contact;
mod csp;
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

use onrecord_corpus::{DecodeError, Draft, EncodeError, EncodeOptions, Part, encode_to};
use onrecord_model::Country;
use onrecord_view::SiteSettings;

pub use app::{App, Asset};
pub use contact::{Contact, ParseContactError};
pub use hash::short as short_hash;
pub use single::single_file;
pub use static_pages::linked_data;
pub use theme::{Accent, Color, ParseColorError};

use png_renderer::PngRenderer;
use shell::RecordLocation;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it lies in the site's folder, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file of this name.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// What a publisher chooses.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the site will be, `https://example.org/record/`; without it there are no pictures beside
    /// links in chats, no map of the site and no feed, which all must name whole addresses.
    pub base_url: Option<String>,
    /// For so many statements, the newest ones, a page is written, and for so many articles.
    pub pages: usize,
    /// What the site is called, and what it begins with.
    pub site: SiteSettings,
    /// What the publisher says of the record, a paragraph each.
    pub about: Vec<String>,
    /// Where readers report errors.
    pub contact: Option<Contact>,
    /// The colour of links and marks; the page's own where none is chosen.
    pub accent: Option<Accent>,
    /// What stands in the page while it is written, to show it anew when it is built anew.
    pub live: bool,
    /// What countries are called.
    pub country_name: fn(Country) -> &'static str,
}

impl Options {
    /// Where pictures of small pages will be; `None` where none are made.
    pub(crate) fn pictures(&self) -> Option<&str> {
        self.base_url.as_deref().filter(|_| png_renderer::RENDERS)
    }
}

/// What cannot be made a site.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The record does not read as what was just written.
    #[error("the record cannot be read again: {0}")]
    Record(#[from] DecodeError),
    /// The app lacks its page.
    #[error("the app has no index.html: build it with `cargo xtask build`")]
    NoShell,
    /// The app's page is none that can be filled in.
    #[error("the app's index.html cannot be filled in: {0}")]
    Shell(#[from] lol_html::errors::RewritingError),
    /// A picture cannot be drawn.
    #[error("a picture cannot be drawn: {0}")]
    Picture(String),
    /// The record is larger than a record can be.
    #[error("the record cannot be written: {0}")]
    Encode(#[from] EncodeError),
    /// A file could not be put where it belongs.
    #[error("{0}")]
    Put(String),
}

/// Takes the files of a site, one after the other; the explorer's page comes last, when all that it names
/// is there.
pub trait Sink {
    /// Whether this file was put there before, made from something of this hash: then it is not made again.
    fn has(&mut self, path: &str, source: &str) -> bool;

    /// Takes a file; `source` is the hash of what it was made from, where making it is much work.
    ///
    /// # Errors
    /// [`Error::Put`], with a sentence for the publisher.
    fn put(&mut self, file: File, source: Option<&str>) -> Result<(), Error>;

    /// What a file holds that was put there.
    ///
    /// # Errors
    /// [`Error::Put`], where it is no longer there.
    fn get(&mut self, path: &str) -> Result<Vec<u8>, Error>;

    /// Gives a folder and all that was put there another name; what lies there under the same names goes.
    ///
    /// # Errors
    /// [`Error::Put`], with a sentence for the publisher.
    fn rename(&mut self, folder: &str, name: &str) -> Result<(), Error>;
}

/// The name of the index in the folder of a record.
pub const INDEX: &str = "corpus.onrecord";
/// What the names of the folders of records begin with; a hash follows.
const RECORD: &str = "record-";
/// The folder of a record that is being written.
const UNNAMED: &str = "record-new";

/// Whether a folder of a site has the name of a record's, finished or not.
#[must_use]
pub fn is_record(folder: &str) -> bool {
    let is_hash = |name: &str| name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    folder == UNNAMED || folder.strip_prefix(RECORD).is_some_and(is_hash)
}

/// The first screen of the explorer, as the app draws it without a browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstScreen {
    /// The content of the page's element for the app.
    pub html: String,
    /// The parts of the record that it shows, beside the index; the app fetches them before it takes over.
    pub parts: Vec<Part>,
}

/// A record whose files were written to a sink.
pub struct Record {
    /// The folder is named after its content, so that a page never gets the parts of another record.
    folder: String,
    index: Vec<u8>,
    parts: Vec<Part>,
}

impl Record {
    /// Writes the files of a record.
    ///
    /// # Errors
    /// If the record is too large for its format, or the sink fails.
    pub fn write(draft: &Draft, layout: &EncodeOptions, sink: &mut dyn Sink) -> Result<Self, Error> {
        let mut hash = hash::Short::default();
        let mut parts = Vec::new();
        let index = encode_to(draft, layout, &mut |part, bytes| {
            hash.add(&bytes);
            parts.push(part);
            sink.put(File::new(format!("{UNNAMED}/{}", part.file_name(INDEX)), bytes), None)
        })?;
        hash.add(&index);
        let folder = format!("{RECORD}{}", hash.finish());
        sink.put(File::new(format!("{UNNAMED}/{INDEX}"), index.clone()), None)?;
        sink.rename(UNNAMED, &folder)?;
        Ok(Self { folder, index, parts })
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
        if self.parts.contains(&part) { sink.get(&self.path(part)).map(Some) } else { Ok(None) }
    }

    fn path(&self, part: Part) -> String {
        format!("{}/{}", self.folder, part.file_name(INDEX))
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
    let index = format!("{}/{INDEX}", record.folder);
    let first_parts = first_screen.iter().flat_map(|first| &first.parts).map(|part| record.path(*part));
    let at_once: Vec<_> = [index].into_iter().chain(first_parts).collect();
    let page = shell::fill(app, &RecordLocation::Files(&at_once), first_screen, draft, options)?;
    let page = csp::with_policy(&page, single::script(app).as_deref())?;
    let parts = record.parts.iter().map(|part| record.path(*part));
    sink.put(offline::worker(&page, app, parts, &at_once), None)?;
    sink.put(File::new("index.html", page), None)
}

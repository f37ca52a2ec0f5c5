//! A record and the app, made the files of a site: the explorer with its first screen written in, a small
//! page and a picture for each statement, speaker, country and article, a feed and a map of the site, what
//! keeps it readable without a connection; or all of it as one file.
//!
//! Bytes in, bytes out: no I/O. Texts of articles become text of pages by libraries that escape them.

mod about;
mod app;
mod colours;
mod contact;
mod csp;
mod feeds;
mod hash;
mod offline;
mod picture;
mod previews;
mod shell;
mod single;
mod xml;

use onrecord_corpus::{DecodeError, Draft, EncodeError, Layout, Part, encode_to};
use onrecord_model::Country;

pub use app::{App, Asset};
pub use colours::{Accent, Colour, ParseColourError};
pub use contact::{Contact, ParseContactError};
pub use explorer::Site;
pub use hash::short as short_hash;
pub use previews::linked_data;
pub use single::single_file;

use picture::Studio;
use shell::Lies;

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
    pub site: Site,
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

/// A record that was written.
struct Record {
    /// It is named after what it holds, so that a page can never get another one.
    folder: String,
    index: Vec<u8>,
    parts: Vec<Part>,
}

impl Record {
    fn write(draft: &Draft, layout: &Layout, sink: &mut dyn Sink) -> Result<Self, Error> {
        let mut hash = hash::Short::default();
        let mut parts = Vec::new();
        let index = encode_to(draft, layout, &mut |part, bytes| {
            hash.add(&bytes);
            parts.push(part);
            sink.put(File::new(format!("{UNNAMED}/{}", part.beside(INDEX)), bytes), None)
        })?;
        hash.add(&index);
        let folder = format!("{RECORD}{}", hash.finish());
        sink.put(File::new(format!("{UNNAMED}/{INDEX}"), index.clone()), None)?;
        sink.rename(UNNAMED, &folder)?;
        Ok(Self { folder, index, parts })
    }

    fn path(&self, part: Part) -> String {
        format!("{}/{}", self.folder, part.beside(INDEX))
    }
}

/// Writes the whole site.
///
/// # Errors
/// Where the app or the record is not what it should be, or the sink takes no more.
pub fn site(
    app: &App,
    draft: &Draft,
    layout: &Layout,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    for asset in app.assets.iter().chain(&app.intake) {
        sink.put(File::new(asset.path.clone(), asset.bytes.clone()), None)?;
    }
    let record = Record::write(draft, layout, sink)?;
    let studio = Studio::new();
    let cards = previews::cards(draft, options);
    previews::write(&cards, draft, options, &studio, sink)?;
    for file in feeds::write(&cards, options).into_iter().chain(offline::manifest(&studio, &options.site)?) {
        sink.put(file, None)?;
    }
    let first = explorer::prerender(&record.index, &options.site, &mut |part| {
        if record.parts.contains(&part) { sink.get(&record.path(part)).map(Some) } else { Ok(None) }
    })?;
    let index = format!("{}/{INDEX}", record.folder);
    let at_once: Vec<_> =
        [index].into_iter().chain(first.parts.iter().map(|part| record.path(*part))).collect();
    let page = shell::fill(app, &Lies::Beside(&at_once), &first, draft, options)?;
    let page = shell::with_policy(&page)?;
    let parts = record.parts.iter().map(|part| record.path(*part));
    sink.put(offline::worker(&page, app, parts, &at_once), None)?;
    sink.put(File::new("index.html", page), None)
}

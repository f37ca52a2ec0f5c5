//! Reads articles from files and folders in all supported formats.
//!
//! Each format is converted to text with front matter. Offsets are bytes of that text.

#[cfg(feature = "documents")]
mod documents;
#[cfg(feature = "pages")]
mod encoding;
#[cfg(feature = "pages")]
mod feed;
#[cfg(feature = "pages")]
mod mhtml;
#[cfg(feature = "warc")]
mod warc;

use std::{
    fmt, fs,
    io::{self, Read as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail, ensure};
use onrecord_corpus::ArticleCorrection;
use onrecord_extract::{Defaults, extract_marked};
#[cfg(feature = "pages")]
use onrecord_formats::html;
use onrecord_formats::{
    Content, Item, each_of_json_document, front_matter_of, json_lines, markdown, restate,
};
use onrecord_model::{Article, Date, MarkedBlock, Warning};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{config::absolute, ledger::is_site};
pub(crate) use onrecord_formats::ArticleText;

/// The formats of files, by their endings.
const FORMS: [(Form, &[&str]); 10] = [
    (Form::Text, &["txt", "md", "markdown"]),
    (Form::Html, &["html", "htm", "xhtml"]),
    (Form::Mhtml, &["mhtml", "mht"]),
    (Form::Docx, &["docx"]),
    (Form::Pdf, &["pdf"]),
    (Form::Lines, &["jsonl", "ndjson"]),
    (Form::Json, &["json"]),
    (Form::Feed, &["xml", "rss", "atom"]),
    (Form::Warc, &["warc", "warc.gz"]),
    (Form::Wacz, &["wacz"]),
];

/// Returns the endings of all formats.
#[cfg(all(feature = "pages", feature = "site"))]
pub(crate) fn endings() -> impl Iterator<Item = &'static str> {
    FORMS.iter().flat_map(|(_, endings)| endings.iter().copied())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Html,
    Mhtml,
    Docx,
    Pdf,
    Lines,
    Json,
    Feed,
    Warc,
    Wacz,
}

impl Form {
    fn from_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let ends = |ending: &&str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
        FORMS.iter().find(|(_, endings)| endings.iter().any(ends)).map(|(form, _)| *form)
    }
}

/// The files of articles.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) files: Vec<PathBuf>,
    /// Files that were not read, with the reasons.
    pub(crate) skipped: Vec<(PathBuf, Failed)>,
    /// Sites that were built, as folders or as single files, which are no articles.
    pub(crate) sites: Vec<PathBuf>,
}

/// Returns the files that `paths` name: a file as it is, a folder as the files in it whose form is known, in order.
/// What the command writes to (`outputs`) is left out of folders.
///
/// # Errors
/// If an output is itself named.
pub(crate) fn files(paths: &[PathBuf], outputs: &[&Path]) -> Result<Files> {
    let outputs: Vec<_> = outputs.iter().map(|path| absolute(path)).collect();
    let mut files = Files::default();
    for path in paths {
        ensure!(
            path == Path::new("-") || !outputs.contains(&absolute(path)),
            "{} is read from and would be written to: name another file or folder to write",
            path.display()
        );
        if path.is_dir() {
            let mut inside = Files::default();
            let walk = Walk { top: &absolute(path), outputs: &outputs };
            walk.folder(path, &mut inside);
            inside.files.sort();
            inside.skipped.sort_by(|a, b| a.0.cmp(&b.0));
            files.files.extend(inside.files);
            files.skipped.extend(inside.skipped);
            files.sites.extend(inside.sites);
        } else {
            files.files.push(path.clone());
        }
    }
    Ok(files)
}

/// Finds the articles of a folder. Links that lead out of it are not followed, since the folder may be untrusted.
struct Walk<'p> {
    /// The folder, absolute.
    top: &'p Path,
    outputs: &'p [PathBuf],
}

impl Walk<'_> {
    fn folder(&self, folder: &Path, files: &mut Files) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return files.skip(folder, format!("this folder cannot be read: {error}")),
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok((path, _)) if self.is_output(&path) => {}
                Ok((path, kind)) if kind.is_dir() && !is_site(&path) => self.folder(&path, files),
                Ok((path, kind)) if kind.is_dir() => files.sites.push(path),
                Ok((path, kind)) => self.file(path, kind, files),
                Err(error) => files.skip(folder, format!("this folder cannot be read: {error}")),
            }
        }
    }

    fn is_output(&self, path: &Path) -> bool {
        let same_name = |output: &&PathBuf| output.file_name() == path.file_name();
        self.outputs.iter().filter(same_name).any(|output| *output == absolute(path))
    }

    fn file(&self, path: PathBuf, kind: fs::FileType, files: &mut Files) {
        if kind.is_symlink() && path.is_dir() {
            return files.skip(
                &path,
                "this is a link to a folder, which is not followed: name the folder".to_owned(),
            );
        }
        if Form::from_path(&path).is_none() {
            return;
        }
        if path.file_name().is_some_and(|name| name.to_str().is_none()) {
            return files.skip(&path, "its name is not UTF-8: rename it".to_owned());
        }
        // A broken link is named when it is opened.
        if kind.is_symlink() && path.canonicalize().is_ok_and(|target| !target.starts_with(self.top)) {
            return files.skip(
                &path,
                "this is a link out of the folder, which is not followed: copy the file".to_owned(),
            );
        }
        match fs::metadata(&path) {
            Ok(there) if !there.is_file() => {
                files.skip(&path, "this is not a regular file, but a pipe or a device".to_owned());
            }
            _ if is_built_page(&path) => files.sites.push(path),
            _ => files.files.push(path),
        }
    }
}

/// The attribute of the explorer's page by which a single file, or a page that a reader saved, is recognized: as the build
/// writes it, and as browsers do.
const BUILT: [&[u8]; 2] = [b"name=onrecord:intake", b"name=\"onrecord:intake\""];
/// The number of a page's first bytes that hold it.
const HEAD: u64 = 16 << 10;

/// Returns whether a file is a site that was built as one page.
fn is_built_page(path: &Path) -> bool {
    if Form::from_path(path) != Some(Form::Html) {
        return false;
    }
    let head = bytes(path, HEAD).unwrap_or_default();
    BUILT.iter().any(|attribute| head.windows(attribute.len()).any(|part| part == *attribute))
}

impl Files {
    fn skip(&mut self, path: &Path, message: String) {
        self.skipped.push((path.to_owned(), Failed { place: String::new(), message }));
    }
}

/// The reason why an article cannot be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Failed {
    /// The place in a file of several articles, such as "line 3".
    pub(crate) place: String,
    /// The problem and its remedy.
    pub(crate) message: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str(&self.message),
            place => write!(f, "{place}: {}", self.message),
        }
    }
}

/// The bytes of a file of articles.
pub(crate) struct Source {
    form: Form,
    id: String,
    pub(crate) bytes: Vec<u8>,
    /// The corrections of its articles' metadata.
    corrections: Vec<ArticleCorrection>,
    path: PathBuf,
}

/// The largest file of one article, in bytes.
const MAX_ARTICLE: u64 = 20 << 20;
/// The largest feed or JSON document, in bytes: all of it is held while it is read.
const MAX_DOCUMENT: u64 = 64 << 20;
/// The largest file of articles that are read one by one, in bytes.
const MAX_COLLECTION: u64 = 1 << 30;
/// The most memory, in bytes, for a file and everything found in it.
const MAX_HELD: usize = 7 << 28;
/// The number of entries that cannot be read of which each is reported; more of one file are counted.
const MAX_FAILED: usize = 10_000;

impl Form {
    /// The largest file that is read, in bytes.
    const fn limit(self) -> u64 {
        match self {
            Self::Text | Self::Html | Self::Pdf => MAX_ARTICLE,
            Self::Json | Self::Feed | Self::Mhtml | Self::Docx => MAX_DOCUMENT,
            Self::Lines | Self::Warc | Self::Wacz => MAX_COLLECTION,
        }
    }
}

/// Returns the largest size, in bytes, of a file that is read.
pub(crate) fn limit(path: &Path) -> u64 {
    Form::from_path(path).unwrap_or(Form::Text).limit()
}

/// Receives the articles of a file one by one; returns whether to continue.
type Take<'t> = &'t mut dyn FnMut(Result<ArticleText, Failed>) -> ControlFlow<()>;

/// Extracts the statements of a text with the blocks that its page tells.
pub(crate) type Extract<'e> = &'e dyn Fn(&str, &Defaults, &[MarkedBlock]) -> Article;

impl Source {
    /// Reads the file; `-` is the standard input.
    ///
    /// # Errors
    /// If it cannot be read, or is larger than files of its form may be.
    pub(crate) fn open(path: &Path) -> Result<Self, Failed> {
        let failed = |message| Failed { place: String::new(), message };
        let form = Form::from_path(path).unwrap_or(Form::Text);
        let bytes =
            bytes(path, form.limit() + 1).map_err(|error| failed(format!("cannot be read: {error}")))?;
        Self::of_bytes(path, bytes)
    }

    /// Takes the bytes of a file with this name.
    ///
    /// # Errors
    /// If there are more than files of its form may have.
    pub(crate) fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Self, Failed> {
        let form = Form::from_path(path).unwrap_or(Form::Text);
        if bytes.len() as u64 > form.limit() {
            let message = format!(
                "it has more than {} MB, and no more are read of a file of this form: split it",
                form.limit() >> 20
            );
            return Err(Failed { place: String::new(), message });
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // A compressed archive has two endings.
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let id = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { form, id, bytes, corrections: Vec::new(), path: path.to_owned() })
    }

    /// Takes those corrections that may be for its articles.
    pub(crate) fn correct(&mut self, corrections: &[ArticleCorrection]) {
        let own = corrections.iter().filter(|correction| correction.may_be_in(&self.path));
        self.corrections = own.cloned().collect();
    }

    /// Returns what its articles depend on besides its bytes.
    pub(crate) fn about(&self) -> String {
        format!("{:?} {} {:?}", self.form, self.id, self.corrections)
    }

    /// Returns whether the file holds many articles.
    pub(crate) const fn is_collection(&self) -> bool {
        !matches!(self.form, Form::Text | Form::Html | Form::Docx | Form::Pdf)
    }

    /// Reads its articles, one after the other; `extract` reads the text of each. What cannot be read is an error in its
    /// place.
    pub(crate) fn read_each(self, published: Option<Date>, extract: Extract<'_>, take: Take<'_>) {
        let mut held = self.bytes.len();
        let mut failed = 0_usize;
        let (corrections, path) = (self.corrections.clone(), self.path.clone());
        let mut read = |item: Item| {
            let read = match item.content.and_then(bounded) {
                Ok(Content::Text { id, mut text, mut blocks, notes }) => {
                    for correction in &corrections {
                        let url = front_matter_url(&text);
                        if correction.is_for(&path, url.as_deref()) {
                            restate(&mut text, &mut blocks, &correction.stated());
                        }
                    }
                    let defaults = Defaults { id: id.into(), published };
                    let mut article = extract(&text, &defaults, &blocks);
                    let note = |message| Warning { message, start: 0, end: 0 };
                    article.warnings.extend(notes.into_iter().map(note));
                    Ok(ArticleText { article, text })
                }
                Ok(Content::Extracted(read)) => Ok(*read),
                Err(error) => Err(Failed { place: item.place.clone(), message: format!("{error:#}") }),
            };
            held += read.as_ref().map_or(0, weight);
            failed += usize::from(read.is_err());
            if held > MAX_HELD {
                let message = format!(
                    "it and the articles before take more than {} MB, and the rest is not read: split it",
                    MAX_HELD >> 20
                );
                let _ = take(Err(Failed { place: item.place, message }));
                return ControlFlow::Break(());
            }
            if read.is_err() && failed > MAX_FAILED { ControlFlow::Continue(()) } else { take(read) }
        };
        let _ = self.items(&mut read);
        if let Some(more @ 1..) = failed.checked_sub(MAX_FAILED) {
            let message = format!("{more} more of its entries cannot be read");
            let _ = take(Err(Failed { place: String::new(), message }));
        }
    }

    /// Reads all of its articles.
    pub(crate) fn read(self, published: Option<Date>) -> Vec<Result<ArticleText, Failed>> {
        let mut all = Vec::new();
        self.read_each(published, &extract_marked, &mut |read| {
            all.push(read);
            ControlFlow::Continue(())
        });
        all
    }

    fn items(self, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
        let Self { form, id, bytes, .. } = self;
        let whole = |content| Item::whole(content);
        match form {
            Form::Text => take(whole(utf8(bytes).map(|text| text_file(text, id)))),
            #[cfg(feature = "pages")]
            Form::Html => take(whole(html::story(&encoding::of_page(&bytes), id, None))),
            #[cfg(feature = "pages")]
            Form::Mhtml => take(whole(mhtml::read(&bytes, id))),
            Form::Lines => match utf8(bytes) {
                Ok(text) => json_lines::<Value>(&text, &id, text_of).try_for_each(take),
                Err(error) => take(whole(Err(error))),
            },
            Form::Json => match utf8(bytes) {
                Ok(text) => each_of_json_document::<Value>(&text, &id, text_of, take),
                Err(error) => take(whole(Err(error))),
            },
            #[cfg(feature = "pages")]
            Form::Feed => feed::read(&bytes, &id).into_iter().try_for_each(take),
            #[cfg(feature = "warc")]
            Form::Warc => warc::read(&bytes, &id, take),
            #[cfg(feature = "warc")]
            Form::Wacz => warc::read_collection(&bytes, &id, take),
            #[cfg(feature = "documents")]
            Form::Docx => take(whole(documents::docx(bytes, id))),
            #[cfg(feature = "documents")]
            Form::Pdf => take(whole(documents::pdf(bytes, id))),
            #[cfg(not(feature = "pages"))]
            Form::Html | Form::Mhtml | Form::Feed => take(whole(left_out("saved pages and feeds", "pages"))),
            #[cfg(not(feature = "warc"))]
            Form::Warc | Form::Wacz => take(whole(left_out("web archives", "warc"))),
            #[cfg(not(feature = "documents"))]
            Form::Docx | Form::Pdf => take(whole(left_out("Word's documents and PDF", "documents"))),
        }
    }
}

/// Says that a command was compiled without the feature that reads a form.
#[cfg(not(all(feature = "documents", feature = "pages", feature = "warc")))]
fn left_out<T>(what: &str, feature: &str) -> Result<T> {
    bail!("this command was compiled without {what}: compile it with the feature `{feature}`")
}

#[cfg(feature = "pages")]
use html::text as text_of;

#[cfg(not(feature = "pages"))]
fn text_of(_: &str) -> Result<String> {
    left_out("saved pages and feeds", "pages")
}

/// Decodes UTF-8, with or without a byte order mark.
fn utf8(bytes: Vec<u8>) -> Result<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(good).filter(|&&b| b == b'\n').count();
            bail!("line {line} is not UTF-8 text (byte {good}): save the file as UTF-8")
        }
    }
}

/// The bytes of the strings of an article, a statement, a speaker or a warning, about.
const STRINGS: usize = 256;

/// Returns about how much memory an article takes while it is collected, in bytes.
fn weight(read: &ArticleText) -> usize {
    let ArticleText { article, text } = read;
    let Article { blocks, statements, speakers, warnings, .. } = article;
    let lists = size_of_val(blocks.as_slice())
        + size_of_val(statements.as_slice())
        + size_of_val(speakers.as_slice())
        + size_of_val(warnings.as_slice());
    let strings = STRINGS * (1 + statements.len() + speakers.len() + warnings.len());
    // A list that grows is copied, so that a place in it is taken twice.
    text.len() + 2 * size_of::<ArticleText>() + lists + strings
}

/// Returns the address that the front matter of a text gives.
fn front_matter_url(text: &str) -> Option<String> {
    let mut lines = front_matter_of(text).lines();
    let line = lines.find(|line| line.split('=').next().is_some_and(|key| key.trim() == "url"))?;
    let stated: toml::Table = toml::from_str(line).ok()?;
    stated.get("url")?.as_str().map(str::to_owned)
}

/// The most lines with words in a text. Each paragraph takes some hundred bytes of memory, however short it is.
const MAX_LINES: usize = 500_000;

/// Returns the content, unless it is a text of more than [`MAX_LINES`] lines.
///
/// # Errors
/// If it has more: its extraction would exceed the memory limit of a file.
fn bounded(content: Content) -> Result<Content> {
    let text = match &content {
        Content::Text { text, .. } => text,
        Content::Extracted(read) => &read.text,
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    ensure!(lines.nth(MAX_LINES).is_none(), "it has more than {MAX_LINES} lines: split it");
    Ok(content)
}

/// Reads a text, or Markdown with YAML front matter.
fn text_file(text: String, id: String) -> Content {
    markdown(&text, &id).unwrap_or(Content::Text { id, text, blocks: Vec::new(), notes: Vec::new() })
}

/// Returns whether a file's own lines are those of its article's text.
pub(crate) fn is_text(file: &Path) -> bool {
    matches!(Form::from_path(file), None | Some(Form::Text))
}

/// Returns the text of a saved page in any encoding.
#[cfg(feature = "pages")]
pub(crate) fn decoded_page(bytes: &[u8]) -> String {
    encoding::of_page(bytes)
}

/// Reads the story of a saved page.
#[cfg(feature = "pages")]
pub(crate) fn page(bytes: Vec<u8>) -> Vec<Result<ArticleText, Failed>> {
    Source { form: Form::Html, id: "page".to_owned(), bytes, corrections: Vec::new(), path: PathBuf::new() }
        .read(None)
}

/// Reads the articles of a file; `-` is the standard input.
pub(crate) fn read(path: &Path, published: Option<Date>) -> Vec<Result<ArticleText, Failed>> {
    match Source::open(path) {
        Ok(source) => source.read(published),
        Err(failed) => vec![Err(failed)],
    }
}

/// Reads at most this many bytes of a file: a device has no end.
fn bytes(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().take(limit).read_to_end(&mut bytes)?;
    } else {
        let file = fs::File::open(path)?;
        bytes.reserve(usize::try_from(file.metadata()?.len().min(limit)).unwrap_or_default());
        file.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

//! Articles read from files and folders, in every form that they are kept in.
//!
//! Each form is made the one that extraction reads: text, opened by front matter that says what the file told
//! beside it. Offsets are bytes of that text.

mod encoding;
mod extracted;
mod feed;
mod html;
mod json;
mod text;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use onrecord_extract::{Known, extract};
use onrecord_model::{Article, Day};

/// Endings of files in a folder that are read, by what they hold.
const FORMS: [(Form, &[&str]); 5] = [
    (Form::Text, &["txt", "md", "markdown"]),
    (Form::Html, &["html", "htm", "xhtml"]),
    (Form::Lines, &["jsonl", "ndjson"]),
    (Form::Json, &["json"]),
    (Form::Feed, &["xml", "rss", "atom"]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Html,
    Lines,
    Json,
    Feed,
}

impl Form {
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        FORMS.iter().find(|(_, endings)| endings.contains(&ending.as_str())).map(|(form, _)| *form)
    }
}

/// An article with the text that it was found in.
pub(crate) struct Read {
    pub(crate) article: Article,
    pub(crate) text: String,
}

/// What an article's file tells, before anything is found in it.
pub(super) enum Told {
    /// Text that extraction reads, and the id that it has where it does not say another.
    Text { id: String, text: String },
    /// Extraction was done elsewhere.
    Extracted(Box<Read>),
}

/// One article of a file, or why it cannot be read; with its place where the file has several.
pub(super) struct Item {
    /// "line 3", "entry 2"; nothing where the file is one article.
    pub(super) place: String,
    pub(super) told: Result<Told>,
}

impl Item {
    /// A file that is one article.
    pub(super) fn whole(told: Result<Told>) -> Self {
        Self { place: String::new(), told }
    }
}

/// The files that `paths` name: a file as it is, a folder as the files in it whose form is known, in order.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside = Vec::new();
            walk(path, &mut inside)?;
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read the folder {}", dir.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read the folder {}", dir.display()))?;
        // A link could lead round in a circle.
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            walk(&path, files)?;
        } else if Form::of(&path).is_some() {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads the articles of a file; `-` is the standard input. What cannot be read is an error in its place,
/// which names the file.
pub(crate) fn read(path: &Path, published: Option<Day>) -> Vec<Result<Read>> {
    let items = match bytes(path) {
        Ok(bytes) => items(path, bytes),
        Err(error) => return vec![Err(error)],
    };
    let read = |item: Item| match item.told {
        Ok(Told::Text { id, text }) => Ok(Read { article: extract(&text, &Known { id, published }), text }),
        Ok(Told::Extracted(read)) => Ok(*read),
        Err(error) => Err(error.context(match item.place.as_str() {
            "" => path.display().to_string(),
            place => format!("{}: {place}", path.display()),
        })),
    };
    items.into_iter().map(read).collect()
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes)
            .context("cannot read the standard input")?;
        return Ok(bytes);
    }
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn items(path: &Path, bytes: Vec<u8>) -> Vec<Item> {
    let id = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    match Form::of(path).unwrap_or(Form::Text) {
        Form::Text => vec![Item::whole(encoding::utf8(bytes).map(|text| Told::Text { id, text }))],
        Form::Html => vec![Item::whole(html::read(&encoding::of_page(&bytes), id))],
        Form::Lines => match encoding::utf8(bytes) {
            Ok(text) => json::lines(&text, &id),
            Err(error) => vec![Item::whole(Err(error))],
        },
        Form::Json => match encoding::utf8(bytes) {
            Ok(text) => json::whole(&text, &id),
            Err(error) => vec![Item::whole(Err(error))],
        },
        Form::Feed => feed::read(&bytes, &id),
    }
}

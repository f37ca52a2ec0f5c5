//! Reads articles from files and folders in all supported formats.
//!
//! Each format is converted to text with front matter. Offsets are bytes of that text.

mod encoding;
mod feed;
#[cfg(feature = "warc")]
mod warc;

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use onrecord_extract::{Defaults, extract};
use onrecord_formats::{Content, Item, html, json_document, json_lines};
use onrecord_model::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::build::is_site;
pub(crate) use onrecord_formats::ArticleText;

/// The formats of files, by their endings.
const FORMS: [(Form, &[&str]); 6] = [
    (Form::Text, &["txt", "md", "markdown"]),
    (Form::Html, &["html", "htm", "xhtml"]),
    (Form::Lines, &["jsonl", "ndjson"]),
    (Form::Json, &["json"]),
    (Form::Feed, &["xml", "rss", "atom"]),
    (Form::Warc, &["warc", "warc.gz"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Html,
    Lines,
    Json,
    Feed,
    Warc,
}

impl Form {
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let ends = |ending: &&str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
        FORMS.iter().find(|(_, endings)| endings.iter().any(ends)).map(|(form, _)| *form)
    }
}

/// Returns the files that `paths` name: each file itself, and the files of known formats in each folder,
/// sorted.
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
        // Symbolic links are not followed: they could form a cycle.
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            // A site that was built from these articles is not an article.
            if !is_site(&path) {
                walk(&path, files)?;
            }
        } else if Form::of(&path).is_some() {
            files.push(path);
        }
    }
    Ok(())
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
}

impl Source {
    /// Opens a file; `-` is the standard input.
    pub(crate) fn open(path: &Path) -> Result<Self, Failed> {
        let bytes = bytes(path)
            .map_err(|error| Failed { place: String::new(), message: format!("cannot be read: {error}") })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // A compressed archive has two endings.
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let id = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { form: Form::of(path).unwrap_or(Form::Text), id, bytes })
    }

    /// Returns what its articles depend on besides its bytes.
    pub(crate) fn about(&self) -> String {
        format!("{:?} {}", self.form, self.id)
    }

    /// Reads the articles. An article that cannot be read is an error in its place.
    pub(crate) fn read(self, published: Option<Date>) -> Vec<Result<ArticleText, Failed>> {
        let read = |item: Item| match item.content {
            Ok(Content::Text { id, text }) => {
                Ok(ArticleText { article: extract(&text, &Defaults { id, published }), text })
            }
            Ok(Content::Extracted(read)) => Ok(*read),
            Err(error) => Err(Failed { place: item.place, message: format!("{error:#}") }),
        };
        self.items().into_iter().map(read).collect()
    }

    fn items(self) -> Vec<Item> {
        let Self { form, id, bytes } = self;
        match form {
            Form::Text => vec![Item::whole(encoding::utf8(bytes).map(|text| Content::Text { id, text }))],
            Form::Html => vec![Item::whole(html::story(&encoding::of_page(&bytes), id, None))],
            Form::Lines => match encoding::utf8(bytes) {
                Ok(text) => json_lines::<Value>(&text, &id, |page| Ok(html::text(page))),
                Err(error) => vec![Item::whole(Err(error))],
            },
            Form::Json => match encoding::utf8(bytes) {
                Ok(text) => json_document::<Value>(&text, &id, |page| Ok(html::text(page))),
                Err(error) => vec![Item::whole(Err(error))],
            },
            Form::Feed => feed::read(&bytes, &id),
            #[cfg(feature = "warc")]
            Form::Warc => warc::read(&bytes, &id),
            #[cfg(not(feature = "warc"))]
            Form::Warc => vec![Item::whole(Err(anyhow::anyhow!(
                "this command was compiled without web archives: compile it with the feature `warc`"
            )))],
        }
    }
}

/// Reads the story of a saved page.
pub(crate) fn page(bytes: Vec<u8>) -> Vec<Result<ArticleText, Failed>> {
    Source { form: Form::Html, id: "page".to_owned(), bytes }.read(None)
}

/// Reads the articles of a file; `-` is the standard input.
pub(crate) fn read(path: &Path, published: Option<Date>) -> Vec<Result<ArticleText, Failed>> {
    match Source::open(path) {
        Ok(source) => source.read(published),
        Err(failed) => vec![Err(failed)],
    }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin(), &mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}

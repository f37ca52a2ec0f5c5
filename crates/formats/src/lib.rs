//! Reads articles from JSON of several kinds as text with front matter. Used by the command and the page. No
//! I/O; HTML is converted by the caller's parser.

mod extracted;
mod front_matter;
mod json;

use anyhow::Result;
use onrecord_model::Article;
use serde::{Deserialize, Serialize};

pub use front_matter::{FrontMatter, basic_string, day};
pub use json::{Json, lines, whole};

/// An article with its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Read {
    /// The extracted article.
    pub article: Article,
    /// The text; all offsets are bytes of it.
    pub text: String,
}

/// The content of an article's file before extraction.
#[derive(Debug)]
pub enum Told {
    /// Text to extract from.
    Text {
        /// The id, unless the front matter states one.
        id: String,
        /// The text, preceded by front matter if anything else is known.
        text: String,
    },
    /// An article that has already been extracted.
    Extracted(Box<Read>),
}

/// One article of a file, or the reason why it cannot be read, with its place if the file has several.
#[derive(Debug)]
pub struct Item {
    /// The place, such as "line 3" or "entry 2"; empty if the file is one article.
    pub place: String,
    /// The article.
    pub told: Result<Told>,
}

impl Item {
    /// Creates the item of a file that is one article.
    #[must_use]
    pub const fn whole(told: Result<Told>) -> Self {
        Self { place: String::new(), told }
    }
}

/// Converts HTML to text.
pub type Html = fn(&str) -> Result<String>;

//! Articles as text with front matter, from every form that is text itself: JSON of several sorts, and what
//! `onrecord extract` printed. For the command and for the page; no I/O, and HTML is left to whoever has a
//! parser at hand.

mod about;
mod extracted;
mod json;

use anyhow::Result;
use onrecord_model::Article;
use serde::{Deserialize, Serialize};

pub use about::{About, basic_string, day};
pub use json::{Json, lines, whole};

/// An article with the text that it was found in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Read {
    /// What was found.
    pub article: Article,
    /// All offsets are bytes of it.
    pub text: String,
}

/// What an article's file tells, before anything is found in it.
#[derive(Debug)]
pub enum Told {
    /// Text that extraction reads.
    Text {
        /// The id that it has where its front matter does not say another.
        id: String,
        /// The text, opened by front matter where something is known beside it.
        text: String,
    },
    /// Extraction was done elsewhere.
    Extracted(Box<Read>),
}

/// One article of a file, or why it cannot be read; with its place where the file has several.
#[derive(Debug)]
pub struct Item {
    /// "line 3", "entry 2"; nothing where the file is one article.
    pub place: String,
    /// The article.
    pub told: Result<Told>,
}

impl Item {
    /// A file that is one article.
    #[must_use]
    pub const fn whole(told: Result<Told>) -> Self {
        Self { place: String::new(), told }
    }
}

/// Makes HTML text.
pub type Html = fn(&str) -> Result<String>;

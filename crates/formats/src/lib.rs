//! The formats that articles are kept in, converted to the text that extraction reads: text opened by front matter.
//!
//! [`json_lines`] and [`json_document`] read JSON of several sorts, also what `onrecord extract` printed; with the
//! feature `html`, [`html::story`] reads saved pages. One set of rules for the command and for the browser: no I/O,
//! no decoding of bytes.

mod extracted;
mod front_matter;
#[cfg(feature = "html")]
pub mod html;
mod json;
mod markdown;

use anyhow::Result;
use onrecord_model::{Article, MarkedBlock};
use serde::{Deserialize, Serialize};

pub use front_matter::{FrontMatter, basic_string, day, restate};
pub use json::{HtmlToText, Json, each_of_json_document, json_document, json_lines};
pub use markdown::markdown;

/// An article with its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArticleText {
    /// The article. Its offsets are bytes of `text`.
    pub article: Article,
    /// The text.
    pub text: String,
}

/// The content of an article's file.
#[derive(Debug)]
pub enum Content {
    /// A text to extract statements from.
    Text {
        /// The article's id, unless the front matter gives one.
        id: String,
        /// The text, opened by front matter where something is known about the article.
        text: String,
        /// The blocks of the text, where markup tells them.
        blocks: Vec<MarkedBlock>,
        /// What is doubtful about it, for its warnings.
        notes: Vec<String>,
    },
    /// An article whose statements were extracted before.
    Extracted(Box<ArticleText>),
}

/// One article of a file, or why it cannot be read.
#[derive(Debug)]
pub struct Item {
    /// The article's place in a file of several, such as "line 3" or "entry 2"; empty in a file of one.
    pub place: String,
    /// The article.
    pub content: Result<Content>,
}

impl Item {
    /// Returns the item of a file that holds one article.
    #[must_use]
    pub const fn whole(content: Result<Content>) -> Self {
        Self { place: String::new(), content }
    }
}

//! The formats that articles are kept in, converted to the text that extraction reads: text opened by front matter.
//!
//! [`json_lines`] and [`json_document`] read JSON of several sorts, also what `onrecord extract` printed, and
//! [`markdown()`] reads Markdown with YAML front matter; with the feature `html`, `html::story` reads saved pages, and
//! with the feature `documents`, `documents` reads Word's files and PDF. One set of rules for the command and for the
//! browser: no I/O.
//!
//! ```
//! use onrecord_formats::{Content, json_lines};
//! use serde_json::Value;
//!
//! let lines = "{\"title\": \"Rain\", \"text\": \"It rained.\"}\n{\"title\": \"Snow\"}\n";
//! let items: Vec<_> = json_lines::<Value>(lines, "weather", |html| Ok(html.to_owned())).collect();
//!
//! let Ok(Content::Text { id, text, .. }) = &items[0].content else { panic!("a text") };
//! assert_eq!((id.as_str(), text.as_str()), ("weather-1", "+++\ntitle = \"Rain\"\n+++\nIt rained."));
//! // The second article has no text.
//! assert_eq!((items[1].place.as_str(), items[1].content.is_err()), ("line 2", true));
//! ```

#[cfg(feature = "documents")]
pub mod documents;
mod extracted;
mod front_matter;
#[cfg(feature = "html")]
pub mod html;
mod json;
mod markdown;
#[cfg(feature = "zip")]
pub mod zip;

use anyhow::Result;
use onrecord_model::{Article, MarkedBlock};
use serde::{Deserialize, Serialize};

pub use front_matter::{FrontMatter, basic_string, day, front_matter_of, restate};
pub use json::{HtmlToText, Json, each_of_json_document, json_document, json_lines};
pub use markdown::markdown;

/// An article with its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArticleText {
    /// The article. Its offsets are bytes of `text`.
    pub article: Article,
    /// The text, with its front matter.
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
        /// The blocks of the text where markup tells them, in order, with spans in bytes of `text`; else empty.
        blocks: Vec<MarkedBlock>,
        /// What is doubtful about it, in sentences for its warnings.
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
    /// The article, or a message that says why it cannot be read and what to do.
    pub content: Result<Content>,
}

impl Item {
    /// Returns the item of a file that holds one article.
    #[must_use]
    pub const fn whole(content: Result<Content>) -> Self {
        Self { place: String::new(), content }
    }
}

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};

use crate::{Date, Span, Speaker, Statement};

/// The version of the JSON format of [`Article`]. It changes if a field changes its meaning.
pub const SCHEMA: u32 = 1;

/// An article's name in links: its file's name without the ending, unless its front matter gives one.
///
/// ```
/// use onrecord_model::ArticleId;
/// assert_eq!(ArticleId::from("2017-07-31-rain").as_str(), "2017-07-31-rain");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(String);

impl ArticleId {
    /// Returns a text as an id, unchanged. Nothing is checked.
    #[must_use]
    pub const fn from_stored(id: String) -> Self {
        Self(id)
    }

    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for ArticleId {
    fn from(id: String) -> Self {
        Self::from_stored(id)
    }
}

impl From<&str> for ArticleId {
    fn from(id: &str) -> Self {
        Self::from_stored(id.to_owned())
    }
}

impl Borrow<str> for ArticleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The metadata of an article. A field is `None` or empty if it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleMeta {
    /// The article's id.
    pub id: ArticleId,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The place that opens it: "Hong Kong".
    pub dateline: Option<String>,
    /// The address of the original. [`is_web_address`] tells whether it may become a link.
    pub url: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Who wrote it. Nobody becomes a speaker by being an author.
    #[serde(default)]
    pub authors: Vec<String>,
    /// The section of the publication.
    #[serde(default)]
    pub section: Option<String>,
    /// What it is tagged with.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl ArticleMeta {
    /// Returns the article's title, or its id if it has none.
    #[must_use]
    pub fn title_or_id(&self) -> &str {
        self.title.as_deref().unwrap_or(self.id.as_str())
    }
}

/// Returns whether an address begins with `https://` or `http://`, in either case. Only such addresses may
/// become links on a page; others could run a script.
///
/// ```
/// use onrecord_model::is_web_address;
/// assert_eq!(["HTTPS://example.org/", "javascript:alert(1)"].map(is_web_address), [true, false]);
/// ```
#[must_use]
pub fn is_web_address(url: &str) -> bool {
    let begins = |lead: &str| url.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead));
    begins("https://") || begins("http://")
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The story's own headline.
    Headline,
    /// A line of "story highlights", or their heading.
    Highlight,
    /// The caption of a picture or video.
    Caption,
    /// The duration of a video, an agency or a photographer.
    Credit,
    /// A link to another story, or an invitation to read, watch or subscribe.
    Related,
    /// A heading inside the story.
    Subhead,
    /// The place and agency that open the story.
    Dateline,
    /// A paragraph of the story.
    Paragraph,
}

impl BlockKind {
    /// Returns whether the block is boilerplate: not part of the story.
    #[must_use]
    pub const fn is_boilerplate(self) -> bool {
        matches!(self, Self::Highlight | Self::Caption | Self::Credit | Self::Related)
    }
}

/// A line or paragraph of an article's text, with its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The offset of its first byte in the text, from 0.
    pub start: u32,
    /// The offset one past its last byte.
    pub end: u32,
}

impl Block {
    /// Returns its span in the text.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The role that the markup of a page gives a block of the page's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// The story's headline.
    Headline,
    /// The sentences between the headline and the story.
    Standfirst,
    /// A heading inside the story.
    Subhead,
    /// A paragraph of the story.
    Paragraph,
    /// An item of a list of the story.
    Item,
    /// Words that are set off as a quotation, mostly without marks.
    Quotation,
    /// An embedded post of a social network.
    Post,
    /// The name of the speaker below a quotation or post.
    Attribution,
    /// Story highlights.
    Highlight,
    /// The caption of a picture.
    Caption,
    /// The photographer or agency of a picture.
    Credit,
    /// Links and notices between the story's paragraphs.
    Related,
}

impl Mark {
    /// Returns the kind of a block with this role.
    #[must_use]
    pub const fn kind(self) -> BlockKind {
        match self {
            Self::Headline => BlockKind::Headline,
            Self::Subhead => BlockKind::Subhead,
            Self::Highlight => BlockKind::Highlight,
            Self::Caption => BlockKind::Caption,
            Self::Credit => BlockKind::Credit,
            Self::Related => BlockKind::Related,
            Self::Standfirst
            | Self::Paragraph
            | Self::Item
            | Self::Quotation
            | Self::Post
            | Self::Attribution => BlockKind::Paragraph,
        }
    }
}

/// A block of a page's text, with the role that the page's markup gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedBlock {
    /// The role.
    pub mark: Mark,
    /// Its bytes in the text.
    pub span: Span,
    /// The day of an entry of a live blog; `None` if the block is of the article's own day.
    pub day: Option<Date>,
}

/// Something in an article that could not be understood or is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What is wrong and what to do, in one sentence.
    pub message: String,
    /// The offset of the first byte that it is about, from 0.
    pub start: u32,
    /// The offset one past the last byte; equal to `start` where no bytes can be named.
    pub end: u32,
}

/// One article and everything that was found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The version of the format: [`SCHEMA`].
    pub schema: u32,
    /// The article's metadata.
    pub article: ArticleMeta,
    /// Its blocks, in the order of the text.
    pub blocks: Vec<Block>,
    /// Its speakers, in the order in which they first speak.
    pub speakers: Vec<Speaker>,
    /// Its statements, in order of their first words.
    pub statements: Vec<Statement>,
    /// What could not be understood or is missing.
    pub warnings: Vec<Warning>,
}

//! Corrections by readers or publishers, in a file `corrections.toml`:
//!
//! ```toml
//! [[statement]]
//! id = "talk~k3f9x2ab"
//! text = "“The time for talk is over,”"
//! speaker = "Nikki Haley"
//!
//! [[add]]
//! article = "talk"
//! text = "it was late"
//! speaker = "Nikki Haley"
//! kind = "indirect"
//!
//! [[merge]]
//! name = "Kim Jong-un"
//! names = ["Kim Jong Un", "North Korean leader"]
//!
//! [[article]]
//! file = "talk.html"
//! day = "2017-07-30"
//! ```
//!
//! A correction applies only to the words that it states. If they have changed, it is reported and ignored.

mod apply;
mod article;

use std::fmt;

use onrecord_model::{ArticleId, Country, Date, QuoteKind, StatementId};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

pub use apply::{CorrectionError, apply_corrections};
pub use article::ArticleCorrection;

/// Corrections by readers or publishers: the file `corrections.toml`, as TOML or any other format supported by serde.
///
/// ```
/// use onrecord_corpus::Corrections;
///
/// let corrections: Corrections = toml::from_str(
///     r#"
///     [[merge]]
///     name = "Kim Jong-un"
///     names = ["Kim Jong Un", "North Korean leader"]
///
///     [[article]]
///     file = "talk.html"
///     day = "2017-07-30"
///     "#,
/// )?;
/// assert_eq!(corrections.merge[0].names.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// Statements that are corrected or rejected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statement: Vec<Amendment>,
    /// Statements that were not found and are added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<Addition>,
    /// Speakers who are one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merge: Vec<Merge>,
    /// Corrections of articles' metadata.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub article: Vec<ArticleCorrection>,
}

impl Corrections {
    /// Returns whether there are no corrections.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statement.is_empty() && self.add.is_empty() && self.merge.is_empty() && self.article.is_empty()
    }
}

/// A correction of one statement; fields that are `None` stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// The statement's id.
    pub id: StatementId,
    /// Its words, which must still be the same, but for white space.
    pub text: String,
    /// The name of the speaker; an empty string if the speaker is not known. It gives the statement a confidence of 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The country that the speaker spoke for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Said>,
    /// How the words are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<QuoteKind>,
    /// Whether this is not a statement, so that it is removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reject: bool,
}

/// A statement that was not found and is added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// The article's id.
    pub article: ArticleId,
    /// Its words, which must occur exactly once in the article's text.
    pub text: String,
    /// The name of the speaker; `None` or an empty string if the speaker is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The country that the speaker spoke for; by default the speaker's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// When it was said; by default on the day of publication or earlier, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Said>,
    /// How the words are given; by default direct if they are in quotation marks, else indirect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<QuoteKind>,
}

/// Names that mean one speaker, in every article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The name to show.
    pub name: String,
    /// The other names.
    pub names: Vec<String>,
}

/// The days on which something was said, from the first to the last, both inclusive: `2017-07-30`, or
/// `2017-07-24/2017-07-30`.
///
/// Parsing fails with a sentence about a part that is not a day, or about days that end before they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said(pub Date, pub Date);

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(from, to) = self;
        if from == to { write!(f, "{from}") } else { write!(f, "{from}/{to}") }
    }
}

impl std::str::FromStr for Said {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (from, to) = text.split_once('/').unwrap_or((text, text));
        let day = |text: &str| text.parse::<Date>().map_err(|error| error.to_string());
        let said = Self(day(from)?, day(to)?);
        if said.0 > said.1 { Err(format!("`{text}` ends before it begins")) } else { Ok(said) }
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

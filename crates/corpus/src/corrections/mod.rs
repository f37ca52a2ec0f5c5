//! What a reader or publisher has found wrong, in a file `corrections.toml`, and putting it right:
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
//! ```
//!
//! A correction holds for the words that it names: where these are no longer there, it is told and left out.

mod apply;

use std::fmt;

use onrecord_model::{Country, Day, Kind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

pub use apply::{CorrectionError, apply_corrections};

/// The file, as TOML or any other form that serde reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// Statements that are put right, or struck out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statement: Vec<Amendment>,
    /// Statements that were not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<Addition>,
    /// Speakers who are one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merge: Vec<Merge>,
}

impl Corrections {
    /// Whether there is nothing to put right.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statement.is_empty() && self.add.is_empty() && self.merge.is_empty()
    }
}

/// What is right of a statement; what is not named here is right as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// The statement's id.
    pub id: String,
    /// Its words, which must still be the same.
    pub text: String,
    /// The name of who said it; empty where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The country for which it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Said>,
    /// How the words are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// It is no statement at all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reject: bool,
}

/// A statement that was not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// The article's id.
    pub article: String,
    /// Its words, as they stand in the article, where they stand once.
    pub text: String,
    /// The name of who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The country for which it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Said>,
    /// How the words are given; direct, where they stand in quotation marks, else indirect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
}

/// Names that mean one speaker, in every article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The name to show.
    pub name: String,
    /// The other ones.
    pub names: Vec<String>,
}

/// A day, or days from the first to the last: `2017-07-30`, `2017-07-24/2017-07-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said(pub Day, pub Day);

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
        let day = |text: &str| text.parse::<Day>().map_err(|error| error.to_string());
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

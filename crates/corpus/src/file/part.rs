use std::{fmt, str::FromStr};

/// A part of a record that is fetched when it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Which words are in which statements.
    Words,
    /// Where in the statements they are, for words that stand behind each other.
    Positions,
    /// What became of what links once named.
    Redirects,
    /// Articles with their texts and statements, in chunks counted from 0.
    Articles(usize),
}

impl Part {
    /// The name of the part's file beside an index of this name: `corpus.onrecord` has
    /// `corpus-words.onrecord`.
    #[must_use]
    pub fn file_name(self, index: &str) -> String {
        match index.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{self}.{ending}"),
            None => format!("{index}-{self}"),
        }
    }
}

/// What stands in the name of a part's file between the index's name and its ending:
/// `corpus-words.onrecord`, `corpus-articles-0.onrecord`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words => f.write_str("words"),
            Self::Positions => f.write_str("positions"),
            Self::Redirects => f.write_str("past"),
            Self::Articles(number) => write!(f, "articles-{number}"),
        }
    }
}

/// A text that names no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such part of a record")]
pub struct UnknownPart;

/// Reads what [`fmt::Display`] writes.
impl FromStr for Part {
    type Err = UnknownPart;

    fn from_str(name: &str) -> Result<Self, UnknownPart> {
        match name {
            "words" => Ok(Self::Words),
            "positions" => Ok(Self::Positions),
            "past" => Ok(Self::Redirects),
            _ => {
                let number = name.strip_prefix("articles-").and_then(|number| number.parse().ok());
                number.map(Self::Articles).ok_or(UnknownPart)
            }
        }
    }
}

use std::{fmt, str::FromStr};

/// A part of a record that is fetched when it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Which words occur in which statements.
    Words,
    /// The positions of words in statements, for phrases.
    Positions,
    /// Where former ids lead.
    Redirects,
    /// Articles with their texts and statements, in chunks counted from 0.
    Articles(usize),
}

impl Part {
    /// Returns the name of the part's file for an index of this name: for `corpus.onrecord`,
    /// `corpus-words.onrecord`.
    #[must_use]
    pub fn file_name(self, index: &str) -> String {
        match index.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{self}.{ending}"),
            None => format!("{index}-{self}"),
        }
    }
}

/// Writes the part's name, as it appears in file names: `words` in `corpus-words.onrecord`, `articles-0` in
/// `corpus-articles-0.onrecord`.
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

/// The text is not the name of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such part of a record")]
pub struct UnknownPart;

/// Parses the output of [`fmt::Display`].
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

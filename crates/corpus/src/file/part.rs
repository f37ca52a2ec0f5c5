use std::{fmt, str::FromStr};

use super::{error::EncodeError, header::hash};

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

/// A part as it is stored in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFile {
    /// The part.
    pub part: Part,
    /// The file's name, which has the checksum and the length of its content, without the header: a part that is the
    /// same in two records has the same name in both, whatever its number. The file is next to the index.
    pub name: String,
    /// The file's content, header included.
    pub bytes: Vec<u8>,
}

/// The length and checksum of a part, by which the index tells its parts from those of other records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PartDigest {
    /// The length of the body in bytes, without the header.
    pub(crate) length: u32,
    /// The XXH32 checksum of the body.
    pub(crate) checksum: u32,
}

impl PartDigest {
    pub(super) fn from_body(body: &[u8]) -> Result<Self, EncodeError> {
        let length = u32::try_from(body.len()).map_err(|_| EncodeError::TooLarge)?;
        Ok(Self { length, checksum: hash(body) })
    }

    /// Returns the name of the part's file.
    pub(crate) fn file_name(self, part: Part) -> String {
        let kind = match part {
            Part::Articles(_) => "articles".to_owned(),
            part => part.to_string(),
        };
        format!("{kind}-{:08x}{:08x}.onrecord", self.checksum, self.length)
    }
}

/// Writes the part's name: `words`, or `articles-0`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words => f.write_str("words"),
            Self::Positions => f.write_str("positions"),
            Self::Redirects => f.write_str("redirects"),
            Self::Articles(number) => write!(f, "articles-{number}"),
        }
    }
}

/// The error of parsing a [`Part`]: the text is not the name of a part.
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
            "redirects" => Ok(Self::Redirects),
            _ => {
                let number = name.strip_prefix("articles-").and_then(|number| number.parse().ok());
                number.map(Self::Articles).ok_or(UnknownPart)
            }
        }
    }
}

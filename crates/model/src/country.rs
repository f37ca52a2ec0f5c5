use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A country, by its ISO 3166-1 alpha-2 code, such as `KP`.
///
/// Any two Latin letters are accepted, in either case, and kept as capitals: whether a country has the code is not
/// checked, so that codes such as `XK` can be used as well.
///
/// ```
/// use onrecord_model::Country;
///
/// assert_eq!("kp".parse::<Country>()?.code(), "KP");
/// assert!("PRK".parse::<Country>().is_err());
/// # Ok::<(), onrecord_model::ParseCountryError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// The error of parsing a [`Country`]: the text is not two Latin letters. The message names the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a country: use a two-letter ISO 3166-1 code such as `US`")]
pub struct ParseCountryError(String);

impl Country {
    /// Returns the code: two capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Country {
    type Err = ParseCountryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(ParseCountryError(text.to_owned())),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_two_letters_only() {
        assert_eq!("kp".parse::<Country>().map(|c| c.to_string()), Ok("KP".to_owned()));
        for wrong in ["", "K", "KPX", "1A", "é"] {
            assert!(wrong.parse::<Country>().is_err(), "{wrong}");
        }
    }
}

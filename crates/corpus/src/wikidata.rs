//! Items of Wikidata, which identify speakers outside of the record.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// The id of an item of Wikidata: `Q` and a number in decimal digits. Deserializing any other text is an error that
/// names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct WikidataItem(String);

impl WikidataItem {
    /// Returns the id: `Q42`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address that identifies what the item is about, for schema.org's `sameAs`:
    /// `https://www.wikidata.org/entity/Q42`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("https://www.wikidata.org/entity/{}", self.0)
    }
}

impl<'de> Deserialize<'de> for WikidataItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let number = id.strip_prefix('Q').filter(|number| !number.is_empty());
        if number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())) {
            return Ok(Self(id.into_owned()));
        }
        Err(D::Error::custom(format!("`{id}` is no item of Wikidata: give its id, such as \"Q42\"")))
    }
}

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};

use onrecord_text::lowercase_char;

use crate::Country;

/// A speaker's id in links and files: lower-case words joined by hyphens, such as `nikki-haley`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SpeakerId(String);

impl SpeakerId {
    /// Makes an id from a name: its letters and digits in lower case, in any script, and single hyphens for
    /// the rest. A name without letters or digits gives `unnamed`.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let mut id = String::with_capacity(name.len());
        for ch in name.chars() {
            if ch.is_alphanumeric() {
                id.extend(lowercase_char(ch));
            } else if !matches!(ch, '\'' | '’' | '.') && !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        while id.ends_with('-') {
            id.pop();
        }
        Self(if id.is_empty() { "unnamed".to_owned() } else { id })
    }

    /// Creates an id from a stored one, unchanged.
    #[must_use]
    pub fn from_stored(id: String) -> Self {
        Self(id)
    }

    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SpeakerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for SpeakerId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The kind of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A person.
    Person,
    /// An institution: a ministry, a government named by its capital, an agency.
    Institution,
    /// An unnamed group: "some analysts".
    Group,
}

/// A speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The id in links.
    pub id: SpeakerId,
    /// The fullest name in the text.
    pub name: String,
    /// Person, institution or group.
    pub kind: SpeakerKind,
    /// The speaker's role in the text's own words: "US ambassador to the UN".
    pub role: Option<String>,
    /// The body that the speaker belongs to.
    pub affiliation: Option<String>,
    /// The country that the speaker speaks for or from.
    pub country: Option<Country>,
    /// Other words that name the speaker.
    pub aliases: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Nikki Haley", "nikki-haley"),
            ("Moon Sang-gyun", "moon-sang-gyun"),
            ("Martin O’Malley", "martin-omalley"),
            ("François Hollande", "françois-hollande"),
            ("  U.S. officials ", "us-officials"),
            ("…", "unnamed"),
        ] {
            assert_eq!(SpeakerId::from_name(name).as_str(), id);
        }
    }
}

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};

use onrecord_text::lowercase_char;

use crate::Country;

/// A speaker's id in links and files: lower-case words joined by hyphens, such as `nikki-haley`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SpeakerId(String);

impl SpeakerId {
    /// Makes an id from a name: its letters and digits in lower case, in any script, and a hyphen for each run of
    /// other characters between them. Apostrophes and full stops are left out. A name without letters or digits gives
    /// `unnamed`, and "None" gives `none-`, since `none` stands for no speaker in links.
    ///
    /// ```
    /// use onrecord_model::SpeakerId;
    /// let ids = ["Kim Jong-un", "Sinéad O’Brien", "U.S. State Department", "?"].map(SpeakerId::from_name);
    /// let ids = ids.each_ref().map(SpeakerId::as_str);
    /// assert_eq!(ids, ["kim-jong-un", "sinéad-obrien", "us-state-department", "unnamed"]);
    /// ```
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
        match id.as_str() {
            "" => id.push_str("unnamed"),
            "none" => id.push('-'),
            _ => {}
        }
        Self(id)
    }

    /// Returns a text as an id, unchanged. Nothing is checked.
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
    /// A text: "the report".
    Document,
}

impl SpeakerKind {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Self; 4] = [Self::Person, Self::Institution, Self::Group, Self::Document];

    /// Returns the name of the kind in files: `person`, `institution`, `group` or `document`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Institution => "institution",
            Self::Group => "group",
            Self::Document => "document",
        }
    }

    /// Returns the kind with this name in files, or `None` if there is no such kind.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A speaker: a person, an institution, an unnamed group or a document. A field is `None` or empty if the article does
/// not say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The id in links; in an article, no other speaker has it.
    pub id: SpeakerId,
    /// The fullest name in the article; in a record, the name that is shown.
    pub name: String,
    /// Person, institution, group or document.
    pub kind: SpeakerKind,
    /// The speaker's role in the text's own words: "US ambassador to the UN".
    pub role: Option<String>,
    /// The body that the speaker belongs to.
    pub affiliation: Option<String>,
    /// The country that the speaker speaks for or from.
    pub country: Option<Country>,
    /// Other words that name the speaker.
    pub aliases: Vec<String>,
    /// The body that this one is part of, where the text says so: "Labor Department" of its Bureau of Labor Statistics.
    #[serde(default)]
    pub parent: Option<String>,
    /// The author of a document, where the text names one: "World Bank" of the bank's report.
    #[serde(default)]
    pub author: Option<String>,
}

impl Speaker {
    /// Creates a speaker of whom nothing but the name is known, with the id that the name gives.
    #[must_use]
    pub fn named(name: &str, kind: SpeakerKind) -> Self {
        Self {
            id: SpeakerId::from_name(name),
            name: name.to_owned(),
            kind,
            role: None,
            affiliation: None,
            country: None,
            aliases: Vec::new(),
            parent: None,
            author: None,
        }
    }
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
            ("None", "none-"),
        ] {
            assert_eq!(SpeakerId::from_name(name).as_str(), id);
        }
    }
}

//! What a publisher states about speakers, in a file `people.toml`:
//!
//! ```toml
//! [[person]]
//! name = "Nikki Haley"
//! aliases = ["Ambassador Haley", "Haley"]
//! role = "US ambassador to the UN"
//! country = "US"
//! wikidata = "Q11942577"
//! ```

use onrecord_model::{Country, Speaker, SpeakerId, SpeakerKind};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::wikidata::WikidataItem;

/// What a publisher states about speakers: the file `people.toml`, as TOML or any other format supported by serde.
///
/// ```
/// use onrecord_corpus::People;
///
/// let people: People = toml::from_str(
///     r#"
///     [[person]]
///     name = "António Guterres"
///     aliases = ["the secretary-general"]
///     country = ""
///     "#,
/// )?;
/// assert_eq!(people.person[0].country.country(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// All speakers about whom something is stated.
    #[serde(default)]
    pub person: Vec<Person>,
}

/// A speaker as the publisher states it. Anything not stated comes from the articles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name to show; the id in links is made from it.
    pub name: String,
    /// Other names that mean this speaker, in every article.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the speaker is: "US ambassador to the UN".
    #[serde(default)]
    pub role: Option<String>,
    /// The body that the speaker belongs to.
    #[serde(default)]
    pub affiliation: Option<String>,
    /// The country that the speaker speaks for.
    #[serde(default)]
    pub country: StatedCountry,
    /// The kind of speaker; a person by default.
    #[serde(default = "person")]
    pub kind: SpeakerKind,
    /// The item of Wikidata about the speaker.
    #[serde(default)]
    pub wikidata: Option<WikidataItem>,
    /// The body that this one is part of.
    #[serde(default)]
    pub parent: Option<String>,
}

/// The country that a speaker speaks for, as a publisher states it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatedCountry {
    /// Not stated: what the articles say applies.
    #[default]
    Unstated,
    /// `country = ""`: no country, as for the secretary-general of the United Nations.
    None,
    /// This one.
    Country(Country),
}

impl StatedCountry {
    /// Returns the stated country; `None` if none is stated, or if it is stated that there is none.
    #[must_use]
    pub fn country(self) -> Option<Country> {
        self.or(None)
    }

    fn or(self, told: Option<Country>) -> Option<Country> {
        match self {
            Self::Unstated => told,
            Self::None => None,
            Self::Country(country) => Some(country),
        }
    }
}

impl<'de> Deserialize<'de> for StatedCountry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(deserializer)?;
        match code.as_ref() {
            "" => Ok(Self::None),
            code => code.parse().map(Self::Country).map_err(D::Error::custom),
        }
    }
}

const fn person() -> SpeakerKind {
    SpeakerKind::Person
}

impl Person {
    /// Returns all names, starting with the one to show.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        [&self.name].into_iter().chain(&self.aliases)
    }

    /// Replaces what articles say by what is stated.
    pub(super) fn overrule(&self, speaker: &mut Speaker) {
        speaker.role = self.role.clone().or(speaker.role.take());
        speaker.affiliation = self.affiliation.clone().or(speaker.affiliation.take());
        speaker.country = self.country.or(speaker.country);
        speaker.parent = self.parent.clone().or(speaker.parent.take());
    }
}

/// Returns the form in which names are compared, ignoring case, punctuation and surrounding spaces.
pub(super) fn key(name: &str) -> String {
    SpeakerId::from_name(name).to_string()
}

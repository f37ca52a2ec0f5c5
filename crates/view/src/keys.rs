//! The keys of lanes and compared entities in links.

use std::fmt;

use onrecord_model::{ArticleId, Country, QuoteKind, SpeakerId};

use crate::Lanes;

/// The key of a lane, as `?pin=` names it.
///
/// ```
/// use onrecord_view::{LaneKey, Lanes};
/// let lane = LaneKey::parse(Lanes::Country, "us").unwrap();
/// assert_eq!(lane.to_string(), "US");
/// assert_eq!(LaneKey::parse(Lanes::Kind, "us"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaneKey {
    /// The lane of a speaker.
    Speaker(SpeakerId),
    /// The lane of a country.
    Country(Country),
    /// The lane of a kind of statement.
    Kind(QuoteKind),
    /// The lane of an article.
    Article(ArticleId),
}

impl LaneKey {
    /// Parses the name of a lane; `lanes` says what lanes represent. Returns `None` for a country that is not two
    /// letters and for an unknown kind; whether a record has the speaker, country or article is not checked.
    #[must_use]
    pub fn parse(lanes: Lanes, name: &str) -> Option<Self> {
        match lanes {
            Lanes::Speaker => Some(Self::Speaker(SpeakerId::from_stored(name.to_owned()))),
            Lanes::Country => name.parse().ok().map(Self::Country),
            Lanes::Kind => QuoteKind::from_name(name).map(Self::Kind),
            Lanes::Article => Some(Self::Article(ArticleId::from_stored(name.to_owned()))),
        }
    }

    /// Returns what a lane with this key represents.
    #[must_use]
    pub const fn lanes(&self) -> Lanes {
        match self {
            Self::Speaker(_) => Lanes::Speaker,
            Self::Country(_) => Lanes::Country,
            Self::Kind(_) => Lanes::Kind,
            Self::Article(_) => Lanes::Article,
        }
    }
}

impl fmt::Display for LaneKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Speaker(id) => id.fmt(f),
            Self::Country(country) => country.fmt(f),
            Self::Kind(kind) => f.write_str(kind.as_str()),
            Self::Article(id) => id.fmt(f),
        }
    }
}

/// The key of a country or speaker that is compared, as `?compare=` names it.
///
/// ```
/// use onrecord_view::EntityKey;
/// assert!(matches!(EntityKey::parse("US"), EntityKey::Country(_)));
/// assert!(matches!(EntityKey::parse("nikki-haley"), EntityKey::Speaker(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityKey {
    /// A country, by its code in capitals.
    Country(Country),
    /// A speaker, by its id.
    Speaker(SpeakerId),
}

impl EntityKey {
    /// Parses a name: a country, if it is two capital Latin letters, or else a speaker's id.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        match name.parse::<Country>() {
            Ok(country) if country.code() == name => Self::Country(country),
            _ => Self::Speaker(SpeakerId::from_stored(name.to_owned())),
        }
    }
}

impl fmt::Display for EntityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(country) => country.fmt(f),
            Self::Speaker(id) => id.fmt(f),
        }
    }
}

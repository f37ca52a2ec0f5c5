//! The gazetteer: names of countries, bodies and holders of public office, indexed by their first word.

use std::cmp::Reverse;

use onrecord_model::Country;
use rustc_hash::FxHashMap;

use super::{WordClass, rows};

/// The meaning of a name in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The country itself: "South Korea".
    Name(Country),
    /// Its adjective or people: "South Korean".
    Demonym(Country),
    /// A capital or a seat of government: "Seoul", "the White House".
    Capital(Country),
    /// A body, with the country that it speaks for, if any.
    Body(Option<Country>),
}

impl Place {
    /// Returns the country, if there is one.
    pub(crate) const fn country(self) -> Option<Country> {
        match self {
            Self::Name(country) | Self::Demonym(country) | Self::Capital(country) => Some(country),
            Self::Body(country) => country,
        }
    }
}

/// A holder of public office whom the press names without a country.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    pub(crate) name: &'static str,
    pub(crate) country: Country,
    pub(crate) gender: WordClass,
}

struct Name {
    words: Vec<&'static str>,
    place: Place,
}

/// All names, indexed by first word.
pub(crate) struct Gazetteer {
    names: FxHashMap<&'static str, Vec<Name>>,
    holders: FxHashMap<&'static str, Vec<Holder>>,
    /// The first name of each country.
    called: FxHashMap<Country, &'static str>,
}

impl Gazetteer {
    pub(super) fn read() -> Self {
        let mut gazetteer =
            Self { names: FxHashMap::default(), holders: FxHashMap::default(), called: FxHashMap::default() };
        for row in rows(include_str!("../../lexicon/countries.txt")) {
            let mut columns = row.split('|');
            let Some(Ok(country)) = columns.next().map(str::parse) else { continue };
            for place in [Place::Name(country), Place::Demonym(country), Place::Capital(country)] {
                let names = columns.next().unwrap_or_default().split(';').filter(|n| !n.is_empty());
                for name in names {
                    gazetteer.called.entry(country).or_insert(name);
                    gazetteer.add(name, place);
                }
            }
        }
        for row in rows(include_str!("../../lexicon/bodies.txt")) {
            let Some((name, country)) = row.split_once('|') else { continue };
            gazetteer.add(name, Place::Body(country.parse().ok()));
        }
        for row in rows(include_str!("../../lexicon/people.txt")) {
            let mut columns = row.split('|');
            let (Some(name), Some(Ok(country))) = (columns.next(), columns.next().map(str::parse)) else {
                continue;
            };
            let gender = if columns.next() == Some("f") { WordClass::FEMALE } else { WordClass::MALE };
            let holder = Holder { name, country, gender };
            gazetteer.holders.entry(holder.surname()).or_default().push(holder);
        }
        // The longest name that fits is the one that is meant.
        gazetteer.names.values_mut().for_each(|names| names.sort_by_key(|name| Reverse(name.words.len())));
        gazetteer
    }

    /// Returns the English name of a country; empty if it is unknown.
    pub(crate) fn called(&self, country: Country) -> &'static str {
        self.called.get(&country).copied().unwrap_or_default()
    }

    fn add(&mut self, name: &'static str, place: Place) {
        let words: Vec<_> = name.split(' ').collect();
        if let Some(first) = words.first() {
            self.names.entry(first).or_default().push(Name { words, place });
        }
    }

    /// Returns the longest name at the start of some words, and its length in words.
    pub(crate) fn find<'a>(
        &self,
        first: &str,
        mut word: impl FnMut(usize) -> Option<&'a str>,
    ) -> Option<(Place, usize)> {
        let names = self.names.get(first)?;
        names
            .iter()
            .find(|name| name.words.iter().enumerate().skip(1).all(|(i, w)| word(i) == Some(w)))
            .map(|name| (name.place, name.words.len()))
    }

    /// Returns the meaning of exactly this name.
    #[cfg(test)]
    pub(crate) fn lookup(&self, name: &str) -> Option<Place> {
        let words: Vec<_> = name.split(' ').collect();
        let (place, used) = self.find(words.first()?, |i| words.get(i).copied())?;
        (used == words.len()).then_some(place)
    }

    /// Returns the holder of office with this full name, or with this surname if only one has it.
    pub(crate) fn holder(&self, full: &str) -> Option<Holder> {
        let surname = full.rsplit(' ').next().unwrap_or(full);
        let same = self.holders.get(surname).into_iter().flatten();
        if full.contains(' ') {
            return same.copied().find(|h| h.name == full).or_else(|| self.korean_order(full));
        }
        let mut same = same;
        match (same.next(), same.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    }

    /// Returns the holder with this name in the order family name, given name.
    fn korean_order(&self, full: &str) -> Option<Holder> {
        let family = full.split(' ').next()?;
        self.holders.get(family)?.iter().copied().find(|h| h.name == full)
    }
}

impl Holder {
    /// Returns the word by which the press calls this person.
    fn surname(&self) -> &'static str {
        let family_first = matches!(self.country.code(), "CN" | "KR" | "KP");
        let mut words = self.name.split(' ');
        if family_first { words.next() } else { words.next_back() }.unwrap_or(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::lexicon;

    #[test]
    fn names_lead_to_countries() {
        let country = |name| lexicon().gazetteer.lookup(name).and_then(Place::country).map(|c| c.to_string());
        for (name, code) in [
            ("US", "US"),
            ("U.S.", "US"),
            ("North Korea", "KP"),
            ("South Korean", "KR"),
            ("Beijing", "CN"),
            ("White House", "US"),
            ("State Department", "US"),
            ("Kremlin", "RU"),
            ("Downing Street", "GB"),
        ] {
            assert_eq!(country(name).as_deref(), Some(code), "{name}");
        }
        assert_eq!(lexicon().gazetteer.lookup("UN"), Some(Place::Body(None)));
        assert_eq!(lexicon().gazetteer.lookup("Korea"), None);
    }

    #[test]
    fn a_surname_that_two_share_names_nobody() {
        let country = |name| lexicon().gazetteer.holder(name).map(|h| h.country.to_string());
        assert_eq!(country("Trump").as_deref(), Some("US"));
        assert_eq!(country("Moon Jae-in").as_deref(), Some("KR"));
        assert_eq!(country("Kim").as_deref(), None);
        assert_eq!(country("Clinton"), None);
    }
}

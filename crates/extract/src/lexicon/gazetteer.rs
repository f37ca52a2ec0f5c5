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
    /// A body that several countries have under this name, with the best-known one: "the Senate".
    Shared(Country),
}

impl Place {
    /// Returns the country, if there is one.
    pub(crate) const fn country(self) -> Option<Country> {
        match self {
            Self::Name(country) | Self::Demonym(country) | Self::Capital(country) => Some(country),
            Self::Body(country) => country,
            Self::Shared(_) => None,
        }
    }
}

/// A holder of public office whom the press names without a country.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    pub(crate) name: &'static str,
    /// The country, unless the person speaks for several.
    pub(crate) country: Option<Country>,
    pub(crate) gender: WordClass,
    /// Whether the surname alone can be somebody else.
    full_name_only: bool,
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
                    // "Americans", but not "Frenchs".
                    if matches!(place, Place::Demonym(_))
                        && ["an", "i", "er", "ek"].iter().any(|end| name.ends_with(end))
                    {
                        // Made once for the life of the program.
                        gazetteer.add(String::leak(format!("{name}s")), place);
                    }
                }
            }
        }
        for row in rows(include_str!("../../lexicon/bodies.txt")) {
            let Some((name, country)) = row.split_once('|') else { continue };
            let shared = country.strip_prefix('~').and_then(|country| country.parse().ok());
            gazetteer.add(name, shared.map_or_else(|| Place::Body(country.parse().ok()), Place::Shared));
        }
        for row in rows(include_str!("../../lexicon/people.txt")) {
            let mut columns = row.split('|');
            let (Some(name), Some(country)) = (columns.next(), columns.next()) else { continue };
            let country = country.parse().ok();
            let gender = if columns.next() == Some("f") { WordClass::FEMALE } else { WordClass::MALE };
            let full_name_only = columns.next() == Some("full");
            let holder = Holder { name, country, gender, full_name_only };
            gazetteer.holders.entry(holder.surname()).or_default().push(holder);
        }
        // Longer names take precedence.
        gazetteer.names.values_mut().for_each(|names| names.sort_by_key(|name| Reverse(name.words.len())));
        gazetteer
    }

    /// Returns the English name of a country; empty if it is unknown.
    pub(crate) fn called(&self, country: Country) -> &'static str {
        self.called.get(&country).copied().unwrap_or_default()
    }

    fn add(&mut self, name: &'static str, place: Place) {
        // As the tokenizer cuts them: "People's Daily" has three words.
        let owner = |word: &'static str| match word.strip_suffix("'s") {
            Some(owner) => [Some(owner), Some("'s")],
            None => [Some(word), None],
        };
        let words: Vec<_> = name.split(' ').flat_map(owner).flatten().collect();
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
            .find(|name| {
                let is = |known: &str, word: Option<&str>| {
                    word == Some(known) || known == "'s" && word == Some("’s")
                };
                // "Nassau County" is not the capital of the Bahamas.
                let is_county =
                    matches!(name.place, Place::Capital(_)) && word(name.words.len()) == Some("County");
                name.words.iter().enumerate().skip(1).all(|(i, w)| is(w, word(i))) && !is_county
            })
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
            // "Vladimir V. Putin": without middle initials.
            let words = full.split(' ').filter(|word| !(word.len() == 2 && word.ends_with('.')));
            let short = words.collect::<Vec<_>>().join(" ");
            let known = |h: &Holder| h.name == full || h.name == short;
            return same.copied().find(known).or_else(|| self.korean_order(full));
        }
        let mut same = same.filter(|holder| !holder.full_name_only);
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
    /// Returns the single word that the press uses for this person.
    fn surname(&self) -> &'static str {
        let family_first =
            self.country.is_some_and(|country| matches!(country.code(), "CN" | "KR" | "KP" | "TW"));
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
        let country = |name| lexicon().gazetteer.holder(name).and_then(|h| h.country).map(|c| c.to_string());
        assert_eq!(country("Trump").as_deref(), Some("US"));
        assert_eq!(country("Moon Jae-in").as_deref(), Some("KR"));
        assert_eq!(country("Kim").as_deref(), None);
        assert_eq!(country("Clinton"), None);
    }
}

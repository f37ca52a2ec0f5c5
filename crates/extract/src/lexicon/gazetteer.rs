//! Names of countries, of bodies that speak, and of holders of office, found by their first word.

use onrecord_model::{Country, ranked::sort};
use rustc_hash::FxHashMap;

use super::{Class, rows};

/// What a name in the gazetteer stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The country itself: "South Korea".
    Name(Country),
    /// What belongs to it: "South Korean".
    Demonym(Country),
    /// A capital or a seat of government: "Seoul", "the White House".
    Capital(Country),
    /// A body, and the country that it speaks for, if it speaks for one.
    Body(Option<Country>),
}

impl Place {
    /// The country, where there is one.
    pub(crate) const fn country(self) -> Option<Country> {
        match self {
            Self::Name(country) | Self::Demonym(country) | Self::Capital(country) => Some(country),
            Self::Body(country) => country,
        }
    }
}

/// A person whom the press names without saying for which country.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    pub(crate) name: &'static str,
    pub(crate) country: Country,
    pub(crate) gender: Class,
}

struct Name {
    words: Vec<&'static str>,
    place: Place,
}

/// All names, each under its first word.
pub(crate) struct Gazetteer {
    names: FxHashMap<&'static str, Vec<Name>>,
    holders: FxHashMap<&'static str, Vec<Holder>>,
    /// What each country is called first.
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
            let gender = if columns.next() == Some("f") { Class::FEMALE } else { Class::MALE };
            let holder = Holder { name, country, gender };
            gazetteer.holders.entry(holder.surname()).or_default().push(holder);
        }
        // The longest name that fits is the one that is meant.
        gazetteer.names.values_mut().for_each(|names| sort(names, |a, b| b.words.len().cmp(&a.words.len())));
        gazetteer
    }

    /// What a country is called; nothing where the table does not have it.
    pub(crate) fn called(&self, country: Country) -> &'static str {
        self.called.get(&country).copied().unwrap_or_default()
    }

    fn add(&mut self, name: &'static str, place: Place) {
        let words: Vec<_> = name.split(' ').collect();
        if let Some(first) = words.first() {
            self.names.entry(first).or_default().push(Name { words, place });
        }
    }

    /// The longest name that the words begin with, and how many words it takes.
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

    /// The place that one text names exactly.
    #[cfg(test)]
    pub(crate) fn lookup(&self, name: &str) -> Option<Place> {
        let words: Vec<_> = name.split(' ').collect();
        let (place, used) = self.find(words.first()?, |i| words.get(i).copied())?;
        (used == words.len()).then_some(place)
    }

    /// The holder of office with this full name, or with this surname where only one has it.
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

    /// Family name first: the holder whose name is these words from the start.
    fn korean_order(&self, full: &str) -> Option<Holder> {
        let family = full.split(' ').next()?;
        self.holders.get(family)?.iter().copied().find(|h| h.name == full)
    }
}

impl Holder {
    /// The word under which the press names this person.
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

//! Cities and regions with their countries, indexed by their first word.

use onrecord_model::Country;
use rustc_hash::FxHashMap;

use super::rows;

/// Words that say in which part of a country something is.
const COMPASS: [&str; 11] = [
    "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Upper",
    "Lower",
];
/// Words behind the name of a region.
const DIVISIONS: [&str; 4] = ["Province", "Region", "State", "District"];

/// States of the United States as the press shortens them behind the name of a town.
const STATES: [&str; 44] = [
    "Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan.", "Ky.", "La.",
    "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.H.", "N.J.", "N.M.",
    "N.Y.", "N.C.", "N.D.", "Okla.", "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn.", "Tex.", "Vt.", "Va.",
    "Wash.", "W.Va.", "Wis.", "Wisc.", "Wyo.", "D.C.",
];

/// Whether a word is short for a state of the United States.
pub(crate) fn is_state(word: &str) -> bool {
    STATES.contains(&word)
}

/// A city or region and the countries that have one of this name.
#[derive(Debug)]
pub(crate) struct PlaceName {
    name: &'static str,
    /// Whether it is a region, rather than a city.
    pub(crate) is_region: bool,
    /// Each country, with whether the name usually means the place there.
    pub(crate) countries: Vec<(Country, bool)>,
}

/// All cities and regions.
pub(crate) struct Places {
    names: FxHashMap<&'static str, Vec<PlaceName>>,
}

impl Places {
    pub(super) fn read() -> Self {
        let mut places = Self { names: FxHashMap::default() };
        for row in rows(include_str!("../../lexicon/places.txt")) {
            let mut columns = row.split('|');
            let Some(Ok(country)) = columns.next().map(str::parse) else { continue };
            for (column, names) in columns.enumerate() {
                for name in names.split(';').filter(|name| !name.is_empty()) {
                    let main = !name.starts_with('~');
                    places.add(name.trim_start_matches('~'), column == 0, (country, main));
                }
            }
        }
        for names in places.names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.name.split(' ').count()));
        }
        places
    }

    fn add(&mut self, name: &'static str, is_region: bool, country: (Country, bool)) {
        let first = name.split(' ').next().unwrap_or_default();
        let names = self.names.entry(first).or_default();
        match names.iter_mut().find(|known| known.name == name) {
            Some(known) => known.countries.push(country),
            None => names.push(PlaceName { name, is_region, countries: vec![country] }),
        }
    }

    /// Returns the longest name at the start of some words, and its length in words.
    pub(crate) fn find<'a>(
        &self,
        first: &str,
        mut word: impl FnMut(usize) -> Option<&'a str>,
    ) -> Option<(&PlaceName, usize)> {
        self.names.get(first)?.iter().find_map(|name| {
            let words = name.name.split(' ');
            let fits = words.clone().enumerate().skip(1).all(|(i, w)| word(i) == Some(w));
            let count = words.clone().count();
            // "Western North Carolina" is not in the Western North.
            let part = count > 1 && words.clone().all(|word| COMPASS.contains(&word));
            let goes_on = |next: &str| next.starts_with(char::is_uppercase) && !DIVISIONS.contains(&next);
            (fits && !(part && word(count).is_some_and(goes_on))).then_some((name, count))
        })
    }
}

//! Similar names that may belong to one speaker: names that differ in one letter, or in the form of the first
//! name.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_corpus::is_unnamed;
use onrecord_model::{Speaker, SpeakerKind};
use onrecord_text::lowercase_char;

/// In shorter names, a difference of one letter is significant.
const LETTERS: usize = 7;
/// Keys shared by more speakers than this are too common to be significant.
const COMMON: usize = 50;

/// Returns all pairs of similar names, in the order of the speakers.
pub(crate) fn similar(speakers: &[Speaker]) -> Vec<(&Speaker, &Speaker)> {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, speaker) in speakers.iter().enumerate().filter(|(_, speaker)| !is_unnamed(speaker)) {
        for key in keys(speaker) {
            alike.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for group in alike.values().filter(|group| group.len() <= COMMON) {
        for (at, first) in group.iter().enumerate() {
            pairs.extend(group.iter().skip(at + 1).map(|second| (*first, *second)));
        }
    }
    let both = |(a, b): (usize, usize)| Some((speakers.get(a)?, speakers.get(b)?));
    pairs.into_iter().filter_map(both).filter(|(a, b)| may_be_one(a, b)).collect()
}

/// Whether a name is the surname of another, alone.
pub(super) fn is_surname_of(surname: &Speaker, full: &Speaker) -> bool {
    let last = full.name.split_whitespace().next_back().unwrap_or_default();
    folded(&surname.name) == folded(last) && surname.name.len() < full.name.len()
}

/// Returns why two names may belong to one speaker.
pub(super) fn reason(a: &Speaker, b: &Speaker) -> &'static str {
    let words = |speaker: &Speaker| speaker.name.split_whitespace().map(folded).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    match (a.as_slice(), b.as_slice()) {
        _ if a.last() == b.last() && a.first() == b.first() => {
            "the same name, and something tells them apart"
        }
        _ if a.last() == b.last() => "one given name may be short for the other",
        _ => "the names differ in one letter",
    }
}

/// Returns the keys under which similar names are found.
fn keys(speaker: &Speaker) -> BTreeSet<String> {
    let letters: Vec<char> = folded(&speaker.name).chars().collect();
    let mut keys = BTreeSet::from([letters.iter().collect()]);
    if letters.len() >= LETTERS {
        keys.extend((0..letters.len()).map(|gone| {
            letters.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, letter)| letter).collect()
        }));
    }
    if let (SpeakerKind::Person, Some(last)) = (speaker.kind, speaker.name.split_whitespace().next_back()) {
        keys.insert(format!(" {}", folded(last)));
    }
    keys
}

/// Returns a name's letters and digits in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(lowercase_char).collect()
}

/// Returns whether two speakers may be one: same kind, compatible countries and names.
fn may_be_one(a: &Speaker, b: &Speaker) -> bool {
    let same_place = a.country.is_none() || b.country.is_none() || a.country == b.country;
    if a.kind != b.kind || !same_place {
        return false;
    }
    let words = |speaker: &Speaker| speaker.name.split_whitespace().map(folded).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let (Some((last_a, first_a)), Some((last_b, first_b))) = (a.split_last(), b.split_last()) else {
        return false;
    };
    if last_a != last_b {
        // They differ in one letter elsewhere.
        return true;
    }
    match (first_a.first(), first_b.first()) {
        // A surname alone, and a person with that surname.
        (None, _) | (_, None) => true,
        // "J. Smith", "Joe Smith" and "Joseph Smith".
        (Some(x), Some(y)) => x.starts_with(y.as_str()) || y.starts_with(x.as_str()) || near(x, y),
    }
}

/// Returns whether two words differ in one letter.
fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    longest >= 4 && a.len().abs_diff(b.len()) <= 1 && front + back + 1 >= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_one() {
        for (a, b, one) in [
            ("Kim Jong-un", "Kim Jong Un", true),
            ("Kim Jong-un", "Kim Jon-un", true),
            ("J. Smith", "Joe Smith", true),
            ("Smith", "Joe Smith", true),
            ("Mikael Smith", "Michael Smith", false),
            ("Micheal Smith", "Michael Smith", false),
            ("Shinzo Abe", "Shinso Abe", true),
            ("Anna Smith", "Joe Smith", false),
            ("Shinzo Abe", "Nikki Haley", false),
        ] {
            let speaker = |name| Speaker::named(name, SpeakerKind::Person);
            assert_eq!(similar(&[speaker(a), speaker(b)]).len(), usize::from(one), "{a}, {b}");
        }
    }
}

//! Countries named in text: the one that a role or a body belongs to, and those that a statement is about.
//!
//! Only names of the gazetteer count; the form of a word is never taken as a hint.

mod region;
mod setting;

use onrecord_model::{Country, Span};

pub(crate) use region::{is_region, region_behind};
pub(crate) use setting::Setting;

use crate::{
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass, lexicon},
    phrases::place_at,
    sentences::Item,
    tokens::{Token, TokenKind},
};

/// A country and the words that named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountryEvidence {
    pub(crate) country: Country,
    pub(crate) words: Span,
}

/// Returns the country that a role, an apposition or a body belongs to: "Chinese" in "Chinese Foreign Ministry
/// spokesman", "Seoul" in "expert on China at Seoul's Yonsei University".
pub(crate) fn of_role(
    source: &str,
    items: &[Item],
    first: usize,
    last: usize,
    setting: &Setting,
) -> Option<CountryEvidence> {
    if let Some(told) = of_party(source, items, (first, last), setting) {
        return Some(told);
    }
    // "to", "on" and similar words introduce what the role deals with, not where it belongs.
    let mut foreign = false;
    let mut at = first;
    while at < last.min(items.len()) {
        let word = items.get(at)?.span.slice(source).to_ascii_lowercase();
        match word.as_str() {
            "to" | "on" | "with" | "about" | "against" | "under" | "into" => {
                foreign = true;
                // "adviser to Obama" is of Obama's country.
                if word == "to"
                    && let Some(told) = of_holder(source, items, at.plus(1), last)
                {
                    return Some(told);
                }
            }
            "at" | "in" | "from" | "for" => foreign = false,
            _ => {}
        }
        let (country, used) = country_at(source, items, at, last, setting);
        if let Some(country) = country.filter(|_| !foreign) {
            let words = items.get(at..at.plus(used)).unwrap_or_default();
            let words = words.first()?.span.cover(words.last()?.span);
            return Some(CountryEvidence { country, words });
        }
        at = at.plus(used);
    }
    None
}

/// Returns the country that a role names from item `at` on, if any, and the length of the name in items: 1 if there is
/// no name.
fn country_at(
    source: &str,
    items: &[Item],
    at: usize,
    last: usize,
    setting: &Setting,
) -> (Option<Country>, usize) {
    // "New England", "British Columbia": the longer name is meant.
    let longer = city_at(source, items, at, last, setting);
    let listed = place_at(source, items, at, last).filter(|(_, used)| longer.is_none_or(|(_, n)| *used >= n));
    if let Some(country) = named_like_a_person(source, items, at) {
        return (Some(country), 1);
    }
    if let Some((place, used)) = listed {
        // "Union of Ontario Indian Chiefs"
        if is_first_nation(source, items, at.plus(used))
            && items.get(at).is_some_and(|i| i.span.slice(source) == "Indian")
        {
            return (None, used);
        }
        // "director of the Danish Hospital in Hanoi"
        if names_facility(source, items, place, at.plus(used)) {
            return (None, used);
        }
        if !is_subject(source, items, place, at) {
            let shared = || match place {
                Place::Shared(country) => Some(country).filter(|country| setting.supports(*country)),
                _ => None,
            };
            return (place.country().or_else(shared), used);
        }
    }
    let named_after = |country: &Country| names_body(items, at) && !setting.is_about(*country);
    if let Some((country, used)) = longer.filter(|(country, _)| !named_after(country)) {
        return (Some(country), used);
    }
    let word = items.get(at).map_or("", |item| item.span.slice(source));
    let of_title = || {
        let title = lexicon().country_of_title(word);
        let meant = title.filter(|(country, shared)| !shared || setting.supports(*country));
        meant.map(|(country, _)| country)
    };
    (based_in(word, setting).or_else(of_title), 1)
}

/// Returns the country that has the name of a person where its place shows that it is meant: "Jordan’s king", "president of
/// Chad".
fn named_like_a_person(source: &str, items: &[Item], at: usize) -> Option<Country> {
    let code = match items.get(at)?.span.slice(source) {
        "Jordan" => "JO",
        "Chad" => "TD",
        _ => return None,
    };
    let owns = items.get(at.plus(1)).is_some_and(|next| next.can(WordClass::POSSESSIVE));
    let of = at.checked_sub(1).and_then(|of| items.get(of)).is_some_and(|of| of.span.slice(source) == "of");
    let ends = items.get(at.plus(1)).is_none_or(|next| !next.can(WordClass::CAPITAL));
    if owns || of && ends { code.parse().ok() } else { None }
}

/// Whether what follows "Indian" shows the first peoples of America: "Indian Chiefs", "the Indian Health Service".
fn is_first_nation(source: &str, items: &[Item], behind: usize) -> bool {
    let next = items.get(behind).map_or("", |item| item.span.slice(source));
    [
        "Affairs",
        "Band",
        "Chiefs",
        "Country",
        "Health",
        "Nation",
        "Nations",
        "Reserve",
        "Reservation",
        "Tribe",
        "Tribes",
    ]
    .contains(&next)
}

/// Returns the country of the place in "Lagos-based", "Pakistan-based".
fn based_in(word: &str, setting: &Setting) -> Option<Country> {
    let place = word.strip_suffix("-based")?;
    let named = lexicon().gazetteer.find(place, |_| None).and_then(|(place, _)| place.country());
    named.or_else(|| setting.place(lexicon().places.find(place, |_| None)?.0))
}

/// Whether a word that is also a town begins the name of a body at item `at`: "Meridian Bank".
fn names_body(items: &[Item], at: usize) -> bool {
    let behind = items.get(at.plus(1));
    let office = WordClass::ROLE.with(WordClass::TITLE);
    items.get(at).is_some_and(|town| town.can(WordClass::TOWN))
        && behind.is_some_and(|next| next.can(WordClass::CAPITAL) && next.is_word() && !next.can(office))
}

/// Subjects that are taught, behind the name of a language.
const TAUGHT: [&str; 12] = [
    "professor",
    "teacher",
    "tutor",
    "lecturer",
    "instructor",
    "translator",
    "literature",
    "department",
    "major",
    "class",
    "student",
    "lessons",
];

/// "An English professor", "the Spanish teacher"
fn is_subject(source: &str, items: &[Item], place: Place, at: usize) -> bool {
    let next = items.get(at.plus(1)).map_or("", |item| item.span.slice(source));
    matches!(place, Place::Demonym(_)) && TAUGHT.iter().any(|word| next.eq_ignore_ascii_case(word))
}

/// Houses that are named after a people and can be anywhere.
const FACILITIES: [&str; 7] = ["Hospital", "School", "Clinic", "Church", "Restaurant", "Hotel", "Hospice"];

/// Whether a demonym, which ends before item `behind`, is part of the name of a house: "the Danish Friendship Hospital".
fn names_facility(source: &str, items: &[Item], place: Place, behind: usize) -> bool {
    let name = items.iter().skip(behind).take_while(|item| item.can(WordClass::CAPITAL)).take(4);
    let mut words = name.map(|item| item.span.slice(source));
    matches!(place, Place::Demonym(_)) && words.any(|word| FACILITIES.contains(&word))
}

/// Whether a phrase names the office of a politician with the party: "the Labour MP".
pub(crate) fn of_party_office(source: &str, items: &[Item], (first, last): (usize, usize)) -> bool {
    let is = |at: usize, words: &[&str]| {
        items.get(at).is_some_and(|item| words.contains(&item.span.slice(source)))
    };
    let office =
        ["MP", "MPs", "MEP", "MSP", "TD", "senator", "congressman", "congresswoman", "governor", "lawmaker"];
    last > first.plus(1)
        && is(last.minus(1), &office)
        && items.get(last.minus(2)).is_some_and(|item| item.can(WordClass::CAPITAL))
}

/// "Democrat of Georgia", "an Ohio Republican": a party of the United States with one of their states.
fn of_party(
    source: &str,
    items: &[Item],
    (first, last): (usize, usize),
    setting: &Setting,
) -> Option<CountryEvidence> {
    let word = |at: usize| items.get(at).map_or("", |item| item.span.slice(source));
    let range = || first..last.min(items.len());
    let party = |at: &usize| ["Democrat", "Democratic", "Republican", "GOP"].contains(&word(*at));
    range().find(party)?;
    let united_states: Country = "US".parse().ok()?;
    let state = |at: &usize| {
        let found = lexicon().places.find(word(*at), |i| (at.plus(i) < last).then(|| word(at.plus(i))));
        let found = found.is_some_and(|(place, _)| place.countries.iter().any(|(c, _)| *c == united_states));
        found || ["Georgia", "Washington"].contains(&word(*at))
    };
    // "a Lima Republican": whatever the town, where the story is of the United States.
    let closes =
        |at: &usize| ["Democrat", "Republican"].contains(&word(*at)) && setting.is_about(united_states);
    let at = range().find(state).or_else(|| last.min(items.len()).checked_sub(1).filter(closes))?;
    Some(CountryEvidence { country: united_states, words: items.get(at)?.span })
}

/// Returns the country of the city or region named from item `at` on, and its length in items.
pub(crate) fn city_at(
    source: &str,
    items: &[Item],
    at: usize,
    last: usize,
    setting: &Setting,
) -> Option<(Country, usize)> {
    let first = items.get(at).filter(|i| i.can(WordClass::CAPITAL))?;
    let word =
        |i: usize| items.get(at.plus(i)).filter(|_| at.plus(i) < last).map(|item| item.span.slice(source));
    let (place, used) = lexicon().places.find(first.span.slice(source), word)?;
    // "Exeter, N.H.", but "London, New York"
    let state = region::of_town(source, items, at.plus(used)).filter(|_| !place.is_region);
    state.or_else(|| setting.place(place)).map(|country| (country, used))
}

/// Returns the country of the holder of office named from item `at` on.
fn of_holder(source: &str, items: &[Item], at: usize, last: usize) -> Option<CountryEvidence> {
    // "to President Obama", "to then-President Obama"
    let is_title = |item: &Item| {
        let word = item.span.slice(source);
        item.can(WordClass::TITLE) || word.starts_with("then-")
    };
    let titles = items.iter().skip(at).take_while(|item| is_title(item)).count();
    let at = at.plus(titles);
    let mut end = at;
    while end < last && items.get(end).is_some_and(|i| i.can(WordClass::CAPITAL)) {
        end = end.plus(1);
    }
    let (from, to) = (items.get(at)?, items.get(end.checked_sub(1)?)?);
    if end == at {
        return None;
    }
    let words = from.span.cover(to.span);
    let holder = lexicon().gazetteer.holder(words.slice(source))?;
    Some(CountryEvidence { country: holder.country?, words })
}

/// Returns the countries that stretches of text name, without repeats, in order of the code.
pub(crate) fn named<'t>(source: &str, stretches: impl Iterator<Item = &'t [Token]>) -> Vec<Country> {
    let mut all = Vec::new();
    for tokens in stretches {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let may =
                token.kind == TokenKind::Word && token.class.is(WordClass::CAPITAL.with(WordClass::DET));
            let word = if may { token.span.slice(source) } else { "" };
            let first = if word == "The" { "the" } else { word };
            let found = (may && (token.class.is(WordClass::CAPITAL) || first == "the"))
                .then(|| {
                    lexicon().gazetteer.find(first, |i| tokens.get(at.plus(i)).map(|t| t.span.slice(source)))
                })
                .flatten();
            at = at.plus(found.map_or(1, |(_, used)| used));
            // A body speaks for a country, but does not name it.
            if let Some((Place::Name(country) | Place::Demonym(country) | Place::Capital(country), _)) = found
                && !all.contains(&country)
            {
                all.push(country);
            }
        }
    }
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quotations::match_marks, sentences::sentences, tokens::tokenize};

    #[test]
    fn countries_of_roles() {
        for (role, expected) in [
            ("US ambassador to the UN", "US"),
            ("US ambassador to China", "US"),
            ("China’s ambassador to the United Nations", "CN"),
            ("Chinese Foreign Ministry spokesman", "CN"),
            ("an expert on Chinese-Korean relations at Seoul’s Yonsei University", "KR"),
            ("acting assistant secretary of the State Department’s East Asia bureau", "US"),
            ("spokesman for the South Korean Ministry of National Defense", "KR"),
            ("a former national security adviser to Obama", "US"),
            ("a former adviser to President Obama", "US"),
            ("Democratic Sen.", "US"),
            ("arms control expert", "-"),
            ("an expert on North Korea", "-"),
        ] {
            let tokens = tokenize(role, Span::from_usize(0, role.len()));
            let sentences = sentences(&tokens, &match_marks(&tokens));
            let sentence = sentences.iter().next().unwrap();
            let got = of_role(role, sentence, 0, sentence.len(), &Setting::default())
                .map(|t| t.country.to_string());
            assert_eq!(got.as_deref().unwrap_or("-"), expected, "{role}");
        }
    }

    #[test]
    fn countries_that_are_spoken_of() {
        let text =
            "Beijing and the North Koreans told Washington that the North, unlike Georgia, was the UN’s";
        let tokens = tokenize(text, Span::from_usize(0, text.len()));
        let named = named(text, [tokens.as_slice()].into_iter());
        assert_eq!(named.iter().map(ToString::to_string).collect::<Vec<_>>(), ["CN", "KP", "US"]);
    }
}

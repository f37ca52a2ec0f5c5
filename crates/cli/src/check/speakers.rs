//! What may be wrong with the speakers of a record.

use std::collections::BTreeMap;

use onrecord_corpus::{Draft, StatedCountry, is_unnamed, roles_exclude};
use onrecord_model::{Speaker, SpeakerKind};
use onrecord_text::plural;

use super::{
    findings::{Finding, Kind},
    similar_names,
};
use crate::record::{Made, Where};

/// In records of fewer speakers, each without a country is reported.
const FEW: usize = 20;

/// Returns the findings about speakers, in any order.
pub(super) fn findings(made: &Made) -> Vec<Finding> {
    let draft = &made.draft;
    let spoken = spoken(draft);
    let stated = |speaker: &Speaker| made.people.person.iter().any(|person| person.name == speaker.name);
    let mut found = same(made, &spoken, &stated);
    for (at, speaker) in draft.speakers.iter().enumerate() {
        let about = |kind, message: String| Finding {
            at: first_place(made, &spoken, at),
            ..about(kind, draft, &spoken, at, &message)
        };
        if let Some((one, other)) = two_roles(draft, at).filter(|_| !stated(speaker)) {
            found.push(about(Kind::TwoSpeakers, format!(": “{one}” and “{other}”")));
        }
        if !stated(speaker) && is_junk(speaker) {
            found.push(about(Kind::Junk, String::new()));
        } else if lacks_country(made, speaker) {
            found.push(about(Kind::NoCountry, String::new()));
        }
    }
    found
}

/// Returns a finding about one speaker, with the number of statements.
fn about(kind: Kind, draft: &Draft, spoken: &[Vec<usize>], at: usize, message: &str) -> Finding {
    let statements = spoken.get(at).map_or(0, Vec::len);
    let Some(speaker) = draft.speakers.get(at) else { return Finding::default() };
    let said = plural(statements, "statement");
    Finding {
        kind,
        speakers: vec![speaker.id.to_string()],
        statements,
        message: format!("“{}” ({statements} {said}){message}", speaker.name),
        ..Finding::default()
    }
}

/// Returns the findings about names that may belong to one speaker. A surname alone is reported once, with everybody who
/// bears it.
fn same(made: &Made, spoken: &[Vec<usize>], stated: &dyn Fn(&Speaker) -> bool) -> Vec<Finding> {
    let draft = &made.draft;
    let index = |speaker: &Speaker| draft.speakers.binary_search_by(|known| known.id.cmp(&speaker.id)).ok();
    let count = |speaker: &Speaker| index(speaker).and_then(|at| spoken.get(at)).map_or(0, Vec::len);
    let mut found = Vec::new();
    let mut surnames: BTreeMap<usize, Vec<&Speaker>> = BTreeMap::new();
    for (a, b) in similar_names::similar(&draft.speakers) {
        // Two speakers that the publisher states are different.
        if is_unnamed(a) || is_unnamed(b) || stated(a) && stated(b) {
            continue;
        }
        let alone = |speaker: &Speaker| !speaker.name.contains(' ');
        let is_surname = |a: &Speaker, b: &Speaker| alone(a) && similar_names::is_surname_of(a, b);
        match () {
            // Both are surnames of the same people.
            () if alone(a) && a.name == b.name => {}
            () if is_surname(a, b) => surnames.entry(index(a).unwrap_or_default()).or_default().push(b),
            () if is_surname(b, a) => surnames.entry(index(b).unwrap_or_default()).or_default().push(a),
            () => found.push(Finding {
                kind: Kind::SameSpeaker,
                speakers: vec![a.id.to_string(), b.id.to_string()],
                statements: count(a).min(count(b)),
                message: format!("{} and {}: {}", called(a, b), called(b, a), similar_names::reason(a, b)),
                ..Finding::default()
            }),
        }
    }
    found.extend(surnames.into_iter().map(|(at, bearers)| {
        let names: Vec<String> = bearers.iter().map(|speaker| format!("“{}”", speaker.name)).collect();
        let message = format!(": the surname of {}", names.join(", "));
        let mut finding = about(Kind::SameSpeaker, draft, spoken, at, &message);
        finding.speakers.extend(bearers.iter().map(|speaker| speaker.id.to_string()));
        Finding { at: first_place(made, spoken, at), ..finding }
    }));
    found
}

/// Returns a name in quotation marks, with the id if another speaker has the same name.
fn called(speaker: &Speaker, other: &Speaker) -> String {
    let id = if speaker.name == other.name { format!(" ({})", speaker.id) } else { String::new() };
    format!("“{}”{id}", speaker.name)
}

/// Returns the statements of each speaker, as indices of entries.
fn spoken(draft: &Draft) -> Vec<Vec<usize>> {
    let mut spoken = vec![Vec::new(); draft.speakers.len()];
    for (nth, at) in
        draft.statements.iter().enumerate().filter_map(|(nth, entry)| Some((nth, entry.speaker?)))
    {
        if let Some(entries) = spoken.get_mut(at) {
            entries.push(nth);
        }
    }
    spoken
}

/// Returns the place of the first statement of a speaker.
fn first_place(made: &Made, spoken: &[Vec<usize>], speaker: usize) -> Where {
    let draft = &made.draft;
    let first = spoken.get(speaker).and_then(|entries| draft.statements.get(*entries.first()?));
    let place = first.and_then(|entry| {
        let (said, source) = (draft.statement(entry)?, draft.articles.get(entry.primary.article)?);
        let file = made.files.get(&source.meta.id).cloned();
        Some(Where::in_article(file, &source.meta.id, &source.text, said.spans.first()?.start))
    });
    place.unwrap_or_default()
}

/// Returns two roles of a speaker that one person hardly has.
fn two_roles(draft: &Draft, speaker: usize) -> Option<(&str, &str)> {
    let roles: Vec<&str> =
        draft.roles.iter().filter(|role| role.speaker == speaker).map(|role| role.role.as_str()).collect();
    let pairs =
        roles.iter().enumerate().flat_map(|(at, one)| roles.iter().skip(at + 1).map(move |two| (*one, *two)));
    pairs.into_iter().find(|(one, two)| roles_exclude(one, two))
}

/// Whether a named speaker has no country in a record in which most have one.
fn lacks_country(made: &Made, speaker: &Speaker) -> bool {
    if speaker.country.is_some() || is_unnamed(speaker) {
        return false;
    }
    let all = &made.draft.speakers;
    let with = all.iter().filter(|speaker| speaker.country.is_some()).count();
    // The publisher can state that a speaker represents no country.
    let stated = &mut made.people.person.iter().filter(|person| person.country == StatedCountry::None);
    let for_none = stated.any(|person| person.name == speaker.name);
    !for_none && (all.len() < FEW || with * 2 >= all.len())
}

/// Words that no name ends or begins with.
const LOOSE: [&str; 28] = [
    "about", "after", "and", "as", "at", "but", "by", "for", "from", "has", "his", "her", "if", "in", "into",
    "is", "of", "on", "or", "over", "said", "says", "that", "this", "to", "was", "when", "with",
];

/// Whether a name is hardly a speaker's: a number, an owner with a thing, a run of words, words of a headline. Speakers
/// that are described instead of named may have any words.
pub(crate) fn is_junk(speaker: &Speaker) -> bool {
    let words: Vec<&str> = speaker.name.split_whitespace().collect();
    let is_loose = |word: &&&str| LOOSE.contains(&word.to_lowercase().as_str());
    let loose = |word: Option<&&str>| word.filter(is_loose).is_some();
    if is_unnamed(speaker) {
        // "his supporters", "this source"
        let points = words.first().is_some_and(|word| ["his", "her", "this", "that"].contains(word));
        return !points && loose(words.first()) || loose(words.last());
    }
    let digit = speaker.name.starts_with(|first: char| first.is_ascii_digit());
    let owner =
        speaker.kind == SpeakerKind::Person && (speaker.name.contains("’s ") || speaker.name.contains("'s "));
    // "FULL TEXT", but not "EPA" or "BFM TV"
    let shouted = words.len() > 1 && words.iter().all(|word| word.len() > 3 && is_shouted(word));
    // "Al From" is a person's name.
    let run = words.len() > 2 && (loose(words.first()) || loose(words.last()));
    digit || owner || shouted || run || words.len() > LONG
}

/// The number of words of the longest names of bodies.
const LONG: usize = 12;

fn is_shouted(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_no_speakers() {
        for (name, kind, junk) in [
            ("Ada Cole", SpeakerKind::Person, false),
            ("Ada Cole Talking About", SpeakerKind::Person, true),
            ("Ada On", SpeakerKind::Person, false),
            ("her rowers", SpeakerKind::Group, false),
            ("HARBOR NEWS", SpeakerKind::Person, true),
            ("BFM TV", SpeakerKind::Institution, false),
            ("12 Angry Gulls", SpeakerKind::Institution, false),
            ("12 gulls", SpeakerKind::Group, false),
            ("Cole’s boat", SpeakerKind::Person, false),
            ("Cole’s Boat", SpeakerKind::Person, true),
        ] {
            assert_eq!(is_junk(&Speaker::named(name, kind)), junk, "{name}");
        }
    }
}

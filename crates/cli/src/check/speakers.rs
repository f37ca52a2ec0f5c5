//! What may be wrong with the speakers of a record.

use onrecord_corpus::{Draft, StatedCountry, is_unnamed, roles_exclude};
use onrecord_model::{Speaker, SpeakerKind};
use onrecord_text::plural;

use super::{
    findings::{Finding, Kind},
    similar_names,
};
use crate::record::Made;

/// In records of fewer speakers, each without a country is reported.
const FEW: usize = 20;

/// Returns the findings about speakers, in any order.
pub(super) fn findings(made: &Made) -> Vec<Finding> {
    let draft = &made.draft;
    let spoken = statements_of(draft);
    let count = |speaker: &Speaker| {
        let at = draft.speakers.binary_search_by(|known| known.id.cmp(&speaker.id)).ok();
        at.and_then(|at| spoken.get(at).copied()).unwrap_or_default()
    };
    let stated = |speaker: &Speaker| made.people.person.iter().any(|person| person.name == speaker.name);
    // Two speakers that the publisher states are different.
    let pairs =
        similar_names::similar(&draft.speakers).into_iter().filter(|(a, b)| !(stated(a) && stated(b)));
    let mut found: Vec<_> = pairs
        .filter(|(a, b)| !is_unnamed(a) && !is_unnamed(b))
        .map(|(a, b)| Finding {
            kind: Kind::SameSpeaker,
            speakers: vec![a.id.to_string(), b.id.to_string()],
            statements: count(a).min(count(b)),
            message: format!("“{}” and “{}”: {}", a.name, b.name, similar_names::reason(a, b)),
            ..Finding::default()
        })
        .collect();
    for (at, speaker) in draft.speakers.iter().enumerate() {
        let statements = spoken.get(at).copied().unwrap_or_default();
        let about = |kind, message: String| Finding {
            kind,
            speakers: vec![speaker.id.to_string()],
            statements,
            message: format!(
                "“{}” ({statements} {}){message}",
                speaker.name,
                plural(statements, "statement")
            ),
            ..Finding::default()
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

/// Returns the number of statements of each speaker.
fn statements_of(draft: &Draft) -> Vec<usize> {
    let mut spoken = vec![0_usize; draft.speakers.len()];
    for at in draft.statements.iter().filter_map(|entry| entry.speaker) {
        if let Some(count) = spoken.get_mut(at) {
            *count += 1;
        }
    }
    spoken
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
const LOOSE: [&str; 16] = [
    "and", "or", "but", "of", "for", "to", "at", "in", "on", "by", "with", "says", "said", "has", "is", "was",
];

/// Whether a name is hardly a speaker's: a number, an owner with a thing, a run of words.
pub(crate) fn is_junk(speaker: &Speaker) -> bool {
    let words: Vec<&str> = speaker.name.split_whitespace().collect();
    let loose = |word: Option<&&str>| word.is_some_and(|word| LOOSE.contains(&word.to_lowercase().as_str()));
    let digit = speaker.name.starts_with(|first: char| first.is_ascii_digit());
    let owner =
        speaker.kind == SpeakerKind::Person && (speaker.name.contains("’s ") || speaker.name.contains("'s "));
    digit || owner || loose(words.first()) || loose(words.last()) || words.len() > 9
}

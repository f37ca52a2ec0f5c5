//! Keys: the forms of names by which speakers are grouped for comparison.

use onrecord_model::{Speaker, SpeakerId, SpeakerKind};
use rustc_hash::FxHashSet;

use super::{
    bodies::BodyName,
    evidence::is_unnamed,
    papers,
    person_name::{PersonName, plain_name},
};
use crate::build::people::{People, key};

/// Words before the place of a group.
const LEADS: [&str; 4] = [" of ", " in ", " at ", " near "];

/// Computes the keys of speakers: the forms of their names by which they are grouped for comparison. Speakers who share
/// no key, directly or through others, never influence each other, and may be resolved in different groups
/// ([`resolve_speakers`](crate::resolve_speakers)).
///
/// A rule that compares another form of a name must add it to the keys.
#[derive(Clone, Debug, Default)]
pub struct IdentityKeys {
    /// The names that the publisher states.
    stated: FxHashSet<String>,
}

impl IdentityKeys {
    /// Creates the computation of keys for a record whose publisher states these people.
    #[must_use]
    pub fn new(people: &People) -> Self {
        Self {
            stated: people.person.iter().flat_map(|person| person.names()).map(|name| key(name)).collect(),
        }
    }

    /// Returns the keys of a speaker of the article with this id. They are distinct, and none is empty.
    #[must_use]
    pub fn for_speaker(&self, speaker: &Speaker, article: &str) -> Vec<String> {
        let name = &speaker.name;
        let owners = speaker.parent.iter().chain(&speaker.author).flat_map(|owner| name_keys(owner));
        if is_unnamed(speaker) && !self.stated.contains(&key(name)) {
            // The name may be shown with its place.
            let group = LEADS.iter().find_map(|lead| Some(name.split_once(lead)?.0)).unwrap_or(name);
            let own = SpeakerId::from_name(&format!("{group} {article}")).to_string();
            return distinct([own].into_iter().chain(owners).collect());
        }
        let mut keys = name_keys(name);
        keys.extend(owners);
        if speaker.kind == SpeakerKind::Person {
            // In some countries, the first word is the surname.
            let family_first = speaker
                .country
                .is_some_and(|country| matches!(country.code(), "CN" | "KR" | "KP" | "TW" | "VN"));
            keys.extend(PersonName::parse(name).given.into_iter().next().filter(|_| family_first));
        }
        let single = speaker.aliases.iter().filter(|alias| !alias.contains(char::is_whitespace));
        keys.extend(single.flat_map(|alias| [PersonName::parse(alias).surname, BodyName::parse(alias).key]));
        distinct(keys)
    }
}

/// Returns the keys of each person that a publisher states, in the same order: those of all of the person's names.
#[must_use]
pub fn stated_keys(people: &People) -> Vec<Vec<String>> {
    people
        .person
        .iter()
        .map(|person| distinct(person.names().flat_map(|name| name_keys(name)).collect()))
        .collect()
}

/// Returns the keys of a person's or a body's name: that of its id, the surname, and the normal form.
fn name_keys(name: &str) -> Vec<String> {
    let body = BodyName::parse(name).key;
    // A ministry is the same with and without its country: "chinese foreign ministry", "foreign ministry".
    let ministry = body.ends_with(" ministry").then(|| {
        let words: Vec<&str> = body.rsplit(' ').take(2).collect();
        words.into_iter().rev().collect::<Vec<_>>().join(" ")
    });
    let id = stem(SpeakerId::from_name(name).as_str()).to_owned();
    let plain = stem(SpeakerId::from_name(plain_name(name)).as_str()).to_owned();
    let paper = papers::last_word(&body).map(str::to_owned);
    [id, plain, PersonName::parse(name).surname, body].into_iter().chain(ministry).chain(paper).collect()
}

/// Returns an id without the suffix that distinguishes namesakes, so that ids that may clash have the same key.
fn stem(mut id: &str) -> &str {
    let tells_apart = |end: &str| end.len() == 2 || end.bytes().all(|byte| byte.is_ascii_digit());
    while let Some((rest, end)) = id.rsplit_once('-') {
        if !tells_apart(end) {
            break;
        }
        id = rest;
    }
    id
}

fn distinct(mut keys: Vec<String>) -> Vec<String> {
    let mut seen = FxHashSet::default();
    keys.retain(|key| !key.is_empty() && seen.insert(key.clone()));
    keys
}

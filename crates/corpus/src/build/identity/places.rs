//! The places of unnamed groups: "officials" of a story that opens in Ohio are "officials of Ohio".
//!
//! A place comes from the words that name the group, from the place where the story opens, or from its dateline.

use onrecord_model::{Speaker, SpeakerKind, Statement};
use onrecord_text::{fold, squeeze, title_case};

use super::bodies::BodyName;

/// Holders of public authority: they belong to a place.
const PUBLIC: [&str; 18] = [
    "administrators",
    "authorities",
    "council",
    "deputies",
    "detectives",
    "firefighters",
    "hospital",
    "investigators",
    "lawmakers",
    "legislators",
    "mayor",
    "officers",
    "official",
    "officials",
    "police",
    "prosecutor",
    "prosecutors",
    "troopers",
];
/// People who are at a place.
const LOCAL: [&str; 19] = [
    "bystanders",
    "commuters",
    "farmers",
    "locals",
    "man",
    "men",
    "neighbor",
    "neighbors",
    "neighbours",
    "passengers",
    "passersby",
    "protesters",
    "resident",
    "residents",
    "villagers",
    "witness",
    "witnesses",
    "woman",
    "women",
];
/// Words between a group and its place.
const LEADS: [&str; 3] = ["in", "at", "near"];
/// Datelines of stories about anywhere.
const NEWSROOMS: [&str; 2] = ["Washington", "New York"];
/// The greatest length of a place in a dateline, in bytes.
const LONGEST: usize = 40;

/// Returns the words that tell the place of an unnamed speaker, with the preposition: "of Ohio", "in Osaka".
pub(super) fn place_of(speaker: &Speaker, said: &[&Statement], dateline: Option<&str>) -> Option<String> {
    let name = &speaker.name;
    let is_generic = speaker.kind == SpeakerKind::Institution && BodyName::parse(name).is_generic();
    if speaker.kind == SpeakerKind::Document || !is_generic && name.chars().any(char::is_uppercase) {
        return None;
    }
    if let Some(own) = own_place(name, said) {
        return Some(own);
    }
    let head = fold(name.split(' ').next_back().unwrap_or_default());
    let lead = match head.as_str() {
        head if PUBLIC.contains(&head) || is_generic && name.contains(' ') => "of",
        head if LOCAL.contains(&head) => "in",
        _ => return None,
    };
    let opening = said.iter().find_map(|said| opening_place(&said.why.country)).map(str::to_owned);
    // If the story does not tell the country, the group may be of another place than that of the dateline: American officials
    // speak in a story from London about Sudan.
    let of_story = said.iter().all(|said| said.why.country.starts_with("the story"));
    let place = opening.or_else(|| dateline_place(dateline.filter(|_| of_story)?))?;
    Some(format!("{lead} {place}"))
}

/// Returns the place behind the group in the words that name it: "in Ohio" of "two officials in Ohio". If the words
/// differ, they are several groups, and the name says no place.
fn own_place(name: &str, said: &[&Statement]) -> Option<String> {
    let mut own: Option<String> = None;
    // "Two officials in Ohio said": the sentence gives the capital.
    let mut chars = name.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    for mention in said.iter().filter_map(|said| said.mention.as_ref()) {
        let folded = squeeze(&mention.text);
        let split = |name: &str| folded.split_once(&format!("{name} "));
        let Some((_, behind)) = split(name).or_else(|| split(&capital)) else { continue };
        let mut words = behind.split(' ');
        let lead = words.next().filter(|lead| LEADS.contains(lead))?;
        let is_name = |word: &&str| word.starts_with(char::is_uppercase);
        let article = words.clone().next().filter(|word| *word == "the");
        let place: Vec<&str> = words.skip(usize::from(article.is_some())).take_while(is_name).collect();
        let owns = place.last().is_none_or(|last| last.ends_with("’s") || last.ends_with("'s"));
        let place = [lead].into_iter().chain(article).chain(place).collect::<Vec<_>>().join(" ");
        let place = place.trim_end_matches([',', '.', '’', '\'']).to_owned();
        if owns || own.as_ref().is_some_and(|own| *own != place) {
            return None;
        }
        own = Some(place);
    }
    own
}

/// Returns the place in the reason for a country: "the story opens in Osaka (Japan)".
fn opening_place(reason: &str) -> Option<&str> {
    reason.strip_prefix("the story opens in ")?.split(" (").next()
}

/// Returns the place of a dateline: "Columbus, Ohio" of "COLUMBUS, Ohio (Lake Wire)".
fn dateline_place(dateline: &str) -> Option<String> {
    let place = dateline.split('(').next().unwrap_or_default();
    let place = place.trim().trim_end_matches(['-', '–', '—', ',', ' ']);
    // "Fla.", but "D.C."
    let is_initials = |word: &str| word.trim_end_matches(['.', ',']).contains('.');
    let plain = |word: &str| if is_initials(word) { word.to_owned() } else { title_case(word) };
    let words: Vec<String> = place.split_whitespace().map(plain).collect();
    let place = words.join(" ");
    let is_place = place.len() < LONGEST && place.starts_with(char::is_alphabetic);
    (is_place && !NEWSROOMS.contains(&place.as_str())).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_datelines() {
        for (dateline, place) in [
            ("COLUMBUS, Ohio (Lake Wire) —", Some("Columbus, Ohio")),
            ("OSAKA", Some("Osaka")),
            ("TAMPA, FLA.", Some("Tampa, Fla.")),
            ("ALBANY, N.Y.", Some("Albany, N.Y.")),
            ("WASHINGTON (Lake Wire)", None),
            ("", None),
        ] {
            assert_eq!(dateline_place(dateline).as_deref(), place, "{dateline}");
        }
    }
}

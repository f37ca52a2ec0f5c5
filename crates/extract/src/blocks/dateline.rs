//! Datelines: the place and the agency that open a story, as in "SEOUL, South Korea (AP) — ".

use onrecord_text::{english::MONTHS, title_case};

use crate::{
    index::{SaturatingIndex as _, rest},
    lexicon::{Place, lexicon},
};

/// Maximum length of a dateline in bytes.
const LONGEST: usize = 80;

/// Returns the length of the dateline of `text` in bytes, including the dash and the spaces behind it.
pub(super) fn length(text: &str) -> Option<usize> {
    if let Some(length) = before_colon(text) {
        return Some(length);
    }
    let head = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let bytes = head.as_bytes();
    let (dash, width) = (0..bytes.len()).find_map(|at| {
        // Each of them begins with one of three bytes.
        let may = matches!(bytes.get(at), Some(b' ' | b'-' | 0xe2));
        let dash = ["—", "–", " - ", "--"].iter().find(|dash| may && rest(head, at).starts_with(**dash))?;
        Some((at, dash.len()))
    })?;
    let before = head.get(..dash)?.trim_end_matches(|ch: char| ch.is_whitespace());
    if !reads_as_place(before) {
        return None;
    }
    let rest = text.get(dash.plus(width)..)?;
    Some(text.len().saturating_sub(rest.trim_start().len()))
}

/// Returns the length of a dateline that ends in a colon: "NEW DELHI: ", "KUALA LUMPUR, March 3: ". Only the name of a
/// place tells it from the label of a speaker.
fn before_colon(text: &str) -> Option<usize> {
    let head = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let (before, _) = head.split_once(": ")?;
    let place = place(before).filter(|place| place.split(' ').count() <= 4)?;
    let first = place.split(',').next().unwrap_or(place);
    let is_shouted = first.len() > 2 && first.chars().all(|ch| ch.is_uppercase() || ch == ' ' || ch == '-');
    if !is_shouted {
        return None;
    }
    let titled: Vec<String> = first.split([' ', '-']).map(title_case).collect();
    let word = |at: usize| titled.get(at).map(String::as_str);
    let lexicon = lexicon();
    let names = |found: usize| found == titled.len();
    let known = lexicon
        .gazetteer
        .find(word(0)?, word)
        .is_some_and(|(place, used)| names(used) && matches!(place, Place::Name(_) | Place::Capital(_)));
    let listed =
        || lexicon.places.find(word(0).unwrap_or_default(), word).is_some_and(|(_, used)| names(used));
    let rest = text.get(before.len().plus(1)..)?;
    (known || listed()).then(|| text.len().saturating_sub(rest.trim_start().len()))
}

/// Returns the place without the agency.
pub(super) fn place(dateline: &str) -> Option<&str> {
    let text = dateline.trim().trim_end_matches(['—', '–', '-', ':']).trim();
    let text = text.split('(').next().unwrap_or(text).trim();
    let agency = AGENCIES.iter().find_map(|agency| text.strip_suffix(agency));
    let place = agency.unwrap_or(text).trim_matches([',', ' ', '\u{a0}']);
    let place = match place.rsplit_once(", ") {
        Some((before, day)) if has_day(&day.split(' ').collect::<Vec<_>>()) => before,
        _ => place,
    };
    (!place.is_empty()).then_some(place)
}

const AGENCIES: [&str; 12] = [
    "CNN",
    "AP",
    "Reuters",
    "REUTERS",
    "AFP",
    "BBC",
    "UPI",
    "Xinhua",
    "Yonhap",
    "TASS",
    "Kyodo",
    "Bloomberg",
];

fn reads_as_place(text: &str) -> bool {
    let words: Vec<_> =
        text.split(|ch: char| ch.is_whitespace() || ch == ',').filter(|w| !w.is_empty()).collect();
    if words.is_empty()
        || words.len() > 8
        || text.contains(['“', '"', ':', '?'])
        || text.contains('.')
            && !text.contains("St.")
            && !has_day(&words)
            && !words.iter().skip(1).all(may_abbreviate)
        || words.first().is_some_and(|w| w.contains('.') && !text.contains("St.") && !has_day(&words))
    {
        return false;
    }
    let capital = |w: &&str| {
        w.starts_with(|ch: char| ch.is_uppercase() || ch == '(') || matches!(*w, "of" | "de" | "the")
    };
    // "Seoul (Reuters)", "SEOUL, South Korea", "Hong Kong CNN".
    let bracket = text.ends_with(')') && text.contains('(');
    let shouted = words
        .first()
        .is_some_and(|w| w.len() > 2 && w.chars().all(|ch| ch.is_uppercase() || ch == '-' || ch == '’'));
    let agency = words.len() > 1 && words.last().is_some_and(|w| AGENCIES.contains(w));
    let is_day = |w: &&str| has_day(&words) && w.chars().all(|ch| ch.is_ascii_digit());
    words.iter().all(|w| capital(w) || is_day(w)) && (bracket || shouted || agency)
}

/// Whether a word has no stop, or can be an abbreviated state: "FLA.", "N.Y."
fn may_abbreviate(word: &&str) -> bool {
    !word.contains('.') || word.len() <= 6 && word.ends_with('.')
}

/// Whether there is a day among the words, as agencies have it: "OSLO, March 5 (Reuters)".
fn has_day(words: &[&str]) -> bool {
    let month = |word: &str| {
        let word = word.trim_end_matches('.');
        word.len() >= 3 && MONTHS.iter().any(|month| month.get(..word.len()) == Some(word))
    };
    let day = |word: &str| word.len() <= 2 && word.chars().all(|ch| ch.is_ascii_digit());
    words.windows(2).any(|pair| matches!(pair, [a, b] if month(a) && day(b) || day(a) && month(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, expected) in [
            ("SEOUL, South Korea (AP) — North Korea", Some(("Seoul, South Korea", "North Korea"))),
            ("Hong Kong CNN  — ", Some(("Hong Kong", ""))),
            ("BEIJING – China said", Some(("Beijing", "China said"))),
            ("Moscow (Reuters) - Russia", Some(("Moscow", "Russia"))),
            ("UNITED NATIONS (AP) -- The council", Some(("United Nations", "The council"))),
            ("OSLO, Nov. 5 (Reuters) - Rain", Some(("Oslo", "Rain"))),
            ("NEW DELHI: The court said", Some(("New Delhi", "The court said"))),
            ("KUALA LUMPUR, March 3: Rain", Some(("Kuala Lumpur", "Rain"))),
            ("LAGOS: Rain", Some(("Lagos", "Rain"))),
            ("UPDATE: Rain", None),
            ("PELL: It will rain.", None),
            ("Trump — who tweeted — left", None),
            ("The talks – North Korea’s first – ended", None),
        ] {
            let got = length(text).map(|n| (place(&text[..n]).unwrap().to_lowercase(), &text[n..]));
            assert_eq!(got, expected.map(|(place, rest)| (place.to_lowercase(), rest)), "{text}");
        }
    }
}

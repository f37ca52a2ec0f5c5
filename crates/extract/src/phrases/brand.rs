//! Brands: names whose form shows that they are a body's, although they could be a person's.

use super::naming::is_initials;
use crate::{index::SaturatingIndex as _, lexicon::WordClass, sentences::Item};

/// First words of the names of bodies.
const BRAND_LEADS: [&str; 8] =
    ["Project", "Radio", "Channel", "Hotel", "Studio", "Banco", "Grupo", "Universiti"];

/// Beginnings of names of persons that have a second capital: "MacArthur", "DeShawn".
const BEFORE_CAPITAL: [&str; 24] = [
    "Mc", "Mac", "De", "Di", "La", "Le", "Du", "Da", "Del", "Des", "Dela", "Van", "Von", "Vander", "Fitz",
    "Mary", "Ann", "Sha", "Ver", "Ten", "St", "San", "Abu", "Ibn",
];

/// Whether the form of a name shows that it is a body's: "Lund Research", "Project Heron", "DataHeron", "heron.org".
pub(super) fn is_brand(source: &str, items: &[Item], (from, end): (usize, usize)) -> bool {
    let run = items.get(from..end).unwrap_or_default();
    let word = |item: &Item| item.span.slice(source).to_owned();
    match run {
        [one] => is_site(&word(one)) || has_inner_capital(&word(one)),
        [first, .., last] => {
            last.can(WordClass::BRAND) || BRAND_LEADS.contains(&word(first).as_str()) || is_site(&word(last))
        }
        [] => false,
    }
}

/// Whether a word is the address of a site: "Heron.org".
fn is_site(word: &str) -> bool {
    let domain = word.rsplit_once('.').filter(|(name, _)| name.len() > 1).map(|(_, domain)| domain);
    domain.is_some_and(|domain| ["com", "org", "net", "io", "edu", "gov", "ai", "tv"].contains(&domain))
}

/// Whether a word has a capital behind small letters, as brands have and persons hardly: "DataHeron", but "MacArthur".
fn has_inner_capital(word: &str) -> bool {
    let Some(at) = word.as_bytes().windows(2).position(
        |two| matches!(two, [small, capital] if small.is_ascii_lowercase() && capital.is_ascii_uppercase()),
    ) else {
        return false;
    };
    let (before, behind) = word.split_at_checked(at.plus(1)).unwrap_or_default();
    let shouted = behind.len() > 1 && is_initials(behind);
    shouted || before.len() > 2 && !BEFORE_CAPITAL.contains(&before)
}

//! The name of a person within a noun phrase: where it begins behind titles, offices and places, and whether words in
//! capitals can be a name at all.

use onrecord_text::lowercase;

use super::{
    OPENING,
    brand::is_brand,
    naming::{is_relation, place_at},
};
use crate::{
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass, lexicon},
    sentences::Item,
    tokens::TokenKind,
};

/// Returns the items of the last run of capitalized words that can be a person's name and ends the phrase.
pub(super) fn name_in(source: &str, items: &[Item], first: usize, last: usize) -> Option<(usize, usize)> {
    let (end, with_suffix) = before_suffixes(source, items, first, last);
    let from = behind_places(source, items, first, (first_part(source, items, first, end), end));
    let from = behind_portfolio(source, items, first, (from, end));
    if names_a_place(source, items, first, (from, end)) {
        return None;
    }
    let from =
        (from..end).find(|&at| items.get(at).is_some_and(|i| i.can(WordClass::CAPITAL))).unwrap_or(end);
    // "the Center for Economic and Policy Research"
    let can = |at: usize, class| items.get(at).is_some_and(|i| i.can(class));
    let joined = from > first.plus(1)
        && can(from.minus(1), WordClass::CONJ)
        && can(from.minus(2), WordClass::CAPITAL)
        && !items.get(from..end)?.iter().any(|i| i.can(WordClass::GIVEN));
    if joined {
        return None;
    }
    let from = behind_office(source, items, from, end);
    can_be_name(source, items, (first, last), (from, end)).then_some((from, with_suffix))
}

/// Returns where a name ends without suffixes and honours, and with its suffixes.
fn before_suffixes(source: &str, items: &[Item], first: usize, last: usize) -> (usize, usize) {
    let mut end = last;
    while end > first
        && items.get(end.minus(1)).is_some_and(|i| i.can(WordClass::SUFFIX) || i.is(TokenKind::Comma))
    {
        end = end.minus(1);
    }
    // "Katie Gollop KC": honours are no part of a name.
    let honors = |at: usize| items.get(at).is_some_and(|i| HONORS.contains(&i.span.slice(source)));
    // "the Waterford TD": behind the name of a place it is an office.
    let article = items.get(first).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("the"));
    let is_office = article && end == first.plus(3);
    if end == last && end > first.plus(2) && honors(end.minus(1)) && !is_office {
        return (end.minus(1), end.minus(1));
    }
    (end, last)
}

/// Returns the first item of the run of parts of a name that ends before `end`.
fn first_part(source: &str, items: &[Item], first: usize, end: usize) -> usize {
    let part = |i: &Item| {
        i.quote().is_some()
            || i.is_word()
                // "Mum-of-two Ada Cole"
                && !i.span.slice(source).contains("-of-")
                && !is_relation(i.span.slice(source))
                && (i.can(WordClass::CAPITAL) || i.can(WordClass::PARTICLE))
                && !i.can(
                    WordClass::TITLE
                        | WordClass::ROLE
                        | WordClass::ORG
                        | WordClass::GROUP
                        | WordClass::NUMBER
                        | OPENING
                        | WordClass::PREP,
                )
    };
    let mut from = end;
    let named =
        |at: usize| items.get(at).is_some_and(part) || is_surname_like_a_role(source, items, first, at);
    while from > first && named(from.minus(1)) {
        from = from.minus(1);
    }
    from
}

/// Returns the first item of a run behind the names of places that begin it.
fn behind_places(source: &str, items: &[Item], first: usize, (from, end): (usize, usize)) -> usize {
    let mut from = from;
    // Names of places are not names of people; a person's name can follow the last of them.
    let mut at = from;
    while at < end {
        at = match place_at(source, items, at, end) {
            Some((_, used)) if used == 1 && is_part_of_name(source, items, (from, end), at) => at.plus(1),
            Some((_, used)) => {
                from = at.plus(used);
                at.plus(used)
            }
            None => at.plus(1),
        };
    }
    // "attorney for the District of Massachusetts Joshua Levy"
    let of = from > first && items.get(from.minus(1)).is_some_and(|i| i.can(WordClass::PREP));
    let slice = |at: usize| items.get(at).filter(|_| at < end).map(|i| i.span.slice(source));
    // "Mayor of Greater Manchester Ada Cole"
    let place = from.plus(usize::from(slice(from) == Some("Greater")));
    let found = lexicon().places.find(slice(place).unwrap_or_default(), |i| slice(place.plus(i)));
    if of
        && let Some((_, used)) = found
        && place.plus(used).plus(1) < end
    {
        from = place.plus(used);
    }
    from
}

/// Offices that have a portfolio: "minister for Agriculture".
const PORTFOLIO_HOLDERS: [&str; 12] = [
    "minister",
    "mec",
    "secretary",
    "commissioner",
    "director",
    "professor",
    "undersecretary",
    "minister’s",
    "head",
    "cec",
    "member",
    "spokesperson",
];

/// What portfolios are about.
const PORTFOLIOS: [&str; 48] = [
    "affairs",
    "agriculture",
    "arts",
    "commerce",
    "communications",
    "culture",
    "defence",
    "defense",
    "development",
    "economy",
    "education",
    "employment",
    "energy",
    "environment",
    "finance",
    "fisheries",
    "forestry",
    "gender",
    "health",
    "home",
    "housing",
    "immigration",
    "industry",
    "information",
    "infrastructure",
    "interior",
    "justice",
    "labor",
    "labour",
    "lands",
    "mines",
    "planning",
    "police",
    "production",
    "resources",
    "roads",
    "safety",
    "sanitation",
    "science",
    "security",
    "services",
    "sport",
    "sports",
    "technology",
    "tourism",
    "trade",
    "transport",
    "works",
];

/// Whether a word is what a minister can be responsible for: "Health", "Transport".
pub(crate) fn is_portfolio(word: &str) -> bool {
    PORTFOLIOS.contains(&lowercase(word).as_str())
}

/// Returns the first item of a run behind the portfolio of a minister that begins it: "Thandi Nkosi" of "MEC for
/// Agriculture Thandi Nkosi".
fn behind_portfolio(source: &str, items: &[Item], first: usize, (from, end): (usize, usize)) -> usize {
    let word = |at: usize| lowercase(items.get(at).map_or("", |item| item.span.slice(source)));
    let matter = |at: usize| PORTFOLIOS.contains(&word(at).as_str());
    let led = from > first.plus(1)
        && ["for", "of"].contains(&word(from.minus(1)).as_str())
        && PORTFOLIO_HOLDERS.contains(&word(from.minus(2)).as_str());
    let behind = (from..end).rev().find(|&at| matter(at)).map_or(from, |at| at.plus(1));
    let unknown = (behind..end).all(|at| items.get(at).is_some_and(|i| !i.can(WordClass::KNOWN)));
    let count = end.saturating_sub(behind);
    if led && behind > from && unknown && (2..=3).contains(&count) { behind } else { from }
}

/// Returns the first item of a run behind the office that begins it.
fn behind_office(source: &str, items: &[Item], from: usize, end: usize) -> usize {
    let mut from = from;
    let run = items.get(from..end).unwrap_or_default();
    // "Secretary of State John Kerry": the given name begins it.
    if run.len() > 2
        && let Some(given) = run.iter().position(|i| i.can(WordClass::GIVEN))
        && given > 0
        && given.plus(1) < run.len()
        && run.iter().take(given).any(|i| {
            let word = i.span.slice(source);
            let compass = ["Northern", "Southern", "Eastern", "Western", "Central"].contains(&word);
            i.can(WordClass::KNOWN) || is_acronym(word) || compass
        })
        && !run.first().is_some_and(|i| i.can(WordClass::GIVEN) || i.can(WordClass::ABBREVIATION))
    {
        from = from.plus(given);
    }
    // "Interior CS Ada Cole"
    let office =
        (from..end).rev().find(|&at| items.get(at).is_some_and(|i| is_short_office(i.span.slice(source))));
    if let Some(at) = office.filter(|&at| at > from && at.plus(2) < end) {
        return at.plus(1);
    }
    // "PM Cole", "CEO Ada Cole": initials of an office.
    if from.plus(1) < end && items.get(from).is_some_and(|i| is_short_office(i.span.slice(source))) {
        from = from.plus(1);
    }
    from
}

/// Whether the items `from..end` of the phrase `first..last` can be somebody's name.
fn can_be_name(
    source: &str,
    items: &[Item],
    (first, last): (usize, usize),
    (from, end): (usize, usize),
) -> bool {
    let run = items.get(from..end).unwrap_or_default();
    // "The Hwasong-12": no one is called by a number.
    if run.iter().any(|i| i.is_word() && i.span.slice(source).bytes().any(|b| b.is_ascii_digit())) {
        return false;
    }
    let Some(lead) = run.first() else { return false };
    // All capitals is an acronym, unless it is the way that a whole name is written.
    let word = lead.span.slice(source);
    let acronym = run.len() == 1 && is_acronym(word);
    let titled = from > first && items.get(from.minus(1)).is_some_and(|i| i.can(WordClass::TITLE));
    // "California ISO"
    let closing = run.last().map_or("", |last| last.span.slice(source));
    let initials = run.len() > 1
        && closing.len() > 2
        && is_acronym(closing)
        && !is_acronym(word)
        && !lead.can(WordClass::GIVEN | WordClass::ABBREVIATION);
    let small = run.len() == 1
        && lead.can(WordClass::KNOWN)
        && !lead.can(WordClass::GIVEN)
        && !["May", "Della"].contains(&word)
        && !titled;
    let possessed = items.get(end).is_some_and(|i| i.can(WordClass::POSSESSIVE)) && end < last;
    let brand =
        !titled && (run.len() == 1 && lead.can(WordClass::BRAND) || is_brand(source, items, (from, end)));
    // "the British Bill": a demonym between the article and the word.
    let thing = run.len() == 1
        && from > first.plus(1)
        && matches!(place_at(source, items, from.minus(1), from), Some((Place::Demonym(_), _)))
        && items.get(from.minus(2)).is_some_and(|lead| lead.span.slice(source).eq_ignore_ascii_case("the"));
    !acronym && !initials && !small && !possessed && !brand && !thing && run.len() <= 6
}

/// Whether a name of several words is certain to be a person's: it has a given name or a title, or consists of
/// words that the lexicon does not know.
pub(super) fn is_full(items: &[Item], first: usize, (from, to): (usize, usize)) -> bool {
    let any = |from: usize, to: usize, class| {
        items.get(from..to).unwrap_or_default().iter().any(|word| word.can(class))
    };
    // "Mr. Cole of the River Club"
    let titled = || from.checked_sub(1).is_some_and(|at| at >= first && any(at, from, WordClass::TITLE));
    to == from.plus(1) && titled() && !any(from, to, WordClass::KNOWN)
        || to > from.plus(1)
            && (any(from, to, WordClass::GIVEN)
                || any(first, from, WordClass::TITLE.with(WordClass::ROLE))
                || to <= from.plus(3) && !any(from, to, WordClass::KNOWN))
}

/// Honours and offices behind a name.
const HONORS: [&str; 20] = [
    "PC", "SAN", "AC", "AM", "AO", "CBE", "FRS", "JP", "KBE", "KC", "MBE", "MD", "MP", "MSP", "OBE", "OM",
    "PhD", "QC", "SC", "TD",
];

/// Initials of offices, as the press puts them before a name.
const SHORT_OFFICES: [&str; 44] = [
    "AG", "AIG", "CAS", "CJ", "COP", "CS", "CSP", "DCI", "DCOP", "DPP", "MCA", "MK", "PS", "ACP", "ADGP",
    "ASP", "CEO", "CFO", "CJI", "CM", "COO", "CP", "CTO", "DC", "DCM", "DCP", "DG", "DGP", "DIG", "DP", "IG",
    "IGP", "MD", "MEC", "MEP", "MLA", "MP", "MSP", "PM", "SP", "SSP", "TD", "VC", "VP",
];

/// Whether a word is short for an office: "PM", "CEO".
pub(crate) fn is_short_office(word: &str) -> bool {
    SHORT_OFFICES.contains(&word)
}

/// Whether a word is all capitals, as acronyms are.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Surnames that are also offices or occupations.
const LIKE_ROLES: [&str; 26] = [
    "House",
    "Church",
    "Man",
    "Sen",
    "King",
    "Judge",
    "Bishop",
    "Pope",
    "Prince",
    "Baker",
    "Cook",
    "Carpenter",
    "Farmer",
    "Dean",
    "Duke",
    "Earl",
    "Knight",
    "Porter",
    "Major",
    "Marshal",
    "Marshall",
    "Driver",
    "Singer",
    "Fisher",
    "Baron",
    "Cardinal",
];

/// "Leo King", "Mr. Judge": a surname behind a given name or a courtesy title, although it can be a role.
fn is_surname_like_a_role(source: &str, items: &[Item], first: usize, at: usize) -> bool {
    let Some(item) = items.get(at).filter(|item| item.can(WordClass::CAPITAL)) else { return false };
    let Some(before) = at.checked_sub(1).filter(|before| *before >= first).and_then(|at| items.get(at))
    else {
        return false;
    };
    let courtesy =
        ["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr."].contains(&before.span.slice(source));
    let ends = !items.get(at.plus(1)).is_some_and(|next| next.is_word() && next.can(WordClass::CAPITAL));
    // "Minette Batters", "Tuan Man"
    let unknown =
        before.can(WordClass::CAPITAL) && !before.can(WordClass::KNOWN) && !before.can(WordClass::POSSESSIVE);
    let given = before.can(WordClass::GIVEN);
    let word = item.span.slice(source);
    let listed =
        LIKE_ROLES.contains(&word) && (courtesy || given || ["Man", "Sen"].contains(&word) && unknown);
    // An office is not a surname behind the name of a place: "Chad President", "Leeds Bishop".
    let office = item.can(WordClass::TITLE) || item.can(WordClass::ORG);
    let place = || lexicon().places.find(before.span.slice(source), |_| None).is_some();
    // "the Resources Regulator", "the state’s Resources Regulator"
    let definite = at.checked_sub(2).and_then(|lead| items.get(lead));
    let definite = definite.is_some_and(|lead| {
        lead.can(WordClass::POSSESSIVE) || lead.span.slice(source).eq_ignore_ascii_case("the")
    });
    ends && (listed || !office && (given || unknown && !place() && !definite) && at.minus(1) > first)
}

/// Given names that are also peoples or countries.
const LIKE_PLACES: [&str; 24] = [
    "Austin", "Brooklyn", "Carolina", "Dakota", "Dallas", "Florence", "London", "Paris", "Savannah",
    "Sydney", "German", "Israel", "Jordan", "Chad", "India", "Kenya", "Chelsea", "Roman", "Finn", "Dane",
    "Sofia", "Victoria", "Georgia", "Vienna",
];

/// "David French", "German Ortiz": a surname behind a given name, or a given name before an unknown word, although it is
/// the name of a place or people.
fn is_part_of_name(source: &str, items: &[Item], (from, end): (usize, usize), at: usize) -> bool {
    let can = |at: usize, class| items.get(at).is_some_and(|item| item.can(class));
    let surname = at.plus(1) == end && (from..at).any(|at| can(at, WordClass::GIVEN));
    let word = items.get(at).map_or("", |item| item.span.slice(source));
    let given = at == from && at.plus(2) == end && LIKE_PLACES.contains(&word) && {
        let titled = at.checked_sub(1).is_some_and(|before| can(before, WordClass::TITLE));
        titled || !can(at.plus(1), WordClass::KNOWN)
    };
    surname || given
}

/// "the mayor of Dover", "a senator from South Carolina": a name behind a preposition is a place, even an unknown
/// one, unless it has a given name.
fn names_a_place(source: &str, items: &[Item], first: usize, (from, end): (usize, usize)) -> bool {
    let can = |at: usize, class| at >= first && items.get(at).is_some_and(|i| i.can(class));
    // "from Co Cork"
    let county = |at: usize| {
        ["Co", "Co.", "County", "Lake", "Mount", "Port", "Fort"]
            .contains(&items.get(at).map_or("", |i| i.span.slice(source)))
    };
    let mut before = from.wrapping_sub(1);
    if from > first.plus(1) && county(before) {
        before = before.minus(1);
    }
    let article = can(before, WordClass::DET) && from > first.plus(1);
    let hangs = from > first && can(before.minus(usize::from(article)), WordClass::PREP);
    let given = items.get(from..end).unwrap_or_default().iter().any(|i| i.can(WordClass::GIVEN));
    let word =
        |i: usize| items.get(from.plus(i)).filter(|_| from.plus(i) < end).map(|i| i.span.slice(source));
    let listed = || {
        let found = lexicon().places.find(word(0).unwrap_or_default(), word);
        found.is_some_and(|(_, used)| from.plus(used) == end)
    };
    hangs && (from.plus(1) == end && !article || !given || listed())
}

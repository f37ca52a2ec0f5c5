//! Classification of a noun phrase by its head: a person's name, a role, a group, a body, a pronoun, or anything
//! else.

use super::{
    Phrase, PhraseKind,
    brand::is_brand,
    person_name::{is_full, is_short_office, name_in},
};
use crate::{
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass, lexicon},
    sentences::Item,
    tokens::TokenKind,
};

/// Classifies the phrase of items `first..last`, whose head ends before `core`.
pub(crate) fn describe(source: &str, items: &[Item], first: usize, core: usize, last: usize) -> Phrase {
    if core == first.plus(1) && items.get(first).is_some_and(|i| i.can(WordClass::POSS)) {
        return Phrase::pronoun(first);
    }
    // "Customs and Border Protection": a body that the gazetteer knows as a whole.
    let whole = first.plus(usize::from(items.get(first).is_some_and(|i| i.can(WordClass::DET))));
    let listed = place_at(source, items, whole, core).is_some_and(|(place, used)| {
        whole.plus(used) == core && matches!(place, Place::Body(_) | Place::Shared(_))
    });
    // "President Donald Trump for an hour": what hangs on a name is not part of it.
    // "Ada Cole of the aid group Mercy Corps": the last name is the body's.
    let own = if last > core {
        name_in(source, items, first, core).filter(|n| is_full(items, first, *n))
    } else {
        None
    };
    let of_body = |from: usize| items.get(from.minus(1)).is_some_and(|i| is_body_noun(i.span.slice(source)));
    let at_end = || {
        let found = name_in(source, items, first, last);
        if own.is_some() && found.is_some_and(|(from, _)| of_body(from)) { own } else { found }
    };
    let name = if listed { None } else { at_end() }.or_else(|| {
        let name = name_in(source, items, first, core);
        name.filter(|name| !listed && last > core && is_full(items, first, *name))
    });
    let words = |from: usize, to: usize| items.get(from..to).unwrap_or_default().iter();
    let head = items.get(core.minus(1)).copied();
    let mut gender = WordClass::NONE;
    for item in words(first, name.map_or(last, |(_, end)| end)) {
        for one in [WordClass::MALE, WordClass::FEMALE] {
            let counts = item.can(WordClass::TITLE | WordClass::ROLE)
                || item.can(WordClass::GIVEN)
                    && name.is_some_and(|name| {
                        items.get(name.0).is_some_and(|first| first.span == item.span)
                            && !is_korean(source, items, name)
                    });
            if counts && item.can(one) {
                gender |= one;
            }
        }
    }
    let office =
        |i: &Item| i.can(WordClass::TITLE | WordClass::ROLE) || is_short_office(i.span.slice(source));
    let titled = name.is_some_and(|(from, _)| words(first, from).any(office));
    // "a Department of Health spokesperson": the office of a body whose name has an "of".
    let hung = items.get(last.minus(1)).filter(|i| last > core.plus(1) && !i.can(WordClass::CAPITAL));
    let hung = hung.filter(|_| head.is_some_and(|h| h.can(WordClass::CAPITAL) && h.can(WordClass::ORG)));
    let kind = if name.is_some() {
        PhraseKind::Name
    } else if hung.is_some_and(|i| i.can(WordClass::GROUP)) {
        PhraseKind::Group
    } else if hung.is_some_and(|i| i.can(WordClass::ROLE)) {
        PhraseKind::Role
    } else if body(source, items, first, core) {
        PhraseKind::Body
    } else if head.is_some_and(|h| h.can(WordClass::GROUP))
        || words(first, first.plus(1)).any(|i| i.can(WordClass::GROUP))
    {
        PhraseKind::Group
    } else if head.is_some_and(|h| h.can(WordClass::ROLE)) || one_of(source, items, first, core, last) {
        PhraseKind::Role
    } else {
        PhraseKind::Other
    };
    Phrase { first, last, core, kind, name, gender, titled }
}

/// "Kim Rak Gyom", "Kim Sun-hyang": the given name comes last, so the first word gives no hint of the gender.
fn is_korean(source: &str, items: &[Item], (from, to): (usize, usize)) -> bool {
    let words = items.get(from..to).unwrap_or_default();
    let kim = words.first().is_some_and(|word| word.span.slice(source) == "Kim");
    kim && (words.len() == 3 || words.get(1).is_some_and(|word| word.span.slice(source).contains('-')))
}

/// "one of those advisers"
fn one_of(source: &str, items: &[Item], first: usize, core: usize, last: usize) -> bool {
    let one = |item: &Item| item.span.slice(source).eq_ignore_ascii_case("one");
    let several = |item: &Item| item.can(WordClass::GROUP) || item.span.slice(source).ends_with('s');
    core == first.plus(1)
        && last > core
        && items.get(first).is_some_and(one)
        && items.get(last.minus(1)).is_some_and(several)
}

/// Whether a noun is for a body, whose name can follow: "the aid group Mercy Corps".
pub(super) fn is_body_noun(word: &str) -> bool {
    const NOUNS: [&str; 11] = [
        "group",
        "party",
        "organization",
        "organisation",
        "charity",
        "watchdog",
        "firm",
        "company",
        "union",
        "movement",
        "nonprofit",
    ];
    NOUNS.contains(&word)
}

/// Whether a word is capitals, with or without full stops: "UN", "U.N."
pub(super) fn is_initials(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|ch| ch.is_uppercase() || ch == '.')
}

/// Whether a word tells to whom or where a body belongs: "Rainforest-owned".
pub(crate) fn is_relation(word: &str) -> bool {
    ["-owned", "-based", "-backed", "-led", "-listed", "-run"].iter().any(|end| word.ends_with(end))
}

/// Returns the gazetteer's longest name that begins at item `at`, and its length in items.
pub(crate) fn place_at(source: &str, items: &[Item], at: usize, end: usize) -> Option<(Place, usize)> {
    let first = items.get(at)?;
    let word = first.span.slice(source);
    // "the North"
    let word = if word == "The" { "the" } else { word };
    if !first.can(WordClass::CAPITAL) && word != "the" {
        return None;
    }
    lexicon().gazetteer.find(word, |i| {
        items.get(at.plus(i)).filter(|_| at.plus(i) < end).map(|item| item.span.slice(source))
    })
}

/// Whether the head is a country, a capital or a body.
fn body(source: &str, items: &[Item], first: usize, core: usize) -> bool {
    let mut at = first;
    while at < core {
        match place_at(source, items, at, core) {
            Some((place, used)) if at.plus(used) == core => return !matches!(place, Place::Demonym(_)),
            Some((_, used)) => at = at.plus(used),
            None => at = at.plus(1),
        }
    }
    let capital = |at: usize| items.get(at).is_some_and(|item| item.can(WordClass::CAPITAL));
    let mut run = core;
    while run > first && capital(run.minus(1)) {
        run = run.minus(1);
    }
    // "Channel 12"
    let numbered = core > first.plus(1)
        && items.get(core.minus(1)).is_some_and(|item| item.is(TokenKind::Number))
        && ["Channel", "Radio", "Network"]
            .contains(&items.get(core.minus(2)).map_or("", |i| i.span.slice(source)));
    if numbered || is_brand(source, items, (run, core)) {
        return true;
    }
    items.get(core.minus(1)).is_some_and(|head| {
        let acronym = head.span.slice(source);
        head.can(WordClass::ORG)
            || head.can(WordClass::CAPITAL) && !head.can(WordClass::ROLE) && is_initials(acronym)
    })
}

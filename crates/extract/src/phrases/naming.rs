//! What a noun phrase names: a person, a role, a group, a country or body, or something else.

use super::{OPENING, Phrase, Sort};
use crate::{
    lexicon::{Class, Place, lexicon},
    sentences::Item,
    step::Step as _,
    tokens::Kind,
};

/// What the phrase is, from its words.
pub(crate) fn describe(source: &str, items: &[Item], first: usize, core: usize, last: usize) -> Phrase {
    if core == first.on(1) && items.get(first).is_some_and(|i| i.can(Class::POSS)) {
        return Phrase::pronoun(first);
    }
    // "President Donald Trump for an hour": what hangs on a name is not part of it.
    let name = name_in(source, items, first, last).or_else(|| {
        name_in(source, items, first, core).filter(|name| last > core && is_full(items, first, *name))
    });
    let words = |from: usize, to: usize| items.get(from..to).unwrap_or_default().iter();
    let head = items.get(core.back(1)).copied();
    let mut gender = Class::NONE;
    for item in words(first, name.map_or(last, |(_, end)| end)) {
        for one in [Class::MALE, Class::FEMALE] {
            let counts = item.can(Class::TITLE | Class::ROLE)
                || item.can(Class::GIVEN)
                    && name.is_some_and(|name| {
                        items.get(name.0).is_some_and(|first| first.span == item.span)
                            && !is_korean(source, items, name)
                    });
            if counts && item.can(one) {
                gender |= one;
            }
        }
    }
    let titled = name.is_some_and(|(from, _)| words(first, from).any(|i| i.can(Class::TITLE | Class::ROLE)));
    let sort = if name.is_some() {
        Sort::Name
    } else if body(source, items, first, core) {
        Sort::Body
    } else if head.is_some_and(|h| h.can(Class::GROUP))
        || words(first, first.on(1)).any(|i| i.can(Class::GROUP))
    {
        Sort::Group
    } else if head.is_some_and(|h| h.can(Class::ROLE)) || one_of(source, items, first, core, last) {
        Sort::Role
    } else {
        Sort::Other
    };
    Phrase { first, last, core, sort, name, gender, titled }
}

/// "Kim Rak Gyom", "Kim Sun-hyang": the given name comes last, and tells nothing of the gender.
fn is_korean(source: &str, items: &[Item], (from, to): (usize, usize)) -> bool {
    let words = items.get(from..to).unwrap_or_default();
    let kim = words.first().is_some_and(|word| word.span.slice(source) == "Kim");
    kim && (words.len() == 3 || words.get(1).is_some_and(|word| word.span.slice(source).contains('-')))
}

/// Whether a name is one of several words: with a given name in it or a title before it, or all of them no
/// words of the language.
fn is_full(items: &[Item], first: usize, (from, to): (usize, usize)) -> bool {
    let any = |from: usize, to: usize, class| {
        items.get(from..to).unwrap_or_default().iter().any(|word| word.can(class))
    };
    to > from.on(1)
        && (any(from, to, Class::GIVEN)
            || any(first, from, Class::TITLE.with(Class::ROLE))
            || to <= from.on(3) && !any(from, to, Class::KNOWN))
}

/// "one of those advisers"
fn one_of(source: &str, items: &[Item], first: usize, core: usize, last: usize) -> bool {
    let one = |item: &Item| item.span.slice(source).eq_ignore_ascii_case("one");
    core == first.on(1) && last > core && items.get(first).is_some_and(one)
}

/// The last run of capitals that can be a person's name, and that ends the phrase.
fn name_in(source: &str, items: &[Item], first: usize, last: usize) -> Option<(usize, usize)> {
    let mut end = last;
    while end > first && items.get(end.back(1)).is_some_and(|i| i.can(Class::SUFFIX) || i.is(Kind::Comma)) {
        end = end.back(1);
    }
    let with_suffix = last;
    let part = |i: &Item| {
        i.quote().is_some()
            || i.is_word()
                && (i.can(Class::CAPITAL) || i.can(Class::PARTICLE))
                && !i.can(
                    Class::TITLE
                        | Class::ROLE
                        | Class::ORG
                        | Class::GROUP
                        | Class::NUMBER
                        | OPENING
                        | Class::PREP,
                )
    };
    let mut from = end;
    while from > first && items.get(from.back(1)).is_some_and(part) {
        from = from.back(1);
    }
    // Names of places are not names of people: what follows the last of them is.
    let mut at = from;
    while at < end {
        at = match place_at(source, items, at, end) {
            Some((_, used)) => {
                from = at.on(used);
                at.on(used)
            }
            None => at.on(1),
        };
    }
    if names_a_place(items, first, from, end) {
        return None;
    }
    while from < end && items.get(from).is_some_and(|i| !i.can(Class::CAPITAL)) {
        from = from.on(1);
    }
    let run = items.get(from..end)?;
    // "Secretary of State John Kerry": the given name begins it.
    if run.len() > 2
        && let Some(given) = run.iter().position(|i| i.can(Class::GIVEN))
        && given > 0
        && given.on(1) < run.len()
        && !run.first().is_some_and(|i| i.can(Class::GIVEN) || i.can(Class::ABBREVIATION))
    {
        from = from.on(given);
    }
    let run = items.get(from..end)?;
    // "The Hwasong-12": no one is called by a number.
    if run.iter().any(|i| i.is_word() && i.span.slice(source).bytes().any(|b| b.is_ascii_digit())) {
        return None;
    }
    let lead = run.first()?;
    // All capitals is an acronym, unless it is the way that a whole name is written.
    let word = lead.span.slice(source);
    let acronym = run.len() == 1 && word.len() > 1 && word.chars().all(char::is_uppercase);
    let small = run.len() == 1 && lead.can(Class::KNOWN) && !lead.can(Class::GIVEN) && word != "May";
    let possessed = items.get(end).is_some_and(|i| i.can(Class::POSSESSIVE)) && end < last;
    (!acronym && !small && !possessed && run.len() <= 6).then_some((from, with_suffix))
}

/// "the mayor of Dover", "a senator from South Carolina", "tension on the Korean Peninsula": a name behind a
/// preposition that has no given name in it is a place, however unknown.
fn names_a_place(items: &[Item], first: usize, from: usize, end: usize) -> bool {
    let can = |at: usize, class| at >= first && items.get(at).is_some_and(|i| i.can(class));
    let before = from.wrapping_sub(1);
    let article = can(before, Class::DET) && from > first.on(1);
    let hangs = from > first && can(before.back(usize::from(article)), Class::PREP);
    let given = items.get(from..end).unwrap_or_default().iter().any(|i| i.can(Class::GIVEN));
    hangs && (from.on(1) == end && !article || !given)
}

/// The place that begins at item `at`, and how many items it takes.
pub(crate) fn place_at(source: &str, items: &[Item], at: usize, end: usize) -> Option<(Place, usize)> {
    let first = items.get(at).filter(|i| i.can(Class::CAPITAL))?;
    lexicon().gazetteer.find(first.span.slice(source), |i| {
        items.get(at.on(i)).filter(|_| at.on(i) < end).map(|item| item.span.slice(source))
    })
}

/// Whether the head is a country, a capital or a body.
fn body(source: &str, items: &[Item], first: usize, core: usize) -> bool {
    let mut at = first;
    while at < core {
        match place_at(source, items, at, core) {
            Some((place, used)) if at.on(used) == core => return !matches!(place, Place::Demonym(_)),
            Some((_, used)) => at = at.on(used),
            None => at = at.on(1),
        }
    }
    items.get(core.back(1)).is_some_and(|head| {
        let acronym = head.span.slice(source);
        head.can(Class::ORG)
            || head.can(Class::CAPITAL)
                && acronym.len() > 1
                && acronym.chars().all(|ch| ch.is_uppercase() || ch == '.')
    })
}

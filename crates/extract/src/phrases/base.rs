//! The words of a phrase from its first to its head.

use crate::{
    days::{is_day_lead, is_day_word, is_period},
    lexicon::Class,
    sentences::Item,
    step::Step as _,
    tokens::Kind,
};

/// Words that can never be inside a noun phrase.
const FUNCTION: Class = Class::NONE
    .with(Class::AUX.with(Class::PREP).with(Class::CONJ).with(Class::SUB).with(Class::MODAL))
    .with(Class::WEEKDAY.with(Class::MONTH));
const VERB: Class = Class::NONE
    .with(Class::PAST.with(Class::PRESENT).with(Class::BASE))
    .with(Class::ING.with(Class::PARTICIPLE));
/// What opens a phrase: articles, and whose it is.
pub(super) const OPENING: Class = Class::DET.with(Class::POSS);

/// Words that never follow a noun within a phrase.
const OPENERS: [&str; 7] = ["a", "an", "the", "all", "some", "every", "each"];

/// Whether "May" is a name: behind a given name or a title, or before a word that marks speech.
fn is_may(source: &str, item: &Item, before: Option<&Item>, after: Option<&Item>) -> bool {
    let given = |i: &Item| i.can(Class::CAPITAL) && i.can(Class::GIVEN.with(Class::TITLE).with(Class::ROLE));
    let says = |i: &Item| i.can(Class::CUE) && i.can(Class::PAST.with(Class::PRESENT)) && !i.can(Class::BASE);
    item.span.slice(source) == "May" && (before.is_some_and(given) || after.is_some_and(says))
}

/// Words that tell how many, and may stand for whom they count.
const QUANTITY: [&str; 9] = ["several", "many", "most", "few", "both", "another", "one", "some", "all"];

/// One past the last item of the phrase that begins at `at`, nothing hanging on it.
pub(super) fn base(source: &str, items: &[Item], at: usize) -> Option<usize> {
    let mut end = at;
    let mut noun = false;
    // "according to reports": what follows names who says it, though it may be a verb elsewhere.
    let mut modified = follows_according(source, items, at);
    while let Some(item) = items.get(end) {
        let previous = end.checked_sub(1).and_then(|i| items.get(i)).filter(|_| end > at);
        if let Some(index) = nickname(source, items, at, end) {
            end = index;
            continue;
        }
        if item.is(Kind::Comma) && noun && items.get(end.on(1)).is_some_and(|i| i.can(Class::SUFFIX)) {
            end = end.on(2);
            continue;
        }
        if !item.is_word() {
            break;
        }
        let word = item.span.slice(source);
        if is_day_word(word)
            || is_day_lead(word) && items.get(end.on(1)).is_some_and(|i| is_period(i.span.slice(source)))
        {
            break;
        }
        if item.can(Class::POSSESSIVE) {
            if !noun {
                break;
            }
            (noun, modified) = (false, true);
            end = end.on(1);
            continue;
        }
        // "Separately, …": an adverb that opens the sentence is no name.
        let opener =
            at == 0 && end == 0 && word.ends_with("ly") && items.get(1).is_some_and(|i| i.is(Kind::Comma));
        if opener {
            break;
        }
        let capital = item.can(Class::CAPITAL) && (end > at || !item.can(FUNCTION | OPENING | Class::ADV));
        // "In a second tweet the president", "in the evening all members": an article opens another phrase.
        if noun && (OPENERS.iter().any(|opener| word.eq_ignore_ascii_case(opener)) || item.can(Class::POSS)) {
            break;
        }
        // "the department less than a week ago"
        let than = || items.get(end.on(1)).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("than"));
        if noun && ["less", "more"].iter().any(|w| word.eq_ignore_ascii_case(w)) && than() {
            break;
        }
        // "November’s election"
        let owns = item.can(Class::MONTH.with(Class::WEEKDAY))
            && items.get(end.on(1)).is_some_and(|next| next.can(Class::POSSESSIVE));
        if owns || is_may(source, item, previous, items.get(end.on(1))) {
            noun = true;
            end = end.on(1);
            continue;
        }
        if item.can(OPENING) && !noun && !item.can(Class::ADV) {
            // Only at the start, or after "all" and "both".
            if previous.is_some_and(|p| !p.can(OPENING)) {
                break;
            }
            noun = item.can(Class::GROUP | Class::NUMBER) && !follows_noun(items, end.on(1));
            modified = true;
        } else if capital && !item.can(FUNCTION) {
            noun = true;
        } else if item.can(Class::PARTICLE)
            && noun
            && capital_at(items, end.on(1))
            && capital_at(items, end.back(1))
        {
        } else if item.can(FUNCTION) || item.can(Class::PRON) && !item.can(Class::GROUP) {
            break;
        } else if !noun && is_later(source, item) && previous.is_some_and(|p| p.can(OPENING)) {
            modified = true;
        } else if item.can(Class::ADV) && !item.can(Class::ADJ) || is_adverb(source, item) {
            if noun || !items.get(end.on(1)).is_some_and(|i| i.can(Class::ADJ) || i.can(Class::NUMBER)) {
                break;
            }
        } else if item.can(VERB) && !item.can(Class::ROLE | Class::GROUP | Class::ORG | Class::ADJ) {
            if !nominal(items, end, noun, modified) {
                break;
            }
            noun |= !item.can(Class::ING | Class::PAST);
        } else if looks_past(source, item) {
            if noun || !modified {
                break;
            }
        } else if item.can(Class::ADJ | Class::NUMBER) {
            modified = true;
            noun |= item.can(Class::NUMBER) || !follows_noun(items, end.on(1));
        } else {
            noun = true;
        }
        end = end.on(1);
    }
    // "Several said", "Yet another added": how many stands for who.
    let alone = end == at.on(1)
        && items
            .get(at)
            .is_some_and(|i| QUANTITY.iter().any(|q| i.span.slice(source).eq_ignore_ascii_case(q)))
        && items.get(end).is_none_or(|i| i.can(Class::PAST | Class::PRESENT | Class::AUX) || !i.is_word());
    if !noun && alone {
        return Some(end);
    }
    // An owner whose thing never came is the phrase itself.
    if !noun && end > at && items.get(end.back(1)).is_some_and(|i| i.can(Class::POSSESSIVE)) {
        return (end.back(1) > at).then_some(end.back(1));
    }
    (noun && end > at).then_some(end)
}

/// Whether a word that can be a verb is a noun or an adjective here.
fn nominal(items: &[Item], at: usize, noun: bool, modified: bool) -> bool {
    let (Some(item), next) = (items.get(at), items.get(at.on(1))) else { return false };
    let next_noun = follows_noun(items, at.on(1));
    let next_verb = next.is_some_and(|n| n.can(Class::AUX) || n.can(Class::PAST) && !n.can(Class::BASE));
    if item.can(Class::PAST | Class::PARTICIPLE) && !item.can(Class::BASE) {
        // "the proposed deal", but not "the deal proposed".
        return modified && !noun && next_noun;
    }
    if item.can(Class::ING) {
        return modified && !noun && (next_noun || next_verb);
    }
    // "Obama says some fear", "the Vatican says Pope Francis": a verb that says is no noun here.
    if noun && item.can(Class::CUE) && !item.can(Class::BASE) && !next_verb {
        return false;
    }
    // "its claim", "a court report said", "arms control expert".
    let role = next.is_some_and(|n| n.can(Class::ROLE | Class::GROUP | Class::ORG));
    (modified && !noun) || (noun && (next_verb || role))
}

fn follows_according(source: &str, items: &[Item], at: usize) -> bool {
    let is = |back: usize, word: &str| {
        let item = at.checked_sub(back).and_then(|i| items.get(i));
        item.is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case(word))
    };
    // "according to early reports"
    let back = usize::from(is(1, "early"));
    is(back.on(1), "to") && is(back.on(2), "according")
}

fn follows_noun(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|i| {
        i.is_word()
            && !i.can(FUNCTION | Class::PRON | OPENING | Class::POSSESSIVE)
            && (!i.can(Class::ADV) || i.can(Class::ADJ))
            && (!i.can(VERB) || i.can(Class::BASE | Class::PRESENT | Class::ROLE | Class::GROUP))
    })
}

fn capital_at(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|i| i.can(Class::CAPITAL))
}

/// A nickname in quotation marks between two names: the item behind it.
fn nickname(source: &str, items: &[Item], at: usize, end: usize) -> Option<usize> {
    let quote = items.get(end).filter(|i| i.quote().is_some())?;
    let short = quote.span.len() <= 30 && quote.span.slice(source).split_whitespace().count() <= 3;
    (short && end > at && capital_at(items, end.back(1)) && capital_at(items, end.on(1))).then_some(end.on(1))
}

/// "a later interview", "an earlier post"
fn is_later(source: &str, item: &Item) -> bool {
    ["later", "earlier"].iter().any(|w| item.span.slice(source).eq_ignore_ascii_case(w))
}

fn is_adverb(source: &str, item: &Item) -> bool {
    !item.can(Class::KNOWN | Class::CAPITAL) && item.span.len() > 4 && item.span.slice(source).ends_with("ly")
}

fn looks_past(source: &str, item: &Item) -> bool {
    !item.can(Class::KNOWN | Class::CAPITAL) && item.span.len() > 3 && item.span.slice(source).ends_with("ed")
}

//! Noun phrases of a sentence: the candidates for "who".
//!
//! One pass from left to right; a phrase is as long as English lets it be ("the US ambassador to
//! the UN Nikki Haley"), and what it names is told by its head. Who that is, is not asked here.

mod naming;

use onrecord_model::Span;

use crate::{
    days::{is_day_lead, is_day_word, is_period},
    lexicon::Class,
    sentences::Item,
    step::Step as _,
    tokens::Kind,
};

pub(crate) use naming::{describe, place_at};

/// A noun phrase: items `first..last` of its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// One past the head of the phrase, before what hangs on it ("of the council").
    pub(crate) core: usize,
    pub(crate) sort: Sort,
    /// The person's name within it, as items.
    pub(crate) name: Option<(usize, usize)>,
    /// What it tells of the speaker's gender.
    pub(crate) gender: Class,
    /// Whether "Mr.", "Sen." or a role stands before the name.
    pub(crate) titled: bool,
}

/// What a phrase names, by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A name of a person, or what looks like one.
    Name,
    /// One person by role.
    Role,
    /// Several people.
    Group,
    /// A country, its government or another body.
    Body,
    /// A pronoun.
    Pronoun,
    /// Anything else.
    Other,
}

impl Phrase {
    /// No phrase.
    pub(crate) const NONE: Self = Self {
        first: usize::MAX,
        last: usize::MAX,
        core: usize::MAX,
        sort: Sort::Other,
        name: None,
        gender: Class::NONE,
        titled: false,
    };

    const fn pronoun(at: usize) -> Self {
        Self {
            first: at,
            last: at.saturating_add(1),
            core: at.saturating_add(1),
            sort: Sort::Pronoun,
            name: None,
            gender: Class::NONE,
            titled: false,
        }
    }

    pub(crate) fn span(&self, items: &[Item]) -> Span {
        span(items, self.first, self.last)
    }
}

/// Where items `first..last` stand.
pub(crate) fn span(items: &[Item], first: usize, last: usize) -> Span {
    match (items.get(first), items.get(last.saturating_sub(1).max(first))) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => Span::default(),
    }
}

/// All noun phrases, in order, none overlapping.
pub(crate) fn phrases(source: &str, items: &[Item]) -> Vec<Phrase> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < items.len() {
        match phrase(source, items, at) {
            Some(found) => {
                at = found.last.max(at.on(1));
                all.push(found);
            }
            None => at = at.on(1),
        }
    }
    all
}

/// Words that can never be inside a noun phrase.
const FUNCTION: Class = Class::NONE
    .with(Class::AUX.with(Class::PREP).with(Class::CONJ).with(Class::SUB).with(Class::MODAL))
    .with(Class::WEEKDAY.with(Class::MONTH));
const VERB: Class = Class::NONE
    .with(Class::PAST.with(Class::PRESENT).with(Class::BASE))
    .with(Class::ING.with(Class::PARTICIPLE));
const OPENING: Class = Class::DET.with(Class::POSS);

/// Words that never follow a noun within a phrase.
const OPENERS: [&str; 7] = ["a", "an", "the", "all", "some", "every", "each"];

/// Whether "May" is a name: behind a given name or a title, or before a word that marks speech.
fn is_may(source: &str, item: &Item, before: Option<&Item>, after: Option<&Item>) -> bool {
    let given = |i: &Item| i.can(Class::CAPITAL) && i.can(Class::GIVEN.with(Class::TITLE).with(Class::ROLE));
    let says = |i: &Item| i.can(Class::CUE) && i.can(Class::PAST.with(Class::PRESENT)) && !i.can(Class::BASE);
    item.span.slice(source) == "May" && (before.is_some_and(given) || after.is_some_and(says))
}

fn phrase(source: &str, items: &[Item], at: usize) -> Option<Phrase> {
    let first = items.get(at)?;
    if first.can(Class::PRON) && !first.can(Class::DET | Class::GROUP | Class::NUMBER) && first.is_word() {
        return Some(Phrase::pronoun(at));
    }
    let core = base(source, items, at)?;
    let mut last = core;
    // What hangs on it: "of the State Department", "to the UN".
    for _ in 0..4 {
        let Some(preposition) = items.get(last).filter(|i| hangs(source, i)) else { break };
        if preposition.can(Class::SUB) {
            break;
        }
        match base(source, items, last.on(1)) {
            Some(end) => last = end,
            None => break,
        }
    }
    Some(describe(source, items, at, core, last))
}

fn hangs(source: &str, item: &Item) -> bool {
    let word = item.span.slice(source);
    item.can(Class::PREP)
        && [
            "of", "for", "to", "at", "in", "on", "with", "from", "about", "against", "near", "by", "between",
            "close",
        ]
        .iter()
        .any(|p| word.eq_ignore_ascii_case(p))
}

/// Words that tell how many, and may stand for whom they count.
const QUANTITY: [&str; 9] = ["several", "many", "most", "few", "both", "another", "one", "some", "all"];

/// One past the last item of the phrase that begins at `at`, nothing hanging on it.
fn base(source: &str, items: &[Item], at: usize) -> Option<usize> {
    let mut end = at;
    let mut noun = false;
    let mut modified = false;
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
        let than = items.get(end.on(1)).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("than"));
        if noun && than && ["less", "more"].iter().any(|w| word.eq_ignore_ascii_case(w)) {
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
    // "; most said they were worried", "those surveyed said"
    let says =
        |at: usize| items.get(at).is_some_and(|i| i.can(Class::CUE) && i.can(Class::PAST | Class::PRESENT));
    let opens = |word: &str| items.get(at).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case(word));
    if !noun
        && (end == at && opens("most") && says(at.on(1)) || end == at.on(2) && opens("those") && says(end))
    {
        return Some(end.max(at.on(1)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quotations::match_marks, sentences::sentences, tokens::tokenize};

    fn found(text: &str) -> Vec<(String, Sort, String)> {
        let tokens = tokenize(text, Span::of(0, text.len()));
        let sentences = sentences(&tokens, &match_marks(&tokens));
        let sentence = sentences.iter().next().unwrap();
        phrases(text, sentence)
            .iter()
            .map(|p| {
                let name = p.name.map(|(a, b)| span(sentence, a, b).slice(text).to_owned());
                (p.span(sentence).slice(text).to_owned(), p.sort, name.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn phrases_that_name_speakers() {
        for (text, phrase, sort, name) in [
            (
                "US ambassador to the UN Nikki Haley said",
                "US ambassador to the UN Nikki Haley",
                Sort::Name,
                "Nikki Haley",
            ),
            (
                "Chinese Foreign Ministry spokesman Geng Shuang did",
                "Chinese Foreign Ministry spokesman Geng Shuang",
                Sort::Name,
                "Geng Shuang",
            ),
            (
                "Democratic Sen. Dianne Feinstein urged",
                "Democratic Sen. Dianne Feinstein",
                Sort::Name,
                "Dianne Feinstein",
            ),
            ("Secretary of State John Kerry said", "Secretary of State John Kerry", Sort::Name, "John Kerry"),
            ("Some analysts argue", "Some analysts", Sort::Group, ""),
            ("State Department officials have said", "State Department officials", Sort::Group, ""),
            ("The White House said", "The White House", Sort::Body, ""),
            (
                "China’s ambassador to the United Nations criticized",
                "China’s ambassador to the United Nations",
                Sort::Role,
                "",
            ),
            ("she said", "she", Sort::Pronoun, ""),
            ("Ludwig van Beethoven wrote", "Ludwig van Beethoven", Sort::Name, "Ludwig van Beethoven"),
            ("Robert Downey, Jr. said", "Robert Downey, Jr.", Sort::Name, "Robert Downey, Jr."),
            ("William “Bill” Bradley said", "William “Bill” Bradley", Sort::Name, "William “Bill” Bradley"),
            ("A new court report said", "A new court report", Sort::Other, ""),
            ("Beijing says", "Beijing", Sort::Body, ""),
            ("one of those advisers.", "one of those advisers", Sort::Role, ""),
            ("one adviser said", "one adviser", Sort::Role, ""),
        ] {
            let got = found(text);
            assert_eq!(got.first(), Some(&(phrase.to_owned(), sort, name.to_owned())), "{text}");
        }
    }
}

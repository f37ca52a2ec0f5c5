//! How places, words and phrases are described to the models: as values that features join.

use crate::{
    cues::{Parsed, content::bounds::looks_finite},
    lexicon::Class,
    model::Value,
    phrases::{Phrase, Sort},
    step::Step as _,
    tokens::Kind,
};

/// Long words say little by their letters.
pub(super) fn short(word: &str) -> Value {
    word.char_indices().nth(12).map_or(word, |(end, _)| word.get(..end).unwrap_or(word)).into()
}

/// One past the phrase or the word at `at`.
pub(super) fn past(parsed: &Parsed<'_>, at: usize) -> usize {
    parsed.phrase_from(at).map_or(at.on(1), |p| parsed.phrase(p).last)
}

/// A count, roughly.
pub(super) const fn bucket(count: usize) -> Value {
    Value::count(match count {
        0..=2 => count,
        3 | 4 => 3,
        5..=7 => 4,
        8..=11 => 5,
        12..=18 => 6,
        19..=28 => 7,
        _ => 8,
    })
}

/// What stands at an item.
pub(super) fn sort(parsed: &Parsed<'_>, at: usize) -> Value {
    name_of(parsed, at).into()
}

/// What stands at an item, in one word.
fn name_of(parsed: &Parsed<'_>, at: usize) -> &'static str {
    let Some(item) = parsed.item(at) else { return "end" };
    if item.quote().is_some() {
        return "quote";
    }
    for (kind, name) in [
        (Kind::Comma, ","),
        (Kind::Dash, "-"),
        (Kind::Semicolon, ";"),
        (Kind::Colon, ":"),
        (Kind::Open, "("),
        (Kind::Close, ")"),
        (Kind::Stop, "."),
        (Kind::Exclaim, "!"),
    ] {
        if item.is(kind) {
            return name;
        }
    }
    if let Some(phrase) = parsed.phrase_at(at) {
        let inside = parsed.phrase(phrase).first != at;
        return match (inside, parsed.phrase(phrase).sort) {
            (true, _) => "inside",
            (_, Sort::Name) => "name",
            (_, Sort::Role) => "role",
            (_, Sort::Group) => "group",
            (_, Sort::Body) => "body",
            (_, Sort::Pronoun) => "pronoun",
            (_, Sort::Other) => "noun",
        };
    }
    if parsed.word_is(at, "that") {
        return "that";
    }
    if ["who", "which", "whose", "whom"].iter().any(|w| parsed.word_is(at, w)) {
        return "which";
    }
    for (class, name) in [
        (Class::CONJ, "and"),
        (Class::MODAL, "would"),
        (Class::AUX, "is"),
        (Class::WEEKDAY, "Sunday"),
        (Class::MONTH, "July"),
        (Class::ING, "ing"),
        (Class::CUE, "cue"),
        (Class::PAST.with(Class::PRESENT), "verb"),
        (Class::SUB, "while"),
        (Class::PREP, "in"),
        (Class::ADV, "also"),
        (Class::NUMBER, "2"),
        (Class::BASE, "base"),
    ] {
        if item.can(class) {
            return name;
        }
    }
    if looks_finite(parsed, at) { "verb" } else { "word" }
}

/// What sort of phrase it is, if any.
pub(super) fn kind(phrase: Option<&Phrase>) -> Value {
    phrase.map_or(Value::NONE, |p| Value::count(p.sort as usize))
}

/// The head of a phrase; of names, none.
pub(super) fn head(parsed: &Parsed<'_>, phrase: Option<&Phrase>) -> Value {
    let named = |p: &&Phrase| p.sort != Sort::Name;
    phrase.filter(named).map_or(Value::NONE, |p| short(parsed.word(p.core.saturating_sub(1))))
}

/// The form of a verb.
pub(super) fn shape(parsed: &Parsed<'_>, verb: usize) -> Value {
    let shapes = [Class::ING, Class::PAST, Class::PRESENT, Class::BASE];
    Value::count(shapes.iter().position(|class| parsed.can(verb, *class)).unwrap_or(shapes.len()))
}

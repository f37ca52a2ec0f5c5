//! Features of items, words and phrases for the models.

use crate::{
    classifier::Value,
    cues::{ParsedSentence, content::clause_bounds::looks_finite},
    index::SaturatingIndex as _,
    lexicon::WordClass,
    phrases::{Phrase, PhraseKind},
    tokens::TokenKind,
};

/// Returns the first twelve characters of a word as a value.
pub(super) fn short(word: &str) -> Value {
    word.char_indices().nth(12).map_or(word, |(end, _)| word.get(..end).unwrap_or(word)).into()
}

/// Returns the index behind the phrase or word at `at`.
pub(super) fn past(parsed: &ParsedSentence<'_>, at: usize) -> usize {
    parsed.phrase_from(at).map_or(at.plus(1), |p| parsed.phrase(p).last)
}

/// Returns the size class of a count.
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

/// Returns the category of an item as a value.
pub(super) fn sort(parsed: &ParsedSentence<'_>, at: usize) -> Value {
    name_of(parsed, at).into()
}

/// Returns the category of an item.
fn name_of(parsed: &ParsedSentence<'_>, at: usize) -> &'static str {
    let Some(item) = parsed.item(at) else { return "end" };
    if item.quote().is_some() {
        return "quote";
    }
    for (kind, name) in [
        (TokenKind::Comma, ","),
        (TokenKind::Dash, "-"),
        (TokenKind::Semicolon, ";"),
        (TokenKind::Colon, ":"),
        (TokenKind::Open, "("),
        (TokenKind::Close, ")"),
        (TokenKind::Stop, "."),
        (TokenKind::Exclaim, "!"),
    ] {
        if item.is(kind) {
            return name;
        }
    }
    if let Some(phrase) = parsed.phrase_at(at) {
        let inside = parsed.phrase(phrase).first != at;
        return match (inside, parsed.phrase(phrase).kind) {
            (true, _) => "inside",
            (_, PhraseKind::Name) => "name",
            (_, PhraseKind::Role) => "role",
            (_, PhraseKind::Group) => "group",
            (_, PhraseKind::Body) => "body",
            (_, PhraseKind::Pronoun) => "pronoun",
            (_, PhraseKind::Other) => "noun",
        };
    }
    if parsed.word_is(at, "that") {
        return "that";
    }
    if ["who", "which", "whose", "whom"].iter().any(|w| parsed.word_is(at, w)) {
        return "which";
    }
    for (class, name) in [
        (WordClass::CONJ, "and"),
        (WordClass::MODAL, "would"),
        (WordClass::AUX, "is"),
        (WordClass::WEEKDAY, "Sunday"),
        (WordClass::MONTH, "July"),
        (WordClass::ING, "ing"),
        (WordClass::CUE, "cue"),
        (WordClass::PAST.with(WordClass::PRESENT), "verb"),
        (WordClass::SUB, "while"),
        (WordClass::PREP, "in"),
        (WordClass::ADV, "also"),
        (WordClass::NUMBER, "2"),
        (WordClass::BASE, "base"),
    ] {
        if item.can(class) {
            return name;
        }
    }
    if looks_finite(parsed, at) { "verb" } else { "word" }
}

/// Returns the kind of a phrase as a value.
pub(super) fn kind(phrase: Option<&Phrase>) -> Value {
    phrase.map_or(Value::NONE, |p| Value::count(p.kind as usize))
}

/// Returns the head of a phrase as a value; none for names.
pub(super) fn head(parsed: &ParsedSentence<'_>, phrase: Option<&Phrase>) -> Value {
    let named = |p: &&Phrase| p.kind != PhraseKind::Name;
    phrase.filter(named).map_or(Value::NONE, |p| short(parsed.word(p.core.saturating_sub(1))))
}

/// Returns the inflection of a verb as a value.
pub(super) fn shape(parsed: &ParsedSentence<'_>, verb: usize) -> Value {
    let shapes = [WordClass::ING, WordClass::PAST, WordClass::PRESENT, WordClass::BASE];
    Value::count(shapes.iter().position(|class| parsed.can(verb, *class)).unwrap_or(shapes.len()))
}

//! Speech verbs that are such in form only, and verbs that are speech only in court.

use super::ParsedSentence;
use crate::{
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
};

/// Bodies before which others speak.
const COURTS: [&str; 12] = [
    "court",
    "courts",
    "jury",
    "jurors",
    "inquest",
    "tribunal",
    "inquiry",
    "hearing",
    "judge",
    "magistrates",
    "panel",
    "committee",
];

/// What is claimed without a word.
const TROPHIES: [&str; 16] = [
    "victory", "title", "titles", "gold", "silver", "bronze", "medal", "medals", "crown", "trophy", "prize",
    "life", "lives", "win", "wicket", "wickets",
];

/// What is posted without a word.
const PICTURES: [&str; 12] = [
    "photo",
    "photos",
    "photograph",
    "picture",
    "pictures",
    "image",
    "images",
    "video",
    "videos",
    "clip",
    "selfie",
    "link",
];

/// Whether a speech verb says nothing here: "grand slam", "accused of theft", "claimed victory", "posted a photo",
/// "are supposed to declare", "is expected to say".
pub(super) fn in_form_only(parsed: &ParsedSentence<'_>, at: usize, verb: CueVerb) -> bool {
    let before = |back: usize, words: &[&str]| {
        at.checked_sub(back).is_some_and(|at| words.iter().any(|w| parsed.word_is(at, w)))
    };
    let object = |heads: &[&str]| {
        let phrase = parsed.phrase_from(at.plus(1)).and_then(|p| parsed.phrases.get(p));
        phrase.is_some_and(|p| heads.iter().any(|head| parsed.word_is(p.core.minus(1), head)))
    };
    let active = parsed.can(at, WordClass::PRESENT.with(WordClass::BASE)) && !parsed.can(at, WordClass::PAST);
    match verb.lemma {
        "slam" if before(1, &["grand"]) => true,
        // "a banker accused of theft"; whoever accuses has somebody to accuse.
        "accuse" => parsed.word_is(at.plus(1), "of"),
        "claim" => object(&TROPHIES),
        "post" | "tweet" => object(&PICTURES),
        // "the rules", "the rule": courts rule in the past.
        "rule" => active,
        _ => {
            before(1, &["to"])
                && before(
                    2,
                    &["supposed", "required", "obliged", "hired", "allowed", "expected", "scheduled", "due"],
                )
        }
    }
}

/// Whether the subject of the verb at `at` is a court: "Leeds Crown Court heard", "the jury was told".
pub(super) fn is_of_a_court(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let mut end = at;
    while end > 0
        && parsed.can(end.minus(1), WordClass::AUX.with(WordClass::ADV))
        && parsed.phrase_at(end.minus(1)).is_none()
    {
        end = end.minus(1);
    }
    let subject =
        end.checked_sub(1).and_then(|last| parsed.phrase_at(last)).and_then(|p| parsed.phrases.get(p));
    subject
        .filter(|p| p.last == end)
        .is_some_and(|p| COURTS.iter().any(|w| parsed.word_is(p.core.minus(1), w)))
}

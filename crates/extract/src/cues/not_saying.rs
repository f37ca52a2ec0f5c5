//! Speech verbs that report no words where they stand, and verbs that report words only in court.

use super::{ParsedSentence, is_asserted};
use crate::{
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    phrases::PhraseKind,
    tokens::TokenKind,
};

/// Bodies whose hearings others speak in.
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

/// Objects of "claim" that are not words.
const TROPHIES: [&str; 16] = [
    "victory", "title", "titles", "gold", "silver", "bronze", "medal", "medals", "crown", "trophy", "prize",
    "life", "lives", "win", "wicket", "wickets",
];

/// Objects of "post" that are not words.
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

/// Who is called on the telephone.
const RESCUERS: [&str; 10] =
    ["police", "cops", "ambulance", "doctor", "911", "999", "112", "authorities", "firefighters", "hotline"];

/// Objects of "write" that are works rather than words.
const WORKS: [&str; 16] = [
    "book",
    "books",
    "novel",
    "novels",
    "thriller",
    "thrillers",
    "song",
    "songs",
    "script",
    "scripts",
    "poem",
    "poems",
    "play",
    "plays",
    "screenplay",
    "music",
];

/// What stands before "to say" where nothing has been said yet.
const STILL_TO_COME: [&str; 16] = [
    "supposed",
    "required",
    "obliged",
    "hired",
    "allowed",
    "expected",
    "scheduled",
    "due",
    "plans",
    "planned",
    "planning",
    "hopes",
    "hoping",
    "intends",
    "wants",
    "wanted",
];

/// Whether a speech verb reports no words here: "grand slam", "accused of theft", "claimed victory", "posted a photo",
/// "are supposed to declare", "is expected to say".
pub(super) fn in_form_only(parsed: &ParsedSentence<'_>, at: usize, verb: CueVerb) -> bool {
    let before = |back: usize, words: &[&str]| {
        at.checked_sub(back).is_some_and(|at| words.iter().any(|w| parsed.word_is(at, w)))
    };
    let object = |heads: &[&str]| {
        let phrase = parsed.phrase_from(at.plus(1)).and_then(|p| parsed.phrases.get(p));
        phrase.is_some_and(|p| heads.iter().any(|head| parsed.word_is(p.core.minus(1), head)))
    };
    const DAY: WordClass = WordClass::WEEKDAY.with(WordClass::MONTH.with(WordClass::NUMBER));
    if is_done_by(parsed, at, verb) || is_required(parsed, at) || is_made_to(parsed, at) {
        return true;
    }
    let active = parsed.can(at, WordClass::PRESENT.with(WordClass::BASE)) && !parsed.can(at, WordClass::PAST);
    match verb.lemma {
        "slam" if before(1, &["grand"]) => true,
        // "a banker accused of theft", "the accused walked": without an object, the participle describes the one accused.
        "accuse" => parsed.word_is(at.plus(1), "of") || before(1, &["the"]),
        // "who asked not to be named"
        "ask" => {
            parsed.word_is(at.plus(1), "not") && parsed.word_is(at.plus(2), "to") || is_asked(parsed, at)
        }
        // "has told the story so many times that"
        "tell" => {
            object(&["story", "stories", "tale", "tales", "joke", "jokes"]) && {
                let behind = parsed.phrase_from(at.plus(1)).map_or(at, |p| parsed.phrase(p).last);
                parsed.word_is(behind, "so")
            }
        }
        // "reported the theft to the police"
        "report" => {
            let told = parsed.phrase_from(at.plus(1)).and_then(|p| parsed.phrases.get(p));
            told.is_some_and(|p| [p.core, p.last].iter().any(|&end| parsed.word_is(end, "to")))
        }
        // "in Kano state,"
        // "state television", "state news agency"
        "state" => {
            let media =
                ["media", "television", "tv", "radio", "news", "broadcaster", "agency", "newspaper", "run"];
            parsed.word_is(at, "state")
                && (at.checked_sub(1).is_some_and(|before| parsed.can(before, WordClass::CAPITAL))
                    || media.iter().any(|w| parsed.word_is(at.plus(1), w)))
        }
        "claim" => object(&TROPHIES),
        "post" | "tweet" => object(&PICTURES),
        // "called the police", "called 911 and hid"
        "call" => object(&RESCUERS),
        // "the rules", "the rule": courts rule in the past; "ruled on his appeal": no word of what they ruled.
        "rule" => active || parsed.word_is(at.plus(1), "on") && !parsed.can(at.plus(2), DAY),
        // "did not respond to a request for comment"
        "respond" | "reply" | "comment" | "answer" | "elaborate" if !is_asserted(parsed, at) => true,
        // "whose feud threatened to split it"
        "threaten" => is_of_whose(parsed, at),
        // "politely repeated himself", "declared himself president"
        "repeat" | "explain" | "express" | "declare" => parsed.is_reflexive(at.plus(1)),
        // "has written novels", "wrote the agency": a work, or somebody to whom it was written.
        "write" => {
            let to = parsed.phrase_from(at.plus(1)).map(|p| parsed.phrase(p));
            let body = to.is_some_and(|p| p.kind == PhraseKind::Body && !parsed.is_verb(p.last));
            object(&WORKS) || body
        }
        _ => before(1, &["to"]) && before(2, &STILL_TO_COME),
    }
}

/// Whether "asked" describes the one before it, who answers: "Ms. Fox, asked about the strike, said".
fn is_asked(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let leads = ["about", "whether", "if", "why", "how", "by", "what", "when"];
    let end = || (at..parsed.items.len()).find(|&end| parsed.is(end, TokenKind::Comma));
    let answers =
        |end: usize| (end..end.plus(4)).any(|verb| parsed.can(verb, WordClass::CUE) && parsed.is_verb(verb));
    parsed.word_is(at, "asked")
        && at.checked_sub(1).is_some_and(|comma| parsed.is(comma, TokenKind::Comma))
        && leads.iter().any(|w| parsed.word_is(at.plus(1), w))
        && end().is_some_and(answers)
}

/// Whether "whose" introduces the subject of the verb at `at`.
fn is_of_whose(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let subject = at.checked_sub(1).and_then(|before| parsed.phrase_at(before));
    subject.map(|p| parsed.phrase(p).first).is_some_and(|first| {
        parsed.word_is(first, "whose") || first > 0 && parsed.word_is(first.minus(1), "whose")
    })
}

/// Whether a participle has its own agent behind it: "the deal announced Wednesday by leaders was", "— dubbed the Kid by
/// his friends".
fn is_done_by(parsed: &ParsedSentence<'_>, at: usize, verb: CueVerb) -> bool {
    let agent = |by: usize| {
        parsed.word_is(by, "by")
            && parsed.phrase_from(by.plus(1)).is_some_and(|p| parsed.phrase(p).kind != PhraseKind::Other)
    };
    let day = usize::from(parsed.can(at.plus(1), WordClass::WEEKDAY));
    let apart = at.checked_sub(1).is_some_and(|before| parsed.is_break(before));
    !parsed.can(at, WordClass::ING.with(WordClass::PRESENT))
        && (agent(at.plus(1).plus(day)) || verb.object && apart && (at..at.plus(10)).any(agent))
}

/// Whether the verb's subject is made to say it by others: "a bill requiring schools to notify parents".
fn is_required(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    // "want the envoy, Ann Pell, to say that": a name is inserted.
    let end = at.checked_sub(2).filter(|&comma| parsed.is(comma, TokenKind::Comma));
    let put_in = end.and_then(|comma| parsed.phrase_at(comma.minus(1))).map(|p| parsed.phrase(p).first);
    let last = put_in.map_or(at.checked_sub(2), |name| name.checked_sub(2));
    let object = last.and_then(|before| parsed.phrase_at(before));
    let verb = object.and_then(|p| parsed.phrase(p).first.checked_sub(1));
    let makes = [
        "requiring",
        "require",
        "requires",
        "forcing",
        "allowing",
        "allow",
        "allows",
        "enabling",
        "directing",
        "want",
        "wants",
        "wanted",
    ];
    at > 0
        && parsed.word_is(at.minus(1), "to")
        && verb.is_some_and(|verb| makes.iter().any(|w| parsed.word_is(verb, w)))
}

/// Whether the verb's subject is a figure of a work that makes it speak: "A draft has the captain saying".
fn is_made_to(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let subject = at.checked_sub(1).and_then(|last| parsed.phrase_at(last)).map(|p| parsed.phrase(p));
    let verb = subject.filter(|p| p.last == at).and_then(|p| p.first.checked_sub(1));
    parsed.can(at, WordClass::ING)
        && verb.is_some_and(|verb| ["has", "have", "had"].iter().any(|w| parsed.word_is(verb, w)))
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

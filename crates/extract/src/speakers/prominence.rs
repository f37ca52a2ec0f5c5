//! The grammatical role of a mention in its sentence, from which follows how likely a pronoun refers to it.

use crate::{
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
    phrases::Phrase,
    tokens::TokenKind,
};

/// Maximum length of an insertion behind a name, in items.
const PUT_IN: usize = 30;

/// The grammatical role of an entity in its sentence, from the least to the most likely antecedent of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Prominence {
    /// Behind a preposition.
    Other,
    /// The object of a verb.
    Object,
    /// The subject of reported words.
    Reported,
    Subject,
    Speaker,
}

impl Prominence {
    pub(super) const fn weight(self) -> f32 {
        match self {
            Self::Other => 0.0,
            Self::Object | Self::Reported => 1.2,
            Self::Subject => 2.3,
            Self::Speaker => 3.0,
        }
    }
}

/// Returns the grammatical role of a name in its sentence.
pub(super) fn prominence(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Prominence {
    let behind_preposition = phrase
        .first
        .checked_sub(1)
        .is_some_and(|before| parsed.can(before, WordClass::PREP) && !parsed.can(before, WordClass::SUB));
    let is_verb = |at: usize| parsed.is_verb(at) || looks_verb(parsed, at);
    let mut verb = phrase.last;
    // "Rajoy, stood", "Rajoy, the prime minister, stood": skips an insertion between commas, up to the verb.
    if parsed.is(verb, TokenKind::Comma) {
        let reach = parsed.items.len().min(verb.plus(PUT_IN));
        let close = (verb.plus(1)..reach).find(|&at| parsed.is(at, TokenKind::Comma));
        let behind = close.filter(|_| !is_verb(verb.plus(1))).unwrap_or(verb);
        verb = behind.plus(1);
    }
    // "Kate Orr at that time asked"
    if phrase.first == 0
        && !is_verb(verb)
        && parsed.can(verb, WordClass::PREP)
        && !parsed.can(verb, WordClass::SUB)
    {
        let mut behind = verb.plus(1);
        while let Some(put_in) = parsed.phrase_from(behind).and_then(|p| parsed.phrases.get(p)) {
            behind = put_in.last;
        }
        verb = behind;
    }
    // "It was Kate Orr who had begun"
    // "Two firms that run tours, …, had told of it"
    let begins = is_verb(verb)
        || parsed.word_is(verb, "who")
        || phrase.first == 0 && ["that", "which"].iter().any(|w| parsed.word_is(verb, w));
    // "The agency quoted Kate Orr": the object is who spoke.
    let verb = phrase.first.checked_sub(1).and_then(|before| parsed.items.get(before)?.cue);
    let is_quoted = verb.is_some_and(|verb| lexicon().cue(verb).object_speaks);
    // "It will be chaired by Kate Orr": the agent does what the sentence tells.
    let agent = phrase.first.checked_sub(2).is_some_and(|done| {
        let passive = parsed.can(done, WordClass::PAST.with(WordClass::PARTICIPLE));
        // "Johnson, who was joined by Bell, insisted", "Johnson, flanked by Bell, insisted"
        let who = (done.saturating_sub(3)..done).any(|at| parsed.word_is(at, "who"));
        let put_in = who || done.checked_sub(1).is_some_and(|before| parsed.is(before, TokenKind::Comma));
        !put_in
            && parsed.word_is(done.plus(1), "by")
            && parsed.phrase_at(done).is_none()
            && (passive || parsed.word(done).ends_with("ed"))
    });
    // "Johnson, flanked by Bell and Sir Tom Vale, insisted"
    let begins = begins && !is_put_in(parsed, phrase);
    match (!behind_preposition && begins, behind_preposition && !agent) {
        _ if agent => Prominence::Subject,
        _ if is_quoted => Prominence::Speaker,
        (true, _) => Prominence::Subject,
        (false, true) => Prominence::Other,
        (false, false) => Prominence::Object,
    }
}

/// Whether a name before a comma ends an insertion about the subject: "who was joined by Bell and Vale,".
fn is_put_in(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    const LONGEST: usize = 14;
    let comma = (phrase.first.saturating_sub(LONGEST)..phrase.first)
        .rev()
        .find(|&at| parsed.is(at, TokenKind::Comma));
    let opens = |comma: usize| {
        let word = parsed.word(comma.plus(1));
        ["who", "whose"].contains(&word)
            || word.ends_with("ed") && (comma..phrase.first).any(|at| parsed.word_is(at, "by"))
    };
    parsed.is(phrase.last, TokenKind::Comma) && comma.is_some_and(opens)
}

/// Whether an insertion with commas of its own stands between a name that ends at `comma` and its verb: "Ruth Abel, the
/// finance, roads and ports member of the council, wants".
pub(super) fn describes(parsed: &ParsedSentence<'_>, comma: usize) -> bool {
    let reach = comma.plus(1)..parsed.items.len().min(comma.plus(PUT_IN));
    let verb = reach.into_iter().find(|&at| parsed.is_verb(at));
    parsed.is(comma, TokenKind::Comma)
        && verb.is_some_and(|verb| parsed.is(verb.saturating_sub(1), TokenKind::Comma))
}

/// Whether a word that the lexicon does not know looks like a verb.
pub(super) fn looks_verb(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let word = parsed.word(at);
    parsed.phrase_at(at).is_none() && (word.ends_with("ed") || word.len() > 3 && word.ends_with('s'))
}

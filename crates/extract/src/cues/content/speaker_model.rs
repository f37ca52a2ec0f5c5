//! Choice of the speaker if no phrase is directly next to the cue.
//!
//! In "Trump thanked Miami and said" or "Lynch took the last step of announcing", rules pick a subject by the form
//! of the sentence. A model weighs that pick against the other phrases before the cue.

use onrecord_model::Span;

use super::{
    ContentFinder,
    features::{bucket, head, kind, shape, short, sort},
};
use crate::{
    classifier::{Features, Value},
    cues::{
        SpeakerRef,
        subject::{REACH, familiar, is_maker, is_time},
    },
    index::SaturatingIndex as _,
    lexicon::WordClass,
    phrases::{Phrase, PhraseKind},
    tokens::TokenKind,
};

/// Maximum number of candidates, counted back from the cue.
const MOST: usize = 12;

/// A decision for the training program: a cue and the candidates for its speaker.
#[derive(Clone, Debug)]
pub(crate) struct SpeakerDecision {
    pub(crate) cue: Span,
    pub(crate) candidates: Vec<(Span, Features)>,
}

impl ContentFinder<'_, '_> {
    /// Chooses the speaker of a cue, given the pick of the rules with the item at which speaker and cue begin.
    pub(super) fn choose(&mut self, cue: usize, pick: (SpeakerRef, usize)) -> (SpeakerRef, usize) {
        let parsed = self.parsed;
        let picked = match pick.0 {
            SpeakerRef::Phrase(phrase) => Some(phrase),
            SpeakerRef::Nobody => None,
            SpeakerRef::Relative(..) => return pick,
        };
        let participle = parsed.can(cue, WordClass::ING);
        let verb = self.verb_start(cue);
        // "records that would respond to it", "figures that suggest it": the antecedent of "that" is not a speaker.
        if !participle && (verb < cue || picked.is_none()) && parsed.word_is(verb.wrapping_sub(1), "that") {
            return pick;
        }
        if !participle && picked.is_some_and(|p| self.is_beside(p, verb)) {
            return pick;
        }
        match self.most_likely(cue, verb, pick, picked) {
            // "“…,” the spokesman, John Miller, said": the rules, which know the role, determine where it begins.
            (chosen, _) if chosen == pick.0 => pick,
            (SpeakerRef::Phrase(phrase), _) => self.named(phrase),
            other => other,
        }
    }

    /// Returns the item at which the verb of a cue begins with its auxiliaries and adverbs.
    fn verb_start(&self, cue: usize) -> usize {
        let parsed = self.parsed;
        let mut at = cue;
        while at > 0
            && parsed.phrase_at(at.minus(1)).is_none()
            && !parsed.can(at.minus(1), WordClass::CONJ.with(WordClass::ING))
            && parsed.is_plain(at.minus(1))
        {
            at = at.minus(1);
        }
        at
    }

    /// Whether the phrase that the rules picked is directly next to a finite verb, which begins at item `verb`: then it
    /// is always the speaker.
    fn is_beside(&self, picked: usize, verb: usize) -> bool {
        let parsed = self.parsed;
        let phrase = parsed.phrase(picked);
        let last = verb.checked_sub(1);
        // Behind "after" a clause may begin: "after the man had said".
        let hangs = |i: usize| parsed.can(i, WordClass::PREP) && !parsed.can(i, WordClass::SUB);
        let adjacent = phrase.last == verb && !phrase.first.checked_sub(1).is_some_and(hangs);
        let familiar = || {
            let known = last.and_then(|last| parsed.phrase_at(last));
            known.and_then(|known| familiar(parsed, known)) == Some(picked)
        };
        // "Ned Orr (Harbor Party, Pond Division) said"
        let bracketed = || {
            let close = last.filter(|&close| parsed.is(close, TokenKind::Close));
            let open = phrase.last;
            parsed.is(open, TokenKind::Open)
                && close.is_some_and(|close| !(open..close).any(|at| parsed.is(at, TokenKind::Close)))
        };
        adjacent || familiar() || bracketed()
    }

    /// Returns the speaker to whom the model gives the highest score: the pick of the rules, or a phrase before the cue.
    fn most_likely(
        &mut self,
        cue: usize,
        verb: usize,
        pick: (SpeakerRef, usize),
        picked: Option<usize>,
    ) -> (SpeakerRef, usize) {
        let parsed = self.parsed;
        let participle = parsed.can(cue, WordClass::ING);
        // A candidate of the rules that cannot be a speaker is dropped if there is another one.
        let mut best = (if picked.is_some_and(|p| self.names_nobody(p, verb)) { i32::MIN } else { 0 }, pick);
        let mut log = Vec::new();
        let before = parsed.phrases.partition_point(|p| p.last <= cue);
        for (nth, index) in (0..before).rev().take(MOST).enumerate() {
            let phrase = parsed.phrase(index);
            if cue.saturating_sub(phrase.first) > REACH {
                break;
            }
            if self.names_nobody(index, verb) {
                continue;
            }
            let features = self.speaker_features(cue, index, nth, picked);
            let score = self.models.who.score(&features);
            let first = nth == 0 && self.models.who.is_learned() && (picked.is_some() || participle);
            if score > best.0 || first {
                best = (score, (SpeakerRef::Phrase(index), phrase.first));
            }
            if self.log.is_some() {
                log.push((phrase.span(parsed.items), features));
            }
        }
        if let Some(all) = &mut self.log {
            let cue = parsed.items.get(cue).map(|i| i.span).unwrap_or_default();
            all.choices.push(SpeakerDecision { cue, candidates: log });
        }
        best.1
    }

    /// Whether a phrase before a verb is a time, a place, the agent of a participle or the "who" of an earlier clause.
    /// `verb` is the item at which the verb and its adverbs begin.
    fn names_nobody(&self, index: usize, verb: usize) -> bool {
        let parsed = self.parsed;
        let phrase = parsed.phrase(index);
        let closed = verb > 0 && parsed.is(verb.minus(1), TokenKind::Comma);
        let who = ["who", "which"].iter().any(|w| parsed.word_is(phrase.first, w))
            && !parsed.is(phrase.last, TokenKind::Comma);
        let before = |back: usize| phrase.first.checked_sub(back);
        // "the rally in Columbus, Ohio, said"
        let comma = |at: Option<usize>| at.is_some_and(|at| parsed.is(at, TokenKind::Comma));
        let place = phrase.kind != PhraseKind::Pronoun
            && comma(before(1))
            && comma(Some(phrase.last))
            && phrase.last.plus(1) == verb
            && before(2).and_then(|near| parsed.phrase_at(near)).is_some_and(|near| {
                let near = parsed.phrase(near);
                let lead = |at: usize| at > 0 && ["in", "at", "near"].iter().any(|w| parsed.word_is(at, w));
                near.first.checked_sub(1).into_iter().chain(near.first..near.last).any(lead)
            });
        // "but in a later interview said"
        let occasion = phrase.last == verb
            && before(1).is_some_and(|at| ["in", "at", "during"].iter().any(|w| parsed.word_is(at, w)));
        let number = phrase.last == phrase.first.plus(1)
            && parsed.can(phrase.first, WordClass::NUMBER.with(WordClass::MONTH));
        // "2022 with the endorsement of the union"
        let year = parsed.is(phrase.first, TokenKind::Number)
            && parsed.word(phrase.first).len() == 4
            && parsed.can(phrase.first.plus(1), WordClass::PREP);
        who && closed && !parsed.can(verb, WordClass::ING)
            || is_maker(parsed, phrase.first)
            || place
            || occasion
            || number
            || year
            || is_time(parsed, index)
    }

    /// Returns the name before an apposition, or the phrase itself: "Susan Thornton, acting assistant secretary".
    fn named(&self, phrase: usize) -> (SpeakerRef, usize) {
        let found = self.parsed.phrase(phrase);
        let behind = |name: &Phrase| {
            name.kind == PhraseKind::Name
                && name.last.plus(1) == found.first
                && self.parsed.is(name.last, TokenKind::Comma)
        };
        let role = !matches!(found.kind, PhraseKind::Name | PhraseKind::Pronoun);
        // "Nora Hill, 41, a Denver nurse": an age between the two.
        let age = |at: &Phrase| {
            at.last == at.first.plus(1)
                && self.parsed.can(at.first, WordClass::NUMBER)
                && at.last.plus(1) == found.first
                && at.first > 1
        };
        let older =
            |at: &Phrase, name: &Phrase| name.kind == PhraseKind::Name && name.last.plus(1) == at.first;
        let before_age = || {
            let at = self.parsed.phrase(phrase.checked_sub(1)?);
            let name = phrase.checked_sub(2)?;
            (role && age(at) && older(at, self.parsed.phrase(name))).then_some(name)
        };
        let name = phrase
            .checked_sub(1)
            .filter(|&name| role && behind(self.parsed.phrase(name)))
            .or_else(before_age);
        let chosen = name.unwrap_or(phrase);
        (SpeakerRef::Phrase(chosen), self.parsed.phrase(chosen).first)
    }

    fn speaker_features(&self, cue: usize, index: usize, nth: usize, picked: Option<usize>) -> Features {
        let parsed = self.parsed;
        let phrase = parsed.phrase(index);
        let by_rule: Value = (picked == Some(index)).into();
        let (kind, head) = (kind(Some(phrase)), head(parsed, Some(phrase)));
        let before = phrase.first.checked_sub(1).map_or(Value::NONE, |at| sort(parsed, at));
        let behind = sort(parsed, phrase.last);
        let shape = shape(parsed, cue);
        let beside = sort(parsed, cue.wrapping_sub(1));
        let verbs = bucket(self.counts.verbs(phrase.last..cue));
        let commas = bucket(self.counts.commas(phrase.last..cue));
        let quoted: Value = (self.counts.quotes(phrase.last..cue) > 0).into();
        let [near, all] = [nth, index].map(bucket);
        let verb: Value = parsed.is_verb(phrase.last).into();
        let comma: Value = parsed.is(phrase.last, TokenKind::Comma).into();
        let [word_before, word_behind] =
            [phrase.first.wrapping_sub(1), phrase.last].map(|at| short(parsed.word(at)));
        let mut f = Features::new();
        f.add(40, [by_rule]);
        f.add(41, [by_rule, shape, beside]);
        f.add(42, [kind, before, behind]);
        f.add(43, [kind, by_rule, near]);
        f.add(44, [before, by_rule]);
        f.add(45, [behind, verb, by_rule]);
        f.add(46, [verbs, shape, beside]);
        f.add(47, [commas, shape, beside]);
        f.add(48, [quoted, shape]);
        f.add(49, [near, shape, beside]);
        f.add(50, [all, by_rule]);
        f.add(51, [head]);
        f.add(52, [verbs, commas, verb, beside]);
        f.add(53, [before, verb, kind]);
        f.add(54, [verbs, verb, by_rule, near]);
        f.add(55, [word_before, verb]);
        f.add(56, [word_behind, shape]);
        f.add(57, [comma, commas, shape, kind]);
        f.add(58, [all, kind, verb]);
        f
    }
}

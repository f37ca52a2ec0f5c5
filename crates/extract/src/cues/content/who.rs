//! Which phrase is the one that says it, where none stands right beside the cue.
//!
//! "Trump thanked Miami and said", "Lynch took the last step of announcing": rules pick a subject by
//! the sentence's form; a model learned from annotated news weighs that pick against the other
//! phrases before the cue.

use onrecord_model::Span;

use super::{
    Finder,
    ends::{bucket, short, sort},
};
use crate::{
    cues::{Who, subject::REACH},
    lexicon::Class,
    model::Features,
    phrases::Sort,
    tokens::Kind,
};

/// Phrases farther away than this many are no candidates.
const MOST: usize = 12;

/// A choice for the training program: the cue, and each phrase that may be its speaker.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) cue: Span,
    pub(crate) candidates: Vec<(Span, Features)>,
}

impl Finder<'_, '_> {
    /// The speaker of a cue, given the rules' pick and the item where speaker and cue begin.
    pub(super) fn choose(&mut self, cue: usize, pick: (Who, usize)) -> (Who, usize) {
        let parsed = self.parsed;
        let picked = match pick.0 {
            Who::Phrase(phrase) => Some(phrase),
            Who::Nobody => None,
            Who::Relative(..) => return pick,
        };
        let participle = parsed.can(cue, Class::ING);
        let mut at = cue;
        while at > 0 && parsed.phrase_at(at - 1).is_none() && !parsed.can(at - 1, Class::CONJ.with(Class::ING)) && parsed.is_plain(at - 1) {
            at -= 1;
        }
        // Right beside a finite verb there is no choice.
        let beside = |p: usize| {
            let phrase = &parsed.phrases[p];
            let hangs = phrase.first.checked_sub(1).is_some_and(|i| parsed.can(i, Class::PREP));
            phrase.last == at && !hangs
        };
        if picked.is_some_and(beside) && !participle {
            return pick;
        }
        let mut best = (0, pick);
        let mut log = Vec::new();
        let before = parsed.phrases.partition_point(|p| p.last <= cue);
        for (nth, index) in (0..before).rev().take(MOST).enumerate() {
            let phrase = &parsed.phrases[index];
            if cue - phrase.first > REACH {
                break;
            }
            let features = self.describe_speaker(cue, index, nth, picked);
            let score = self.models.who.score(&features);
            let first = nth == 0 && self.models.who.is_learned() && (picked.is_some() || participle);
            if score > best.0 || first {
                best = (score, (Who::Phrase(index), phrase.first));
            }
            if self.log.is_some() {
                log.push((phrase.span(parsed.items), features));
            }
        }
        if let Some(all) = &mut self.log {
            let cue = parsed.items.get(cue).map(|i| i.span).unwrap_or_default();
            all.choices.push(Choice { cue, candidates: log });
        }
        best.1
    }

    fn describe_speaker(&self, cue: usize, index: usize, nth: usize, picked: Option<usize>) -> Features {
        let parsed = self.parsed;
        let phrase = &parsed.phrases[index];
        let flag = |yes: bool| if yes { "1" } else { "0" };
        let kind = match phrase.sort {
            Sort::Name => "name",
            Sort::Role => "role",
            Sort::Group => "group",
            Sort::Body => "body",
            Sort::Pronoun => "pronoun",
            Sort::Other => "other",
        };
        let by_rule = flag(picked == Some(index));
        let before = phrase.first.checked_sub(1).map_or("start", |at| sort(parsed, at));
        let behind = sort(parsed, phrase.last);
        let shape = [(Class::ING, "ing"), (Class::PAST, "past"), (Class::PRESENT, "present")]
            .into_iter()
            .find(|(class, _)| parsed.can(cue, *class))
            .map_or("base", |(_, name)| name);
        let beside = sort(parsed, cue.wrapping_sub(1));
        let verbs = bucket(self.counts.verbs(phrase.last..cue));
        let commas = bucket(self.counts.commas(phrase.last..cue));
        let quoted = flag(self.counts.quotes(phrase.last..cue) > 0);
        let near = bucket(nth);
        let all = bucket(index);
        let head = if kind == "name" { "" } else { short(parsed.word(phrase.core.saturating_sub(1))) };
        let verb = parsed.is_verb(phrase.last);
        let mut f = Features::new();
        f.add(40, &[by_rule]);
        f.add(41, &[by_rule, shape, beside]);
        f.add(42, &[kind, before, behind]);
        f.add(43, &[kind, by_rule, near]);
        f.add(44, &[before, by_rule]);
        f.add(45, &[behind, flag(verb), by_rule]);
        f.add(46, &[verbs, shape, beside]);
        f.add(47, &[commas, shape, beside]);
        f.add(48, &[quoted, shape]);
        f.add(49, &[near, shape, beside]);
        f.add(50, &[all, by_rule]);
        f.add(51, &[head]);
        f.add(52, &[verbs, commas, flag(verb), beside]);
        f.add(53, &[before, flag(verb), kind]);
        f.add(54, &[verbs, flag(verb), by_rule, near]);
        f.add(55, &[short(parsed.word(phrase.first.wrapping_sub(1))), flag(verb)]);
        f.add(56, &[short(parsed.word(phrase.last)), shape]);
        f.add(57, &[flag(parsed.is(phrase.last, Kind::Comma)), commas, shape, kind]);
        f.add(58, &[all, kind, flag(verb)]);
        f
    }
}

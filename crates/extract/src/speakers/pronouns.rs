//! Pronouns: whom "he", "she", "they" and "it" mean, by how prominent the latest mentions are.

use onrecord_model::SpeakerKind;
use onrecord_text::{lowercase, squeeze};

use super::{
    can_speak::is_no_speaker,
    coreference::{Coreference, Mention, Resolution},
    entity::Entity,
    prominence::{Prominence, prominence},
};
use crate::{
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::WordClass,
    phrases::{Phrase, PhraseKind},
    tokens::TokenKind,
};

/// The weight of a first mention by full name, which makes the subject of a sentence the topic of the next.
const INTRODUCED: f32 = 1.0;
/// The weight that a mention loses in the paragraph before, with each paragraph more, and with each sentence of the same
/// paragraph.
const LAST_PARAGRAPH: f32 = 1.5;
const PER_PARAGRAPH: f32 = 0.75;
const PER_SENTENCE: f32 = 0.2;
/// The greatest distance that counts, in paragraphs.
const FARTHEST: usize = 6;
/// The weight of each mention of an entity, up to `OFTEN` mentions.
const PER_MENTION: f32 = 0.03;
const OFTEN: usize = 6;
/// The weight that an entity loses if nothing shows that it is a person.
const NOT_HUMAN: f32 = 2.0;

impl Coreference {
    /// Resolves a pronoun: "he" and "she" to the most prominent person that agrees with it, "it" and "they" to the last
    /// body or group named; the subject of a sentence counts as last.
    pub(super) fn pronoun(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Resolution {
        let lower = lowercase(words);
        let here = self.named_before(parsed, phrase, paragraph);
        let candidates = || here.iter().map(|m| m.member).chain(self.seen.iter().rev().map(|m| m.member));
        let (gender, one) = match lower.as_str() {
            "he" | "him" | "his" | "himself" => (WordClass::MALE, "man"),
            "she" | "her" | "herself" => (WordClass::FEMALE, "woman"),
            "they" | "them" | "their" | "themselves" => {
                let found = self.group_meant(parsed, phrase, &here, paragraph);
                return (found, self.last_named(&lower, "group or body", found), 0.6);
            }
            "it" | "its" | "itself" => {
                let is_body = |m: &Entity| m.kind == SpeakerKind::Institution && !is_no_speaker(&m.name);
                let found = candidates().find(|&m| self.member(m).is_some_and(is_body));
                return (found, self.last_named(&lower, "body", found), 0.6);
            }
            _ => return (None, format!("“{words}” names nobody"), 0.2),
        };
        let (found, certainty) = self.most_prominent(&here, gender, paragraph);
        (found, self.last_named(&lower, one, found), certainty)
    }

    /// Returns the most likely antecedent of "he" or "she", with the certainty. `here` are the mentions before
    /// it in its sentence.
    pub(super) fn most_prominent(
        &self,
        here: &[Mention],
        gender: WordClass,
        paragraph: usize,
    ) -> (Option<usize>, f32) {
        let other = match gender {
            WordClass::MALE => WordClass::FEMALE,
            WordClass::FEMALE => WordClass::MALE,
            _ => WordClass::NONE,
        };
        let mut ranked: Vec<(usize, f32, usize)> = Vec::new();
        let asker = self.asker.filter(|_| self.replies);
        let others = |mention: &&Mention| Some(mention.member) != asker;
        for mention in here.iter().chain(self.seen.iter().rev()).filter(others) {
            if let Some((_, best, count)) = ranked.iter_mut().find(|(m, ..)| *m == mention.member) {
                *best = best.max(self.weight(*mention, paragraph));
                *count = count.plus(1);
            } else if self.member(mention.member).is_some_and(|m| {
                m.kind == SpeakerKind::Person && (m.gender.is(gender) || !m.gender.is(other))
            }) {
                ranked.push((mention.member, self.weight(*mention, paragraph), 1));
            }
        }
        let score = |(member, best, count): &(usize, f32, usize)| {
            let human = self.member(*member).is_some_and(|m| m.is_human);
            let often = u8::try_from((*count).min(OFTEN)).map_or(0.0, f32::from);
            best + PER_MENTION * often - if human { 0.0 } else { NOT_HUMAN }
        };
        let mut first: Option<(usize, f32)> = None;
        let mut second = f32::NEG_INFINITY;
        for one in &ranked {
            let score = score(one);
            match first {
                Some((_, best)) if score <= best => second = second.max(score),
                _ => {
                    second = first.map_or(second, |(_, best)| best);
                    first = Some((one.0, score));
                }
            }
        }
        let certainty = first.map_or(0.85, |(_, best)| if best - second > 0.5 { 0.85 } else { 0.65 });
        (first.map(|(member, _)| member), certainty)
    }

    /// Returns the most prominent group or body that "they" can refer to.
    fn group_meant(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        here: &[Mention],
        paragraph: usize,
    ) -> Option<usize> {
        let groups = self.groups_before(parsed, phrase.first, paragraph);
        let is_next = |(at, sentence): (usize, usize)| {
            at == paragraph && sentence.plus(1) == self.sentence(paragraph)
                || at.plus(1) == paragraph && self.sentence(paragraph) == 0
        };
        if groups.is_empty() && self.joint.is_some_and(is_next) {
            return None;
        }
        let all = here.iter().chain(&groups).chain(self.seen.iter().rev()).chain(self.groups.iter().rev());
        let many = |m: usize| {
            self.member(m).is_some_and(|m| m.kind != SpeakerKind::Person && !is_no_speaker(&m.name))
        };
        let mut best: Option<(usize, f32)> = None;
        for mention in all.filter(|mention| many(mention.member)) {
            let weight = self.weight(*mention, paragraph);
            if best.is_none_or(|(_, least)| weight > least) {
                best = Some((mention.member, weight));
            }
        }
        best.map(|(member, _)| member)
    }

    /// Returns the groups that a sentence names before item `end`: "residents", "the men".
    pub(super) fn groups_before(
        &mut self,
        parsed: &ParsedSentence<'_>,
        end: usize,
        paragraph: usize,
    ) -> Vec<Mention> {
        let mut groups = Vec::new();
        for phrase in parsed.phrases.iter().filter(|p| p.kind == PhraseKind::Group && p.last <= end) {
            // "some of it", "its members": not told apart without what is around them.
            if phrase.core == phrase.first.plus(1) && parsed.can(phrase.first, WordClass::DET)
                || parsed.can(phrase.first, WordClass::POSS)
            {
                continue;
            }
            let (member, ..) = self.unnamed(parsed, phrase, paragraph);
            groups.extend(member.map(|m| self.mention(m, paragraph, prominence(parsed, phrase))));
        }
        groups
    }

    /// Returns the weight of a mention for a pronoun in the current sentence.
    fn weight(&self, mention: Mention, paragraph: usize) -> f32 {
        let float = |n: usize| u8::try_from(n.min(FARTHEST)).map_or(0.0, f32::from);
        let paragraphs = paragraph.saturating_sub(mention.paragraph);
        let sentences =
            if paragraphs == 0 { self.sentence(paragraph).saturating_sub(mention.sentence) } else { 0 };
        let introduced = self.member(mention.member).is_some_and(|m| {
            m.paragraph == mention.paragraph && m.name.contains(' ') && !m.words().is_empty()
        });
        let topic = if introduced && mention.prominence == Prominence::Subject { INTRODUCED } else { 0.0 };
        let distance = if paragraphs == 0 {
            PER_SENTENCE * float(sentences)
        } else {
            LAST_PARAGRAPH + PER_PARAGRAPH * float(paragraphs.saturating_sub(1))
        };
        mention.prominence.weight() + topic - distance
    }

    /// Returns the entities named in the sentence before a phrase. A role that is the subject of a verb comes
    /// first: "China's ambassador criticized what he called".
    pub(super) fn named_before(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        paragraph: usize,
    ) -> Vec<Mention> {
        let mut here = Vec::new();
        // "Trump, he told the Assembly, had erred": the words are about the one before the pronoun.
        let is_interrupted = |p: &Phrase| {
            parsed.is_he_or_she(phrase)
                && parsed.is(p.last, TokenKind::Comma)
                && p.last.plus(1) == phrase.first
                && parsed.can(phrase.last, WordClass::CUE)
        };
        for earlier in parsed.phrases.iter().filter(|p| p.last <= phrase.first && !is_interrupted(p)) {
            match earlier.kind {
                PhraseKind::Name => {
                    let found = self.bearer(parsed, earlier, paragraph);
                    here.extend(found.map(|m| self.mention(m, paragraph, prominence(parsed, earlier))));
                }
                PhraseKind::Role if parsed.is_verb(earlier.last) => {
                    let words = squeeze(earlier.span(parsed.items).slice(parsed.source));
                    let (member, ..) = self.role(parsed, earlier, &words, paragraph);
                    let mention = member.map(|m| self.mention(m, paragraph, Prominence::Subject));
                    here.splice(0..0, mention);
                }
                _ => {}
            }
        }
        here
    }

    pub(super) fn last_named(&self, pronoun: &str, what: &str, found: Option<usize>) -> String {
        match found.and_then(|m| self.member(m)) {
            Some(member) => format!("“{pronoun}” is {}, the last {what} named", member.name),
            None => format!("“{pronoun}” stands for no {what} that was named"),
        }
    }
}

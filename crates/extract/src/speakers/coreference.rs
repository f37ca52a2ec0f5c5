//! Coreference: which entity of the article a phrase refers to at its place in the story.

use onrecord_model::{Span, SpeakerKind};
use onrecord_text::lowercase;

use super::entities::{Entities, Entity, called, name_of, squeeze};
use crate::{
    countries,
    cues::{ParsedSentence, SpeakerRef},
    index::SaturatingIndex as _,
    lexicon::WordClass,
    phrases::{Phrase, PhraseKind},
};

/// Number of recent mentions that a pronoun can refer to.
const MEMORY: usize = 40;
/// Maximum distance in paragraphs from a role to the name that follows it.
const NAME_COMES_WITHIN: usize = 2;

/// Bodies that belong to a country rather than to their head.
const PUBLIC: [&str; 5] = ["ministry", "government", "army", "military", "state department"];

/// The entity that a reference resolves to, with the reason.
#[derive(Clone, Debug)]
pub(crate) struct ResolvedSpeaker {
    pub(crate) member: Option<usize>,
    /// The words that name the speaker there.
    pub(crate) mention: Option<Span>,
    pub(crate) why: String,
    pub(crate) certainty: f32,
}

/// Resolves references in reading order, keeping track of recent mentions.
#[derive(Debug)]
pub(crate) struct Coreference {
    pub(crate) cast: Entities,
    /// Recent mentions, oldest first: entity and paragraph.
    seen: Vec<(usize, usize)>,
    /// The last speaker, and the words that named the speaker there.
    speaker: Option<(usize, Option<Span>)>,
    /// The paragraph of the last sentence passed, and the number of its sentences passed.
    behind: (usize, usize),
    /// The first speaker of the current sentence.
    speaks: Option<usize>,
}

impl Coreference {
    pub(crate) const fn new(cast: Entities) -> Self {
        Self { cast, seen: Vec::new(), speaker: None, behind: (0, 0), speaks: None }
    }

    /// Resolves the speaker beside a cue.
    pub(crate) fn source(
        &mut self,
        parsed: &ParsedSentence<'_>,
        who: SpeakerRef,
        paragraph: usize,
    ) -> ResolvedSpeaker {
        let source = match who {
            SpeakerRef::Phrase(phrase) => self.phrase(parsed, phrase, paragraph),
            SpeakerRef::Relative(span, phrase) => {
                let found = phrase.map(|p| self.phrase(parsed, p, paragraph));
                let words = span.slice(parsed.source);
                found.map_or(
                    ResolvedSpeaker {
                        member: None,
                        mention: Some(span),
                        why: format!("“{words}” stands for nobody named"),
                        certainty: 0.3,
                    },
                    |found| ResolvedSpeaker {
                        mention: Some(span),
                        why: format!("“{words}” stands for what it follows: {}", found.why),
                        ..found
                    },
                )
            }
            SpeakerRef::Nobody => ResolvedSpeaker {
                member: self.speaker.map(|(member, _)| member),
                mention: self.speaker.and_then(|(_, mention)| mention),
                why: "nobody is named beside the cue: the speaker before goes on".to_owned(),
                certainty: 0.5,
            },
        };
        if let Some(member) = source.member {
            self.spoke(member, source.mention, paragraph);
        }
        source
    }

    /// Records `member` as the last speaker.
    pub(crate) fn spoke(&mut self, member: usize, mention: Option<Span>, paragraph: usize) {
        self.speaker = Some((member, mention));
        // "Abe said that Trump had agreed": the sentence is Abe's.
        self.speaks.get_or_insert(member);
        self.seen.push((member, paragraph));
    }

    /// Records the names of a finished sentence as mentions, its subject as the most recent.
    pub(crate) fn pass(&mut self, parsed: &ParsedSentence<'_>, paragraph: usize) {
        // Before the names of the sentence are remembered: "he" is somebody of before.
        let subject = self.subject(parsed, paragraph);
        self.behind = (paragraph, self.sentence(paragraph).plus(1));
        let names = parsed.phrases.iter().filter(|p| p.kind == PhraseKind::Name);
        let members: Vec<_> = names.filter_map(|p| self.cast.find(&name_of(parsed, p))).collect();
        // A speaker of the sentence is a likelier antecedent than those mentioned in it.
        let last = subject.into_iter().chain(self.speaks.take());
        self.seen.extend(members.into_iter().rev().chain(last).map(|m| (m, paragraph)));
        let spare = self.seen.len().saturating_sub(MEMORY);
        self.seen.drain(..spare);
    }

    /// Returns the subject of a sentence if it is a pronoun or a body before the verb.
    fn subject(&mut self, parsed: &ParsedSentence<'_>, paragraph: usize) -> Option<usize> {
        let phrase = parsed.phrases.first().filter(|p| p.first == 0 && parsed.is_verb(p.last))?;
        match phrase.kind {
            PhraseKind::Pronoun => {
                let word = parsed.word(0);
                let person = word.eq_ignore_ascii_case("he") || word.eq_ignore_ascii_case("she");
                person.then(|| self.pronoun(parsed, phrase, word, paragraph).0).flatten()
            }
            PhraseKind::Body => self.unnamed(parsed, phrase, paragraph).0,
            _ => None,
        }
    }

    /// Returns the index of the current sentence of a paragraph.
    const fn sentence(&self, paragraph: usize) -> usize {
        if self.behind.0 == paragraph { self.behind.1 } else { 0 }
    }

    fn member(&self, index: usize) -> Option<&Entity> {
        self.cast.get(index)
    }

    fn phrase(&mut self, parsed: &ParsedSentence<'_>, index: usize, paragraph: usize) -> ResolvedSpeaker {
        let Some(phrase) = parsed.phrases.get(index) else {
            return ResolvedSpeaker {
                member: None,
                mention: None,
                why: "nobody is named".to_owned(),
                certainty: 0.2,
            };
        };
        let mention = phrase.span(parsed.items);
        let words = squeeze(mention.slice(parsed.source));
        let (member, why, certainty) = match phrase.kind {
            PhraseKind::Name => self.name(parsed, phrase, &words, paragraph),
            PhraseKind::Pronoun => self.pronoun(parsed, phrase, &words, paragraph),
            PhraseKind::Role => self.role(parsed, phrase, &words, paragraph),
            PhraseKind::Group | PhraseKind::Body | PhraseKind::Other => {
                self.unnamed(parsed, phrase, paragraph)
            }
        };
        ResolvedSpeaker { member, mention: Some(mention), why, certainty }
    }

    fn name(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> (Option<usize>, String, f32) {
        let member = self.bearer(&name_of(parsed, phrase), paragraph);
        let full = member.and_then(|m| self.member(m)).map_or("", |m| m.name.as_str());
        let why = if words.contains(full) {
            format!("“{words}” is named beside the cue")
        } else {
            format!("“{words}” is {full}, whose full name the article gives elsewhere")
        };
        (member, why, 1.0)
    }

    /// Resolves a name. If several entities share the word, like Kang Kyung-wha and Lu Kang, prefers the one named
    /// in this paragraph, then a known holder of office, then the one named last.
    fn bearer(&self, name: &[&str], paragraph: usize) -> Option<usize> {
        let bearers: Vec<_> = self.cast.bearers(name).collect();
        if name.len() > 1 || bearers.len() < 2 {
            return self.cast.find(name);
        }
        let last = self.seen.iter().rev().find(|(member, _)| bearers.contains(member));
        let known = || bearers.iter().copied().find(|m| self.member(*m).is_some_and(|m| m.holds_office));
        match last {
            Some((member, at)) if *at == paragraph => Some(*member),
            last => known().or(last.map(|(member, _)| *member)).or_else(|| self.cast.find(name)),
        }
    }

    /// Resolves a pronoun to the last entity named that agrees with it; the subject of a sentence counts as last.
    fn pronoun(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> (Option<usize>, String, f32) {
        let lower = lowercase(words);
        let here = self.named_before(parsed, phrase, paragraph);
        let candidates = || here.iter().copied().chain(self.seen.iter().rev().map(|(m, _)| *m));
        let (gender, one) = match lower.as_str() {
            "he" | "him" | "his" | "himself" => (WordClass::MALE, "man"),
            "she" | "her" | "herself" => (WordClass::FEMALE, "woman"),
            "they" | "them" | "their" | "themselves" => {
                let found =
                    candidates().find(|&m| self.member(m).is_some_and(|m| m.kind != SpeakerKind::Person));
                return (found, self.last_named(&lower, "group or body", found), 0.6);
            }
            "it" | "its" | "itself" => {
                let found = candidates()
                    .find(|&m| self.member(m).is_some_and(|m| m.kind == SpeakerKind::Institution));
                return (found, self.last_named(&lower, "body", found), 0.6);
            }
            _ => return (None, format!("“{words}” names nobody"), 0.2),
        };
        let other = if gender == WordClass::MALE { WordClass::FEMALE } else { WordClass::MALE };
        let fits = |&m: &usize| {
            self.member(m).is_some_and(|m| {
                m.kind == SpeakerKind::Person && (m.gender.is(gender) || !m.gender.is(other))
            })
        };
        let found = candidates().find(fits);
        (found, self.last_named(&lower, one, found), 0.85)
    }

    /// Returns the entities named in the sentence before a phrase. A role that is the subject of a verb comes
    /// first: "China's ambassador criticized what he called".
    fn named_before(&mut self, parsed: &ParsedSentence<'_>, phrase: &Phrase, paragraph: usize) -> Vec<usize> {
        let mut here = Vec::new();
        for earlier in parsed.phrases.iter().filter(|p| p.last <= phrase.first) {
            match earlier.kind {
                PhraseKind::Name => here.extend(self.cast.find(&name_of(parsed, earlier))),
                PhraseKind::Role if parsed.is_verb(earlier.last) => {
                    let words = squeeze(earlier.span(parsed.items).slice(parsed.source));
                    let (member, ..) = self.role(parsed, earlier, &words, paragraph);
                    here.splice(0..0, member);
                }
                _ => {}
            }
        }
        here
    }

    fn last_named(&self, pronoun: &str, what: &str, found: Option<usize>) -> String {
        match found.and_then(|m| self.member(m)) {
            Some(member) => format!("“{pronoun}” is {}, the last {what} named", member.name),
            None => format!("“{pronoun}” stands for no {what} that was named"),
        }
    }

    /// Resolves "the ambassador" to somebody of that role named before, or shortly after.
    fn role(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> (Option<usize>, String, f32) {
        let head = parsed.word(phrase.core.saturating_sub(1));
        let indefinite = ["a", "an", "one", "another"].iter().any(|w| parsed.word_is(phrase.first, w));
        let told =
            countries::of_role(parsed.source, parsed.items, phrase.first, phrase.last, &self.cast.setting);
        if !indefinite {
            let agrees = |m: &Entity| {
                m.kind == SpeakerKind::Person
                    && m.has_role(head)
                    && told.is_none_or(|t| m.country.is_none_or(|c| c == t.country))
            };
            let known = self.seen.iter().rev().map(|(m, _)| *m).find(|&m| self.member(m).is_some_and(agrees));
            if let Some(member) = known.and_then(|m| self.member(m)) {
                return (known, format!("“{words}” is {}, the last {head} named", member.name), 0.85);
            }
            let range = paragraph..=paragraph.plus(NAME_COMES_WITHIN);
            let sentence = self.sentence(paragraph);
            let later = self.cast.named_first_in(range).find(|(_, m)| {
                m.kind == SpeakerKind::Person
                    && m.role.is_none()
                    && m.country.is_none_or(|c| m.paragraph == paragraph && told.is_some_and(|t| t.country == c))
                    && m.name.contains(' ')
                    // In the same paragraph, a sentence that begins with the name identifies the speaker.
                    && (m.paragraph > paragraph || m.opens.is_some_and(|opens| opens > sentence))
            });
            if let (Some((index, _)), true) = (later, told.is_some()) {
                let role = words
                    .strip_prefix("The ")
                    .or_else(|| words.strip_prefix("the "))
                    .unwrap_or(words)
                    .to_owned();
                if let (Some(member), Some(told)) = (self.cast.get_mut(index), told) {
                    member.country = Some(told.country);
                    member.country_reason = format!(
                        "the role “{role}” names {} (“{}”)",
                        called(told.country),
                        told.words.slice(parsed.source)
                    );
                    member.role = Some(role);
                    let why =
                        format!("“{words}” is {}, who is named right after without a role", member.name);
                    return (Some(index), why, 0.75);
                }
            }
            if let Some(found) = self.goes_on_as(parsed, phrase, words, paragraph) {
                return found;
            }
        }
        self.unnamed(parsed, phrase, paragraph)
    }

    /// Resolves "the senator" to the last speaker, or to the last person named in the paragraph, unless that person
    /// has a different role.
    fn goes_on_as(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Option<(Option<usize>, String, f32)> {
        let fits = |index: usize| {
            self.member(index)
                .is_some_and(|m| m.kind == SpeakerKind::Person && m.role.is_none() && !m.words().is_empty())
        };
        let spoke = self.speaker.map(|(member, _)| member).filter(|index| fits(*index));
        let named = || {
            self.seen.last().filter(|(index, at)| *at == paragraph && fits(*index)).map(|(index, _)| *index)
        };
        let index = spoke.or_else(named)?;
        let last = self.member(index)?;
        let plain = parsed.word_is(phrase.first, "the") && phrase.core == phrase.last;
        plain.then(|| (Some(index), format!("“{words}” is {}, who spoke or was named last", last.name), 0.6))
    }

    /// Returns the entity of an unnamed speaker, identified by the words of the phrase.
    fn unnamed(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        paragraph: usize,
    ) -> (Option<usize>, String, f32) {
        let kind = match phrase.kind {
            PhraseKind::Role => SpeakerKind::Person,
            PhraseKind::Group => SpeakerKind::Group,
            _ => SpeakerKind::Institution,
        };
        if let Some(found) = self.owned(parsed, phrase, kind, paragraph) {
            return found;
        }
        // "The Meteorological Administration in Seoul": where it is, is not its name.
        let at = ["in", "at", "near"].iter().any(|w| parsed.word_is(phrase.core, w));
        let last = if at { phrase.core } else { phrase.last };
        let mut first = phrase.first;
        let quantity = ["a", "an", "the", "some", "other", "many", "several", "these", "those", "most"];
        while first.plus(1) < last && quantity.iter().any(|w| parsed.word_is(first, w)) {
            first = first.plus(1);
        }
        let name = squeeze(crate::phrases::span(parsed.items, first, last).slice(parsed.source));
        let told =
            countries::of_role(parsed.source, parsed.items, phrase.first, phrase.last, &self.cast.setting)
                .map(|told| {
                    (
                        told.country,
                        format!(
                            "“{}” names {}",
                            squeeze(told.words.slice(parsed.source)),
                            called(told.country)
                        ),
                    )
                });
        let member = self.cast.unnamed(&name, kind, told, paragraph);
        (
            Some(member),
            format!("“{name}” is named beside the cue"),
            if phrase.kind == PhraseKind::Other { 0.6 } else { 0.9 },
        )
    }

    /// Resolves "his office": the entity is named after its owner.
    fn owned(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        kind: SpeakerKind,
        paragraph: usize,
    ) -> Option<(Option<usize>, String, f32)> {
        let pronoun = parsed.word(phrase.first);
        let stands_for = match pronoun.to_ascii_lowercase().as_str() {
            "his" => "he",
            "her" => "she",
            _ => return None,
        };
        let (owner, ..) = self.pronoun(parsed, phrase, stands_for, paragraph);
        let owner = self.member(owner?)?;
        let thing = squeeze(
            crate::phrases::span(parsed.items, phrase.first.plus(1), phrase.last).slice(parsed.source),
        );
        // A minister's ministry is the country's.
        let public = PUBLIC.iter().any(|body| lowercase(&thing).ends_with(body));
        let name = match owner.country.filter(|_| public) {
            Some(country) => format!("{}’s {thing}", called(country)),
            None => format!("{}’s {thing}", owner.name),
        };
        let told = owner.country.map(|country| (country, owner.country_reason.clone()));
        let why = format!("“{pronoun} {thing}” is that of {}, the last one named", owner.name);
        Some((Some(self.cast.unnamed(&name, kind, told, paragraph)), why, 0.7))
    }
}

//! Which member of the cast a phrase means, at its place in the story.

use onrecord_model::{Span, SpeakerKind};
use onrecord_text::lowercase;

use super::cast::{Cast, Member, called, name_of, squeeze};
use crate::{
    countries,
    cues::{Parsed, Who},
    lexicon::Class,
    phrases::{Phrase, Sort},
    step::Step as _,
};

/// How far back "he" may reach, in mentions.
const MEMORY: usize = 40;
/// How many paragraphs after a role its bearer's name may come.
const NAME_COMES_WITHIN: usize = 2;

/// Bodies that are a country's, whoever heads them.
const PUBLIC: [&str; 5] = ["ministry", "government", "army", "military", "state department"];

/// Who is meant, why, and how sure that is.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) member: Option<usize>,
    /// The words that name the speaker there.
    pub(crate) mention: Option<Span>,
    pub(crate) why: String,
    pub(crate) certainty: f32,
}

/// Goes through the story in order and remembers who was named last.
#[derive(Debug)]
pub(crate) struct Resolver {
    pub(crate) cast: Cast,
    /// Who was named, oldest first, with the paragraph.
    seen: Vec<(usize, usize)>,
    /// Who spoke last, and the words that named the speaker there.
    speaker: Option<(usize, Option<Span>)>,
    /// The paragraph of the sentence before, and how many of its sentences are behind us.
    behind: (usize, usize),
    /// Who spoke first in the sentence at hand.
    speaks: Option<usize>,
}

impl Resolver {
    pub(crate) const fn new(cast: Cast) -> Self {
        Self { cast, seen: Vec::new(), speaker: None, behind: (0, 0), speaks: None }
    }

    /// Who stands beside a cue.
    pub(crate) fn source(&mut self, parsed: &Parsed<'_>, who: Who, paragraph: usize) -> Source {
        let source = match who {
            Who::Phrase(phrase) => self.phrase(parsed, phrase, paragraph),
            Who::Relative(span, phrase) => {
                let found = phrase.map(|p| self.phrase(parsed, p, paragraph));
                let words = span.slice(parsed.source);
                found.map_or(
                    Source {
                        member: None,
                        mention: Some(span),
                        why: format!("“{words}” stands for nobody named"),
                        certainty: 0.3,
                    },
                    |found| Source {
                        mention: Some(span),
                        why: format!("“{words}” stands for what it follows: {}", found.why),
                        ..found
                    },
                )
            }
            Who::Nobody => Source {
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

    /// Remembers that somebody spoke.
    pub(crate) fn spoke(&mut self, member: usize, mention: Option<Span>, paragraph: usize) {
        self.speaker = Some((member, mention));
        // "Abe said that Trump had agreed": the sentence is Abe's.
        self.speaks.get_or_insert(member);
        self.seen.push((member, paragraph));
    }

    /// Remembers the names of a sentence that is behind us, its subject last.
    pub(crate) fn pass(&mut self, parsed: &Parsed<'_>, paragraph: usize) {
        // Before the names of the sentence are remembered: "he" is somebody of before.
        let subject = self.subject(parsed, paragraph);
        self.behind = (paragraph, self.sentence(paragraph).on(1));
        let names = parsed.phrases.iter().filter(|p| p.sort == Sort::Name);
        let members: Vec<_> = names.filter_map(|p| self.cast.find(&name_of(parsed, p))).collect();
        // Whoever spoke in the sentence is likelier meant next than those who were spoken of.
        let last = subject.into_iter().chain(self.speaks.take());
        self.seen.extend(members.into_iter().rev().chain(last).map(|m| (m, paragraph)));
        let spare = self.seen.len().saturating_sub(MEMORY);
        self.seen.drain(..spare);
    }

    /// Who a sentence is about, where that is told by no name: "he" or a body before a verb.
    fn subject(&mut self, parsed: &Parsed<'_>, paragraph: usize) -> Option<usize> {
        let phrase = parsed.phrases.first().filter(|p| p.first == 0 && parsed.is_verb(p.last))?;
        match phrase.sort {
            Sort::Pronoun => {
                let word = parsed.word(0);
                let person = word.eq_ignore_ascii_case("he") || word.eq_ignore_ascii_case("she");
                person.then(|| self.pronoun(parsed, phrase, word, paragraph).0).flatten()
            }
            Sort::Body => self.unnamed(parsed, phrase, paragraph).0,
            _ => None,
        }
    }

    /// The sentence of a paragraph that is at hand.
    const fn sentence(&self, paragraph: usize) -> usize {
        if self.behind.0 == paragraph { self.behind.1 } else { 0 }
    }

    fn member(&self, index: usize) -> Option<&Member> {
        self.cast.get(index)
    }

    fn phrase(&mut self, parsed: &Parsed<'_>, index: usize, paragraph: usize) -> Source {
        let Some(phrase) = parsed.phrases.get(index) else {
            return Source { member: None, mention: None, why: "nobody is named".to_owned(), certainty: 0.2 };
        };
        let mention = phrase.span(parsed.items);
        let words = squeeze(mention.slice(parsed.source));
        let (member, why, certainty) = match phrase.sort {
            Sort::Name => self.name(parsed, phrase, &words, paragraph),
            Sort::Pronoun => self.pronoun(parsed, phrase, &words, paragraph),
            Sort::Role => self.role(parsed, phrase, &words, paragraph),
            Sort::Group | Sort::Body | Sort::Other => self.unnamed(parsed, phrase, paragraph),
        };
        Source { member, mention: Some(mention), why, certainty }
    }

    fn name(
        &self,
        parsed: &Parsed<'_>,
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

    /// Who is meant by a name: of several who bear one word, like Kang Kyung-wha and Lu Kang, the one who was
    /// named in the paragraph, else a known holder of office, else the one who was named last.
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

    /// "He" is the last man named, the subject of a sentence before others in it.
    fn pronoun(
        &mut self,
        parsed: &Parsed<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> (Option<usize>, String, f32) {
        let lower = lowercase(words);
        let here = self.named_before(parsed, phrase, paragraph);
        let candidates = || here.iter().copied().chain(self.seen.iter().rev().map(|(m, _)| *m));
        let (gender, one) = match lower.as_str() {
            "he" | "him" | "his" | "himself" => (Class::MALE, "man"),
            "she" | "her" | "herself" => (Class::FEMALE, "woman"),
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
        let other = if gender == Class::MALE { Class::FEMALE } else { Class::MALE };
        let fits = |&m: &usize| {
            self.member(m).is_some_and(|m| {
                m.kind == SpeakerKind::Person && (m.gender.is(gender) || !m.gender.is(other))
            })
        };
        let found = candidates().find(fits);
        (found, self.last_named(&lower, one, found), 0.85)
    }

    /// Who is named in the sentence before a phrase; somebody named by role alone, where that is
    /// the subject of a verb, comes first: "China's ambassador criticized what he called".
    fn named_before(&mut self, parsed: &Parsed<'_>, phrase: &Phrase, paragraph: usize) -> Vec<usize> {
        let mut here = Vec::new();
        for earlier in parsed.phrases.iter().filter(|p| p.last <= phrase.first) {
            match earlier.sort {
                Sort::Name => here.extend(self.cast.find(&name_of(parsed, earlier))),
                Sort::Role if parsed.is_verb(earlier.last) => {
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

    /// "The ambassador": somebody of that role, named before or shortly after.
    fn role(
        &mut self,
        parsed: &Parsed<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> (Option<usize>, String, f32) {
        let head = parsed.word(phrase.core.saturating_sub(1));
        let indefinite = ["a", "an", "one", "another"].iter().any(|w| parsed.word_is(phrase.first, w));
        let told = countries::of_role(parsed.source, parsed.items, phrase.first, phrase.last);
        if !indefinite {
            let agrees = |m: &Member| {
                m.kind == SpeakerKind::Person
                    && m.has_role(head)
                    && told.is_none_or(|t| m.country.is_none_or(|c| c == t.country))
            };
            let known = self.seen.iter().rev().map(|(m, _)| *m).find(|&m| self.member(m).is_some_and(agrees));
            if let Some(member) = known.and_then(|m| self.member(m)) {
                return (known, format!("“{words}” is {}, the last {head} named", member.name), 0.85);
            }
            let range = paragraph..=paragraph.on(NAME_COMES_WITHIN);
            let sentence = self.sentence(paragraph);
            let later = self.cast.named_first_in(range).find(|(_, m)| {
                m.kind == SpeakerKind::Person
                    && m.role.is_none()
                    && m.country.is_none_or(|c| m.paragraph == paragraph && told.is_some_and(|t| t.country == c))
                    && m.name.contains(' ')
                    // In the same paragraph, a sentence that opens with the name tells who that was.
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
                    member.country_why = format!(
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

    /// "The senator", where nobody's role is told: who spoke last, or was named last in the paragraph, if nothing
    /// tells another role.
    fn goes_on_as(
        &self,
        parsed: &Parsed<'_>,
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

    /// Those whom the page does not name: they are what they are called.
    fn unnamed(
        &mut self,
        parsed: &Parsed<'_>,
        phrase: &Phrase,
        paragraph: usize,
    ) -> (Option<usize>, String, f32) {
        let kind = match phrase.sort {
            Sort::Role => SpeakerKind::Person,
            Sort::Group => SpeakerKind::Group,
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
        while first.on(1) < last && quantity.iter().any(|w| parsed.word_is(first, w)) {
            first = first.on(1);
        }
        let name = squeeze(crate::phrases::span(parsed.items, first, last).slice(parsed.source));
        let told = countries::of_role(parsed.source, parsed.items, phrase.first, phrase.last).map(|told| {
            (
                told.country,
                format!("“{}” names {}", squeeze(told.words.slice(parsed.source)), called(told.country)),
            )
        });
        let member = self.cast.unnamed(&name, kind, told, paragraph);
        (
            Some(member),
            format!("“{name}” is named beside the cue"),
            if phrase.sort == Sort::Other { 0.6 } else { 0.9 },
        )
    }

    /// "His office": named after the one to whom it belongs.
    fn owned(
        &mut self,
        parsed: &Parsed<'_>,
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
        let thing =
            squeeze(crate::phrases::span(parsed.items, phrase.first.on(1), phrase.last).slice(parsed.source));
        // A minister's ministry is the country's.
        let public = PUBLIC.iter().any(|body| lowercase(&thing).ends_with(body));
        let name = match owner.country.filter(|_| public) {
            Some(country) => format!("{}’s {thing}", called(country)),
            None => format!("{}’s {thing}", owner.name),
        };
        let told = owner.country.map(|country| (country, owner.country_why.clone()));
        let why = format!("“{pronoun} {thing}” is that of {}, the last one named", owner.name);
        Some((Some(self.cast.unnamed(&name, kind, told, paragraph)), why, 0.7))
    }
}

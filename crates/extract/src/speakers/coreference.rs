//! Coreference: which entity of the article a phrase refers to at its place in the story.

use onrecord_model::{Span, SpeakerKind};
use onrecord_text::{lowercase, squeeze};

use super::{
    can_speak::is_no_speaker,
    entities::{Entities, called, name_of},
    entity::Entity,
    prominence::{Prominence, describes, looks_verb, prominence},
};
use crate::{
    cues::{ParsedSentence, SpeakerRef},
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass},
    phrases::{Phrase, PhraseKind, describe, place_at},
};

/// Number of recent mentions that a pronoun can refer to.
const MEMORY: usize = 40;

/// Number of recent groups that "they" can refer to.
const GROUPS: usize = 6;

/// A mention of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) member: usize,
    pub(super) paragraph: usize,
    pub(super) sentence: usize,
    pub(super) prominence: Prominence,
}

/// What a phrase resolves to: the entity, the reason and the certainty, from 0 to 1.
pub(super) type Resolution = (Option<usize>, String, f32);

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
    /// Recent mentions, oldest first.
    pub(super) seen: Vec<Mention>,
    /// The paragraph and the number of the sentence of which two people are the subject together: "they" are both.
    pub(super) joint: Option<(usize, usize)>,
    /// Recent mentions of groups that did not speak there, oldest first: "they" can refer to them.
    pub(super) groups: Vec<Mention>,
    /// The last speaker, and the words that named the speaker there.
    pub(super) speaker: Option<(usize, Option<Span>)>,
    /// The paragraph of the last sentence passed, and the number of its sentences passed.
    behind: (usize, usize),
    /// The first speaker of the current sentence.
    speaks: Option<usize>,
    /// The words that named people in the sentences passed, oldest first.
    namings: Vec<(usize, Span)>,
    /// The speaker of the question that the next words may answer.
    pub(super) asker: Option<usize>,
    /// Whether the verb of the current cue is one of answering.
    pub(super) replies: bool,
}

impl Coreference {
    pub(crate) const fn new(cast: Entities) -> Self {
        Self {
            cast,
            seen: Vec::new(),
            joint: None,
            groups: Vec::new(),
            speaker: None,
            behind: (0, 0),
            speaks: None,
            namings: Vec::new(),
            asker: None,
            replies: false,
        }
    }

    /// Resolves the speaker beside a cue.
    pub(crate) fn source(
        &mut self,
        parsed: &ParsedSentence<'_>,
        who: SpeakerRef,
        paragraph: usize,
    ) -> ResolvedSpeaker {
        self.replies = matches!(who, SpeakerRef::Phrase(phrase) if replies(parsed, phrase));
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
                why: "the sentence names nobody; the previous speaker goes on".to_owned(),
                certainty: 0.5,
            },
        };
        if let Some(member) = source.member {
            self.spoke(member, source.mention, paragraph);
        }
        self.replies = false;
        source
    }

    /// Records whether the last words were a question, by their speaker.
    pub(crate) const fn asked(&mut self, asker: Option<usize>) {
        self.asker = asker;
    }

    /// Records `member` as the last speaker.
    pub(crate) fn spoke(&mut self, member: usize, mention: Option<Span>, paragraph: usize) {
        self.speaker = Some((member, mention));
        // "Abe said that Trump had agreed": the sentence is Abe's.
        self.speaks.get_or_insert(member);
        self.seen.push(self.mention(member, paragraph, Prominence::Speaker));
    }

    pub(super) const fn mention(&self, member: usize, paragraph: usize, prominence: Prominence) -> Mention {
        Mention { member, paragraph, sentence: self.sentence(paragraph), prominence }
    }

    /// Records the names of a finished sentence as mentions, its subject as the most recent. `reported` are the words
    /// that it reports.
    pub(crate) fn pass<'s>(
        &mut self,
        parsed: &ParsedSentence<'_>,
        reported: impl Iterator<Item = &'s Span> + Clone,
        paragraph: usize,
    ) {
        // Before the names of this sentence are recorded: the antecedent of "he" precedes it.
        let subject = self.subject(parsed, paragraph);
        self.remember_names(parsed, subject, paragraph);
        // "a book entitled Some Forgotten Song": the title of a work is not a person.
        let title = |p: &&Phrase| {
            let before = p.first.wrapping_sub(1);
            ["entitled", "titled"].iter().any(|w| parsed.word_is(before, w))
        };
        let names = parsed.phrases.iter().filter(|p| p.kind == PhraseKind::Name && !title(p));
        let mut members: Vec<_> = names
            .filter_map(|p| {
                let within = |span: &Span| span.contains(p.span(parsed.items));
                let prominence = match prominence(parsed, p) {
                    Prominence::Subject if reported.clone().any(within) => Prominence::Reported,
                    other => other,
                };
                Some(self.mention(self.bearer(parsed, p, paragraph)?, paragraph, prominence))
            })
            .collect();
        members.reverse();
        // "Ms Adams’s book is on sale": its owner can be the one who speaks next.
        let owners = parsed.phrases.iter().filter(|p| matches!(p.kind, PhraseKind::Other | PhraseKind::Role));
        let owners = owners.filter_map(|p| {
            let end = (p.first.plus(1)..p.core).find(|&at| parsed.can(at, WordClass::POSSESSIVE))?;
            let owner = describe(parsed.source, parsed.items, p.first, end, end);
            let member =
                self.cast.find(&name_of(parsed, &owner)).filter(|_| owner.kind == PhraseKind::Name)?;
            Some(self.mention(member, paragraph, Prominence::Object))
        });
        let owners: Vec<_> = owners.collect();
        members.splice(0..0, owners);
        // A speaker of the sentence is a likelier antecedent than those mentioned in it.
        members.extend(subject.map(|m| self.mention(m, paragraph, Prominence::Subject)));
        members.extend(self.speaks.take().map(|m| self.mention(m, paragraph, Prominence::Speaker)));
        self.seen.append(&mut members);
        let mut groups = self.groups_before(parsed, parsed.items.len(), paragraph);
        self.groups.append(&mut groups);
        let spare = self.groups.len().saturating_sub(GROUPS);
        self.groups.drain(..spare);
        if is_joint(parsed) {
            self.joint = Some((paragraph, self.sentence(paragraph)));
        }
        self.behind = (paragraph, self.sentence(paragraph).plus(1));
        let spare = self.seen.len().saturating_sub(MEMORY);
        self.seen.drain(..spare);
    }

    /// Records the words of a sentence that name each person.
    fn remember_names(&mut self, parsed: &ParsedSentence<'_>, subject: Option<usize>, paragraph: usize) {
        for phrase in &parsed.phrases {
            let member = match phrase.kind {
                PhraseKind::Name => self.bearer(parsed, phrase, paragraph),
                _ => subject.filter(|_| parsed.is_he_or_she(phrase)),
            };
            self.namings.extend(member.map(|member| (member, phrase.span(parsed.items))));
        }
        let spare = self.namings.len().saturating_sub(MEMORY);
        self.namings.drain(..spare);
    }

    /// Returns the words before `at` that named `member` last.
    pub(crate) fn named_last(&self, member: usize, at: u32) -> Option<Span> {
        self.namings.iter().rev().find(|(m, span)| *m == member && span.end <= at).map(|(_, span)| *span)
    }

    /// Returns the subject of a sentence if it is a pronoun or a body before the verb.
    fn subject(&mut self, parsed: &ParsedSentence<'_>, paragraph: usize) -> Option<usize> {
        let person = |p: &&Phrase| parsed.is_he_or_she(p) && parsed.is_verb(p.last);
        if let Some(pronoun) = parsed.phrases.iter().find(person) {
            let (found, _, certainty) = self.pronoun(parsed, pronoun, parsed.word(pronoun.first), paragraph);
            let sure = certainty > 0.8;
            self.learn_gender(found.filter(|_| sure), parsed.word(pronoun.first));
            return found;
        }
        let phrase = parsed.phrases.first().filter(|p| p.first == 0 && parsed.is_verb(p.last))?;
        (phrase.kind == PhraseKind::Body).then(|| self.unnamed(parsed, phrase, paragraph).0).flatten()
    }

    /// Returns the person who is the subject of a sentence that reports nothing, and may say the quotation behind it:
    /// "Reed is against it. “…”", "For Reed, the matter is closed. “…”".
    pub(crate) fn subject_of(
        &mut self,
        parsed: &ParsedSentence<'_>,
        paragraph: usize,
    ) -> Option<ResolvedSpeaker> {
        let last = parsed.items.len().checked_sub(1)?;
        if parsed.word(last).ends_with('?') {
            return None;
        }
        let acts = |p: &Phrase| match p.kind {
            PhraseKind::Name => {
                prominence(parsed, p) == Prominence::Subject || p.first == 0 && describes(parsed, p.last)
            }
            _ => {
                let verb = parsed.is_verb(p.last)
                    || looks_verb(parsed, p.last)
                    || parsed.can(p.last, WordClass::ADV);
                verb && parsed.is_he_or_she(p)
            }
        };
        // "Reed was shot": the subject of a passive rarely says the words that follow.
        let suffers = |p: &Phrase| {
            ["was", "were", "been"].iter().any(|w| parsed.word_is(p.last, w))
                && parsed.can(p.last.plus(1), WordClass::PAST.with(WordClass::PARTICIPLE))
        };
        let fronted = |p: &Phrase| p.kind == PhraseKind::Name && p.first == 1 && parsed.word_is(0, "for");
        let index = parsed.phrases.iter().position(|p| acts(p) && !suffers(p) || fronted(p))?;
        let found = self.phrase(parsed, index, paragraph);
        let name = found.member.and_then(|m| self.member(m)).map_or("", |m| m.name.as_str());
        let why = format!("no cue of its own: {name} is the subject of the sentence before");
        Some(ResolvedSpeaker { certainty: found.certainty * 0.9, why, ..found })
    }

    /// Records the gender that a pronoun gives to an entity without one.
    fn learn_gender(&mut self, member: Option<usize>, pronoun: &str) {
        let gender = if pronoun.eq_ignore_ascii_case("she") { WordClass::FEMALE } else { WordClass::MALE };
        if let Some(member) = member.and_then(|m| self.cast.get_mut(m))
            && member.gender == WordClass::NONE
        {
            member.gender = gender;
        }
    }

    /// Returns the index of the current sentence of a paragraph.
    pub(super) const fn sentence(&self, paragraph: usize) -> usize {
        if self.behind.0 == paragraph { self.behind.1 } else { 0 }
    }

    pub(super) fn member(&self, index: usize) -> Option<&Entity> {
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
        if let Some((member, why, certainty)) = self.stand_in(parsed, phrase, &words, paragraph) {
            return ResolvedSpeaker { member: Some(member), mention: Some(mention), why, certainty };
        }
        let (member, why, certainty) = match phrase.kind {
            PhraseKind::Name => self.name(parsed, phrase, &words, paragraph),
            PhraseKind::Pronoun => self.pronoun(parsed, phrase, &words, paragraph),
            PhraseKind::Role => {
                let namesake = self.namesake(parsed, phrase);
                namesake.unwrap_or_else(|| self.role(parsed, phrase, &words, paragraph))
            }
            PhraseKind::Group | PhraseKind::Body | PhraseKind::Other => self
                .author(parsed, phrase, paragraph)
                .or_else(|| self.namesake(parsed, phrase))
                .or_else(|| self.occupation(parsed, phrase, &words, paragraph))
                .or_else(|| self.short_office(parsed, phrase))
                .unwrap_or_else(|| self.unnamed(parsed, phrase, paragraph)),
        };
        ResolvedSpeaker { member, mention: Some(mention), why, certainty }
    }

    /// Resolves the name of a body, an office or an occupation to the person of the story who has it as a surname.
    fn namesake(&self, parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<Resolution> {
        let word = parsed.word(phrase.first);
        if phrase.last != phrase.first.plus(1) || !parsed.can(phrase.first, WordClass::CAPITAL) {
            return None;
        }
        let member = self.cast.find(&[word])?;
        let person = self.member(member)?;
        let is_person = person.kind == SpeakerKind::Person && person.is_human && person.words().len() > 1;
        let why = format!("“{word}” is {}, whose full name the article gives elsewhere", person.name);
        is_person.then_some((Some(member), why, 1.0))
    }

    /// Resolves a description of a person named before: "the 36-year-old", "the mother of three".
    fn stand_in(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Option<(usize, String, f32)> {
        let lower = lowercase(words);
        let honored = match lower.as_str() {
            "her ladyship" | "her excellency" | "her honour" | "her worship" | "her majesty" => {
                Some(WordClass::FEMALE)
            }
            "his lordship" | "his excellency" | "his honour" | "his worship" | "his majesty" => {
                Some(WordClass::MALE)
            }
            _ => None,
        };
        if let Some(gender) = honored {
            let here = self.named_before(parsed, phrase, paragraph);
            let (found, certainty) = self.most_prominent(&here, gender, paragraph);
            let why = self.last_named(&lower, "person", found);
            return found.map(|member| (member, why, certainty));
        }
        if !parsed.word_is(phrase.first, "the") || phrase.name.is_some() {
            return None;
        }
        let kin = |all: &[&str]| {
            let noun = parsed.word(phrase.first.plus(1)).to_ascii_lowercase();
            let of = noun.contains("-of-") || parsed.word_is(phrase.first.plus(2), "of");
            of && all
                .iter()
                .any(|w| noun == *w || noun.strip_prefix(w).is_some_and(|rest| rest.starts_with('-')))
        };
        let gender = match () {
            () if kin(&["mother", "mum", "mom", "grandmother", "daughter"]) => WordClass::FEMALE,
            () if kin(&["father", "dad", "grandfather", "son"]) => WordClass::MALE,
            () if lower.ends_with("-year-old") || is_native(parsed, phrase) => WordClass::NONE,
            () if is_partisan(parsed, phrase) => WordClass::NONE,
            // "the 45-year-old leader"
            () if lower.contains("-year-old ")
                && (phrase.kind == PhraseKind::Role
                    || parsed.can(phrase.last.minus(1), WordClass::CAPITAL)) =>
            {
                phrase.gender
            }
            () => return None,
        };
        // Relatives of the person named are other people.
        if phrase.core < phrase.last
            && (phrase.core..phrase.last).any(|at| parsed.can(at, WordClass::CAPITAL))
        {
            return None;
        }
        let here = self.named_before(parsed, phrase, paragraph);
        let (found, certainty) = self.most_prominent(&here, gender, paragraph);
        let member = found.filter(|&m| self.member(m).is_some_and(|m| !m.words().is_empty()))?;
        let why = self.last_named(&lower, "person", found);
        Some((member, why, certainty * 0.9))
    }

    fn name(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Resolution {
        let member = self.bearer(parsed, phrase, paragraph);
        let is_event = |m: &Entity| is_no_speaker(&m.name) && !m.is_titled && m.gender == WordClass::NONE;
        if member.and_then(|m| self.member(m)).is_some_and(|m| m.is_doubtful() || is_event(m)) {
            return (None, format!("“{words}” may be a place or a thing"), 0.6);
        }
        // "its leader, Ned Orr,"
        let apposed = phrase.first.checked_sub(2).and_then(|last| parsed.phrase_at(last)).is_some_and(|p| {
            let role = parsed.phrase(p);
            role.last.plus(1) == phrase.first
                && role.kind == PhraseKind::Role
                && parsed.word_is(role.first, "its")
        });
        if let Some(member) = member.filter(|_| apposed || parsed.word_is(phrase.first, "its")) {
            self.learn_owner(parsed, phrase, member, paragraph);
        }
        let full = member.and_then(|m| self.member(m)).map_or("", |m| m.name.as_str());
        let why = if words.contains(full) {
            format!("the sentence names “{words}”")
        } else {
            format!("“{words}” is {full}, whose full name the article gives elsewhere")
        };
        (member, why, 1.0)
    }

    /// Takes the country of the body that "its" refers to, for a person without a country: "its spokesperson Ada Cole".
    fn learn_owner(&mut self, parsed: &ParsedSentence<'_>, phrase: &Phrase, member: usize, paragraph: usize) {
        let (owner, ..) = self.pronoun(parsed, phrase, "its", paragraph);
        let told =
            owner.and_then(|owner| self.member(owner)).and_then(|o| Some((o.country?, o.name.clone())));
        if let (Some((country, name)), Some(member)) = (told, self.cast.get_mut(member))
            && member.country.is_none()
        {
            member.country = Some(country);
            member.country_reason = format!("speaks for {name}, which is of {}", called(country));
        }
    }

    /// Resolves a name. Of several entities that share the word, like Kang Kyung-wha and Lu Kang, prefers those who
    /// agree with its gender, its title and the role beside it; then the one named in this paragraph, then a known
    /// holder of office, then the one named last.
    pub(super) fn bearer(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        paragraph: usize,
    ) -> Option<usize> {
        let name = name_of(parsed, phrase);
        let bearers = self.cast.likely_bearers(parsed, phrase, &name);
        if name.len() > 1 || bearers.len() < 2 {
            return bearers.first().copied().or_else(|| self.cast.find(&name));
        }
        let entity = |m: &usize| self.member(*m);
        let last = self.seen.iter().rev().find(|mention| bearers.contains(&mention.member));
        let known = || bearers.iter().copied().find(|m| entity(m).is_some_and(|m| m.holds_office));
        // "The site was set up by a Scott Meadows. … Meadows said": not the one who was named in passing, but the one of whom
        // the article speaks.
        let times = |m: usize| self.seen.iter().filter(|mention| mention.member == m).count();
        let in_passing = |m: &Mention| m.prominence < Prominence::Reported && times(m.member) == 1;
        if last.is_some_and(in_passing)
            && let Some(topic) = bearers.iter().copied().max_by_key(|&m| times(m))
            && times(topic) > 2
        {
            return Some(topic);
        }
        match last {
            Some(mention) if mention.paragraph == paragraph => Some(mention.member),
            last => known().or(last.map(|m| m.member)).or_else(|| bearers.first().copied()),
        }
    }
}

/// Whether two people are the subject of a sentence: "Pell and Orr both say".
fn is_joint(parsed: &ParsedSentence<'_>) -> bool {
    let name =
        |at: usize| parsed.phrase_from(at).map(|p| parsed.phrase(p)).filter(|p| p.kind == PhraseKind::Name);
    let second = name(0).filter(|p| parsed.word_is(p.last, "and")).and_then(|p| name(p.last.plus(1)));
    second.is_some_and(|p| parsed.is_verb(p.last) || parsed.word_is(p.last, "both"))
}

/// Whether the verb beside a phrase is one of answering: "she replied", "answered Cole".
fn replies(parsed: &ParsedSentence<'_>, phrase: usize) -> bool {
    let answer = ["replied", "replies", "responded", "responds", "answered", "answers"];
    let phrase = parsed.phrases.get(phrase).unwrap_or(&Phrase::NONE);
    let beside = [Some(phrase.last), phrase.first.checked_sub(1)];
    beside.into_iter().flatten().any(|at| answer.iter().any(|w| parsed.word_is(at, w)))
}

/// Whether a phrase refers to a politician by place and party: "the Beaumont Republican".
fn is_partisan(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let last = phrase.last.minus(1);
    phrase.last > phrase.first.plus(2)
        && ["Republican", "Democrat"].contains(&parsed.word(last))
        && (phrase.first.plus(1)..last).all(|at| parsed.can(at, WordClass::CAPITAL))
}

/// Whether a phrase refers to a person by nationality: "the German".
fn is_native(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let word = parsed.word(phrase.last.minus(1));
    let one = phrase.last == phrase.first.plus(2)
        && ["an", "er", "i", "ek", "ak", "kh", "rb", "ab", "ech", "ot"].iter().any(|end| word.ends_with(end));
    let found = || place_at(parsed.source, parsed.items, phrase.first.plus(1), phrase.last);
    let irregular = [
        "Briton",
        "Croat",
        "Dane",
        "Dutchman",
        "Englishman",
        "Englishwoman",
        "Finn",
        "Frenchman",
        "Frenchwoman",
        "Irishman",
        "Irishwoman",
        "Pole",
        "Scot",
        "Serb",
        "Spaniard",
        "Swede",
        "Turk",
        "Welshman",
        "Yorkshireman",
    ];
    phrase.last == phrase.first.plus(2) && irregular.contains(&word)
        || one && matches!(found(), Some((Place::Demonym(_), _)))
}

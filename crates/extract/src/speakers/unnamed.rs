//! Speakers that a phrase describes instead of naming: "officials", "his office", "a report by Ada Cole".

use onrecord_model::{Country, SpeakerKind};
use onrecord_text::{lowercase, squeeze};

use super::{
    bodies,
    can_speak::{can_speak, is_no_speaker, is_several},
    coreference::{Coreference, Resolution},
    entities::{called, name_of},
};
use crate::{
    countries::{self, CountryEvidence, Setting},
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
    phrases::{Phrase, PhraseKind, describe, is_relation},
    tokens::TokenKind,
};

/// Bodies that belong to a country rather than to their head.
const PUBLIC: [&str; 5] = ["ministry", "government", "army", "military", "state department"];

/// Maximum length of the place with which a sentence begins, in items.
const SCENE: usize = 7;

impl Coreference {
    /// Resolves "Ada Cole’s tweet" and "a report by Ada Cole" to the author.
    pub(super) fn author(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        paragraph: usize,
    ) -> Option<Resolution> {
        let (first, last) = bodies::author(parsed, phrase)?;
        let core = (first..last).find(|&at| parsed.can(at, WordClass::PREP)).unwrap_or(last);
        let whole = describe(parsed.source, parsed.items, first, core, last);
        let author = match whole.kind {
            PhraseKind::Body => whole,
            _ => describe(parsed.source, parsed.items, first, last, last),
        };
        let (member, _, certainty) = match author.kind {
            PhraseKind::Name => {
                let name = name_of(parsed, &author);
                let member = self.bearer(parsed, &author, paragraph).or_else(|| self.cast.find(&name));
                (Some(member?), String::new(), 0.9)
            }
            PhraseKind::Body => self.unnamed(parsed, &author, paragraph),
            _ => return None,
        };
        let name = member.and_then(|m| self.member(m)).map_or("", |m| m.name.as_str());
        let words = squeeze(phrase.span(parsed.items).slice(parsed.source));
        Some((member, format!("“{words}” is by {name}"), certainty))
    }

    /// Returns the entity of an unnamed speaker, identified by the words of the phrase.
    pub(super) fn unnamed(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        paragraph: usize,
    ) -> Resolution {
        let kind = kind_of(parsed, phrase);
        if let Some(found) = self.owned(parsed, phrase, kind, paragraph) {
            return found;
        }
        let name = self.described_name(parsed, phrase);
        let bare = ["the", "this"].iter().any(|w| parsed.word_is(phrase.first, w));
        if let Some(member) = bare.then(|| self.cast.meant_by_noun(&name, paragraph)).flatten() {
            let full = self.member(member).map_or("", |m| m.name.as_str());
            // "The Ministry": a part of its name is surer than a noun that describes it.
            let certainty = if name.starts_with(char::is_uppercase) { 0.9 } else { 0.7 };
            return (Some(member), format!("“the {name}” is {full}, named before"), certainty);
        }
        if self.is_thing(parsed, phrase, &name) {
            return (None, format!("“{name}” is no person, body or group"), 0.6);
        }
        let told = self.told_country(parsed, phrase);
        let member = self.cast.unnamed(&name, kind, told, paragraph);
        (
            Some(member),
            format!("the sentence names “{name}”"),
            if phrase.kind == PhraseKind::Other { 0.6 } else { 0.9 },
        )
    }

    /// Returns the words of the phrase that identify an unnamed speaker: those without its quantity, its owner and its
    /// location.
    fn described_name(&self, parsed: &ParsedSentence<'_>, phrase: &Phrase) -> String {
        // "The Meteorological Administration in Seoul": its location is not part of the name.
        let at = ["in", "at", "near"].iter().any(|w| parsed.word_is(phrase.core, w));
        let last = if at { phrase.core } else { phrase.last };
        let mut first = phrase.first;
        let quantity = ["a", "an", "the", "some", "other", "many", "several", "these", "those", "most"];
        // "Of his supporters": the words before a name are not part of it.
        let leads =
            |at: usize| parsed.can(at, WordClass::PREP) && !parsed.can(at, WordClass::ADJ | WordClass::GROUP);
        // "Rainforest-owned Green Foods": who owns it is not its name.
        let owned = |at: usize| is_relation(parsed.word(at)) && parsed.can(at.plus(1), WordClass::CAPITAL);
        while first.plus(1) < last
            && (leads(first) || owned(first) || quantity.iter().any(|w| parsed.word_is(first, w)))
        {
            first = first.plus(1);
        }
        let name = squeeze(crate::phrases::span(parsed.items, first, last).slice(parsed.source));
        // "Officials said": only the sentence gives the capital.
        // "Deputy President Ann Pell’s camp"
        let titled =
            parsed.can(1, WordClass::CAPITAL) && parsed.can(1, WordClass::TITLE.with(WordClass::ROLE));
        if first == 0
            && !titled
            && self.cast.long_name(&name).is_none()
            && is_common(parsed.word(first), phrase.kind)
        {
            return format!(
                "{}{}",
                lowercase(parsed.word(first)),
                name.get(parsed.word(first).len()..).unwrap_or_default()
            );
        }
        name
    }

    /// Whether a phrase with this name describes nobody who speaks: no person, body or group.
    fn is_thing(&self, parsed: &ParsedSentence<'_>, phrase: &Phrase, name: &str) -> bool {
        // "my electric utility", but "my staff"
        let people = ["staff", "team", "family", "office", "friends", "colleagues", "sources"];
        let ours = ["my", "our", "your"].iter().any(|w| parsed.word_is(phrase.first, w))
            && !people.iter().any(|w| parsed.word_is(phrase.core.saturating_sub(1), w));
        match phrase.kind {
            _ if self.cast.long_name(name).is_some() => false,
            PhraseKind::Other => ours || !can_speak(parsed, phrase) || is_no_speaker(name),
            PhraseKind::Group => is_adjective(parsed.word(phrase.core.saturating_sub(1))),
            PhraseKind::Body => is_no_speaker(name),
            _ => false,
        }
    }

    /// Returns the country that the phrase, or the place with which its sentence begins, names, and the reason.
    fn told_country(&self, parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<(Country, String)> {
        let within = |first: usize, last: usize| {
            countries::of_role(parsed.source, parsed.items, first, last, &self.cast.setting)
        };
        let scene = || scene_of(parsed, phrase, &self.cast.setting);
        let told = within(phrase.first, phrase.last).or_else(scene)?;
        let words = squeeze(told.words.slice(parsed.source));
        Some((told.country, format!("“{words}” names {}", called(told.country))))
    }

    /// Resolves "his office": the entity is named after its owner.
    fn owned(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        kind: SpeakerKind,
        paragraph: usize,
    ) -> Option<Resolution> {
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

/// Returns the country of the place with which the sentence of a phrase begins: "In Beijing, the Foreign Ministry said".
pub(super) fn scene_of(
    parsed: &ParsedSentence<'_>,
    phrase: &Phrase,
    setting: &Setting,
) -> Option<CountryEvidence> {
    if !parsed.word_is(0, "in") {
        return None;
    }
    let comma = (2..phrase.first.min(SCENE)).find(|&at| parsed.is(at, TokenKind::Comma))?;
    countries::of_role(parsed.source, parsed.items, 1, comma, setting)
}

/// Returns what kind of speaker a phrase describes.
fn kind_of(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> SpeakerKind {
    match phrase.kind {
        PhraseKind::Role if is_body_by_role(parsed, phrase) => SpeakerKind::Institution,
        PhraseKind::Role => SpeakerKind::Person,
        PhraseKind::Group => SpeakerKind::Group,
        _ if is_several(parsed, phrase) => SpeakerKind::Group,
        _ => SpeakerKind::Institution,
    }
}

/// Whether an occupation is a body’s rather than a person’s: "the online retailer", "the higher education regulator".
fn is_body_by_role(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let bodies =
        ["retailer", "manufacturer", "supplier", "broadcaster", "regulator", "wholesaler", "publisher"];
    let head = phrase.core.saturating_sub(1);
    parsed.word_is(phrase.first, "the") && bodies.iter().any(|w| parsed.word_is(head, w))
}

/// Whether a word that the lexicon does not know has the form of an adjective: "so many misogynistic".
fn is_adjective(word: &str) -> bool {
    let unknown = !lexicon().word(&lowercase(word)).class.is(WordClass::KNOWN);
    unknown && ["istic", "ical", "ous", "ful", "less", "able", "ible"].iter().any(|end| word.ends_with(end))
}

/// Names of parties and communities.
const PROPER: [&str; 16] = [
    "buddhists",
    "catholics",
    "christians",
    "democrat",
    "democratic",
    "democrats",
    "hindus",
    "hispanics",
    "jews",
    "latinos",
    "mormons",
    "muslims",
    "protestants",
    "republican",
    "republicans",
    "sikhs",
];

/// Whether a word that opens a sentence is a common noun: "Officials", "Reports", but not "Republicans".
fn is_common(word: &str, kind: PhraseKind) -> bool {
    let lower = lowercase(word);
    let class = lexicon().word(&lower).class;
    let proper = PROPER.contains(&lower.as_str());
    let spelled = word.chars().skip(1).all(char::is_lowercase);
    let common = WordClass::GROUP | WordClass::ROLE | WordClass::DET | WordClass::NUMBER | WordClass::ADJ;
    let other = kind == PhraseKind::Other && class.is(WordClass::KNOWN) && !class.is(WordClass::GIVEN);
    // "Police said", but not "Parliament said"
    let body = kind == PhraseKind::Body && !class.is(WordClass::GROUP);
    spelled && !proper && !body && (class.is(common) || other)
}

//! A person, body or group of an article, and what is told of it.

use onrecord_model::{Country, SpeakerKind};
use onrecord_text::{lowercase, squeeze};

use super::{can_speak::is_document, entities::called, role, role_worth};
use crate::{
    belonging,
    countries::CountryEvidence,
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
};

/// A person, body or group of the article.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub(crate) name: String,
    pub(crate) kind: SpeakerKind,
    pub(crate) gender: WordClass,
    /// Whether the gazetteer knows the person as a holder of public office. Its gender then overrides hints from
    /// given names ("Kim").
    pub(crate) holds_office: bool,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) country: Option<Country>,
    pub(crate) country_reason: String,
    /// Whether a role gives the country: it is not replaced by another role's.
    pub(crate) has_country_of_role: bool,
    /// The country, and the words for it, of the place with which a sentence about the person begins: "In Berlin, shopkeeper
    /// Ada Cole said".
    pub(super) scene: Option<(Country, String)>,
    /// Other names used in the article.
    pub(crate) aliases: Vec<String>,
    /// The paragraph of the first mention.
    pub(crate) paragraph: usize,
    /// The sentence of that paragraph, if the name opens it.
    pub(crate) opens: Option<usize>,
    /// Whether the article shows that this is a person: by a title, a role, a given name or a speech verb.
    pub(crate) is_human: bool,
    /// Whether the name stands within a sentence anywhere, where only names begin with a capital.
    pub(crate) is_within: bool,
    /// Whether the name is one word that only opens sentences, and the article also writes it without a capital.
    pub(crate) is_word: bool,
    /// Whether a title or role precedes the name anywhere.
    pub(crate) is_titled: bool,
    /// Whether the article introduces the person as somebody's relative: "her husband, Hugh Castell".
    pub(crate) is_relative: bool,
    /// Whether a speech verb is next to the name anywhere.
    pub(super) acts: bool,
    /// Whether the article describes what the name stands for as a body: "Heron, a website".
    pub(super) is_described_as_body: bool,
    /// The words of a person's name in lower case; empty for anything else.
    pub(super) words: Vec<String>,
}

/// Endings of nouns for several things that have no body, and no surname has.
const ABSTRACT: [&str; 7] = ["ances", "ences", "ities", "lines", "ments", "sions", "tions"];

/// Whether the form of a word shows a common noun: "Projections", "Guidelines".
fn is_abstract(word: &str) -> bool {
    ABSTRACT.iter().any(|end| word.len() > end.len().plus(2) && word.ends_with(end))
}

impl Entity {
    /// Creates an entity of which nothing but the name is known.
    pub(super) const fn new(name: String, kind: SpeakerKind, paragraph: usize) -> Self {
        Self {
            name,
            kind,
            gender: WordClass::NONE,
            holds_office: false,
            role: None,
            affiliation: None,
            country: None,
            country_reason: String::new(),
            has_country_of_role: false,
            scene: None,
            aliases: Vec::new(),
            paragraph,
            opens: None,
            is_human: false,
            is_within: false,
            is_word: false,
            is_titled: false,
            is_relative: false,
            acts: false,
            is_described_as_body: false,
            words: Vec::new(),
        }
    }

    /// Merges a role into the known ones, if it is more specific.
    pub(crate) fn learn(&mut self, source: &str, role: &role::Role) {
        let words = squeeze(role.words.slice(source));
        let better = match &self.role {
            None => role_worth::worth(&words) > 0,
            Some(known) => {
                let office = role_worth::is_office(known) && role_worth::worth(&words) > 1;
                let same = || words.split(' ').any(|word| self.has_role(word.trim_end_matches('.')));
                let party = ["Democrat", "Republican"].iter().any(|party| known.ends_with(party));
                role_worth::worth(&words) > role_worth::worth(known) && (!office || same())
                    || party && role_worth::is_office(&words)
            }
        };
        if better {
            self.role = Some(words.clone());
        }
        if let Some(affiliation) = role.affiliation.filter(|_| self.affiliation.is_none()) {
            self.affiliation = Some(squeeze(affiliation.slice(source)));
        }
        if let Some(told) = role.country.filter(|_| !self.has_country_of_role) {
            self.set_country_of_role(&words, &told, source);
        }
    }

    /// Sets the country that a role names. Without words of a role, the place itself stands beside the name.
    pub(crate) fn set_country_of_role(&mut self, role: &str, told: &CountryEvidence, source: &str) {
        let place = squeeze(told.words.slice(source));
        let country = called(told.country);
        self.has_country_of_role = true;
        self.country = Some(told.country);
        self.country_reason = if role.is_empty() {
            format!("“{place}” beside the name is in {country}")
        } else if role.contains(&place) {
            format!("the role “{role}” names {country} (“{place}”)")
        } else {
            format!("“{place}” is named with the role “{role}”: {country}")
        };
    }

    /// Whether a single common noun describes the speaker, who is not named: "officials", "police", "man".
    pub(super) fn is_described(&self) -> bool {
        let class = || lexicon().word(&self.name).class;
        self.words.is_empty()
            && !self.name.contains(' ')
            && class().is(WordClass::GROUP.with(WordClass::ROLE))
    }

    /// Whether the name has several words, and nothing shows that it is a person's.
    pub(crate) fn may_be_body(&self) -> bool {
        let unknown = self.gender == WordClass::NONE && self.role.is_none() && !self.is_titled;
        unknown && self.words.len() > 1
    }

    /// Whether the role is an occupation rather than an office: "shopkeeper".
    pub(super) fn has_private_role(&self) -> bool {
        let role = self.role.as_deref().unwrap_or_default();
        !role.is_empty() && !role.contains(char::is_uppercase) && !self.holds_domestic_office()
    }

    /// Returns the word by which the press calls a person: the family name, which comes first in East Asia.
    pub(super) fn surname(&self) -> Option<&str> {
        let is_first = self.country.is_some_and(|c| matches!(c.code(), "CN" | "KR" | "KP" | "TW"));
        let mut words = self.name.split(' ');
        if is_first { words.next() } else { words.next_back() }
    }

    /// Whether the speaker is a text without a name: "the report".
    pub(crate) fn is_document(&self) -> bool {
        let noun = belonging::noun_of(&self.name);
        self.words.is_empty()
            && !noun.starts_with(char::is_uppercase)
            && [noun.clone(), belonging::singular(&noun)].iter().any(|noun| is_document(noun))
    }

    /// Returns the words of a person's name in lower case; empty for anything else.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether nothing but a capital shows that this is a name: a single word that only opens sentences, or the name of a
    /// place.
    pub(super) fn is_doubtful(&self) -> bool {
        let is_known = self.holds_office
            || self.is_titled
            || self.role.is_some()
            || self.gender != WordClass::NONE
            || self.kind != SpeakerKind::Person;
        let mut words = self.name.split(' ');
        let first = words.next().unwrap_or_default();
        let rest: Vec<_> = words.collect();
        let is_place = || {
            let found = lexicon().places.find(first, |at| rest.get(at.minus(1)).copied());
            found.is_some_and(|(_, length)| length == rest.len().plus(1))
        };
        let is_word = || {
            self.is_word || is_abstract(first) || lexicon().word(&lowercase(first)).class.is(WordClass::KNOWN)
        };
        let opens_only = rest.is_empty() && !self.is_within && is_word();
        !is_known && !self.words.is_empty() && (opens_only || is_place())
    }
}

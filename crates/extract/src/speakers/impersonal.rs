//! Names that have the form of a person's and are a body's by what the article says of them: "Heron, which", "the startup
//! Heron", "Heron’s shares", "chief executive of Heron".

use onrecord_model::SpeakerKind;
use onrecord_text::lowercase;
use rustc_hash::FxHashSet;

use super::{entities::Entities, entity::Entity};
use crate::{
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
    phrases::{Phrase, PhraseKind},
    tokens::TokenKind,
};

/// Nouns that describe a body and no person.
const BODIES: [&str; 76] = [
    "agency",
    "airline",
    "app",
    "association",
    "automaker",
    "bank",
    "blog",
    "bookmaker",
    "brand",
    "broadcaster",
    "builder",
    "business",
    "carmaker",
    "carrier",
    "chain",
    "charity",
    "chipmaker",
    "club",
    "co-op",
    "company",
    "conference",
    "consortium",
    "consultancy",
    "cooperative",
    "corporation",
    "drugmaker",
    "eatery",
    "enterprise",
    "festival",
    "firm",
    "foundation",
    "giant",
    "group",
    "hospital",
    "institute",
    "insurer",
    "lab",
    "label",
    "laboratory",
    "lender",
    "magazine",
    "maker",
    "manufacturer",
    "museum",
    "network",
    "newsletter",
    "newspaper",
    "nonprofit",
    "operator",
    "organisation",
    "organization",
    "outlet",
    "party",
    "plant",
    "platform",
    "provider",
    "publication",
    "restaurant",
    "retailer",
    "school",
    "site",
    "start-up",
    "startup",
    "store",
    "studio",
    "subsidiary",
    "tank",
    "team",
    "theater",
    "theatre",
    "union",
    "university",
    "utility",
    "vendor",
    "website",
    "wholesaler",
];
/// What only a body owns.
const OWNED: [&str; 20] = [
    "app",
    "ceo",
    "customers",
    "employees",
    "founder",
    "founders",
    "headquarters",
    "homepage",
    "newsroom",
    "parent",
    "platform",
    "products",
    "servers",
    "services",
    "shareholders",
    "shares",
    "stock",
    "subscribers",
    "users",
    "website",
];
/// Whose office is at the head of a body.
const HEADS: [&str; 9] =
    ["ceo", "cfo", "cto", "coo", "executive", "founder", "co-founder", "cofounder", "shareholder"];

/// Returns whether a sentence describes what a phrase names as a body.
pub(super) fn describes_body(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let is_body = |at: usize| {
        let noun = parsed.word(at);
        !parsed.can(at, WordClass::CAPITAL) && BODIES.contains(&noun)
    };
    let article = |at: usize| ["a", "an", "the"].iter().any(|w| parsed.word_is(at, w));
    let described = |at: usize| {
        let found = parsed.phrase_from(at).map(|p| parsed.phrase(p));
        found.is_some_and(|p| article(p.first) && is_body(p.core.minus(1)))
    };
    let end = phrase.last;
    let comma = parsed.is(end, TokenKind::Comma);
    let which = comma && parsed.word_is(end.plus(1), "which");
    let copula = ["is", "was"].iter().any(|w| parsed.word_is(end, w)) && described(end.plus(1));
    let from = phrase.name.map_or(phrase.first, |(from, _)| from);
    let behind_noun = from > phrase.first && is_body(from.minus(1));
    // "Heron cut its forecast": persons have no "its".
    let acts = parsed.is_verb(end) && !parsed.can(end, WordClass::CUE);
    let own = acts && parsed.word_is(end.plus(1), "its");
    // "As Heron reports,"
    let single = phrase.last == phrase.first.plus(1);
    let reports = single
        && parsed.word_is(phrase.first.minus(1), "as")
        && ["reports", "reported"].iter().any(|w| parsed.word_is(end, w));
    which || copula || behind_noun || own || reports || comma && described(end.plus(1))
}

/// Returns the name of which a phrase shows that it is a body's, by what it owns or who heads it.
pub(super) fn owner_or_employer(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<String> {
    let is_any = |at: usize, words: &[&str]| words.iter().any(|w| parsed.word_is(at, w));
    let capital = |at: usize| parsed.can(at, WordClass::CAPITAL);
    let name = |first: usize, last: usize| {
        let words: Vec<_> = (first..last).map(|at| parsed.word(at)).collect();
        (first < last && (first..last).all(capital)).then(|| words.join(" "))
    };
    let employer = || {
        let of = phrase.core;
        let heads = of < phrase.last && parsed.word_is(of, "of") && is_any(of.minus(1), &HEADS);
        let first = of.plus(1);
        let last = (first..phrase.last).find(|&at| !capital(at)).unwrap_or(phrase.last);
        if heads { name(first, last) } else { None }
    };
    let owner = || {
        let mark = (phrase.first..phrase.core).find(|&at| parsed.can(at, WordClass::POSSESSIVE))?;
        if is_any(mark.plus(1), &OWNED) { name(phrase.first, mark) } else { None }
    };
    employer().or_else(owner)
}

impl Entities {
    /// Makes bodies of the names that the article describes as such, or that `owners` holds, or that are the publisher's.
    /// Those with a title, a given name or an office of their own stay persons.
    pub(super) fn find_bodies(&mut self, owners: &FxHashSet<String>) {
        let publisher = self.setting.publisher_name.as_deref().map(plain);
        let is_person = |m: &Entity| {
            m.kind != SpeakerKind::Person || m.is_titled || m.holds_office || m.gender != WordClass::NONE
        };
        for index in self.indices(|m| !m.words().is_empty() && !is_person(m)) {
            let Some(member) = self.get_mut(index) else { continue };
            let own =
                || publisher.as_ref() == Some(&plain(&member.name)) || lexicon().is_publisher(&member.name);
            let heads = || member.role.is_none() && owners.contains(&member.name);
            if member.is_described_as_body || own() || heads() {
                member.kind = SpeakerKind::Institution;
                member.is_human = false;
                member.role = None;
            }
        }
    }
}

/// Returns a name without article, domain, spaces and capitals, as publishers write theirs in several ways.
fn plain(name: &str) -> String {
    let lower = lowercase(name);
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let lower = lower.strip_suffix(".com").unwrap_or(lower);
    lower.chars().filter(|ch| ch.is_alphanumeric()).collect()
}

/// Whether a phrase can show that a name is a body's without naming anybody itself.
pub(super) const fn may_own(phrase: &Phrase) -> bool {
    matches!(phrase.kind, PhraseKind::Other | PhraseKind::Role | PhraseKind::Group)
}

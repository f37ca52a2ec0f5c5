//! Bodies by their short names: initials that the article explains, "State" for the State Department, "the Post" for the
//! publisher itself, and "the company" for the company named before.

use onrecord_model::{Country, SpeakerKind};
use onrecord_text::{lowercase, squeeze};
use rustc_hash::FxHashMap;

use super::{
    entities::{Entities, called},
    entity::Entity,
};
use crate::{
    countries,
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
    paragraph::Paragraph,
    phrases::{Phrase, PhraseKind, span},
    tokens::TokenKind,
};

/// Words that may stand between the words of a name without a letter in its initials.
const UNSPELLED: [&str; 6] = ["of", "and", "for", "the", "on", "in"];
/// Departments that the press calls by their first word.
const DEPARTMENTS: [&str; 9] =
    ["State", "Justice", "Defense", "Energy", "Commerce", "Labor", "Interior", "Agriculture", "Education"];
/// Nouns for businesses, whatever their names.
const BUSINESSES: [&str; 20] = [
    "brewer",
    "chain",
    "chipmaker",
    "drugmaker",
    "giant",
    "insurer",
    "lender",
    "maker",
    "operator",
    "supplier",
    "company",
    "firm",
    "business",
    "corporation",
    "automaker",
    "carmaker",
    "retailer",
    "manufacturer",
    "airline",
    "startup",
];
/// Nouns for publishers of news.
const NEWS: [&str; 7] = ["newspaper", "paper", "magazine", "website", "site", "publication", "broadcaster"];
/// Nouns for bodies that have the noun in their names.
const NOUNS: [&str; 24] = [
    "authority",
    "regulator",
    "bank",
    "agency",
    "department",
    "ministry",
    "university",
    "college",
    "hospital",
    "union",
    "association",
    "committee",
    "commission",
    "board",
    "court",
    "foundation",
    "institute",
    "party",
    "council",
    "bureau",
    "fund",
    "organization",
    "center",
    "company",
];
/// Words of bodies that are not businesses.
const PUBLIC: [&str; 33] = [
    "department",
    "ministry",
    "government",
    "police",
    "court",
    "senate",
    "house",
    "congress",
    "party",
    "council",
    "committee",
    "commission",
    "army",
    "parliament",
    "university",
    "union",
    "campaign",
    "administration",
    "times",
    "post",
    "county",
    "city",
    "state",
    "town",
    "village",
    "borough",
    "district",
    "province",
    "authority",
    "agency",
    "republic",
    "school",
    "schools",
];
/// Number of paragraphs that are searched for the body to which a noun refers, if there are several.
const NEAR: usize = 3;

/// Words in the names of public bodies that the press calls agencies.
const OFFICIAL: [&str; 8] =
    ["administration", "authority", "bureau", "commission", "department", "directorate", "office", "service"];

/// Last words of the names of companies.
const COMPANY: [&str; 24] = [
    "corp",
    "corporation",
    "inc",
    "ltd",
    "limited",
    "plc",
    "llc",
    "holdings",
    "group",
    "foods",
    "airlines",
    "airways",
    "motors",
    "pharmaceuticals",
    "technologies",
    "systems",
    "stores",
    "energy",
    "industries",
    "enterprises",
    "partners",
    "bank",
    "pharmacy",
    "company",
];

/// The long names of an article's bodies, by their short ones.
#[derive(Debug, Default)]
pub(super) struct ShortNames {
    bodies: FxHashMap<String, String>,
    /// Companies, by the first words of their names.
    companies: FxHashMap<String, String>,
}

impl ShortNames {
    /// Collects what the article explains.
    pub(super) fn from_story(story: &[Paragraph<'_>]) -> Self {
        let mut names = FxHashMap::default();
        let mut companies = FxHashMap::default();
        for (parsed, _) in story.iter().flat_map(|paragraph| &paragraph.sentences) {
            names.extend((0..parsed.items.len()).filter_map(|at| explained(parsed, at)));
            for phrase in &parsed.phrases {
                let words: Vec<&str> =
                    phrase.span(parsed.items).slice(parsed.source).split_whitespace().collect();
                names.extend(department(&words));
                if phrase.kind != PhraseKind::Body {
                    continue;
                }
                if let [first, rest @ .., last] = words.as_slice()
                    && rest.len() < 2
                    && COMPANY.contains(&lowercase(last).trim_end_matches('.'))
                    && parsed.can(phrase.first, WordClass::CAPITAL)
                    && !parsed.can(phrase.first, WordClass::KNOWN)
                {
                    companies.entry((*first).to_owned()).or_insert_with(|| words.join(" "));
                }
            }
        }
        Self { bodies: names, companies }
    }

    /// Returns the body whose initials a role has, with the country that its full name tells: "PCG spokesman", where the
    /// article explains that these are the Philippine Coast Guard.
    pub(super) fn of_role(&self, role: &str) -> Option<(&str, Country)> {
        role.split(' ').find_map(|word| {
            let long = self.long(word)?;
            Some((long, country_in(long)?))
        })
    }

    fn long(&self, name: &str) -> Option<&str> {
        self.bodies.get(name).map(String::as_str)
    }

    /// Returns the full name of the company that a word is short for: "Acme" of "Acme Corp."
    pub(super) fn company(&self, word: &str) -> Option<&str> {
        self.companies.get(word).map(String::as_str)
    }
}

/// Returns the first country that the name of a body has in it.
fn country_in(name: &str) -> Option<Country> {
    let words: Vec<&str> = name.split(' ').collect();
    let at = |at: usize| lexicon().gazetteer.find(words.get(at)?, |i| words.get(at.plus(i)).copied());
    (0..words.len()).find_map(|word| at(word)?.0.country())
}

/// Returns the short and the full name of a department: "State" and "State Department" for "the State Dept." or "the U.S.
/// Department of State".
fn department(words: &[&str]) -> Option<(String, String)> {
    let first = match words {
        [.., first, "Department" | "Dept" | "Dept."] | [.., "Department" | "Dept.", "of", first] => first,
        _ => return None,
    };
    DEPARTMENTS.contains(first).then(|| ((*first).to_owned(), format!("{first} Department")))
}

/// "International Grain Fund (IGF)": the initials in brackets from item `at` on, and the name before them.
fn explained(parsed: &ParsedSentence<'_>, at: usize) -> Option<(String, String)> {
    if !parsed.is(at, TokenKind::Open) || !parsed.is(at.plus(2), TokenKind::Close) {
        return None;
    }
    let short = parsed.word(at.plus(1));
    let letters: Vec<char> = short.chars().filter(|ch| *ch != '.').collect();
    if letters.len() < 2 || !letters.iter().all(|ch| ch.is_uppercase()) {
        return None;
    }
    let mut rest = letters.as_slice();
    let mut first = at;
    while let Some((last, before)) = rest.split_last() {
        first = first.checked_sub(1)?;
        let word = parsed.word(first);
        if word.starts_with(*last) {
            rest = before;
        } else if !UNSPELLED.contains(&word) {
            return None;
        }
    }
    let long = squeeze(span(parsed.items, first, at).slice(parsed.source));
    Some((short.to_owned(), long))
}

impl Entities {
    /// Returns the name of a body in the article's long form, if it has another.
    pub(super) fn long_name(&self, name: &str) -> Option<String> {
        let name = without_article(name);
        let short = self.short_names.long(name).or_else(|| self.short_names.company(name));
        short.map(str::to_owned).or_else(|| self.own_name(name))
    }

    /// Returns the publisher's name if `name` is short for it: "Post" in the Lakeside Post.
    pub(super) fn own_name(&self, name: &str) -> Option<String> {
        let publisher = without_article(self.setting.publisher_name.as_deref()?);
        let name = without_article(name);
        let before = publisher.strip_suffix(name)?;
        let whole = before.is_empty() || before.ends_with(' ');
        (whole && publisher.contains(' ') && name.starts_with(char::is_uppercase))
            .then(|| publisher.to_owned())
    }

    /// Returns the body to which "company", "ministry" or "newspaper" refers in a paragraph.
    pub(super) fn meant_by_noun(&mut self, noun: &str, paragraph: usize) -> Option<usize> {
        // "The Ministry added": much of the press writes short forms of names with a capital.
        let small = lowercase(noun);
        let noun = if NOUNS.contains(&small.as_str()) { &small } else { noun };
        // "the world’s largest online retailer"
        let head = noun.rsplit(' ').next().unwrap_or(noun);
        let noun = if BUSINESSES.contains(&head) { head } else { noun };
        let business = BUSINESSES.contains(&noun);
        let news = NEWS.contains(&noun);
        // "the foreign ministry": every word is in the name.
        if !business && !news && !NOUNS.contains(&head) {
            return None;
        }
        let has = |name: &str, word: &str| lowercase(name).split(' ').any(|own| own == word);
        let own = self.own_publisher();
        let fits = |m: &Entity| {
            let named = m.name.starts_with(|ch: char| ch.is_uppercase()) && m.paragraph <= paragraph;
            let body = m.kind == SpeakerKind::Institution;
            let like_a_body = m.kind == SpeakerKind::Person && !m.is_human && m.name.contains(' ');
            let public = || PUBLIC.iter().any(|word| has(&m.name, word));
            let fits = match () {
                () if news => body && Some(&m.name) == own.as_ref(),
                () if business => (body || like_a_body) && !public() && !lexicon().is_publisher(&m.name),
                () => body && noun.split(' ').all(|word| has(&m.name, &lowercase(word))),
            };
            named && fits
        };
        let all: Vec<usize> = self.indices(fits);
        let near =
            |index: &usize| self.get(*index).is_some_and(|m| paragraph.saturating_sub(m.paragraph) <= NEAR);
        let found = match all.as_slice() {
            [one] => Some(*one),
            several => {
                several.iter().copied().filter(near).max_by_key(|index| self.get(*index).map(|m| m.paragraph))
            }
        };
        let fits = |name: &str| match () {
            () if news => false,
            () if business => lowercase(name)
                .rsplit(' ')
                .next()
                .is_some_and(|last| COMPANY.contains(&last.trim_end_matches('.'))),
            () => has(name, noun),
        };
        let official = || {
            let is_official = |m: &Entity| {
                m.kind == SpeakerKind::Institution
                    && m.name.starts_with(|ch: char| ch.is_uppercase())
                    && m.paragraph <= paragraph
                    && paragraph.saturating_sub(m.paragraph) <= NEAR
                    && OFFICIAL.iter().any(|word| has(&m.name, word))
            };
            let officials = if noun == "agency" { self.indices(is_official) } else { Vec::new() };
            officials.into_iter().max_by_key(|index| self.get(*index).map(|m| m.paragraph))
        };
        let found = found.or_else(official).or_else(|| self.abbreviated(noun, paragraph));
        let found = found.or_else(|| self.mentioned(fits, paragraph))?;
        if let Some(member) = self.get_mut(found) {
            member.kind = SpeakerKind::Institution;
        }
        Some(found)
    }

    /// Returns the last body near a paragraph whose initials end with that of a noun.
    fn abbreviated(&self, noun: &str, paragraph: usize) -> Option<usize> {
        let is_short = |m: &Entity| {
            m.kind == SpeakerKind::Institution
                && m.paragraph <= paragraph
                && paragraph.saturating_sub(m.paragraph) <= NEAR
                && abbreviates(&m.name, noun)
        };
        let short = self.indices(is_short).into_iter();
        short.max_by_key(|index| self.get(*index).map(|m| m.paragraph))
    }

    /// Returns the last body that fits of those that the article has mentioned and that have not spoken.
    fn mentioned(&mut self, fits: impl Fn(&str) -> bool, paragraph: usize) -> Option<usize> {
        let near = |at: usize| at <= paragraph && paragraph.saturating_sub(at) <= NEAR;
        let (name, told, at) =
            self.mentions.iter().rev().find(|(name, _, at)| near(*at) && fits(name)).cloned()?;
        let told = told.map(|country| (country, format!("“{name}” names {}", called(country))));
        Some(self.unnamed(&name, SpeakerKind::Institution, told, at))
    }

    /// Records a body that a sentence names, so that "the company" can refer to it.
    pub(super) fn mention(&mut self, parsed: &ParsedSentence<'_>, phrase: &Phrase, paragraph: usize) {
        let is_name = |at: usize| parsed.can(at, WordClass::CAPITAL);
        let lists = |at: usize| {
            let noun = lowercase(parsed.word(at));
            COMPANY.contains(&noun.trim_end_matches('.')) || NOUNS.contains(&noun.as_str())
        };
        let lasts = (phrase.first.plus(1)..phrase.last).rev();
        let Some(last) = lasts.into_iter().find(|&at| is_name(at) && !is_name(at.plus(1)) && lists(at))
        else {
            return;
        };
        let mut first = last;
        while first > phrase.first
            && (is_name(first.minus(1)) || parsed.can(first.minus(1), WordClass::POSSESSIVE))
            && !parsed.can(first.minus(1), WordClass::DET)
        {
            first = first.minus(1);
        }
        if first == last || matches!(phrase.kind, PhraseKind::Name | PhraseKind::Pronoun) {
            return;
        }
        let told = countries::of_role(parsed.source, parsed.items, first, last.plus(1), &self.setting);
        let name = squeeze(span(parsed.items, first, last.plus(1)).slice(parsed.source));
        self.mentions.push((name, told.map(|told| told.country), paragraph));
    }

    fn own_publisher(&self) -> Option<String> {
        self.setting.publisher_name.as_deref().map(|name| without_article(name).to_owned())
    }
}

/// Whether initials end with that of a noun: "the Fund" is the IMF, "the commission" the SEC.
fn abbreviates(initials: &str, noun: &str) -> bool {
    // Bodies within others, which have the names of those.
    const PARTS: [&str; 4] = ["board", "committee", "council", "court"];
    let last = initials.chars().next_back().map(|ch| ch.to_ascii_lowercase());
    initials.len() > 2
        && initials.chars().all(|ch| ch.is_ascii_uppercase())
        && NOUNS.contains(&noun)
        && !PARTS.contains(&noun)
        && last == noun.chars().next()
}

/// Returns a name without "The".
fn without_article(name: &str) -> &str {
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

/// Nouns for texts, whose author is the speaker.
const TEXTS: [&str; 44] = [
    "ad",
    "analysis",
    "article",
    "book",
    "column",
    "comment",
    "comments",
    "complaint",
    "declaration",
    "document",
    "documents",
    "e-mail",
    "email",
    "editorial",
    "essay",
    "filing",
    "interview",
    "lawsuit",
    "letter",
    "memo",
    "memoir",
    "message",
    "note",
    "op-ed",
    "paper",
    "petition",
    "plan",
    "poll",
    "post",
    "proposal",
    "release",
    "remark",
    "remarks",
    "report",
    "review",
    "speech",
    "statement",
    "story",
    "study",
    "survey",
    "testimony",
    "tweet",
    "tweets",
    "video",
];

/// Participles between a text and its author: "the letter, signed by Ada Cole,".
const MADE: [&str; 8] = ["led", "written", "signed", "sent", "authored", "penned", "drafted", "published"];

/// Returns the author whom a phrase names, as items: "Ada Cole" of "Ada Cole’s late tweet" and "a report by Ada Cole".
pub(super) fn author(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<(usize, usize)> {
    let Phrase { first, core, last, .. } = *phrase;
    let head = lowercase(parsed.word(core.minus(1)));
    let is_text = TEXTS.contains(&head.as_str());
    let by = (core..last).find(|&at| parsed.word_is(at, "by") || is_text && parsed.word_is(at, "from"));
    if let Some(by) = by.filter(|by| by.plus(1) < last) {
        return Some((by.plus(1), last));
    }
    let made = last.plus(usize::from(parsed.is(last, TokenKind::Comma)));
    if is_text && MADE.iter().any(|word| parsed.word_is(made, word)) && parsed.word_is(made.plus(1), "by") {
        let behind = parsed.phrases.get(parsed.phrase_from(made.plus(2))?)?;
        return Some((behind.first, behind.last));
    }
    let mark = (first..core).find(|&at| parsed.can(at, WordClass::POSSESSIVE)).filter(|_| is_text)?;
    (mark > first && parsed.can(mark.minus(1), WordClass::CAPITAL)).then_some((first, mark))
}

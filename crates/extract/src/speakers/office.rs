//! Offices: which words name one, and to whom "the ambassador" or "the CM" refers.

use onrecord_model::SpeakerKind;
use onrecord_text::lowercase;

use super::{
    can_speak::is_person,
    coreference::{Coreference, Resolution},
    entity::Entity,
};
use crate::{
    countries::{self, CountryEvidence},
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::WordClass,
    phrases::{Phrase, PhraseKind, is_short_office},
};

/// Words of public offices and bodies.
const OFFICES: [&str; 52] = [
    "minister",
    "ministers",
    "ministry",
    "government",
    "governor",
    "senator",
    "sen",
    "rep",
    "gov",
    "premier",
    "parliament",
    "parliamentarian",
    "mp",
    "mps",
    "mec",
    "mla",
    "mep",
    "congressman",
    "congresswoman",
    "lawmaker",
    "lawmakers",
    "legislator",
    "legislature",
    "mayor",
    "councillor",
    "councilor",
    "councilman",
    "council",
    "police",
    "court",
    "judge",
    "justice",
    "prosecutor",
    "prosecutors",
    "magistrate",
    "army",
    "military",
    "navy",
    "president",
    "presidency",
    "presidential",
    "taoiseach",
    "coastguard",
    "party",
    "opposition",
    "cabinet",
    "treasury",
    "chancellor",
    "secretary",
    "commissioner",
    "superintendent",
    "supt",
];

/// Titles that are short for a role.
const SHORT_TITLES: [(&str, &str); 16] = [
    ("Adm", "admiral"),
    ("Adv", "advocate"),
    ("Amb", "ambassador"),
    ("Capt", "captain"),
    ("Cllr", "councillor"),
    ("Col", "colonel"),
    ("Dr", "doctor"),
    ("Gen", "general"),
    ("Gov", "governor"),
    ("Insp", "inspector"),
    ("Lt", "lieutenant"),
    ("Maj", "major"),
    ("Prof", "professor"),
    ("Sen", "senator"),
    ("Sgt", "sergeant"),
    ("Supt", "superintendent"),
];

/// Maximum distance in paragraphs from a role to the name that follows it.
const NAME_COMES_WITHIN: usize = 2;

/// Maximum distance in paragraphs from a role to the name of the only person who has it.
const SOLE_COMES_WITHIN: usize = 4;

/// Maximum distance in paragraphs to the only person that they mention.
const SOLE: usize = 3;

impl Entity {
    /// Whether the role or the name is that of a public office or body, which is of the story's country unless it names
    /// another.
    pub(super) fn holds_domestic_office(&self) -> bool {
        let text = self.role.iter().chain([&self.name]);
        // "The Queen said"
        let reigns = ["King", "Queen"].contains(&self.name.as_str());
        reigns
            || text
                .flat_map(|text| text.split(|ch: char| !ch.is_alphanumeric() && ch != '-'))
                .any(|word| OFFICES.contains(&lowercase(word).as_str()))
    }

    /// Whether the role is a public office that is held, or spoken for, at home.
    pub(super) fn serves_at_home(&self) -> bool {
        let role = self.role.as_deref().unwrap_or_default().to_ascii_lowercase();
        // Heads of state and ministers travel.
        let travels =
            ["president", "minister", "secretary", "chancellor", "premier", "king", "ambassador", "envoy"];
        let speaks = role.contains("spokes");
        let at_home = speaks || !travels.iter().any(|w| role.contains(w));
        let of_office =
            ["ministry", "government", "police", "military", "army"].iter().any(|w| role.contains(w));
        at_home && (speaks && of_office || self.holds_domestic_office())
    }

    /// Whether the role is this word, or a title that is short for it. Words for the owner of the role do not count:
    /// "the president’s adviser" and "spokesman for the president" are not presidents.
    pub(crate) fn has_role(&self, head: &str) -> bool {
        const LEADS_TO_ANOTHER: [&str; 6] = ["of", "for", "to", "in", "at", "from"];
        let is = |word: &str| {
            let long = SHORT_TITLES.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
            word.eq_ignore_ascii_case(head) || long.is_some_and(|long| long.eq_ignore_ascii_case(head))
        };
        self.role.as_ref().is_some_and(|role| {
            role.split_whitespace()
                .take_while(|word| !LEADS_TO_ANOTHER.contains(word))
                .filter(|word| !word.ends_with("’s") && !word.ends_with("'s"))
                .any(|word| word.split(|ch: char| !ch.is_alphanumeric()).any(is))
        })
    }
}

/// An office that a phrase names: "The trade secretary".
struct NamedOffice<'p> {
    /// The words of the phrase.
    words: &'p str,
    /// The words without the article.
    name: &'p str,
    /// The noun: "secretary".
    head: &'p str,
    /// The country that it belongs to, if the words tell.
    told: Option<CountryEvidence>,
}

/// Nouns by which the press calls somebody of another role.
const EPITHETS: [&str; 12] = [
    "leader",
    "official",
    "diplomat",
    "politician",
    "lawmaker",
    "legislator",
    "envoy",
    "boss",
    "flagbearer",
    "veteran",
    "executive",
    "academic",
];

/// Words that make an office another one: the vice president is not the president.
const QUALIFIERS: [&str; 7] = ["vice", "deputy", "assistant", "former", "late", "shadow", "prime"];

impl NamedOffice<'_> {
    /// Whether somebody's role has the same qualifiers as the office: "the prime minister" is no minister, and "the
    /// president" no vice president.
    fn is_qualified_alike(&self, member: &Entity) -> bool {
        let before_head = |text: &str| {
            let lower = lowercase(text);
            let head = lower.find(&lowercase(self.head)).unwrap_or(lower.len());
            lower.get(..head).unwrap_or_default().to_owned()
        };
        let role = before_head(member.role.as_deref().unwrap_or_default());
        let name = before_head(self.name);
        let has = |text: &str, word: &str| text.split([' ', '-']).any(|own| own == word);
        QUALIFIERS.iter().all(|word| has(&role, word) == has(&name, word))
    }

    /// Whether somebody has a role of this kind, and not for another country.
    fn may_be_of(&self, member: &Entity) -> bool {
        member.kind == SpeakerKind::Person
            && member.has_role(self.head)
            && self.is_qualified_alike(member)
            && self.told.is_none_or(|told| member.country.is_none_or(|country| country == told.country))
    }
}

impl Coreference {
    /// Resolves "the ambassador" to somebody of that role named before, or shortly after.
    pub(super) fn role(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Resolution {
        let indefinite = ["a", "an", "one", "another"].iter().any(|w| parsed.word_is(phrase.first, w));
        let known = if indefinite { None } else { self.holder(parsed, phrase, words, paragraph) };
        known
            .or_else(|| self.described_before(parsed, phrase, paragraph))
            .unwrap_or_else(|| self.unnamed(parsed, phrase, paragraph))
    }

    /// Resolves "the official" to "a Saudi official", who spoke before.
    fn described_before(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        paragraph: usize,
    ) -> Option<Resolution> {
        let head = parsed.word(phrase.last.minus(1));
        if !parsed.word_is(phrase.first, "the") || phrase.last != phrase.first.plus(2) {
            return None;
        }
        let near = self.seen.iter().rev().take_while(|mention| mention.paragraph.plus(SOLE) >= paragraph);
        let mut fitting = near.map(|mention| mention.member).filter(|&member| {
            self.member(member).is_some_and(|m| m.words().is_empty() && m.name.ends_with(&format!(" {head}")))
        });
        let member = fitting.next()?;
        let name = &self.member(member)?.name;
        Some((Some(member), format!("“the {head}” is the {name}, who spoke before"), 0.8))
    }

    /// Returns the person whose office a definite phrase names, if the article tells.
    fn holder(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Option<Resolution> {
        let office = NamedOffice {
            words,
            name: words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(words),
            head: parsed.word(phrase.core.saturating_sub(1)),
            told: countries::of_role(
                parsed.source,
                parsed.items,
                phrase.first,
                phrase.last,
                &self.cast.setting,
            ),
        };
        self.last_holder(&office)
            .or_else(|| self.head_of_government(&office))
            .or_else(|| self.holder_named_later(&office, paragraph))
            .or_else(|| self.epithet(parsed, phrase, &office, paragraph))
            .or_else(|| self.named_later(&office, parsed.source, paragraph))
            .or_else(|| {
                let found = self.goes_on_as(parsed, phrase, words, paragraph)?;
                self.learn_party_office(parsed, phrase, &office, found.0);
                Some(found)
            })
            .or_else(|| self.only_holder(&office, paragraph))
    }

    /// Resolves an office to the last person named who holds it.
    fn last_holder(&self, office: &NamedOffice<'_>) -> Option<Resolution> {
        let NamedOffice { words, name, head, .. } = office;
        let last = |fits: &dyn Fn(&Entity) -> bool| {
            let mut named = self.seen.iter().rev().map(|mention| mention.member);
            let index = named.find(|&m| self.member(m).is_some_and(|m| office.may_be_of(m) && fits(m)))?;
            Some((index, self.member(index)?))
        };
        // "the trade secretary": the one with just this office, rather than the last secretary.
        let same = |m: &Entity| m.role.as_ref().is_some_and(|role| role.eq_ignore_ascii_case(name));
        if let Some((index, member)) = last(&same).filter(|_| name.contains(' ')) {
            return Some((Some(index), format!("“{words}” is {}, the last {name} named", member.name), 0.85));
        }
        let (index, member) = last(&|_| true)?;
        Some((Some(index), format!("“{words}” is {}, the last {head} named", member.name), 0.85))
    }

    /// Resolves the office of a head of state or government to the last such person named who is known, and whose role the
    /// article does not tell.
    fn head_of_government(&self, office: &NamedOffice<'_>) -> Option<Resolution> {
        let is_sole = ["president", "prime minister", "premier", "chancellor"];
        if !is_sole.contains(&lowercase(office.name).as_str()) {
            return None;
        }
        let holds = |m: &Entity| {
            m.holds_office
                && m.role.is_none()
                && office.told.is_none_or(|told| m.country.is_none_or(|country| country == told.country))
        };
        let mut named = self.seen.iter().rev().map(|mention| mention.member);
        let index = named.find(|&m| self.member(m).is_some_and(holds))?;
        let member = self.member(index)?;
        Some((
            Some(index),
            format!("“{}” is {}, who is known to hold office", office.words, member.name),
            0.7,
        ))
    }

    /// Resolves an office to the only person of the story who holds it, if the name follows soon: "West Virginia’s attorney
    /// general announced. … Attorney General Ann Pell said".
    fn holder_named_later(&self, office: &NamedOffice<'_>, paragraph: usize) -> Option<Resolution> {
        let same = |m: &Entity| m.role.as_ref().is_some_and(|role| ends_alike(role, office.name));
        let holders = self.cast.indices(|m| office.may_be_of(m) && same(m));
        let [index] = holders.as_slice() else { return None };
        let member = self.member(*index)?;
        let is_near = (paragraph..=paragraph.plus(NAME_COMES_WITHIN)).contains(&member.paragraph);
        let why = || format!("“{}” is {}, who is named right after", office.words, member.name);
        is_near.then(|| (Some(*index), why(), 0.8))
    }

    /// Resolves an office to the only person of the story who can hold it.
    fn only_holder(&self, office: &NamedOffice<'_>, paragraph: usize) -> Option<Resolution> {
        let holders = self.cast.indices(|m| office.may_be_of(m) && !m.words().is_empty());
        let [index] = holders.as_slice() else { return None };
        let member = self.member(*index)?;
        let is_near = member.paragraph <= paragraph.plus(SOLE_COMES_WITHIN);
        let why = || format!("“{}” is {}, the only {} of the story", office.words, member.name, office.head);
        is_near.then(|| (Some(*index), why(), 0.7))
    }

    /// Resolves "the diplomat" and "the Turkish leader" to the person who spoke last, whatever the role, unless the words
    /// name another country or body.
    fn epithet(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        office: &NamedOffice<'_>,
        paragraph: usize,
    ) -> Option<Resolution> {
        if !parsed.word_is(phrase.first, "the") || !EPITHETS.contains(&lowercase(office.head).as_str()) {
            return None;
        }
        let (index, _) = self.speaker?;
        let last = self.seen.iter().rev().find(|mention| mention.member == index)?;
        let member = self.member(index)?;
        let is_person = member.kind == SpeakerKind::Person && !member.words().is_empty();
        let agrees =
            office.told.is_none_or(|told| member.country.is_none_or(|country| country == told.country));
        let is_next = last.paragraph == paragraph && last.sentence.plus(1) >= self.sentence(paragraph);
        let told = |at: usize| {
            let role = member.role.as_deref().unwrap_or_default();
            let of_country = office
                .told
                .is_some_and(|told| parsed.items.get(at).is_some_and(|item| told.words.contains(item.span)));
            of_country || role.contains(parsed.word(at))
        };
        let mut names =
            (phrase.first.plus(1)..phrase.core.minus(1)).filter(|&at| parsed.can(at, WordClass::CAPITAL));
        let is_near = is_next || last.paragraph.plus(1) >= paragraph && names.all(told);
        let gender = phrase.gender == WordClass::NONE
            || member.gender == WordClass::NONE
            || member.gender.is(phrase.gender);
        let why = || format!("“{}” is {}, who spoke last", office.words, member.name);
        (is_person && agrees && is_near && gender && phrase.core == phrase.last)
            .then(|| (Some(index), why(), 0.65))
    }

    /// Adds the office of a politician that an article gives after the name: "Tom Reed … the Labour MP said".
    fn learn_party_office(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        office: &NamedOffice<'_>,
        holder: Option<usize>,
    ) {
        let party = countries::of_party_office(parsed.source, parsed.items, (phrase.first, phrase.last));
        let member = holder.and_then(|member| self.cast.get_mut(member));
        let Some(member) = member.filter(|member| party && member.role.is_none()) else { return };
        member.role = Some(office.name.to_owned());
        if let Some(told) = office.told.filter(|_| member.country.is_none()) {
            member.set_country_of_role(office.name, &told, parsed.source);
        }
    }

    /// Resolves an office of a country to somebody without a role who is named for the first time right after.
    fn named_later(
        &mut self,
        office: &NamedOffice<'_>,
        source: &str,
        paragraph: usize,
    ) -> Option<Resolution> {
        let NamedOffice { words, name, told, .. } = office;
        let told = told.as_ref()?;
        let sentence = self.sentence(paragraph);
        let can_hold = |m: &Entity| {
            m.kind == SpeakerKind::Person
                && m.role.is_none()
                && m.country.is_none_or(|c| m.paragraph == paragraph && told.country == c)
                && m.name.contains(' ')
                && (m.acts || m.holds_office || m.opens.is_some())
                // In the same paragraph, a sentence that begins with the name identifies the speaker.
                && (m.paragraph > paragraph || m.opens.is_some_and(|opens| opens > sentence))
        };
        let range = paragraph..=paragraph.plus(NAME_COMES_WITHIN);
        let (index, _) = self.cast.named_first_in(range).find(|(_, m)| can_hold(m))?;
        let member = self.cast.get_mut(index)?;
        member.set_country_of_role(name, told, source);
        member.role = Some((*name).to_owned());
        let why = format!("“{words}” is {}, who is named right after without a role", member.name);
        Some((Some(index), why, 0.75))
    }

    /// Resolves "the senator" to the last speaker, or to the last person named in the paragraph, unless that person
    /// has a different role.
    fn goes_on_as(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Option<Resolution> {
        // "the minister" is no justice, but a lawmaker can be a senator.
        let head = parsed.word(phrase.core.minus(1));
        let is_title = parsed.can(phrase.core.minus(1), WordClass::TITLE);
        let titled = |m: &Entity| {
            m.role.as_ref().is_none_or(|role| !role.contains(' ') && (!is_title || m.has_role(head)))
        };
        let agrees = |m: &Entity| {
            phrase.gender == WordClass::NONE || m.gender == WordClass::NONE || m.gender.is(phrase.gender)
        };
        let is_human = |m: &Entity| m.kind == SpeakerKind::Person && (m.is_human || m.words().len() > 1);
        // "the young lawyer": the adjective describes, and does not distinguish.
        let aged = (phrase.first..phrase.last).any(|at| {
            ["young", "veteran", "elderly", "retired", "outspoken"].iter().any(|w| parsed.word_is(at, w))
        });
        // "the former mayor": the article tells of nobody else who was.
        let aged = aged
            || parsed.word_is(phrase.first.plus(1), "former")
                && phrase.core == phrase.first.plus(3)
                && self.cast.indices(|m| m.has_role(head)).is_empty();
        let fits = |index: usize| {
            self.member(index).is_some_and(|m| {
                // "The salon was founded here": what only looks like a name has no office.
                is_human(m) && (aged || titled(m)) && agrees(m) && !m.words().is_empty()
            })
        };
        let spoke = self.speaker.map(|(member, _)| member).filter(|index| fits(*index));
        let named =
            || self.seen.last().filter(|m| m.paragraph == paragraph && fits(m.member)).map(|m| m.member);
        // "the young lawyer": the only person of whom the last paragraphs tell.
        let sole = || {
            let near = self.seen.iter().rev().take_while(|m| m.paragraph.plus(SOLE) >= paragraph);
            let mut people = near.map(|m| m.member).filter(|&m| self.member(m).is_some_and(is_human));
            let first = people.next()?;
            let may_be = |m: &Entity| agrees(m) && (!is_title || titled(m));
            (people.all(|other| other == first) && self.member(first).is_some_and(may_be)).then_some(first)
        };
        // "The secretary of state": of the story’s other speakers one may be the secretary of something else.
        let joined = phrase.core < phrase.last
            && !(phrase.core..phrase.last).any(|at| parsed.can(at, WordClass::CAPITAL.with(WordClass::DET)));
        let index = if joined { named()? } else { spoke.or_else(named).or_else(sole)? };
        let last = self.member(index)?;
        let owned = (phrase.first..phrase.last).any(|at| parsed.can(at, WordClass::POSSESSIVE));
        // "The logger who stayed behind" is told from others by what he did.
        let told_apart = parsed.word_is(phrase.last, "who");
        let plain = parsed.word_is(phrase.first, "the")
            && (phrase.core == phrase.last || joined)
            && !owned
            && !told_apart;
        plain.then(|| (Some(index), format!("“{words}” is {}, who spoke or was named last", last.name), 0.6))
    }

    /// Resolves "the flanker", a noun that is recognized as a person's by its form only, to the last speaker or the
    /// last person named.
    pub(super) fn occupation(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        words: &str,
        paragraph: usize,
    ) -> Option<Resolution> {
        let noun = lowercase(parsed.word(phrase.last.minus(1)));
        let found = || self.goes_on_as(parsed, phrase, words, paragraph);
        if phrase.kind == PhraseKind::Other && is_person(&noun) { found() } else { None }
    }

    /// Resolves "the CM" to the last person named whose office it is short for.
    pub(super) fn short_office(&self, parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<Resolution> {
        let short = parsed.word(phrase.last.minus(1));
        let bare = phrase.last == phrase.first.plus(2) && parsed.word_is(phrase.first, "the");
        if !bare || short.len() > 4 || !short.chars().all(char::is_uppercase) {
            return None;
        }
        let holds = |m: &Entity| {
            m.kind == SpeakerKind::Person && m.role.as_ref().is_some_and(|role| is_short_for(short, role))
        };
        let mut named = self.seen.iter().rev().map(|mention| mention.member);
        let member = named.find(|m| self.member(*m).is_some_and(holds))?;
        let name = self.member(member).map_or("", |m| m.name.as_str());
        Some((Some(member), format!("“the {short}” is {name}, the last one with this office"), 0.85))
    }
}

/// Whether two roles end in the same office of two words or more: "attorney general", but not "minister".
fn ends_alike(role: &str, office: &str) -> bool {
    let last = |text: &str| {
        let lower = lowercase(text);
        let mut words = lower.rsplit(' ').map(str::to_owned);
        Some((words.next()?, words.next()?))
    };
    matches!((last(role), last(office)), (Some(one), Some(other)) if one == other)
}

/// Whether initials are those of an office within a role: "SP" of "Superintendent of Police in Leeds".
fn is_short_for(short: &str, role: &str) -> bool {
    let small = ["of", "and", "the", "for"];
    let words: Vec<_> =
        role.split([' ', '-']).filter(|word| !word.is_empty() && !small.contains(word)).collect();
    let starts = |(letter, word): (char, &&str)| word.starts_with(letter);
    words.contains(&short) || words.windows(short.len()).any(|words| short.chars().zip(words).all(starts))
}

/// Whether "and" joins two offices of one person: "founder and CEO of".
pub(super) fn joins_offices(parsed: &ParsedSentence<'_>, and: usize) -> bool {
    let is_word = |at: usize| parsed.items.get(at).is_some_and(|item| item.is_word());
    let office =
        |at: usize| is_word(at) && (parsed.can(at, WordClass::ROLE) || is_short_office(parsed.word(at)));
    let next = (and.plus(1)..and.plus(4)).find(|&at| office(at));
    let led = |last: usize| {
        (and.plus(1)..last).all(|at| is_word(at) && !parsed.can(at, WordClass::DET.with(WordClass::POSS)))
    };
    and > 0
        && office(and.minus(1))
        && next.is_some_and(|last| {
            led(last) && ["of", "at", "for"].iter().any(|w| parsed.word_is(last.plus(1), w))
        })
}

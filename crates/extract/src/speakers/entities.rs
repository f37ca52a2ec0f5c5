//! The people, bodies and groups that an article names, with everything it says of each.

use onrecord_model::{Country, SpeakerKind};
use onrecord_text::{lowercase, squeeze};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    bodies::{self, ShortNames},
    entity::Entity,
    impersonal, role, role_worth, unnamed,
};
use crate::{
    countries::{self, Setting},
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass, lexicon},
    paragraph::Paragraph,
    phrases::{Phrase, PhraseKind, describe},
    tokens::TokenKind,
};

/// Maximum number of entities that are compared for one word of a name.
const BEARERS: usize = 16;

/// All entities, by index.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    members: Vec<Entity>,
    by_word: FxHashMap<String, Vec<usize>>,
    /// Groups, bodies and unnamed speakers, by their whole name in lower case.
    by_name: FxHashMap<String, usize>,
    /// The countries of the story.
    pub(crate) setting: Setting,
    /// The bodies that the article names, each with the country of its name and the paragraph, in order.
    pub(super) mentions: Vec<(String, Option<Country>, usize)>,
    /// The bodies that the article calls by short names.
    pub(super) short_names: ShortNames,
}

impl Entities {
    /// Collects the people named in `story`.
    pub(crate) fn gather(story: &[Paragraph<'_>], setting: Setting) -> Self {
        let mut cast = Self { setting, short_names: ShortNames::from_story(story), ..Self::default() };
        let mut owning = FxHashSet::default();
        // Full names first: "Haley" may precede "Nikki Haley", as in headlines.
        for whole in [true, false] {
            for (paragraph, content) in story.iter().enumerate() {
                for (sentence, (parsed, _)) in content.sentences.iter().enumerate() {
                    let phrases = || parsed.phrases.iter().filter(|_| whole);
                    let owners = phrases().filter_map(|p| owner(parsed, p));
                    let authors = phrases().filter(|p| p.kind != PhraseKind::Name).filter_map(|p| {
                        let (first, last) = bodies::author(parsed, p)?;
                        let author = describe(parsed.source, parsed.items, first, last, last);
                        (author.kind == PhraseKind::Name).then_some(author)
                    });
                    let others =
                        phrases().filter(|p| p.kind != PhraseKind::Name).filter_map(|p| hung(parsed, p));
                    let owners: Vec<_> = owners.chain(authors).chain(others).collect();
                    phrases().for_each(|p| cast.mention(parsed, p, paragraph));
                    let may_own = phrases().filter(|p| impersonal::may_own(p));
                    owning.extend(may_own.filter_map(|p| impersonal::owner_or_employer(parsed, p)));
                    let named = parsed.phrases.iter().filter(|p| p.kind == PhraseKind::Name);
                    for phrase in named.chain(&owners) {
                        let name = name_of(parsed, phrase);
                        let is_region = phrase.name.is_some_and(|name| {
                            !phrase.titled && countries::is_region(parsed.source, parsed.items, name)
                        });
                        let is_place =
                            || is_region || !whole && is_where(parsed, phrase) && cast.find(&name).is_none();
                        if (name.len() > 1) == whole && !is_place() {
                            cast.meet(parsed, phrase, &name, (paragraph, sentence));
                        }
                    }
                }
            }
        }
        cast.find_words(story);
        cast.find_bodies(&owning);
        cast
    }

    /// Finds the names that only open sentences and that the story also writes without a capital.
    fn find_words(&mut self, story: &[Paragraph<'_>]) {
        let is_candidate = |member: &Entity| member.words.len() == 1 && !member.is_within;
        let candidates = self.members.iter().filter(|member| is_candidate(member));
        let mut written: FxHashMap<String, bool> =
            candidates.flat_map(|member| member.words.clone()).map(|word| (word, false)).collect();
        if written.is_empty() {
            return;
        }
        for paragraph in story {
            for token in paragraph.tokens {
                if token.kind == TokenKind::Word
                    && !token.class.is(WordClass::CAPITAL)
                    && let Some(written) = written.get_mut(token.span.slice(paragraph.source()))
                {
                    *written = true;
                }
            }
        }
        for member in self.members.iter_mut().filter(|member| is_candidate(member)) {
            member.is_word = member.words.iter().any(|word| written.get(word) == Some(&true));
        }
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Entity> {
        self.members.get(index)
    }

    /// Returns the indices of all entities that fit.
    pub(super) fn indices(&self, fits: impl Fn(&Entity) -> bool) -> Vec<usize> {
        self.members.iter().enumerate().filter(|(_, member)| fits(member)).map(|(index, _)| index).collect()
    }

    pub(crate) fn get_mut(&mut self, index: usize) -> Option<&mut Entity> {
        self.members.get_mut(index)
    }

    /// Returns the people whose first mention is in one of these paragraphs.
    pub(crate) fn named_first_in(
        &self,
        paragraphs: std::ops::RangeInclusive<usize>,
    ) -> impl Iterator<Item = (usize, &Entity)> {
        self.members
            .iter()
            .enumerate()
            .filter(move |(_, m)| paragraphs.contains(&m.paragraph) && !m.words.is_empty())
    }

    fn meet(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        name: &[&str],
        (paragraph, sentence): (usize, usize),
    ) {
        let opens = (phrase.first == 0).then_some(sentence);
        let add = |cast: &mut Self| cast.add_person(parsed, phrase, name, (paragraph, opens));
        let known = self.likely_bearers(parsed, phrase, name).first().copied();
        let index = known.unwrap_or_else(|| add(self));
        self.add_nickname(index, parsed, phrase);
        let written = name.join(" ");
        let told = role::roles_of(parsed, phrase, &self.setting);
        let Some(member) = self.members.get_mut(index) else { return };
        member.paragraph = member.paragraph.min(paragraph);
        if written != member.name && !member.aliases.contains(&written) {
            member.aliases.push(written);
        }
        if !member.holds_office {
            member.gender |= phrase.gender;
        }
        member.is_titled |= phrase.titled;
        member.is_described_as_body |= impersonal::describes_body(parsed, phrase);
        member.is_within |= phrase.first > 0;
        member.is_human |= phrase.titled
            || phrase.gender != WordClass::NONE
            || !told.is_empty()
            || speaks(parsed, phrase)
            || is_told_of(parsed, phrase);
        member.acts |= speaks(parsed, phrase);
        let names_country = told.iter().any(|role| role.country.is_some());
        for role in told {
            member.is_relative |= role.is_kin;
            member.learn(parsed.source, &role);
        }
        // "In Beijing, Foreign Ministry spokesman Geng Shuang said"
        let scene = unnamed::scene_of(parsed, phrase, &self.setting);
        if let Some(scene) = scene.filter(|_| member.scene.is_none()) {
            member.scene = Some((scene.country, squeeze(scene.words.slice(parsed.source))));
        }
        if !names_country
            && !member.has_country_of_role
            && member.serves_at_home()
            && let Some(scene) = scene
        {
            let role = member.role.clone().unwrap_or_default();
            member.set_country_of_role(&role, &scene, parsed.source);
        }
    }

    /// Lets a nickname in quotation marks stand for the person: "Joko “Jokowi” Widodo".
    fn add_nickname(&mut self, index: usize, parsed: &ParsedSentence<'_>, phrase: &Phrase) {
        let Some((from, to)) = phrase.name else { return };
        let Some(quote) = (from.plus(1)..to.minus(1)).find(|&at| parsed.is_quote(at)) else { return };
        let nickname = lowercase(parsed.word(quote).trim_matches(|ch: char| !ch.is_alphanumeric()));
        let Some(member) = self.members.get_mut(index) else { return };
        if nickname.is_empty()
            || nickname.contains(' ')
            || member.words.contains(&nickname)
            || member.words.is_empty()
        {
            return;
        }
        member.words.insert(1.min(member.words.len()), nickname.clone());
        self.by_word.entry(nickname).or_default().push(index);
    }

    fn add_person(
        &mut self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        name: &[&str],
        (paragraph, opens): (usize, Option<usize>),
    ) -> usize {
        let written = name.join(" ");
        let holder = lexicon().gazetteer.holder(&written);
        let words: Vec<_> = name.iter().map(|w| lowercase(w)).collect();
        let index = self.members.len();
        for word in &words {
            self.by_word.entry(word.clone()).or_default().push(index);
        }
        let named_first = phrase.name.is_none_or(|(from, _)| from == phrase.first.plus(1));
        let article = parsed.word_is(phrase.first, "the") && !phrase.titled && named_first;
        // "The Europeans" are many, "the Guardian" and "the Times" are one.
        let half = if article { self.half_of_country(&written) } else { None };
        let half = half.filter(|_| holder.is_none());
        let own = if article { self.own_name(&written) } else { None };
        let own = own.or_else(|| half.map(|country| called(country).to_owned()));
        let company = self.short_names.company(&written).map(str::to_owned).filter(|_| !phrase.titled);
        if let Some(company) = &company {
            self.by_name.insert(lowercase(company), index);
        }
        let is_body = article || company.is_some();
        let own = own.or(company);
        let several = words.len() == 1 && (written.ends_with("ans") || written.ends_with("ese"));
        let kind = match (is_body, several && article) {
            (true, true) => SpeakerKind::Group,
            (true, false) => SpeakerKind::Institution,
            (false, _) => SpeakerKind::Person,
        };
        self.members.push(Entity {
            gender: holder.map_or(WordClass::NONE, |h| h.gender),
            holds_office: holder.is_some(),
            country: holder.and_then(|h| h.country).or(half),
            country_reason: match (holder, half) {
                (Some(h), _) => match h.country {
                    Some(country) => format!("{} is known to speak for {}", h.name, called(country)),
                    None => format!("{} speaks for no one country", h.name),
                },
                (None, Some(country)) => half_reason(&written, country),
                (None, None) => String::new(),
            },
            opens,
            is_human: holder.is_some(),
            words,
            ..Entity::new(own.unwrap_or(written), kind, paragraph)
        });
        index
    }

    /// Returns the person whose name contains all of these words.
    pub(crate) fn find(&self, name: &[&str]) -> Option<usize> {
        let last = lowercase(name.last()?);
        // A surname is more likely than an identical given name.
        let surname = |index: &usize| self.members.get(*index).is_some_and(|m| m.words.last() == Some(&last));
        self.bearers(name).find(surname).or_else(|| self.bearers(name).next())
    }

    /// Returns the people whose names contain all of these words and who agree best with the phrase: with its gender,
    /// the roles that it gives and its title. Those who bear the last word as their surname come first.
    pub(crate) fn likely_bearers(
        &self,
        parsed: &ParsedSentence<'_>,
        phrase: &Phrase,
        name: &[&str],
    ) -> Vec<usize> {
        let mut bearers: Vec<_> = self.bearers(name).collect();
        let roles =
            if bearers.is_empty() { Vec::new() } else { role::roles_of(parsed, phrase, &self.setting) };
        if name.len() == 1 && phrase.titled {
            bearers.retain(|m| self.get(*m).is_some_and(|m| may_be_called(parsed, phrase, m, &roles)));
        }
        // "The Louvre" is not a surname.
        let bare = phrase.name.is_some_and(|(from, _)| from == phrase.first.plus(1));
        if name.len() == 1 && bare && parsed.word_is(phrase.first, "the") {
            bearers.retain(|m| self.get(*m).is_some_and(|m| m.kind != SpeakerKind::Person || !m.is_human));
        }
        if bearers.len() < 2 {
            return bearers;
        }
        let heads: Vec<_> = roles
            .iter()
            .filter_map(|r| r.words.slice(parsed.source).split(' ').next_back())
            .filter(|head| !head.is_empty())
            .collect();
        let last = name.last().map(|last| lowercase(last)).unwrap_or_default();
        let none = WordClass::NONE;
        // "Kim" is a given name elsewhere.
        let gender = if phrase.titled { phrase.gender } else { none };
        let agrees: [&dyn Fn(&Entity) -> bool; 5] = [
            &|m| gender == none || m.gender == none || m.gender.is(gender),
            &|m| name.len() > 1 || !m.is_relative,
            &|m| heads.iter().any(|head| m.has_role(head)),
            &|m| phrase.titled && m.is_titled,
            &|m| m.words.last() == Some(&last),
        ];
        for agrees in agrees {
            if bearers.iter().any(|m| self.get(*m).is_some_and(agrees)) {
                bearers.retain(|m| self.get(*m).is_some_and(agrees));
            }
        }
        bearers
    }

    /// Returns the people whose names contain all of these words, most recent first.
    pub(crate) fn bearers(&self, name: &[&str]) -> impl Iterator<Item = usize> {
        let last = name.last().map(|last| lowercase(last)).unwrap_or_default();
        let all = self.by_word.get(&last).map_or(&[][..], Vec::as_slice);
        let has = |m: &Entity, word: &str| m.words.iter().any(|lower| is_lower_of(lower, word));
        let fits =
            move |index: &usize| self.members.get(*index).is_some_and(|m| name.iter().all(|w| has(m, w)));
        all.iter().rev().take(BEARERS).copied().filter(fits)
    }

    /// Sets the country of entities whose roles give none from the setting of the story.
    pub(crate) fn complete_countries(&mut self) {
        let people = self.members.iter().filter(|m| m.kind == SpeakerKind::Person && m.country.is_some());
        let owners: FxHashMap<&str, &Entity> = people.filter_map(|m| Some((m.surname()?, m))).collect();
        let open = self.members.iter().enumerate().filter(|(_, m)| m.country.is_none() && !m.holds_office);
        let told: Vec<_> =
            open.filter_map(|(index, m)| Some((index, self.country_of(m, &owners)?))).collect();
        for (index, (country, reason)) in told {
            if let Some(member) = self.members.get_mut(index) {
                (member.country, member.country_reason) = (country, reason);
            }
        }
    }

    /// Returns the country that the story gives to an entity whose roles give none, and the reason; without a country for
    /// one that speaks for several. `owners` are people with a country, by surname.
    fn country_of(
        &self,
        member: &Entity,
        owners: &FxHashMap<&str, &Entity>,
    ) -> Option<(Option<Country>, String)> {
        let setting = &self.setting;
        let role = member.role.as_deref();
        // "UN refugee chief", "of the Red Cross"
        let bodies = [Some(member.name.as_str()), member.affiliation.as_deref(), role];
        if bodies.into_iter().flatten().any(is_international) {
            return Some((None, format!("{} speaks for no one country", member.name)));
        }
        if let Some((body, country)) = role.and_then(|role| self.short_names.of_role(role)) {
            return Some((Some(country), format!("speaks for {body}, which is of {}", called(country))));
        }
        // "Moon’s press secretary"
        let owner = role.and_then(|role| owners.get(owner_of(role)?));
        if let Some((name, country)) = owner.and_then(|owner| Some((&owner.name, owner.country?))) {
            return Some((Some(country), format!("speaks for {name}, who is of {}", called(country))));
        }
        if let Some((country, place)) = member.scene.as_ref().filter(|_| member.has_private_role()) {
            return Some((Some(*country), format!("the sentence begins in “{place}”: {}", called(*country))));
        }
        let office = || setting.office().filter(|_| member.holds_domestic_office());
        let scene = setting.scene().filter(|_| member.is_described());
        let named = setting.dominant(member.kind).or_else(office).or(scene)?;
        // The United States has departments.
        let ministry = member.kind == SpeakerKind::Institution && member.name.starts_with("Ministry of ");
        if ministry && named.country.code() == "US" {
            return None;
        }
        let country = called(named.country);
        let told = match scene.filter(|scene| scene.country == named.country) {
            Some(scene) => format!("the story opens in {} ({country})", scene.words),
            None => format!("the story is set in {country} (“{}”)", named.words),
        };
        Some((Some(named.country), format!("{told}, and names no other country for {}", member.name)))
    }

    /// Returns the entity of a group, body or unnamed speaker with this name, adding it if it is new.
    pub(crate) fn unnamed(
        &mut self,
        name: &str,
        kind: SpeakerKind,
        told: Option<(Country, String)>,
        paragraph: usize,
    ) -> usize {
        let half = if kind == SpeakerKind::Institution { self.half_of_country(name) } else { None };
        let told = told.or_else(|| half.map(|country| (country, half_reason(name, country))));
        let long = match half {
            Some(country) => Some(called(country).to_owned()),
            None if kind == SpeakerKind::Institution => self.long_name(name),
            None => None,
        };
        let written = name;
        let name = long.as_deref().unwrap_or(name);
        let key = lowercase(name);
        if let Some(index) = self.by_name.get(&key).copied() {
            self.add_alias(index, written);
            return index;
        }
        let index = self.members.len();
        let (country, country_reason) = told.map_or((None, String::new()), |(c, why)| (Some(c), why));
        self.members.push(Entity {
            country,
            country_reason,
            is_human: kind == SpeakerKind::Person,
            ..Entity::new(name.to_owned(), kind, paragraph)
        });
        self.by_name.insert(key, index);
        self.add_alias(index, written);
        index
    }

    /// Returns the country that a compass point with an article means in this story: "the North".
    fn half_of_country(&self, name: &str) -> Option<Country> {
        let name = name.strip_prefix("the ").unwrap_or(name);
        let found = lexicon().gazetteer.find("the", |at| (at == 1).then_some(name));
        let country = found.filter(|(_, used)| *used == 2).and_then(|(place, _)| match place {
            Place::Name(country) => Some(country),
            _ => None,
        });
        country.filter(|country| ["North", "South"].contains(&name) && self.setting.is_about(*country))
    }

    /// Returns the person whom the label of a paragraph names, adding one who is new.
    pub(crate) fn labelled(&mut self, name: &str, role: Option<String>, paragraph: usize) -> usize {
        let words: Vec<&str> = name.split(' ').collect();
        let index = self.find(&words).unwrap_or_else(|| {
            let index = self.unnamed(name, SpeakerKind::Person, None, paragraph);
            for word in words.iter().map(|word| lowercase(word)) {
                self.by_word.entry(word.clone()).or_default().push(index);
                if let Some(member) = self.members.get_mut(index) {
                    member.words.push(word);
                }
            }
            index
        });
        if let Some(member) = self.members.get_mut(index) {
            let is_shouted = !member.name.chars().any(char::is_lowercase);
            if is_shouted && member.words.len() <= words.len() {
                name.clone_into(&mut member.name);
            }
            member.kind = SpeakerKind::Person;
            member.is_human = true;
            // The words before the colon are parsed as a role elsewhere.
            member.role = role.or_else(|| member.role.take().filter(|role| !role.contains(':')));
        }
        index
    }

    /// Returns the full name of whom an article calls by this name.
    pub(crate) fn full_name(&self, name: &str) -> String {
        let words: Vec<&str> = name.split(' ').collect();
        // "Mr. Cole", "President Cole", and "But Cole" at the start of a sentence
        let lead = |word: &&&str| lexicon().word(&lowercase(word)).class.is(WordClass::KNOWN);
        let leads = words.iter().take_while(lead).count().min(words.len().minus(1));
        let found = (0..=leads).find_map(|at| self.find(words.get(at..)?));
        let member = found.and_then(|index| self.get(index));
        self.long_name(name).or_else(|| member.map(|m| m.name.clone())).unwrap_or_else(|| name.to_owned())
    }

    fn add_alias(&mut self, index: usize, alias: &str) {
        if let Some(member) = self.members.get_mut(index)
            && member.name != alias
            && member.name.starts_with(char::is_uppercase)
            && !member.aliases.iter().any(|known| known == alias)
        {
            member.aliases.push(alias.to_owned());
        }
    }
}

/// Returns the reason for the country of a compass point: "the North".
fn half_reason(name: &str, country: Country) -> String {
    format!("“the {name}” is {}", called(country))
}

/// Returns the surname of the person to whom a role belongs: "Moon" of "Moon’s press secretary".
fn owner_of(role: &str) -> Option<&str> {
    let (owner, _) = role.split_once("’s ").or_else(|| role.split_once("'s "))?;
    owner.rsplit(' ').next()
}

/// Whether a surname with a title can refer to a person: "Mr. Castell" is not Diana Castell, and "President Oduya" is not
/// the president's wife.
fn may_be_called(
    parsed: &ParsedSentence<'_>,
    phrase: &Phrase,
    member: &Entity,
    roles: &[role::Role],
) -> bool {
    let none = WordClass::NONE;
    let known = member.gender.is(WordClass::MALE | WordClass::FEMALE) && !member.holds_office;
    let gender = !known || phrase.gender == none || member.gender.is(phrase.gender);
    let office =
        roles.iter().map(|role| role.words.slice(parsed.source)).find(|words| role_worth::worth(words) > 1);
    let head = office.and_then(|words| words.split(' ').next_back());
    gender && !(member.is_relative && head.is_some_and(|head| !member.has_role(head)))
}

/// Returns the person to whom a phrase belongs: "President Claudia Sheinbaum" of "President Claudia Sheinbaum’s morning
/// press conference".
fn owner(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<Phrase> {
    let mark = (phrase.first.plus(2)..phrase.last).find(|&at| parsed.can(at, WordClass::POSSESSIVE))?;
    // "Speaking at President Duarte’s conference"
    let lead = (phrase.first..mark).rev().find(|&at| parsed.can(at, WordClass::PREP));
    let first = lead.map_or(phrase.first, |at| at.plus(1));
    let owner = describe(parsed.source, parsed.items, first, mark, mark);
    let (from, to) = owner.name?;
    // Places and bodies have possessives too: only a title or a given name shows a person.
    let person = owner.titled || parsed.can(from, WordClass::GIVEN);
    (person && to > from.plus(1)).then_some(owner)
}

/// Returns the full name that hangs on another noun: "Ada Cole" of "the discussion with Ada Cole".
fn hung(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<Phrase> {
    let lead = (phrase.core..phrase.last).rev().find(|&at| parsed.can(at, WordClass::PREP))?;
    let found = describe(parsed.source, parsed.items, lead.plus(1), phrase.last, phrase.last);
    let (from, to) = found.name?;
    (to > from.plus(1) && parsed.can(from, WordClass::GIVEN)).then_some(found)
}

/// Whether a speech verb is next to a name: "Zulu said", "says Zulu".
fn speaks(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let cue = |at: usize| parsed.can(at, WordClass::CUE) && parsed.phrase_at(at).is_none();
    cue(phrase.last) || phrase.first.checked_sub(1).is_some_and(cue)
}

/// Whether what follows a name tells of a person: "Ned Orr, who", "Ned Orr, 52,".
fn is_told_of(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let next = phrase.last.plus(1);
    let aged = parsed.is(next, TokenKind::Number) && parsed.is(next.plus(1), TokenKind::Comma);
    parsed.is(phrase.last, TokenKind::Comma)
        && (parsed.word_is(next, "who") || aged && parsed.word(next).len() < 3)
}

/// Whether a name is that of a body of several countries.
fn is_international(name: &str) -> bool {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let mut words = name.split(' ');
    let rest: Vec<_> = words.clone().skip(1).collect();
    let found = lexicon().gazetteer.find(words.next().unwrap_or_default(), |i| rest.get(i.minus(1)).copied());
    matches!(found, Some((Place::Body(None), _)))
}

/// "At Panmunjom", "in Xiamen": a single word without a title behind a preposition of place.
fn is_where(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let before = phrase.first.wrapping_sub(1);
    let places = ["in", "at", "near", "across", "outside", "over"];
    !phrase.titled
        && !parsed.can(phrase.first, WordClass::GIVEN)
        && places.iter().any(|w| parsed.word_is(before, w))
}

/// Whether `word` in lower case is `known`.
fn is_lower_of(known: &str, word: &str) -> bool {
    if word.is_ascii() { known.eq_ignore_ascii_case(word) } else { known == lowercase(word) }
}

/// Returns the words of a name without a quoted nickname.
pub(crate) fn name_of<'a>(parsed: &ParsedSentence<'a>, phrase: &Phrase) -> Vec<&'a str> {
    let (from, to) = phrase.name.unwrap_or((phrase.first, phrase.last));
    let items = parsed.items.get(from..to).unwrap_or_default();
    items
        .iter()
        .filter(|i| i.is_word() && !i.can(WordClass::POSSESSIVE))
        .map(|i| i.span.slice(parsed.source))
        .collect()
}

/// Returns the English name of a country.
pub(super) fn called(country: Country) -> &'static str {
    lexicon().gazetteer.called(country)
}

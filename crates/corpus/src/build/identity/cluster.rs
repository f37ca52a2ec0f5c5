//! A cluster: what all articles say about one speaker of the record, and the name, id, role and country that follow.

use std::cmp::Reverse;

use onrecord_model::{Country, Date, Speaker, SpeakerId, SpeakerKind, ranked};
use onrecord_text::{fold, lowercase};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    bodies,
    evidence::{Evidence, Origin, Sex},
    papers,
    person_name::PersonName,
    work::{self, Work},
};
use crate::build::people::Person;

/// Number of days around an article in which other articles count as near it.
const NEAR: i32 = 60;
/// A body that fewer than one in this number of articles give is not the speaker's.
const SELDOM: usize = 8;
/// The weight of a country that an article states, against one that only the story's setting gives.
const STATED: usize = 4;

/// A role in the words of an article.
#[derive(Clone, Debug)]
struct GivenRole {
    words: String,
    statements: usize,
    last: Option<Date>,
    worth: u8,
    work: Work,
}

/// What all articles say about one speaker.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) kind: SpeakerKind,
    /// The written names, with the number of articles that use each, in order of first use.
    forms: Vec<(String, usize)>,
    aliases: Vec<String>,
    pub(super) name: PersonName,
    /// The weight of each country, and of those that are stated.
    countries: FxHashMap<Country, (usize, usize)>,
    pub(super) work: Work,
    /// Whether every article describes this person only as somebody's relative.
    pub(super) is_only_kin: bool,
    /// Number of articles that imply each sex.
    men: usize,
    women: usize,
    pub(super) affiliations: Vec<String>,
    /// As written, with the number of articles.
    given_affiliations: Vec<(String, usize)>,
    roles: Vec<GivenRole>,
    /// The bodies that it is part of, and the authors of a document, as written, with the number of articles.
    pub(super) parents: Vec<(String, usize)>,
    pub(super) authors: Vec<(String, usize)>,
    /// The articles, in order, with their days.
    pub(super) articles: Vec<(usize, Option<Date>)>,
    /// The days of the articles, in order.
    days: Vec<i32>,
    in_articles: FxHashSet<usize>,
    /// What the publisher states.
    pub(super) stated: Option<Person>,
    /// The article whose id distinguishes this speaker from namesakes, if the speaker belongs to one article.
    pub(super) article_id: Option<String>,
}

impl Cluster {
    /// Creates the cluster of a speaker of whom no article has been read.
    fn empty(kind: SpeakerKind, name: PersonName) -> Self {
        Self {
            kind,
            forms: Vec::new(),
            aliases: Vec::new(),
            name,
            countries: FxHashMap::default(),
            work: Work::default(),
            is_only_kin: false,
            men: 0,
            women: 0,
            affiliations: Vec::new(),
            given_affiliations: Vec::new(),
            roles: Vec::new(),
            parents: Vec::new(),
            authors: Vec::new(),
            articles: Vec::new(),
            days: Vec::new(),
            in_articles: FxHashSet::default(),
            stated: None,
            article_id: None,
        }
    }

    /// Creates the cluster of a speaker whom an article names.
    pub(super) fn new(evidence: &Evidence<'_>) -> Self {
        let empty = Self::empty(evidence.kind, evidence.name.clone());
        let mut cluster = Self { is_only_kin: true, ..empty };
        cluster.add(evidence);
        cluster
    }

    /// Creates the cluster of a speaker that the publisher states.
    pub(super) fn stated(person: &Person) -> Self {
        let is_person = person.kind == SpeakerKind::Person;
        let name = if is_person { PersonName::parse(&person.name) } else { PersonName::default() };
        let stated = |country| (country, (STATED, STATED));
        Self {
            countries: person.country.country().map(stated).into_iter().collect(),
            work: person.role.as_deref().map(Work::from_role).unwrap_or_default(),
            affiliations: person.affiliation.iter().map(|name| fold(name)).collect(),
            stated: Some(person.clone()),
            ..Self::empty(person.kind, name)
        }
    }

    /// Adds what an article says.
    pub(super) fn add(&mut self, evidence: &Evidence<'_>) {
        let speaker = evidence.speaker;
        match self.forms.iter_mut().find(|(form, _)| *form == evidence.written) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.forms.push((evidence.written.to_owned(), 1)),
        }
        for alias in &speaker.aliases {
            if !self.aliases.contains(alias) {
                self.aliases.push(alias.clone());
            }
        }
        if let Some(origin) = evidence.origin {
            self.add_country(origin.country, if origin.is_stated { STATED } else { 1 }, origin.is_stated);
        }
        self.work.add(&evidence.work);
        self.is_only_kin &= evidence.work.is_kin && evidence.work.heads.is_empty();
        match evidence.sex {
            Some(Sex::Male) => self.men = self.men.saturating_add(1),
            Some(Sex::Female) => self.women = self.women.saturating_add(1),
            None => {}
        }
        if let Some(affiliation) = &speaker.affiliation {
            count(&mut self.given_affiliations, [(affiliation.clone(), 1)]);
            let folded = fold(affiliation);
            if !self.affiliations.contains(&folded) {
                self.affiliations.push(folded);
            }
        }
        if let Some(role) = &evidence.role {
            self.add_role(role, evidence.statements, evidence.day);
        }
        count(&mut self.parents, speaker.parent.iter().map(|name| (name.clone(), 1)));
        count(&mut self.authors, speaker.author.iter().map(|name| (name.clone(), 1)));
        self.articles.push((evidence.article, evidence.day));
    }

    fn add_country(&mut self, country: Country, weight: usize, is_stated: bool) {
        let (all, stated) = self.countries.entry(country).or_default();
        *all = all.saturating_add(weight);
        *stated = stated.saturating_add(if is_stated { weight } else { 0 });
    }

    fn add_role(&mut self, role: &str, statements: usize, day: Option<Date>) {
        let same = |known: &&mut GivenRole| known.words.eq_ignore_ascii_case(role);
        if let Some(known) = self.roles.iter_mut().find(same) {
            known.statements = known.statements.saturating_add(statements);
            known.last = known.last.max(day);
        } else {
            let worth = work::worth(role);
            let work = Work::from_role(role);
            self.roles.push(GivenRole { words: role.to_owned(), statements, last: day, worth, work });
        }
    }

    /// Adds everything that is known about another cluster of the same speaker.
    pub(super) fn absorb(&mut self, other: Self) {
        for (form, count) in other.forms {
            match self.forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, known)) => *known = known.saturating_add(count),
                None => self.forms.push((form, count)),
            }
        }
        self.aliases.extend(other.aliases);
        for (country, (all, stated)) in other.countries {
            self.add_country(country, all.saturating_sub(stated), false);
            self.add_country(country, stated, true);
        }
        self.work.add(&other.work);
        self.is_only_kin &= other.is_only_kin;
        self.men = self.men.saturating_add(other.men);
        self.women = self.women.saturating_add(other.women);
        self.affiliations.extend(other.affiliations);
        count(&mut self.given_affiliations, other.given_affiliations);
        for role in other.roles {
            self.add_role(&role.words, role.statements, role.last);
        }
        count(&mut self.parents, other.parents);
        count(&mut self.authors, other.authors);
        self.articles.extend(other.articles);
        ranked::sort(&mut self.articles, Ord::cmp);
        self.stated = self.stated.take().or(other.stated);
    }

    /// Adds the words for the place to the name of a speaker that is not named.
    pub(super) fn add_place(&mut self, place: &str) {
        for (form, _) in &mut self.forms {
            let named = format!("{form} {place}");
            self.aliases.push(std::mem::replace(form, named));
        }
    }

    /// Returns the sex that most articles imply.
    pub(super) fn sex(&self) -> Option<Sex> {
        match self.men.cmp(&self.women) {
            std::cmp::Ordering::Less => Some(Sex::Female),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Sex::Male),
        }
    }

    /// Returns the country of most articles.
    pub(super) fn country(&self) -> Option<Country> {
        self.countries.iter().max_by_key(|(country, (all, _))| (*all, Reverse(**country))).map(|(c, _)| *c)
    }

    fn stated_country(&self) -> Option<Country> {
        let stated = self.countries.iter().filter(|(_, (_, stated))| *stated > 0);
        stated.max_by_key(|(country, (_, stated))| (*stated, Reverse(**country))).map(|(country, _)| *country)
    }

    /// Whether articles state another country for this speaker.
    pub(super) fn is_elsewhere(&self, origin: Option<Origin>) -> bool {
        let stated = origin.filter(|origin| origin.is_stated).map(|origin| origin.country);
        self.stated_country().zip(stated).is_some_and(|(own, other)| own != other)
    }

    /// Whether what is known about this speaker is consistent with what an article says about one of its speakers.
    pub(super) fn fits(&self, evidence: &Evidence<'_>) -> bool {
        let same_work = self.work.agrees(&evidence.work) && evidence.work.field.is_office();
        self.kind == evidence.kind
            && (same_work || !self.is_elsewhere(evidence.origin))
            && !self.work.excludes(&evidence.work)
    }

    /// Whether two clusters can be the same speaker: nothing known about them contradicts.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let elsewhere = self.stated_country().zip(other.stated_country()).is_some_and(|(a, b)| a != b);
        self.kind == other.kind
            && !elsewhere
            && !self.work.excludes(&other.work)
            && self.sex().zip(other.sex()).is_none_or(|(a, b)| a == b)
    }

    pub(super) const fn has_role(&self) -> bool {
        !self.roles.is_empty()
    }

    /// Whether the press tells a trade or a state of life, as of somebody who is not known.
    pub(super) const fn is_private(&self) -> bool {
        self.work.field.is_private()
    }

    /// Whether two clusters hold the same office.
    pub(super) fn shares_office(&self, other: &Self) -> bool {
        self.work.field.is_office() && self.work.agrees(&other.work)
    }

    /// Whether two clusters have an office, an occupation or a body in common.
    pub(super) fn shares_work(&self, other: &Self) -> bool {
        self.work.agrees(&other.work)
            || self.affiliations.iter().any(|name| other.affiliations.contains(name))
    }

    /// Sorts the days of all articles, for [`Self::articles_near`].
    pub(super) fn order_days(&mut self) {
        self.days = self.articles.iter().filter_map(|(_, day)| day.map(Date::number)).collect();
        self.days.sort_unstable();
        self.in_articles = self.articles.iter().map(|(article, _)| *article).collect();
    }

    /// Whether the speaker speaks in an article, as of the last call of [`Self::order_days`].
    pub(super) fn is_in(&self, article: usize) -> bool {
        self.in_articles.contains(&article)
    }

    /// Returns the number of articles near a day, as of the last call of [`Self::order_days`].
    pub(super) fn articles_near(&self, day: Option<Date>) -> usize {
        let undated = self.in_articles.len().saturating_sub(self.days.len());
        let Some(day) = day.map(Date::number) else { return self.in_articles.len() };
        let from = self.days.partition_point(|own| *own < day.saturating_sub(NEAR));
        let to = self.days.partition_point(|own| *own <= day.saturating_add(NEAR));
        to.saturating_sub(from).saturating_add(undated)
    }

    /// Returns the written names, with the one to show first.
    pub(super) fn written(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(|(form, _)| form.as_str())
    }

    /// Returns the name to show: the one that most articles use, in its shortest form, with accents.
    pub(super) fn shown_name(&self) -> &str {
        if let Some(person) = &self.stated {
            return &person.name;
        }
        // That of most speakers, who are in one article.
        if let [(form, _)] = self.forms.as_slice() {
            return form;
        }
        let full = |form: &str| self.kind != SpeakerKind::Person || !PersonName::parse(form).is_surname();
        let any_full = self.written().any(full);
        let forms = self.forms.iter().filter(|(form, _)| !any_full || full(form));
        let key = |form: &str| {
            let is_person = self.kind == SpeakerKind::Person;
            let extra = if is_person { PersonName::parse(form).extra_words() } else { 0 };
            let short = !is_person && (bodies::is_short(form) || papers::is_paper(&fold(form)));
            let described = !is_person && bodies::is_described(form);
            // "George W. Sorley" rather than "George W Sorley"
            let dotted = form.matches('.').count();
            (
                described,
                short,
                Reverse(self.count_of(form)),
                extra,
                form.is_ascii(),
                Reverse(dotted),
                form.len(),
            )
        };
        forms.map(|(form, _)| form.as_str()).min_by_key(|form| key(form)).unwrap_or_default()
    }

    /// Returns the number of articles that write a name in the same letters, with or without accents.
    fn count_of(&self, form: &str) -> usize {
        let folded = PersonName::parse(form);
        let alike = self.forms.iter().filter(|(other, _)| PersonName::parse(other) == folded);
        alike.map(|(_, count)| *count).sum()
    }

    /// Returns the single words that refer to the person: the surname, and other single names that articles use.
    pub(super) fn single_names(&self) -> Vec<String> {
        let family_first =
            self.country().is_some_and(|c| matches!(c.code(), "CN" | "KR" | "KP" | "TW" | "VN"));
        let first = self.name.given.first().filter(|_| family_first).cloned();
        let mut names: Vec<String> = [self.name.surname.clone()].into_iter().chain(first).collect();
        let aliases = self.aliases.iter().chain(self.stated.iter().flat_map(|person| &person.aliases));
        for alias in aliases.filter(|alias| !alias.contains(char::is_whitespace)) {
            let alias = PersonName::parse(alias).surname;
            if !names.contains(&alias) {
                names.push(alias);
            }
        }
        names
    }

    /// Returns the names from which an id can be made, in the order of preference. The first ones have no middle initials,
    /// which only some articles use, so that the id does not change when another article adds them.
    pub(super) fn id_names(&self) -> impl Iterator<Item = String> {
        let name = self.shown_name().to_owned();
        let plain = match (&self.article_id, self.kind) {
            (Some(article), _) => format!("{name} {article}"),
            (None, SpeakerKind::Person) if self.stated.is_none() => without_initials(&name),
            (None, _) => name.clone(),
        };
        let office = self.work.heads.first().map(|head| format!("{name} {head}"));
        let country = self.country().map(|country| format!("{name} {country}"));
        let numbered = (2_u32..).map(move |n| format!("{name} {n}"));
        let whole = self.shown_name().to_owned();
        [plain, whole].into_iter().chain(country).chain(office).chain(numbered)
    }

    /// Returns the role to show: an office or occupation before anything else, that of most statements, the latest.
    fn role(&self) -> Option<String> {
        let best = self.roles.iter().filter(|role| role.worth > 1).max_by_key(|role| {
            // A role of two offices, such as "candidate Senator", does not have the support of both.
            let office = role.work.heads.first();
            let same = |other: &&GivenRole| {
                office.is_some() && other.work.heads.first() == office || other.words == role.words
            };
            let support: usize = self.roles.iter().filter(same).map(|other| other.statements).sum();
            (role.worth, support, role.statements, role.last)
        });
        best.map(|role| role.words.clone())
    }

    /// Returns the body that most articles give; `None` if fewer than one in [`SELDOM`] articles about the speaker gives it,
    /// as for a body that a sentence happens to name beside the speaker.
    fn affiliation(&self) -> Option<String> {
        let (body, articles) = self.given_affiliations.iter().rev().max_by_key(|(_, articles)| *articles)?;
        (articles.saturating_mul(SELDOM) >= self.articles.len()).then(|| body.clone())
    }

    /// Returns the speaker with this id.
    pub(super) fn speaker(&self, id: SpeakerId) -> Speaker {
        let name = self.shown_name().to_owned();
        let mut aliases: Vec<String> = self.stated.iter().flat_map(|person| person.aliases.clone()).collect();
        for alias in self.written().chain(self.aliases.iter().map(String::as_str)) {
            let known = |known: &String| lowercase(known) == lowercase(alias);
            if alias != name && !aliases.iter().any(known) {
                aliases.push(alias.to_owned());
            }
        }
        let mut speaker = Speaker {
            id,
            name,
            kind: self.kind,
            role: self.role(),
            affiliation: self.affiliation(),
            country: self.country(),
            aliases,
            parent: most(&self.parents),
            author: most(&self.authors),
        };
        if let Some(person) = &self.stated {
            person.overrule(&mut speaker);
        }
        speaker
    }
}

/// Adds the numbers of articles of some names.
fn count(all: &mut Vec<(String, usize)>, more: impl IntoIterator<Item = (String, usize)>) {
    for (name, articles) in more {
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = known.saturating_add(articles),
            None => all.push((name, articles)),
        }
    }
}

/// Returns the name that most articles give, the first of several.
fn most(names: &[(String, usize)]) -> Option<String> {
    let best = names.iter().rev().max_by_key(|(_, articles)| *articles);
    best.map(|(name, _)| name.clone())
}

/// Returns a name without the initials between given name and surname.
fn without_initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let last = words.len().saturating_sub(1);
    let kept = words.iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || !initial(word));
    if words.first().is_some_and(|first| initial(first)) {
        return name.to_owned();
    }
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

//! A draft: a record in plain form, built from articles and encoded to files.

use std::{collections::BTreeMap, hash::Hash};

use onrecord_model::{
    ArticleMeta, Block, Country, Date, DateRange, DateSpan, Speaker, SpeakerId, Statement,
    ranked::{ranked, sort, sorted},
};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::{redirects::Redirects, wikidata::WikidataItem};

/// An article with everything that was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleContent {
    /// The article's metadata.
    pub meta: ArticleMeta,
    /// The text as it was read; all offsets are bytes of it.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its statements, in order of their first word, with the speakers of the whole record.
    pub statements: Vec<Statement>,
}

/// The place of a statement: the index of an article, and of a statement in it, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// The index among the record's articles.
    pub article: usize,
    /// The index among the article's statements.
    pub statement: usize,
}

/// One statement of the record: what one speaker said at one time, with every place that reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The index of its speaker among the record's speakers; `None` if the speaker is not known.
    pub speaker: Option<usize>,
    /// The country that the speaker spoke for; `None` if it is not known.
    pub country: Option<Country>,
    /// The place at which it is shown: the one that states its day most precisely.
    pub primary: Occurrence,
    /// The places at which other articles report the same words, in order; empty if none does.
    pub others: Vec<Occurrence>,
}

impl Entry {
    /// Returns all places, starting with the one at which it is shown.
    pub fn occurrences(&self) -> impl Iterator<Item = Occurrence> + '_ {
        [self.primary].into_iter().chain(self.others.iter().copied())
    }
}

/// A role that articles gave to a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The index among the record's speakers.
    pub speaker: usize,
    /// The role, in the words of the first article that gave it.
    pub role: String,
    /// The day of publication of the first article that gave it.
    pub from: Date,
    /// The day of publication of the last article that gave it.
    pub to: Date,
}

/// The role of a speaker on a day: that of most statements near it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleOnDay {
    /// The index among the record's speakers.
    pub speaker: usize,
    /// The day of publication of an article.
    pub day: Date,
    /// The role.
    pub role: String,
}

/// A record while it is built: articles, speakers and statements, each in a fixed order.
///
/// Articles are sorted by day of publication and id, those without a day last; speakers by id; statements by their last
/// and first day, article and place, undated ones last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// All articles.
    pub articles: Vec<ArticleContent>,
    /// All speakers.
    pub speakers: Vec<Speaker>,
    /// All statements. The position of each, from 0, is its row.
    pub statements: Vec<Entry>,
    /// Names of countries; those without a name are shown by their codes.
    pub country_names: Vec<(Country, String)>,
    /// The roles of speakers who were given more than one, by speaker and first day.
    pub roles: Vec<Role>,
    /// The role of each of these speakers on each day of an article about them, sorted by speaker and day. They are exported,
    /// but not part of a corpus file.
    pub roles_on_days: Vec<RoleOnDay>,
    /// Where the ids of earlier records lead.
    pub redirects: Redirects,
    /// The items of Wikidata that the publisher states of speakers. They are exported, but not part of a corpus file.
    pub wikidata: BTreeMap<SpeakerId, WikidataItem>,
}

/// Returns the distinct values, sorted.
pub(crate) fn each<T: Ord + Hash>(values: impl Iterator<Item = T>) -> Vec<T> {
    let once: FxHashSet<T> = values.collect();
    sorted(once.into_iter().collect(), Ord::cmp)
}

impl Draft {
    /// Returns all countries that speakers speak for or statements mention, sorted by code.
    #[must_use]
    pub fn countries(&self) -> Vec<Country> {
        let speak = self.speakers.iter().filter_map(|speaker| speaker.country);
        let spoke = self.statements.iter().filter_map(|entry| entry.country);
        let statements = self.statements.iter().filter_map(|entry| self.statement(entry));
        each(speak.chain(spoke).chain(statements.flat_map(|said| said.about.iter().copied())))
    }

    /// Sets the names of all countries. Those for which `name` returns an empty string are shown by their codes.
    pub fn name_countries<'n>(&mut self, name: impl Fn(Country) -> &'n str) {
        let named = self.countries().into_iter().map(|country| (country, name(country).to_owned()));
        self.country_names = named.filter(|(_, name)| !name.is_empty()).collect();
    }

    /// Renames a speaker, and restores the order of everything that is sorted by speaker id.
    pub(crate) fn rename_speaker(&mut self, from: &SpeakerId, to: &SpeakerId) {
        let said = self.articles.iter_mut().flat_map(|article| &mut article.statements);
        for statement in said.filter(|statement| statement.speaker.as_ref() == Some(from)) {
            statement.speaker = Some(to.clone());
        }
        if let Some(speaker) = self.speakers.iter_mut().find(|speaker| speaker.id == *from) {
            speaker.id = to.clone();
        }
        if let Some(item) = self.wikidata.remove(from) {
            self.wikidata.insert(to.clone(), item);
        }
        let id = |at: usize| self.speakers.get(at).map(|speaker| &speaker.id);
        let order = ranked(self.speakers.len(), &|a, b| id(a).cmp(&id(b)));
        let place = |old: usize| order.iter().position(|&at| at == old).unwrap_or(old);
        for entry in &mut self.statements {
            entry.speaker = entry.speaker.map(place);
        }
        for role in &mut self.roles {
            role.speaker = place(role.speaker);
        }
        sort(&mut self.roles, |a, b| (a.speaker, a.from).cmp(&(b.speaker, b.from)));
        for role in &mut self.roles_on_days {
            role.speaker = place(role.speaker);
        }
        sort(&mut self.roles_on_days, |a, b| (a.speaker, a.day).cmp(&(b.speaker, b.day)));
        sort(&mut self.speakers, |a, b| a.id.cmp(&b.id));
    }

    /// Returns the role that a speaker, given by index, had on a day: the office or occupation that most statements of
    /// articles published around that day support, or else the one that is shown. A role that the publisher states holds for
    /// all days. Returns `None` if the speaker has no role.
    #[must_use]
    pub fn role_on(&self, speaker: usize, day: Option<Date>) -> Option<&str> {
        let shown = self.speakers.get(speaker)?.role.as_deref();
        let first = self.roles.partition_point(|role| role.speaker < speaker);
        let of_speaker = || self.roles.iter().skip(first).take_while(|role| role.speaker == speaker);
        // What the publisher states holds for all days.
        if !of_speaker().any(|role| Some(role.role.as_str()) == shown) {
            return shown;
        }
        let told = day.and_then(|day| {
            let key = |role: &RoleOnDay| (role.speaker, role.day).cmp(&(speaker, day));
            self.roles_on_days.binary_search_by(key).ok()
        });
        if let Some(told) = told.and_then(|at| self.roles_on_days.get(at)) {
            return Some(&told.role);
        }
        let on = |day: Date| of_speaker().filter(move |role| role.from <= day && day <= role.to);
        let narrowest =
            day.and_then(|day| on(day).min_by_key(|role| role.to.number().abs_diff(role.from.number())));
        narrowest.map(|role| role.role.as_str()).or(shown)
    }

    /// Returns a statement as reported at its [primary place](Entry::primary), or `None` if the draft has no such
    /// place.
    #[must_use]
    pub fn statement(&self, entry: &Entry) -> Option<&Statement> {
        self.statement_at(entry.primary)
    }

    /// Returns a statement as reported at a place, or `None` if the draft has no such place.
    #[must_use]
    pub fn statement_at(&self, place: Occurrence) -> Option<&Statement> {
        self.articles.get(place.article)?.statements.get(place.statement)
    }
}

/// Returns the days on which a statement may have been made, or `None` if they are unknown or relative.
#[must_use]
pub fn calendar_dates(statement: &Statement) -> Option<DateRange> {
    match statement.when?.days {
        DateSpan::Calendar(from, to) => Some(DateRange { from, to }),
        DateSpan::Relative(..) => None,
    }
}

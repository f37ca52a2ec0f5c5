//! What a small page and its picture tell: made once, drawn twice.

use std::collections::BTreeSet;

use explorer::{Place, range_of_days, relative_days};
use onrecord_corpus::{Draft, Entry};
use onrecord_model::{Country, Day, Days, Kind, Meta, Speaker, Statement};
use rayon::prelude::*;
use serde_json::Value;

use super::{articles, json_ld, statements};
use crate::Options;

/// So many statements are told on the page of a speaker, a country or an article.
const TOLD: usize = 100;

/// A statement as it is told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) words: String,
    /// "Nikki Haley, US ambassador to the UN"
    pub(crate) by: String,
    /// "30 July 2017"
    pub(crate) when: String,
    /// Its own page, where it has one.
    pub(crate) path: Option<String>,
}

/// One page.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Its path without ending.
    pub(crate) path: String,
    /// The link to the explorer.
    pub(crate) link: String,
    pub(crate) title: String,
    pub(crate) description: String,
    /// What the picture sets in large letters, and what below it.
    pub(crate) large: String,
    pub(crate) small: String,
    /// What it lists; the page of a statement has that one.
    pub(crate) told: Vec<Told>,
    /// How many statements are not listed.
    pub(crate) untold: usize,
    /// The article it is from: its name, its publisher and day, its address.
    pub(crate) source: Option<(String, String, Option<String>)>,
    pub(crate) language: Option<String>,
    pub(crate) json_ld: Value,
    pub(crate) updated: Option<Day>,
}

/// Makes cards of a record.
pub(crate) struct Cards<'d> {
    pub(crate) draft: &'d Draft,
    pub(crate) options: &'d Options,
    /// The statements with pages of their own, by row.
    with_page: BTreeSet<&'d str>,
}

impl<'d> Cards<'d> {
    pub(crate) fn new(draft: &'d Draft, options: &'d Options) -> Self {
        let id = |(place, _)| match place {
            Place::Statement(id) => Some(id),
            _ => None,
        };
        let with_page = statements(draft, options.pages).filter_map(id).collect();
        Self { draft, options, with_page }
    }

    /// All cards, statements first, each sort from the newest to the oldest.
    pub(crate) fn all(&self) -> Vec<Card> {
        let draft = self.draft;
        let said: Vec<_> = statements(draft, self.options.pages).collect();
        let mut cards: Vec<_> =
            said.into_par_iter().filter_map(|(place, entry)| self.statement(place, entry)).collect();
        let told_by = |speaker: usize| self.of(move |entry| entry.speaker == Some(speaker));
        cards.extend(draft.speakers.iter().enumerate().take(self.options.pages).map(|(index, speaker)| {
            let place = Place::Speaker(speaker.id.as_str());
            self.group(
                place,
                speaker.name.clone(),
                role(speaker, self.options),
                json_ld::speaker(speaker),
                told_by(index),
            )
        }));
        let speak: BTreeSet<_> = draft.statements.iter().filter_map(|entry| entry.country).collect();
        cards.extend(speak.into_iter().map(|country| {
            let name = country_name(country, self.options);
            let said = self.of(move |entry| entry.country == Some(country));
            self.group(
                Place::Country(country),
                name.clone(),
                "Who speaks for it".to_owned(),
                json_ld::country(&name),
                said,
            )
        }));
        cards.extend(articles(draft, self.options.pages).map(|(place, article)| {
            let meta = &article.meta;
            let at = draft.articles.iter().position(|one| std::ptr::eq(one, article));
            let said = self.of(move |entry| entry.places().any(|place| Some(place.article) == at));
            let mut card = self.group(
                place,
                meta.title_or_id().to_owned(),
                published(meta),
                json_ld::article(meta),
                said,
            );
            card.source = Some(source(meta));
            card.language.clone_from(&meta.language);
            card.updated = meta.published;
            card
        }));
        cards
    }

    /// The statements that a condition picks, the newest first.
    fn of(&self, picks: impl Fn(&Entry) -> bool) -> Vec<&'d Entry> {
        self.draft.statements.iter().rev().filter(|entry| picks(entry)).collect()
    }

    fn statement(&self, place: Place<'_>, entry: &Entry) -> Option<Card> {
        let (statement, told) = (self.draft.statement(entry)?, self.told(entry)?);
        let meta = &self.draft.articles.get(entry.first.article)?.meta;
        let speaker = entry.speaker.and_then(|at| self.draft.speakers.get(at));
        let name = speaker.map_or("Unnamed", |speaker| speaker.name.as_str());
        let verb = if statement.asserted { "on record" } else { "(not said, or imagined)" };
        Some(Card {
            path: place.path(),
            link: place.link(),
            title: format!("{name} {verb}, {}", day(statement)),
            description: told.words.clone(),
            large: told.words.clone(),
            small: format!("{}\n{}", told.by, told.when),
            untold: 0,
            source: Some(source(meta)),
            language: meta.language.clone(),
            json_ld: json_ld::quotation(statement, speaker, meta),
            updated: meta.published,
            told: vec![told],
        })
    }

    fn group(
        &self,
        place: Place<'_>,
        title: String,
        what: String,
        json_ld: Value,
        said: Vec<&Entry>,
    ) -> Card {
        let count = match said.len() {
            1 => "1 statement on record".to_owned(),
            count => format!("{count} statements on record"),
        };
        let day = |entry: &&Entry| self.draft.articles.get(entry.first.article)?.meta.published;
        let updated = said.iter().filter_map(day).max();
        let told: Vec<_> = said.iter().take(TOLD).filter_map(|entry| self.told(entry)).collect();
        Card {
            path: place.path(),
            link: place.link(),
            description: [what.as_str(), &count]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            large: title.clone(),
            small: format!("{what}\n{count}"),
            title,
            untold: said.len() - told.len(),
            told,
            source: None,
            language: None,
            json_ld,
            updated,
        }
    }

    fn told(&self, entry: &Entry) -> Option<Told> {
        let statement = self.draft.statement(entry)?;
        let speaker = entry.speaker.and_then(|at| self.draft.speakers.get(at));
        let by = match speaker {
            Some(speaker) => {
                let role = role(speaker, self.options);
                if role.is_empty() { speaker.name.clone() } else { format!("{}, {role}", speaker.name) }
            }
            None => "Speaker not known".to_owned(),
        };
        let id = statement.id.as_str();
        let path = self.with_page.contains(id).then(|| Place::Statement(id).path());
        Some(Told { words: words(statement), by, when: when(statement), path })
    }
}

/// The words in one line.
fn words(statement: &Statement) -> String {
    statement.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "30 July 2017", "30 July 2017, in the article's words"
fn when(statement: &Statement) -> String {
    match statement.kind {
        Kind::Indirect => format!("{}, in the article’s words", day(statement)),
        Kind::Direct | Kind::Mixed => day(statement),
    }
}

fn day(statement: &Statement) -> String {
    match statement.when.map(|when| when.days) {
        Some(Days::Calendar(from, to)) => range_of_days(from, to),
        Some(Days::Relative(from, to)) => relative_days(from, to),
        None => "day not known".to_owned(),
    }
}

/// The days of a statement, where the calendar has them.
pub(super) fn calendar(statement: &Statement) -> Option<(Day, Day)> {
    match statement.when?.days {
        Days::Calendar(from, to) => Some((from, to)),
        Days::Relative(..) => None,
    }
}

fn role(speaker: &Speaker, options: &Options) -> String {
    let country = || speaker.country.map(|country| country_name(country, options));
    speaker.role.clone().or_else(|| speaker.affiliation.clone()).or_else(country).unwrap_or_default()
}

fn country_name(country: Country, options: &Options) -> String {
    match (options.country_name)(country) {
        "" => country.to_string(),
        name => name.to_owned(),
    }
}

fn published(meta: &Meta) -> String {
    let day = meta.published.map(|day| range_of_days(day, day));
    [meta.publisher.clone(), day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn source(meta: &Meta) -> (String, String, Option<String>) {
    // An article must not be able to run a script.
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    (meta.title_or_id().to_owned(), published(meta), meta.url.as_ref().filter(is_web).cloned())
}

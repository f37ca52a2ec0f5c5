//! The content of a preview page and its picture.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_corpus::{Draft, Entry};
use onrecord_model::{
    ArticleId, ArticleMeta, Country, Date, DateSpan, QuoteKind, Speaker, Statement, is_web_address,
};
use onrecord_text::{
    english::{DateOrder, relative_days},
    plural, squeeze,
};
use onrecord_view::PageTarget;
use rayon::prelude::*;
use serde_json::Value;

use super::{articles as newest, json_ld, statements};
use crate::Options;

/// The number of statements on the page of a speaker, a country or an article.
const TOLD: usize = 100;

/// A statement as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) words: String,
    /// "Nikki Haley, US ambassador to the UN"
    pub(crate) by: String,
    /// "30 July 2017"
    pub(crate) when: String,
    /// "Nikki Haley on record, 30 July 2017"
    pub(crate) title: String,
    /// The path of its own page, if it has one.
    pub(crate) path: Option<String>,
    /// The day of its article.
    pub(crate) updated: Option<Date>,
}

/// The content of one page.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Its path without ending.
    pub(crate) path: String,
    /// The link to the explorer.
    pub(crate) link: String,
    pub(crate) title: String,
    pub(crate) description: String,
    /// The picture's large text, and the text below it.
    pub(crate) large: String,
    pub(crate) small: String,
    /// The statements that it lists; the page of a statement has one.
    pub(crate) told: Vec<Told>,
    /// The number of statements that are not listed.
    pub(crate) untold: usize,
    /// The article: its title, its publisher and day, its address.
    pub(crate) source: Option<(String, String, Option<String>)>,
    pub(crate) language: Option<String>,
    /// For an article whose id was another one's: the page of that one, if it is still in the record.
    pub(crate) reused: Option<Option<String>>,
    pub(crate) json_ld: Value,
    pub(crate) updated: Option<Date>,
}

impl Card {
    /// Returns whether this is the page of one statement.
    pub(crate) fn is_statement(&self) -> bool {
        self.path.starts_with("statement/")
    }

    /// Returns the path of the feed of its newest statements: those of a speaker or for a country.
    pub(crate) fn feed(&self) -> Option<String> {
        let has_feed = self.path.starts_with("speaker/") || self.path.starts_with("country/");
        has_feed.then(|| format!("{}.xml", self.path))
    }
}

/// Makes the cards of a record.
pub(super) struct Cards<'d> {
    draft: &'d Draft,
    options: &'d Options,
    /// The ids of statements with a page.
    with_page: BTreeSet<PageTarget>,
}

/// Statements by speaker, country and article.
struct Said<'d> {
    speakers: Vec<Vec<&'d Entry>>,
    countries: BTreeMap<Country, Vec<&'d Entry>>,
    articles: Vec<Vec<&'d Entry>>,
}

impl<'d> Cards<'d> {
    pub(super) fn new(draft: &'d Draft, options: &'d Options) -> Self {
        let with_page = statements(draft, options.pages).map(|(target, _)| target).collect();
        Self { draft, options, with_page }
    }

    /// Returns all cards, statements first, each kind from newest to oldest.
    pub(super) fn all(&self) -> Vec<Card> {
        let draft = self.draft;
        let said: Vec<_> = statements(draft, self.options.pages).collect();
        let mut cards: Vec<_> =
            said.into_par_iter().filter_map(|(place, entry)| self.statement(&place, entry)).collect();
        let Said { speakers, countries, mut articles } = self.said();
        cards.extend(draft.speakers.iter().zip(&speakers).take(self.options.pages).map(|(speaker, said)| {
            let place = PageTarget::Speaker(speaker.id.clone());
            let role = role(speaker, self.options);
            self.group(&place, speaker.name.clone(), role, json_ld::speaker(draft, speaker), said)
        }));
        cards.extend(countries.iter().map(|(country, said)| {
            let name = country_name(*country, self.options);
            let json_ld = json_ld::country(&name);
            self.group(&PageTarget::Country(*country), name, "Who speaks for it".to_owned(), json_ld, said)
        }));
        // Newest first, like the statements of each.
        articles.reverse();
        cards.extend(newest(draft, self.options.pages).zip(&articles).map(|((place, article), said)| {
            let meta = &article.meta;
            let title = meta.title_or_id().to_owned();
            let mut card = self.group(&place, title, published(meta), json_ld::article(meta), said);
            card.source = Some(source(meta));
            card.language.clone_from(&meta.language);
            card.updated = meta.published;
            let page = |id: &ArticleId| PageTarget::Article(id.clone()).path();
            card.reused = draft.redirects.articles.get(&meta.id).map(|heir| heir.as_ref().map(page));
            card
        }));
        cards
    }

    /// Groups statements by speaker, country and article, each from newest to oldest.
    fn said(&self) -> Said<'d> {
        let draft = self.draft;
        let mut said = Said {
            speakers: vec![Vec::new(); draft.speakers.len()],
            countries: BTreeMap::new(),
            articles: vec![Vec::new(); draft.articles.len()],
        };
        for entry in draft.statements.iter().rev() {
            if let Some(of_speaker) = entry.speaker.and_then(|at| said.speakers.get_mut(at)) {
                of_speaker.push(entry);
            }
            if let Some(country) = entry.country {
                said.countries.entry(country).or_default().push(entry);
            }
            for place in entry.occurrences() {
                if let Some(of_article) = said.articles.get_mut(place.article) {
                    of_article.push(entry);
                }
            }
        }
        said
    }

    fn statement(&self, place: &PageTarget, entry: &Entry) -> Option<Card> {
        let (statement, told) = (self.draft.statement(entry)?, self.told(entry)?);
        let meta = &self.draft.articles.get(entry.primary.article)?.meta;
        let speaker = entry.speaker.and_then(|at| self.draft.speakers.get(at));
        Some(Card {
            path: place.path(),
            link: place.link(),
            title: told.title.clone(),
            description: told.words.clone(),
            large: told.words.clone(),
            small: format!("{}\n{}", told.by, told.when),
            untold: 0,
            source: Some(source(meta)),
            language: meta.language.clone(),
            reused: None,
            json_ld: json_ld::quotation(self.draft, statement, speaker, meta),
            updated: meta.published,
            told: vec![told],
        })
    }

    fn group(
        &self,
        place: &PageTarget,
        title: String,
        what: String,
        json_ld: Value,
        said: &[&Entry],
    ) -> Card {
        let count = format!("{} {} on record", said.len(), plural(said.len(), "statement"));
        let day = |entry: &&Entry| self.draft.articles.get(entry.primary.article)?.meta.published;
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
            reused: None,
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
            None => "Unknown speaker".to_owned(),
        };
        let page = PageTarget::Statement(statement.id.clone());
        let name = speaker.map_or("Unnamed", |speaker| speaker.name.as_str());
        let verb = if statement.asserted { "on record" } else { "(denial or hypothetical)" };
        Some(Told {
            words: squeeze(&statement.text),
            by,
            when: when(statement),
            title: format!("{name} {verb}, {}", day(statement)),
            path: self.with_page.contains(&page).then(|| page.path()),
            updated: self.draft.articles.get(entry.primary.article)?.meta.published,
        })
    }
}

/// "30 July 2017", "30 July 2017, in the article's words"
fn when(statement: &Statement) -> String {
    match statement.kind {
        QuoteKind::Indirect => format!("{}, in the article’s words", day(statement)),
        QuoteKind::Direct | QuoteKind::Mixed => day(statement),
    }
}

fn day(statement: &Statement) -> String {
    match statement.when.map(|when| when.days) {
        Some(DateSpan::Calendar(from, to)) => DateOrder::DayFirst.range(from, to),
        Some(DateSpan::Relative(from, to)) => relative_days(from, to),
        None => "undated".to_owned(),
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

fn published(meta: &ArticleMeta) -> String {
    let day = meta.published.map(|day| DateOrder::DayFirst.date(day));
    [meta.publisher.clone(), day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn source(meta: &ArticleMeta) -> (String, String, Option<String>) {
    let url = meta.url.clone().filter(|url| is_web_address(url));
    (meta.title_or_id().to_owned(), published(meta), url)
}

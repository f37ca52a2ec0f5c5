//! One article's text in, who said what, for which country and when out.
//!
//! The stages are a reader's own way through a page: blocks, tokens, quotations, sentences,
//! phrases, cues, speakers, countries, days, statements; a module for each. Pure functions over
//! plain text: no I/O, no clock, no browser, and no failure; what cannot be understood becomes a
//! warning.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

#[doc(hidden)]
pub mod attacks;
mod blocks;
mod channels;
mod countries;
mod cues;
mod days;
mod front_matter;
mod lexicon;
mod model;
mod paragraph;
mod phrases;
mod quotations;
mod sentences;
mod speakers;
mod statements;
mod step;
mod tokens;
#[doc(hidden)]
pub mod training;

use onrecord_model::{Article, BlockKind, Country, Day, SCHEMA, Span, Speaker, SpeakerId, Warning};
use rustc_hash::{FxHashMap, FxHashSet};

use model::Models;
use paragraph::{Cut, Paragraph};

/// What is known of a file besides its text.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The article's id, where the front matter gives none: the file's name without its ending.
    pub id: String,
    /// The day of publication, where the front matter gives none.
    pub published: Option<Day>,
}

/// Finds every statement in an article's file. All offsets of the result are bytes of `source`.
///
/// ```
/// let known = onrecord_extract::Known { id: "rain".into(), published: "2017-07-31".parse().ok() };
/// let article = onrecord_extract::extract("“It will rain,” said Nikki Haley on Sunday.", &known);
/// assert_eq!(article.statements[0].text, "“It will rain,”");
/// assert_eq!(article.speakers[0].name, "Nikki Haley");
/// ```
#[must_use]
pub fn extract(source: &str, known: &Known) -> Article {
    extract_with(source, known, Models::shipped())
}

/// What a country is called in English, as the table of countries has it; empty where that has none.
#[must_use]
pub fn country_name(country: Country) -> &'static str {
    lexicon::lexicon().gazetteer.called(country)
}

fn extract_with(source: &str, known: &Known, models: &Models) -> Article {
    let front = front_matter::read(source);
    let mut meta = front.meta;
    let mut warnings = front.warnings;
    if meta.id.is_empty() {
        meta.id.clone_from(&known.id);
    }
    meta.published = meta.published.or(known.published);
    if meta.published.is_none() {
        warnings.push(no_day(front.body));
    }
    let blocks = blocks::blocks(source, front.body, meta.title.as_deref());
    let words = |kind| blocks.iter().find(|b| b.kind == kind).map(|b| b.span().slice(source));
    meta.title =
        meta.title.or_else(|| words(BlockKind::Headline).map(|t| t.trim_end_matches('.').to_owned()));
    meta.dateline =
        meta.dateline.or_else(|| words(BlockKind::Dateline).and_then(blocks::place).map(str::to_owned));
    let cuts: Vec<_> = blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Paragraph)
        .map(|b| Cut::new(source, b.span()))
        .collect();
    let story: Vec<_> = cuts.iter().map(|cut| Paragraph::new(source, cut, models)).collect();
    let told = statements::statements(source, &meta.id, &story, meta.published);
    warnings.extend(told.warnings);
    let mut speakers = Speakers::default();
    let statements = told.statements.into_iter().map(|(mut statement, speaker)| {
        statement.confidence = models.worth.confidence(statement.kind, statement.confidence);
        statement.speaker = speaker.and_then(|index| speakers.id(index, &told.cast));
        statement
    });
    let statements = statements.collect();
    Article { schema: SCHEMA, article: meta, blocks, speakers: speakers.all, statements, warnings }
}

fn no_day(body: usize) -> Warning {
    let span = Span::of(body, body);
    let message = "the day of publication is not known, so days are told relative to it: give `published = \"YYYY-MM-DD\"` \
                   in the front matter, or --published";
    Warning { message: message.to_owned(), start: span.start, end: span.end }
}

/// The speakers as they get their ids, in the order in which they first speak.
#[derive(Default)]
struct Speakers {
    all: Vec<Speaker>,
    ids: FxHashMap<usize, SpeakerId>,
    given: FxHashSet<SpeakerId>,
    /// How many share the id that their name gives.
    alike: FxHashMap<SpeakerId, u32>,
}

impl Speakers {
    fn id(&mut self, index: usize, cast: &speakers::Cast) -> Option<SpeakerId> {
        if let Some(id) = self.ids.get(&index) {
            return Some(id.clone());
        }
        let member = cast.get(index)?;
        // Two who are written alike are two all the same.
        let plain = SpeakerId::from_name(&member.name);
        let mut id = plain.clone();
        while !self.given.insert(id.clone()) {
            let count = self.alike.entry(plain.clone()).or_insert(1);
            *count = count.saturating_add(1);
            id = SpeakerId::from_name(&format!("{} {count}", member.name));
        }
        self.all.push(Speaker {
            id: id.clone(),
            name: member.name.clone(),
            kind: member.kind,
            role: member.role.clone(),
            affiliation: member.affiliation.clone(),
            country: member.country,
            aliases: member.aliases.clone(),
        });
        self.ids.insert(index, id.clone());
        Some(id)
    }
}

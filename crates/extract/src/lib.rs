//! Extracts from one article who said what, for which country and when.
//!
//! The pipeline has one module for each stage: blocks, tokens, quotations, sentences, phrases, cues, speakers,
//! countries, dates, statements. All stages are pure functions over text, without I/O, clock or browser. Extraction
//! never fails: what cannot be understood becomes a warning.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod belonging;
mod blocks;
mod channels;
mod classifier;
mod countries;
mod cues;
mod dates;
#[cfg(test)]
mod expect;
mod front_matter;
#[doc(hidden)]
pub mod fuzzing;
mod index;
mod language;
mod lexicon;
mod paragraph;
mod phrases;
mod quotations;
mod sentences;
mod speakers;
mod statements;
mod tokens;
#[doc(hidden)]
pub mod training;

use onrecord_model::{
    Article, ArticleId, ArticleMeta, BlockKind, Country, Date, MarkedBlock, SCHEMA, Span, Speaker, SpeakerId,
    SpeakerKind, Warning,
};
use rustc_hash::{FxHashMap, FxHashSet};

use belonging::Belonging;
use classifier::Models;
pub use language::foreign_language;
use paragraph::{Paragraph, TokenizedParagraph};

/// Metadata of an article, for what its front matter does not give.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// The article's id, with which the ids of its statements begin: usually the file's name without its extension.
    pub id: ArticleId,
    /// The day of publication. If it is `None` and the front matter does not give it either, days are told relative to
    /// it.
    pub published: Option<Date>,
}

/// Extracts all statements of an article: a text with or without front matter.
///
/// All offsets of the result are bytes of `source`, front matter included. Extraction never fails; what is missing or
/// cannot be understood is listed in [`Article::warnings`]. In an article that is not in English
/// ([`foreign_language`]) no statements are found, and a warning says so.
///
/// ```
/// use onrecord_extract::{Defaults, extract};
///
/// let defaults = Defaults { id: "rain".into(), published: "2017-07-31".parse().ok() };
/// let article = extract("“It will rain,” said Nikki Haley on Sunday.", &defaults);
/// assert_eq!(article.statements[0].text, "“It will rain,”");
/// assert_eq!(article.speakers[0].name, "Nikki Haley");
/// assert_eq!(article.statements[0].when.unwrap().edtf().as_deref(), Some("2017-07-30"));
/// ```
#[must_use]
pub fn extract(source: &str, defaults: &Defaults) -> Article {
    extract_with(source, defaults, &[], Models::shipped())
}

/// Extracts all statements of an article whose blocks are known from the markup of its page, as [`extract`] does.
/// `marked` are the blocks of `source` behind its front matter, in order, with spans in bytes of `source`; if there are
/// none, blocks are found by their form.
///
/// ```
/// use onrecord_extract::{Defaults, extract_marked};
/// use onrecord_model::{Mark, MarkedBlock, Span};
///
/// let source = "It rained, he said.\n\nIt snowed, said Nikki Haley.";
/// let caption = MarkedBlock { mark: Mark::Caption, span: Span::from_usize(0, 19), day: None };
/// let story = MarkedBlock { mark: Mark::Paragraph, span: Span::from_usize(21, source.len()), day: None };
/// let article = extract_marked(source, &Defaults::default(), &[caption, story]);
/// let words: Vec<_> = article.statements.iter().map(|statement| statement.text.as_str()).collect();
/// assert_eq!(words, ["It snowed"]);
/// ```
#[must_use]
pub fn extract_marked(source: &str, defaults: &Defaults, marked: &[MarkedBlock]) -> Article {
    extract_with(source, defaults, marked, Models::shipped())
}

/// Extracts all statements of an article whose metadata is known from elsewhere, as [`extract`] does. What the front
/// matter gives takes precedence over `known`, and both over what is found in the text: its headline and its dateline.
///
/// ```
/// use onrecord_extract::extract_with_metadata;
/// use onrecord_model::ArticleMeta;
///
/// let known = ArticleMeta { id: "rain".into(), publisher: Some("The Post".into()), ..ArticleMeta::default() };
/// let article = extract_with_metadata("“It will rain,” said Nikki Haley.", &known);
/// assert_eq!(article.article.publisher.as_deref(), Some("The Post"));
/// ```
#[must_use]
pub fn extract_with_metadata(source: &str, known: &ArticleMeta) -> Article {
    extract_article(source, known.clone(), &[], Models::shipped())
}

/// Returns the English name of a country, or an empty string if the gazetteer does not have it.
///
/// ```
/// assert_eq!(onrecord_extract::country_name("KP".parse()?), "North Korea");
/// # Ok::<(), onrecord_model::ParseCountryError>(())
/// ```
#[must_use]
pub fn country_name(country: Country) -> &'static str {
    lexicon::lexicon().gazetteer.called(country)
}

fn extract_with(source: &str, defaults: &Defaults, marked: &[MarkedBlock], models: &Models) -> Article {
    let known =
        ArticleMeta { id: defaults.id.clone(), published: defaults.published, ..ArticleMeta::default() };
    extract_article(source, known, marked, models)
}

fn extract_article(source: &str, known: ArticleMeta, marked: &[MarkedBlock], models: &Models) -> Article {
    let front = front_matter::read(source);
    let mut warnings = front.warnings;
    let mut meta = with_defaults(front.meta, known);
    if meta.published.is_none() {
        warnings.push(no_day(front.body));
    }
    let blocks = if marked.is_empty() {
        blocks::blocks(source, front.body, meta.title.as_deref())
    } else {
        blocks::marked(source, marked)
    };
    let words = |kind| blocks.iter().find(|b| b.kind == kind).map(|b| b.span().slice(source));
    meta.title =
        meta.title.or_else(|| words(BlockKind::Headline).map(|t| t.trim_end_matches('.').to_owned()));
    meta.dateline =
        meta.dateline.or_else(|| words(BlockKind::Dateline).and_then(blocks::place).map(str::to_owned));
    let foreign = foreign_language(source.get(front.body..).unwrap_or_default());
    warnings.extend(foreign.map(|language| not_english(front.body, language)));
    let paragraphs = blocks.iter().filter(|b| b.kind == BlockKind::Paragraph && foreign.is_none());
    let mut cuts = TokenizedParagraph::all(source, paragraphs.map(onrecord_model::Block::span));
    let mut ahead = marked;
    for cut in &mut cuts {
        // What ends before this paragraph holds no later one either.
        while let Some((_, rest)) = ahead.split_first().filter(|(first, _)| first.span.end < cut.span.start) {
            ahead = rest;
        }
        let around =
            |block: &&MarkedBlock| block.span.start <= cut.span.start && cut.span.end <= block.span.end;
        cut.set_block(ahead.iter().find(around));
    }
    let story: Vec<_> = cuts.iter().map(|cut| Paragraph::new(source, cut, models)).collect();
    let told = statements::statements(source, &meta, &story);
    warnings.extend(told.warnings);
    let belonging = Belonging::from_story(source, &story);
    let mut speakers = Speakers::default();
    let statements = told.statements.into_iter().map(|(mut statement, speaker)| {
        statement.confidence = models.worth.confidence(statement.kind, statement.confidence);
        statement.speaker = speaker.and_then(|index| speakers.id(index, &told.cast, &belonging));
        statement
    });
    let statements = statements.collect();
    Article { schema: SCHEMA, article: meta, blocks, speakers: speakers.all, statements, warnings }
}

/// Returns metadata with what is missing taken from `known`.
fn with_defaults(meta: ArticleMeta, known: ArticleMeta) -> ArticleMeta {
    ArticleMeta {
        id: if meta.id.as_str().is_empty() { known.id } else { meta.id },
        title: meta.title.or(known.title),
        publisher: meta.publisher.or(known.publisher),
        published: meta.published.or(known.published),
        dateline: meta.dateline.or(known.dateline),
        url: meta.url.or(known.url),
        language: meta.language.or(known.language),
        authors: if meta.authors.is_empty() { known.authors } else { meta.authors },
        section: meta.section.or(known.section),
        tags: if meta.tags.is_empty() { known.tags } else { meta.tags },
    }
}

fn no_day(body: usize) -> Warning {
    let span = Span::from_usize(body, body);
    let message = "the day of publication is not known, so days are told relative to it: give `published = \"YYYY-MM-DD\"` \
                   in the front matter, or --published";
    Warning { message: message.to_owned(), start: span.start, end: span.end }
}

fn not_english(body: usize, language: &str) -> Warning {
    let span = Span::from_usize(body, body);
    let message = format!("not English: {language}; statements are found in English articles alone");
    Warning { message, start: span.start, end: span.end }
}

/// The speakers of an article, in the order in which they first speak.
#[derive(Default)]
struct Speakers {
    all: Vec<Speaker>,
    ids: FxHashMap<usize, SpeakerId>,
    given: FxHashSet<SpeakerId>,
    /// The number of speakers whose names give the same id.
    alike: FxHashMap<SpeakerId, u32>,
}

impl Speakers {
    fn id(&mut self, index: usize, cast: &speakers::Entities, belonging: &Belonging) -> Option<SpeakerId> {
        if let Some(id) = self.ids.get(&index) {
            return Some(id.clone());
        }
        let member = cast.get(index)?;
        // Different speakers of the same name get different ids.
        let plain = SpeakerId::from_name(&member.name);
        let mut id = plain.clone();
        while !self.given.insert(id.clone()) {
            let count = self.alike.entry(plain.clone()).or_insert(1);
            *count = count.saturating_add(1);
            id = SpeakerId::from_name(&format!("{} {count}", member.name));
        }
        let kind = match member.kind {
            _ if member.is_document() => SpeakerKind::Document,
            // "Green Foods, a subsidiary of Acme Group": nothing else shows that it is a body.
            SpeakerKind::Person if member.may_be_body() && belonging.is_body(&member.name) => {
                SpeakerKind::Institution
            }
            kind => kind,
        };
        let is_body = kind == SpeakerKind::Institution;
        let parent = if is_body { belonging.parent(&member.name) } else { None };
        let author = (kind == SpeakerKind::Document).then(|| belonging.author(&member.name)).flatten();
        self.all.push(Speaker {
            id: id.clone(),
            name: member.name.clone(),
            kind,
            role: member.role.clone(),
            affiliation: member.affiliation.clone(),
            country: member.country,
            aliases: member.aliases.clone(),
            parent,
            author: author.map(|name| cast.full_name(&name)),
        });
        self.ids.insert(index, id.clone());
        Some(id)
    }
}

//! The rows of each table, and their columns.

use onrecord_corpus::{Draft, Entry, WikidataItem, calendar_dates, is_unnamed};
use onrecord_model::{Article, ArticleMeta, Date, Speaker};
use serde::Serialize;

use crate::{Column, Table};

/// A statement with everything that is known of it. The tables that the page saves use the same names.
#[derive(Serialize)]
pub struct StatementRow<'d> {
    id: &'d str,
    speaker: Option<&'d str>,
    speaker_id: Option<&'d str>,
    role: Option<&'d str>,
    /// ISO 3166-1.
    country: Option<String>,
    kind: &'static str,
    words: &'d str,
    from: Option<Date>,
    to: Option<Date>,
    /// The basis of the days: stated, carried or published.
    basis: Option<&'static str>,
    /// The days as EDTF.
    when: Option<String>,
    channel: Option<&'d str>,
    /// The countries that it mentions.
    about: Vec<String>,
    asserted: bool,
    confidence: f32,
    article: &'d str,
    article_id: &'d str,
    publisher: Option<&'d str>,
    published: Option<Date>,
    url: Option<&'d str>,
    /// The ids of other articles that report the same words.
    also_in: Vec<&'d str>,
    /// The item of Wikidata that `people.toml` states for the speaker.
    wikidata: Option<&'d str>,
    /// The sentence, or sentences, in which the words stand.
    context: Option<&'d str>,
    /// The kind of the speaker.
    speaker_kind: Option<&'static str>,
    /// Whether the speaker is named, rather than described or unknown.
    named: bool,
    /// The body that the speaker is part of.
    parent: Option<&'d str>,
    /// The author of a speaker that is a document.
    author: Option<&'d str>,
}

/// Returns all statements, in the order of the record.
pub fn statements(draft: &Draft) -> impl Iterator<Item = StatementRow<'_>> {
    draft.statements.iter().filter_map(|entry| StatementRow::new(draft, entry))
}

impl<'d> StatementRow<'d> {
    /// Returns the row of an entry of `draft`, or `None` if the draft does not hold its statement.
    #[must_use]
    pub fn new(draft: &'d Draft, entry: &Entry) -> Option<Self> {
        let article = draft.articles.get(entry.primary.article)?;
        let (said, meta) = (draft.statement(entry)?, &article.meta);
        let speaker = entry.speaker.and_then(|at| draft.speakers.get(at));
        let (from, to) = calendar_dates(said).map(|days| (days.from, days.to)).unzip();
        let others = entry.others.iter().filter_map(|place| draft.articles.get(place.article));
        Some(Self {
            id: said.id.as_str(),
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            speaker_id: speaker.map(|speaker| speaker.id.as_str()),
            role: entry.speaker.and_then(|at| draft.role_on(at, meta.published)),
            country: entry.country.map(|country| country.to_string()),
            kind: said.kind.as_str(),
            words: &said.text,
            from,
            to,
            basis: said.when.map(|when| when.basis.as_str()),
            when: said.when.and_then(|when| when.edtf()),
            channel: said.channel.as_deref(),
            about: said.about.iter().map(ToString::to_string).collect(),
            asserted: said.asserted,
            confidence: rounded(said.confidence),
            article: meta.title_or_id(),
            article_id: meta.id.as_str(),
            publisher: meta.publisher.as_deref(),
            published: meta.published,
            url: meta.url.as_deref(),
            also_in: others.map(|article| article.meta.id.as_str()).collect(),
            wikidata: speaker.and_then(|speaker| draft.wikidata.get(&speaker.id)).map(WikidataItem::as_str),
            context: said.context.map(|span| span.slice(&article.text)),
            speaker_kind: speaker.map(|speaker| speaker.kind.as_str()),
            named: speaker.is_some_and(|speaker| !is_unnamed(speaker)),
            parent: speaker.and_then(|speaker| speaker.parent.as_deref()),
            author: speaker.and_then(|speaker| speaker.author.as_deref()),
        })
    }
}

/// Rounds to six decimals, as the JSON of `extract` does, so that a table made from it is the same.
fn rounded(confidence: f32) -> f32 {
    ((f64::from(confidence) * 1e6).round() / 1e6) as f32
}

impl Table for StatementRow<'_> {
    fn columns() -> Vec<(&'static str, Column<Self>)> {
        vec![
            ("id", Column::Text(|row| Some(row.id))),
            ("speaker", Column::Text(|row| row.speaker)),
            ("speaker_id", Column::Text(|row| row.speaker_id)),
            ("role", Column::Text(|row| row.role)),
            ("country", Column::Owned(|row| row.country.clone())),
            ("kind", Column::Text(|row| Some(row.kind))),
            ("words", Column::Text(|row| Some(row.words))),
            ("from", Column::Day(|row| row.from)),
            ("to", Column::Day(|row| row.to)),
            ("basis", Column::Text(|row| row.basis)),
            ("when", Column::Owned(|row| row.when.clone())),
            ("channel", Column::Text(|row| row.channel)),
            ("about", Column::List(|row| row.about.clone())),
            ("asserted", Column::Flag(|row| row.asserted)),
            ("confidence", Column::Number(|row| row.confidence)),
            ("article", Column::Text(|row| Some(row.article))),
            ("article_id", Column::Text(|row| Some(row.article_id))),
            ("publisher", Column::Text(|row| row.publisher)),
            ("published", Column::Day(|row| row.published)),
            ("url", Column::Text(|row| row.url)),
            ("also_in", Column::List(|row| row.also_in.iter().map(|id| (*id).to_owned()).collect())),
            ("wikidata", Column::Text(|row| row.wikidata)),
            ("context", Column::Text(|row| row.context)),
            ("speaker_kind", Column::Text(|row| row.speaker_kind)),
            ("named", Column::Flag(|row| row.named)),
            ("parent", Column::Text(|row| row.parent)),
            ("author", Column::Text(|row| row.author)),
        ]
    }
}

/// A speaker of the record, with the item of Wikidata that `people.toml` states.
pub struct SpeakerRow<'d>(&'d Speaker, Option<&'d WikidataItem>);

/// Returns all speakers, in order of their ids.
pub fn speakers(draft: &Draft) -> impl Iterator<Item = SpeakerRow<'_>> {
    draft.speakers.iter().map(|speaker| SpeakerRow(speaker, draft.wikidata.get(&speaker.id)))
}

impl Table for SpeakerRow<'_> {
    fn columns() -> Vec<(&'static str, Column<Self>)> {
        vec![
            ("id", Column::Text(|row| Some(row.0.id.as_str()))),
            ("name", Column::Text(|row| Some(&row.0.name))),
            ("kind", Column::Text(|row| Some(row.0.kind.as_str()))),
            ("role", Column::Text(|row| row.0.role.as_deref())),
            ("affiliation", Column::Text(|row| row.0.affiliation.as_deref())),
            ("country", Column::Owned(|row| row.0.country.map(|country| country.to_string()))),
            ("aliases", Column::List(|row| row.0.aliases.clone())),
            ("wikidata", Column::Text(|row| row.1.map(WikidataItem::as_str))),
            ("parent", Column::Text(|row| row.0.parent.as_deref())),
            ("author", Column::Text(|row| row.0.author.as_deref())),
            ("named", Column::Flag(|row| !is_unnamed(row.0))),
        ]
    }
}

/// An article with its text and everything that was found in it, or the reason why it could not be read.
pub struct ArticleRow {
    meta: ArticleMeta,
    text: Option<String>,
    extracted: Option<String>,
    error: Option<String>,
}

/// Returns all articles, in the order of the record.
pub fn articles(draft: &Draft) -> impl Iterator<Item = ArticleRow> {
    draft.clone().into_inputs().into_iter().map(|input| ArticleRow::read(&input.article, input.text))
}

impl ArticleRow {
    /// Returns the row of an article that was read.
    #[must_use]
    pub fn read(article: &Article, text: String) -> Self {
        // Serialisation to a string only fails for maps whose keys are not strings, of which there are none.
        let extracted = serde_json::to_string(article).ok();
        Self { meta: article.article.clone(), text: Some(text), extracted, error: None }
    }

    /// Returns the row of an article that could not be read.
    #[must_use]
    pub fn failed(id: String, error: String) -> Self {
        let meta = ArticleMeta { id: id.into(), ..ArticleMeta::default() };
        Self { meta, text: None, extracted: None, error: Some(error) }
    }
}

impl Table for ArticleRow {
    fn columns() -> Vec<(&'static str, Column<Self>)> {
        vec![
            ("id", Column::Text(|row| Some(row.meta.id.as_str()))),
            ("title", Column::Text(|row| row.meta.title.as_deref())),
            ("publisher", Column::Text(|row| row.meta.publisher.as_deref())),
            ("published", Column::Day(|row| row.meta.published)),
            ("dateline", Column::Text(|row| row.meta.dateline.as_deref())),
            ("url", Column::Text(|row| row.meta.url.as_deref())),
            ("language", Column::Text(|row| row.meta.language.as_deref())),
            ("text", Column::Text(|row| row.text.as_deref())),
            ("extracted", Column::Text(|row| row.extracted.as_deref())),
            ("error", Column::Text(|row| row.error.as_deref())),
        ]
    }
}

//! A statement with everything that is known of it, as a row of a table, and the columns that all tables have.

use onrecord_corpus::{Draft, Entry, WikidataItem, calendar_dates};
use onrecord_model::Date;
use serde::Serialize;

/// The columns of all tables. The tables that the page saves use the same names.
#[derive(Serialize)]
pub(super) struct Row<'d> {
    pub(super) id: &'d str,
    pub(super) speaker: Option<&'d str>,
    pub(super) speaker_id: Option<&'d str>,
    pub(super) role: Option<&'d str>,
    /// ISO 3166-1.
    pub(super) country: Option<String>,
    pub(super) kind: &'static str,
    pub(super) words: &'d str,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    /// The basis of the days: stated, carried or published.
    pub(super) basis: Option<&'static str>,
    /// The days as EDTF.
    pub(super) when: Option<String>,
    pub(super) channel: Option<&'d str>,
    /// The countries that it mentions.
    pub(super) about: Vec<String>,
    pub(super) asserted: bool,
    pub(super) confidence: f32,
    pub(super) article: &'d str,
    pub(super) article_id: &'d str,
    pub(super) publisher: Option<&'d str>,
    pub(super) published: Option<Date>,
    pub(super) url: Option<&'d str>,
    /// The ids of other articles that report the same words.
    pub(super) also_in: Vec<&'d str>,
    /// The item of Wikidata that `people.toml` states for the speaker.
    pub(super) wikidata: Option<&'d str>,
}

/// Returns all statements, in the order of the record.
pub(super) fn rows(draft: &Draft) -> impl Iterator<Item = Row<'_>> {
    draft.statements.iter().filter_map(|entry| row(draft, entry))
}

fn row<'d>(draft: &'d Draft, entry: &Entry) -> Option<Row<'d>> {
    let (said, meta) = (draft.statement(entry)?, &draft.articles.get(entry.primary.article)?.meta);
    let speaker = entry.speaker.and_then(|at| draft.speakers.get(at));
    let (from, to) = calendar_dates(said).unzip();
    let others = entry.others.iter().filter_map(|place| draft.articles.get(place.article));
    Some(Row {
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
        confidence: said.confidence,
        article: meta.title_or_id(),
        article_id: &meta.id,
        publisher: meta.publisher.as_deref(),
        published: meta.published,
        url: meta.url.as_deref(),
        also_in: others.map(|article| article.meta.id.as_str()).collect(),
        wikidata: speaker.and_then(|speaker| draft.wikidata.get(&speaker.id)).map(WikidataItem::as_str),
    })
}

/// How a column takes its values from a row.
pub(super) enum Column {
    Text(for<'r> fn(&'r Row<'_>) -> Option<&'r str>),
    Owned(fn(&Row<'_>) -> Option<String>),
    Day(fn(&Row<'_>) -> Option<Date>),
    List(fn(&Row<'_>) -> Vec<String>),
    Flag(fn(&Row<'_>) -> bool),
    Number(fn(&Row<'_>) -> f32),
}

/// All columns, in order.
pub(super) const COLUMNS: &[(&str, Column)] = &[
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
];

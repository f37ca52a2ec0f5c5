//! Statements in the form that `onrecord extract --format json` prints: an object for each article, with
//! those of its statements that were chosen.

use std::collections::BTreeMap;

use onrecord_corpus::Corpus;
use onrecord_model::{Article, SCHEMA};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;

/// The rows as a list of articles, as the page's own JSON writer prints it.
pub(super) fn text(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Option<String> {
    let articles = articles(corpus, rows).serialize(&Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&articles).ok().map(String::from)
}

fn articles(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Vec<Article> {
    let mut articles: BTreeMap<usize, Article> = BTreeMap::new();
    for row in rows {
        let Some(place) = corpus.place(row) else { continue };
        let (Some(source), Some(said)) = (corpus.source(place.article), corpus.at(place)) else { continue };
        let article = articles.entry(place.article).or_insert_with(|| Article {
            schema: SCHEMA,
            article: source.meta.clone(),
            blocks: source.blocks.clone(),
            speakers: Vec::new(),
            statements: Vec::new(),
            warnings: Vec::new(),
        });
        article.statements.push(said.clone());
        if let Some(speaker) = corpus.speaker_of(row)
            && article.speakers.iter().all(|known| known.id != speaker.id)
        {
            article.speakers.push(speaker.clone());
        }
    }
    let mut articles: Vec<_> = articles.into_values().collect();
    for article in &mut articles {
        article.statements.sort_by_key(|said| said.spans.first().copied());
    }
    articles
}

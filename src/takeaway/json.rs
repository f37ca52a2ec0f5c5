//! Statements in the form that `onrecord extract --format json` prints: an object for each article, with
//! those of its statements that were chosen.

use onrecord_corpus::Corpus;
use onrecord_model::{Article, SCHEMA, Statement};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;

/// The rows as a list of articles, as the page's own JSON writer prints it.
pub(super) fn text(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Option<String> {
    let articles = articles(corpus, rows).serialize(&Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&articles).ok().map(String::from)
}

fn articles(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Vec<Article> {
    let mut articles: Vec<Option<Article>> = vec![None; corpus.articles().len()];
    for row in rows {
        let Some(place) = corpus.place(row) else { continue };
        let (Some(source), Some(said)) = (corpus.source(place.article), corpus.at(place)) else { continue };
        let Some(article) = articles.get_mut(place.article) else { continue };
        let article = article.get_or_insert_with(|| Article {
            schema: SCHEMA,
            article: source.meta.clone(),
            blocks: source.blocks.clone(),
            speakers: Vec::new(),
            statements: Vec::new(),
            warnings: Vec::new(),
        });
        // The words of each stand in their order in the article.
        let before = |known: &Statement| known.spans.first() <= said.spans.first();
        let at = article.statements.partition_point(before);
        article.statements.insert(at, said.clone());
        if let Some(speaker) = corpus.speaker_of(row)
            && article.speakers.iter().all(|known| known.id != speaker.id)
        {
            article.speakers.push(speaker.clone());
        }
    }
    articles.into_iter().flatten().collect()
}

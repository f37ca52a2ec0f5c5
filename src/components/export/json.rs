//! Statements as JSON in the form that `onrecord extract --format json` prints: one object for each article, with those of
//! its statements that match.

use onrecord_corpus::Corpus;
use onrecord_model::{Article, SCHEMA, Statement};

use crate::platform::json;

/// Returns the rows as a JSON array of articles.
pub(super) fn text(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Option<String> {
    json::to_string(&articles(corpus, rows))
}

fn articles(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Vec<Article> {
    let mut articles: Vec<Option<Article>> = vec![None; corpus.articles().len()];
    for row in rows {
        let Some(place) = corpus.primary_occurrence(row) else { continue };
        let (Some(source), Some(statement)) =
            (corpus.article_content(place.article), corpus.statement_at(place))
        else {
            continue;
        };
        let Some(article) = articles.get_mut(place.article) else { continue };
        let article = article.get_or_insert_with(|| Article {
            schema: SCHEMA,
            article: source.meta.clone(),
            blocks: source.blocks.clone(),
            speakers: Vec::new(),
            statements: Vec::new(),
            warnings: Vec::new(),
        });
        // Statements are in the order of their words in the article.
        let precedes = |known: &Statement| known.spans.first() <= statement.spans.first();
        let at = article.statements.partition_point(precedes);
        article.statements.insert(at, statement.clone());
        if let Some(speaker) = corpus.speaker_of(row)
            && article.speakers.iter().all(|known| known.id != speaker.id)
        {
            article.speakers.push(speaker.clone());
        }
    }
    articles.into_iter().flatten().collect()
}

//! Statements as JSON in the form that `onrecord extract --format json` prints: one object for each article, with those of
//! its statements that match.

use onrecord_corpus::Corpus;
use onrecord_model::{ArticleMeta, Block, SCHEMA, Speaker, Statement};
use serde::Serialize;

use crate::platform::json;

/// The matching statements of an article. Serializes like [`Article`](onrecord_model::Article), but borrows from the
/// corpus.
#[derive(Serialize)]
struct Matching<'c> {
    schema: u32,
    article: &'c ArticleMeta,
    blocks: &'c [Block],
    speakers: Vec<&'c Speaker>,
    statements: Vec<&'c Statement>,
    /// Always empty: warnings are reported when the record is built.
    warnings: [(); 0],
}

/// Returns the rows as a JSON array of articles.
pub(super) fn text(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Option<String> {
    json::to_string(&articles(corpus, rows))
}

fn articles(corpus: &Corpus, rows: impl Iterator<Item = usize>) -> Vec<Matching<'_>> {
    let mut articles: Vec<Option<Matching<'_>>> = (0..corpus.articles().len()).map(|_| None).collect();
    for row in rows {
        let Some(place) = corpus.primary_occurrence(row) else { continue };
        let (Some(source), Some(statement)) =
            (corpus.article_content(place.article), corpus.statement_at(place))
        else {
            continue;
        };
        let Some(article) = articles.get_mut(place.article) else { continue };
        let article = article.get_or_insert_with(|| Matching {
            schema: SCHEMA,
            article: &source.meta,
            blocks: &source.blocks,
            speakers: Vec::new(),
            statements: Vec::new(),
            warnings: [],
        });
        // Statements are in the order of their words in the article.
        let precedes = |known: &&Statement| known.spans.first() <= statement.spans.first();
        let at = article.statements.partition_point(precedes);
        article.statements.insert(at, statement);
        if let Some(speaker) = corpus.speaker_of(row)
            && article.speakers.iter().all(|known| known.id != speaker.id)
        {
            article.speakers.push(speaker);
        }
    }
    articles.into_iter().flatten().collect()
}

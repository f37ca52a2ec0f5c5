//! From the table of articles to statements that are not merged yet.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use arrow_array::{ArrayRef, Int32Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use onrecord_corpus::{ArticleContent, Draft, Entry, Occurrence, Report};
use onrecord_model::{Article, SpeakerId, Statement};

use crate::{
    StatementRow,
    batch::{batch, strings},
};

/// Returns a row for each statement of the table of articles, whose speakers have been resolved: the columns of
/// statements, in which `speaker`, `role` and `country` are those of the article; `merge_key`, which reports of the same
/// words have in common; and `place`, the statement's place in its article.
///
/// # Errors
/// If a column is missing, or an article is damaged.
pub fn statement_rows(articles: &RecordBatch) -> Result<RecordBatch> {
    let mut drafts = Vec::with_capacity(articles.num_rows());
    for (extracted, text) in strings(articles, "extracted")?.into_iter().zip(strings(articles, "text")?) {
        let Some(extracted) = extracted else { continue };
        let article: Article = serde_json::from_str(&extracted).context("an article is damaged")?;
        drafts.push(draft(article, text.unwrap_or_default()));
    }
    let (mut rows, mut keys, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for draft in &drafts {
        for entry in &draft.statements {
            let (Some(row), Some(said)) = (StatementRow::new(draft, entry), draft.statement(entry)) else {
                continue;
            };
            let merges = Report::new(said, ()).zip(said.speaker.as_ref());
            // What is never merged has a key of its own.
            keys.push(match merges {
                Some(((words, _), speaker)) => format!("{words:010x} {} {speaker}", said.asserted),
                None => said.id.to_string(),
            });
            places.push(i32::try_from(entry.primary.statement).unwrap_or(i32::MAX));
            rows.push(row);
        }
    }
    let rows = batch(&rows)?;
    let mut fields = rows.schema().fields().to_vec();
    let mut columns = rows.columns().to_vec();
    let extra: [(&str, DataType, ArrayRef); 2] = [
        ("merge_key", DataType::Utf8, Arc::new(StringArray::from(keys))),
        ("place", DataType::Int32, Arc::new(Int32Array::from(places))),
    ];
    for (name, kind, column) in extra {
        fields.push(Arc::new(Field::new(name, kind, false)));
        columns.push(column);
    }
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)?)
}

/// Returns a record of one article.
fn draft(article: Article, text: String) -> Draft {
    let speaker =
        |id: Option<&SpeakerId>| article.speakers.iter().position(|speaker| Some(&speaker.id) == id);
    let entry = |(statement, said): (usize, &Statement)| Entry {
        speaker: speaker(said.speaker.as_ref()),
        country: None,
        primary: Occurrence { article: 0, statement },
        others: Vec::new(),
    };
    let statements = article.statements.iter().enumerate().map(entry).collect();
    let Article { article: meta, blocks, speakers, statements: said, .. } = article;
    let content = ArticleContent { meta, text, blocks, statements: said };
    Draft { articles: vec![content], speakers, statements, ..Draft::default() }
}

//! From texts to the table of articles.

use anyhow::Result;
use arrow_array::RecordBatch;
use onrecord_extract::extract_with_metadata;
use onrecord_model::{ArticleMeta, Date, is_web_address};

use crate::{
    ArticleRow,
    batch::{batch, strings},
};

/// Bytes of the longest text that is read, as for files.
pub const MAX_TEXT: usize = 20 << 20;

/// The names of the columns that articles are read from.
#[derive(Clone, Debug)]
pub struct ArticleColumns {
    /// The column of texts.
    pub text: String,
    /// The column of ids.
    pub id: String,
    /// The columns of the metadata, where there are some; days are text, YYYY-MM-DD.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The address of the original.
    pub url: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The reason why an article is not read, where it is known already.
    pub error: Option<String>,
}

/// Extracts the statements of all articles. One that cannot be read is a row with an error.
///
/// # Errors
/// If a column is missing, or is not text.
pub fn extract_articles(articles: &RecordBatch, columns: &ArticleColumns) -> Result<RecordBatch> {
    let (texts, ids) = (strings(articles, &columns.text)?, strings(articles, &columns.id)?);
    let given = [&columns.published, &columns.title, &columns.publisher, &columns.url, &columns.language];
    let mut metadata = Vec::new();
    for name in given {
        metadata.push(name.as_deref().map(|name| strings(articles, name)).transpose()?);
    }
    let mut errors = columns.error.as_deref().map(|name| strings(articles, name)).transpose()?;
    let mut rows = Vec::with_capacity(texts.len());
    for (at, (text, id)) in texts.into_iter().zip(ids).enumerate() {
        let mut cells = metadata.iter().map(|cells| cells.as_ref().and_then(|c| c.get(at)?.clone()));
        let (published, title, publisher, url, language) =
            (cells.next(), cells.next(), cells.next(), cells.next(), cells.next());
        let id = id.unwrap_or_default();
        let day = published.flatten().map(|day| day.parse::<Date>()).transpose();
        let error = errors.as_mut().and_then(|errors| errors.get_mut(at)?.take());
        let row = match (text, day) {
            _ if error.is_some() => Err(error.unwrap_or_default()),
            _ if id.is_empty() => Err("an article has no id".to_owned()),
            (None, _) => Err("it has no text".to_owned()),
            (Some(text), _) if text.len() > MAX_TEXT => {
                Err(format!("it has more than {} MB, and no more are read of an article", MAX_TEXT >> 20))
            }
            (_, Err(error)) => Err(format!("its day of publication: {error}")),
            (Some(text), Ok(published)) => {
                let known = ArticleMeta {
                    id: id.clone().into(),
                    title: title.flatten(),
                    publisher: publisher.flatten(),
                    published,
                    dateline: None,
                    url: url.flatten().filter(|url| is_web_address(url)),
                    language: language.flatten(),
                    ..ArticleMeta::default()
                };
                Ok((extract_with_metadata(&text, &known), text))
            }
        };
        rows.push(match row {
            Ok((article, text)) => ArticleRow::read(&article, text),
            Err(error) => ArticleRow::failed(id, error),
        });
    }
    batch(&rows)
}

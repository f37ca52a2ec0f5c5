//! Articles as `onrecord extract` prints them, read again.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use onrecord_model::{Article, Phrase, SCHEMA, Span, StatementId, Warning, is_web_address};

use crate::{ArticleText, Json};

/// Reads an article with its text: the one that it carries (`extract --text`), else one put together from its
/// statements, with spaces between them.
///
/// # Errors
/// If it has another schema, or its offsets do not match the text.
pub(crate) fn read(value: impl Json) -> Result<ArticleText> {
    let text = value.get("text").and_then(|text| text.as_text());
    let mut article: Article = value.read().context("this is not what `onrecord extract` prints")?;
    ensure!(
        article.schema == SCHEMA,
        "it has schema {}, and this program reads {SCHEMA}: extract it again",
        article.schema
    );
    own_ids(&mut article)?;
    let text = match text {
        Some(text) => text,
        None => with_gaps(&article)?,
    };
    check(&article, &text)?;
    // Statements once had no context; it is stored with every article.
    for statement in &mut article.statements {
        let words = statement.spans.first().zip(statement.spans.last());
        let words = words.map(|(first, last)| Span { start: first.start, end: last.end });
        statement.context = statement.context.or(words);
    }
    // As in front matter: an address is a link in every page and export.
    if let Some(url) = article.article.url.take_if(|url| !is_web_address(url)) {
        let message = format!("url: `{url}` is not an address that begins with https:// or http://");
        article.warnings.push(Warning { message, start: 0, end: 0 });
    }
    Ok(ArticleText { article, text })
}

/// Makes the ids of statements begin with the article's own id, as a record stores them.
fn own_ids(article: &mut Article) -> Result<()> {
    for statement in &mut article.statements {
        let parts = statement.id.parts().map(|(_, hash, nth)| (hash, nth));
        let (hash, nth) = parts.with_context(|| {
            format!(
                "the statement id {} is not made of an article's id and words: extract it again",
                statement.id
            )
        })?;
        statement.id = StatementId::new(article.article.id.as_str(), hash, nth);
    }
    Ok(())
}

/// Checks that all offsets are in the text and match the statements' words, that ids are unique, and that the spans of
/// each statement are ordered and not empty.
fn check(article: &Article, text: &str) -> Result<()> {
    let mut ids = BTreeSet::new();
    for statement in &article.statements {
        ensure!(ids.insert(&statement.id), "two statements have the id {}", statement.id);
        let spans = &statement.spans;
        let in_order = spans.is_sorted_by(|a, b| a.end <= b.start) && spans.iter().all(|s| s.start < s.end);
        ensure!(
            in_order && !spans.is_empty(),
            "the spans of the statement {} are empty or out of order",
            statement.id
        );
    }
    let holds = |span: &Span| text.get(span.start as usize..span.end as usize).is_some();
    for statement in &article.statements {
        let mentions = statement.mention.iter().chain(&statement.cue).map(Phrase::span).collect::<Vec<_>>();
        let inside = statement.spans.iter().chain(&statement.context).chain(&mentions).all(holds);
        let words: Vec<_> =
            statement.spans.iter().filter(|span| holds(span)).map(|span| span.slice(text)).collect();
        ensure!(
            inside && words.join(" ") == statement.text,
            "the statement {} is not in the text at its offsets",
            statement.id
        );
    }
    let blocks = article.blocks.iter().map(|block| Span { start: block.start, end: block.end });
    ensure!(blocks.into_iter().all(|span| holds(&span)), "a block is outside of the text");
    Ok(())
}

/// Bytes of the longest text that is put together: offsets are a stranger's, and must not fill the memory.
const MAX_TEXT: usize = 64 << 20;

/// Returns a text with each statement, mention and cue at its offsets, and spaces elsewhere.
fn with_gaps(article: &Article) -> Result<String> {
    let ends = article.statements.iter().flat_map(|statement| &statement.spans).map(|span| span.end);
    let ends = ends.chain(article.blocks.iter().map(|block| block.end));
    let ends = ends.chain(article.statements.iter().filter_map(|s| s.context).map(|span| span.end));
    let phrases =
        || article.statements.iter().flat_map(|statement| statement.mention.iter().chain(&statement.cue));
    let length = ends.chain(phrases().map(|phrase| phrase.span().end)).max().unwrap_or(0) as usize;
    ensure!(length <= MAX_TEXT, "it is longer than {MAX_TEXT} bytes");
    let mut bytes = vec![b' '; length];
    let mut put = |at: usize, words: &str| {
        if let Some(place) = bytes.get_mut(at..at + words.len()) {
            place.copy_from_slice(words.as_bytes());
        }
    };
    for phrase in phrases() {
        put(phrase.span().start as usize, &phrase.text);
    }
    for statement in &article.statements {
        let mut from = 0;
        for span in &statement.spans {
            let length = span.end.saturating_sub(span.start) as usize;
            put(span.start as usize, statement.text.get(from..from + length).unwrap_or_default());
            from += length + 1;
        }
    }
    for block in article.blocks.iter().skip(1) {
        put((block.start as usize).saturating_sub(1), "\n");
    }
    String::from_utf8(bytes)
        .ok()
        .context("its offsets are not on character boundaries: extract it again with --text")
}

//! The output of `onrecord extract`.

use anyhow::{Context as _, Result, ensure};
use onrecord_model::{Article, Phrase, SCHEMA, Span};

use crate::{Json, Read};

/// Returns an article with its text: the text that comes with it (`extract --text`), or else one assembled
/// from its statements, with gaps between them.
pub(crate) fn read(value: impl Json) -> Result<Read> {
    let text = value.get("text").and_then(|text| text.text());
    let article: Article = value.read().context("this is not what `onrecord extract` prints")?;
    ensure!(
        article.schema == SCHEMA,
        "it has schema {}, and this program reads {SCHEMA}: extract it again",
        article.schema
    );
    let text = match text {
        Some(text) => text,
        _ => with_gaps(&article)?,
    };
    check(&article, &text)?;
    Ok(Read { article, text })
}

/// Checks that all offsets are valid in the text.
fn check(article: &Article, text: &str) -> Result<()> {
    let holds = |span: &Span| text.get(span.start as usize..span.end as usize).is_some();
    for statement in &article.statements {
        let mentions = statement.mention.iter().chain(&statement.cue).map(Phrase::span).collect::<Vec<_>>();
        let inside = statement.spans.iter().chain(&mentions).all(holds);
        let words: Vec<_> =
            statement.spans.iter().filter(|span| holds(span)).map(|span| span.slice(text)).collect();
        ensure!(
            inside && words.join(" ") == statement.text,
            "the statement {} does not stand in the text where it should",
            statement.id
        );
    }
    let blocks = article.blocks.iter().map(|block| Span { start: block.start, end: block.end });
    ensure!(blocks.into_iter().all(|span| holds(&span)), "a block lies outside of the text");
    Ok(())
}

/// A limit above the length of any article, in bytes, so that offsets in an untrusted file cannot exhaust the
/// memory.
const LONGEST: usize = 64 << 20;

/// Returns a text with each statement, mention and cue at its offset, and spaces elsewhere.
fn with_gaps(article: &Article) -> Result<String> {
    let ends = article.statements.iter().flat_map(|statement| &statement.spans).map(|span| span.end);
    let ends = ends.chain(article.blocks.iter().map(|block| block.end));
    let phrases =
        || article.statements.iter().flat_map(|statement| statement.mention.iter().chain(&statement.cue));
    let length = ends.chain(phrases().map(|phrase| phrase.span().end)).max().unwrap_or(0) as usize;
    ensure!(length <= LONGEST, "it is longer than {LONGEST} bytes");
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
    String::from_utf8(bytes).ok().context("its offsets cut letters apart: extract it again with --text")
}

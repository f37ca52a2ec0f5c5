//! Chunks of articles with their statements.
//!
//! The words of statements are not stored; they are read from the articles by their spans. A chunk depends on nothing
//! but its own articles, so that it stays the same when others change.

use std::{borrow::Cow, ops::Range};

use onrecord_model::{
    ArticleMeta, Block, Country, Phrase, QuoteKind, Rationale, Span, Speaker, SpeakerId, Statement,
    StatementDate, StatementId,
};
use onrecord_text::text_fingerprint;
use serde::{Deserialize, Serialize};

use super::{
    bytes::value,
    error::{DecodeError, EncodeError},
};
use crate::draft::{ArticleContent, Draft};

const UNKNOWN_SPEAKER: DecodeError = DecodeError::Content("an unknown speaker");

#[derive(Serialize, Deserialize)]
struct StoredChunk<'a> {
    /// The speakers of the chunk's statements, sorted.
    speakers: Vec<Cow<'a, SpeakerId>>,
    articles: Vec<StoredArticle<'a>>,
}

#[derive(Serialize, Deserialize)]
struct StoredArticle<'a> {
    text: Cow<'a, str>,
    blocks: Cow<'a, [Block]>,
    statements: Vec<StoredStatement<'a>>,
}

#[derive(Serialize, Deserialize)]
struct StoredStatement<'a> {
    id: Cow<'a, StatementId>,
    /// The speaker's index in the chunk.
    speaker: Option<u32>,
    spans: Cow<'a, [Span]>,
    context: Option<Span>,
    kind: QuoteKind,
    mention: Option<Span>,
    cue: Option<Span>,
    channel: Option<String>,
    about: Vec<Country>,
    when: Option<StatementDate>,
    asserted: bool,
    confidence: f32,
    why: Rationale,
}

/// One in this many articles ends a chunk of half its size or more.
const EARLY_ENDS: u64 = 4;

/// Returns the articles of each chunk, in order, each of about `bytes` bytes.
///
/// A chunk of half that size or more ends with the next article whose id has a certain hash, and at twice the size with
/// any. Most ends do not move with what precedes them: after an article that was added or removed, chunks soon begin
/// where they did before.
pub(super) fn chunks(draft: &Draft, bytes: usize) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let (mut start, mut size) = (0, 0_usize);
    for (index, article) in draft.articles.iter().enumerate() {
        size = size.saturating_add(article.text.len());
        let ends_early = || text_fingerprint(article.meta.id.as_str()).is_multiple_of(EARLY_ENDS);
        let is_full = size >= bytes.saturating_mul(2) || size >= bytes / 2 && ends_early();
        if is_full || index.saturating_add(1) == draft.articles.len() {
            chunks.push(start..index.saturating_add(1));
            (start, size) = (index.saturating_add(1), 0);
        }
    }
    chunks
}

pub(super) fn write(draft: &Draft, chunk: Range<usize>) -> Result<Vec<u8>, EncodeError> {
    let articles = draft.articles.get(chunk).unwrap_or_default();
    let mut speakers: Vec<&SpeakerId> = articles
        .iter()
        .flat_map(|article| &article.statements)
        .filter_map(|statement| statement.speaker.as_ref())
        .collect();
    speakers.sort_unstable();
    speakers.dedup();
    let articles = articles.iter().map(|article| stored(article, &speakers)).collect();
    let speakers = speakers.into_iter().map(Cow::Borrowed).collect();
    postcard::to_allocvec(&StoredChunk { speakers, articles }).map_err(|_| EncodeError::TooLarge)
}

/// Returns an article as it is stored, in a chunk with these speakers. Nothing long is copied.
fn stored<'a>(article: &'a ArticleContent, speakers: &[&SpeakerId]) -> StoredArticle<'a> {
    let speaker = |s: &Statement| speakers.binary_search(&s.speaker.as_ref()?).ok()?.try_into().ok();
    let mut statements = Vec::with_capacity(article.statements.len());
    for s in &article.statements {
        statements.push(StoredStatement {
            id: Cow::Borrowed(&s.id),
            speaker: speaker(s),
            spans: Cow::Borrowed(&s.spans),
            context: s.context,
            kind: s.kind,
            mention: s.mention.as_ref().map(Phrase::span),
            cue: s.cue.as_ref().map(Phrase::span),
            channel: s.channel.clone(),
            about: s.about.clone(),
            when: s.when,
            asserted: s.asserted,
            confidence: s.confidence,
            why: s.why.clone(),
        });
    }
    let (text, blocks) = (Cow::Borrowed(article.text.as_str()), Cow::Borrowed(article.blocks.as_slice()));
    StoredArticle { text, blocks, statements }
}

/// Decodes the articles of a chunk; their metadata comes from the index.
#[inline(never)]
pub(crate) fn read(
    body: &[u8],
    metas: Vec<ArticleMeta>,
    speakers: &[Speaker],
) -> Result<Vec<ArticleContent>, DecodeError> {
    let StoredChunk { speakers: local, articles } = value(body)?;
    let local: Vec<SpeakerId> = local.into_iter().map(Cow::into_owned).collect();
    if articles.len() != metas.len() {
        return Err(DecodeError::Content("more or fewer articles than its index names"));
    }
    if !local.iter().all(|id| speakers.binary_search_by(|known| known.id.cmp(id)).is_ok()) {
        return Err(UNKNOWN_SPEAKER);
    }
    articles.into_iter().zip(metas).map(|(article, meta)| check(article, meta, &local)).collect()
}

/// Checks every offset and restores the words.
#[inline(never)]
fn check(
    stored: StoredArticle<'_>,
    meta: ArticleMeta,
    speakers: &[SpeakerId],
) -> Result<ArticleContent, DecodeError> {
    let StoredArticle { text, blocks, statements } = stored;
    let (text, blocks) = (text.into_owned(), blocks.into_owned());
    let inside = |span: &Span| text.get(span.start as usize..span.end as usize).is_some();
    if !blocks.iter().all(|block| inside(&Span { start: block.start, end: block.end })) {
        return Err(DecodeError::Content("a block outside its article"));
    }
    let statement = |s: StoredStatement<'_>| {
        let ordered = s.spans.is_sorted_by(|a, b| a.end <= b.start);
        if s.spans.is_empty()
            || !ordered
            || !s.spans.iter().chain(&s.context).chain(&s.mention).chain(&s.cue).all(inside)
        {
            return Err(DecodeError::Content("a statement outside its article"));
        }
        let speaker = match s.speaker {
            Some(index) => Some(speakers.get(index as usize).ok_or(UNKNOWN_SPEAKER)?.clone()),
            None => None,
        };
        let words: Vec<_> = s.spans.iter().map(|span| span.slice(&text)).collect();
        Ok(Statement {
            id: s.id.into_owned(),
            text: words.join(" "),
            context: s.context,
            kind: s.kind,
            speaker,
            mention: s.mention.map(|span| Phrase::at(span, &text)),
            cue: s.cue.map(|span| Phrase::at(span, &text)),
            channel: s.channel,
            about: s.about,
            when: s.when,
            asserted: s.asserted,
            confidence: s.confidence,
            why: s.why,
            spans: s.spans.into_owned(),
        })
    };
    let statements = statements.into_iter().map(statement).collect::<Result<_, _>>()?;
    Ok(ArticleContent { meta, text, blocks, statements })
}

//! The file that travels to the reader.
//!
//! ```text
//! bytes 0..8    "ONRECORD"
//!       8..12   version, little-endian
//!       12..16  length of the rest in bytes, little-endian
//!       16..20  CRC-32 of the rest, little-endian
//!       20..    articles, speakers and statements, encoded by postcard
//! ```
//!
//! Words of statements are not stored: their spans cut them out of the articles again. A file is
//! believed only after its length, its checksum and every index and offset in it were looked at.

use onrecord_model::{Block, Country, Kind, Meta, Phrase, Span, Speaker, Statement, StatementId, When, Why};
use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Record, Source};

const MAGIC: &[u8; 8] = b"ONRECORD";
const HEADER: usize = 20;

/// The version of the format; a reader takes its own version only.
pub const VERSION: u32 = 1;

/// Why bytes are not a corpus that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file is something else.
    #[error("this is not a corpus file")]
    NotACorpus,
    /// The file is of another version.
    #[error("the corpus file has version {found}, and this program reads version {VERSION}")]
    Version {
        /// The version that the file states.
        found: u32,
    },
    /// Bytes are missing at the end, or there are too many.
    #[error(
        "the corpus file has {found} bytes where {expected} were written: it was cut short or added to on its way"
    )]
    Length {
        /// Bytes that there should be.
        expected: u64,
        /// Bytes that there are.
        found: u64,
    },
    /// Bytes were changed.
    #[error("the corpus file was damaged on its way: its checksum is wrong")]
    Checksum,
    /// The checksum is right, but what it covers is not a corpus.
    #[error("the corpus file holds something that no corpus has: {0}")]
    Content(&'static str),
}

#[derive(Serialize, Deserialize)]
struct Stored {
    articles: Vec<StoredArticle>,
    speakers: Vec<Speaker>,
    statements: Vec<StoredStatement>,
}

#[derive(Serialize, Deserialize)]
struct StoredArticle {
    meta: Meta,
    text: String,
    blocks: Vec<Block>,
}

#[derive(Serialize, Deserialize)]
struct StoredStatement {
    id: StatementId,
    article: u32,
    speaker: Option<u32>,
    spans: Vec<Span>,
    kind: Kind,
    mention: Option<Span>,
    cue: Option<Span>,
    channel: Option<String>,
    about: Vec<Country>,
    when: Option<When>,
    asserted: bool,
    confidence: f32,
    why: Why,
}

/// The bytes of a corpus.
///
/// # Errors
/// Where there are more than 4 GiB of it.
pub fn encode(corpus: &Corpus) -> Result<Vec<u8>, DecodeError> {
    let narrow = |n: usize| u32::try_from(n).map_err(|_| DecodeError::Content("more than 4 GiB"));
    let statements = corpus.statements().iter().map(|record| {
        let s = record.statement.clone();
        Ok(StoredStatement {
            id: s.id,
            article: narrow(record.article)?,
            speaker: record.speaker.map(narrow).transpose()?,
            spans: s.spans,
            kind: s.kind,
            mention: s.mention.map(|m| m.span()),
            cue: s.cue.map(|c| c.span()),
            channel: s.channel,
            about: s.about,
            when: s.when,
            asserted: s.asserted,
            confidence: s.confidence,
            why: s.why,
        })
    });
    let article =
        |a: &Source| StoredArticle { meta: a.meta.clone(), text: a.text.clone(), blocks: a.blocks.clone() };
    let stored = Stored {
        articles: corpus.articles().iter().map(article).collect(),
        speakers: corpus.speakers().to_vec(),
        statements: statements.collect::<Result<_, _>>()?,
    };
    let body =
        postcard::to_allocvec(&stored).map_err(|_| DecodeError::Content("a value that cannot be encoded"))?;
    narrow(body.len())?;
    Ok(sealed(&body))
}

/// A body of less than 4 GiB under its header.
pub(crate) fn sealed(body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(HEADER + body.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&crc32fast::hash(body).to_le_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// Reads a corpus.
///
/// # Errors
/// Where the bytes are not a whole and sound corpus of this version.
pub fn decode(bytes: &[u8]) -> Result<Corpus, DecodeError> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        let begun = !bytes.is_empty() && MAGIC.starts_with(bytes);
        return Err(if begun { cut(HEADER, bytes.len()) } else { DecodeError::NotACorpus });
    };
    let short = || cut(HEADER, bytes.len());
    let (version, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    let found = u32::from_le_bytes(*version);
    if found != VERSION {
        return Err(DecodeError::Version { found });
    }
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    let (checksum, body) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    let length = u32::from_le_bytes(*length) as usize;
    if body.len() != length {
        return Err(cut(HEADER.saturating_add(length), bytes.len()));
    }
    if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
        return Err(DecodeError::Checksum);
    }
    let (stored, left): (Stored, _) =
        postcard::take_from_bytes(body).map_err(|_| DecodeError::Content("values out of place"))?;
    if !left.is_empty() {
        return Err(DecodeError::Content("bytes behind the end"));
    }
    check(stored)
}

fn cut(expected: usize, found: usize) -> DecodeError {
    DecodeError::Length { expected: expected as u64, found: found as u64 }
}

/// Looks at every index and offset, and puts the words back.
fn check(stored: Stored) -> Result<Corpus, DecodeError> {
    let articles: Vec<_> = stored
        .articles
        .into_iter()
        .map(|a| Source { meta: a.meta, text: a.text, blocks: a.blocks })
        .collect();
    let inside = |text: &str, span: Span| text.get(span.start as usize..span.end as usize).is_some();
    for article in &articles {
        if !article.blocks.iter().all(|b| inside(&article.text, Span { start: b.start, end: b.end })) {
            return Err(DecodeError::Content("a block outside its article"));
        }
    }
    let mut statements = Vec::with_capacity(stored.statements.len());
    for s in stored.statements {
        let index = s.article as usize;
        let text = &articles.get(index).ok_or(DecodeError::Content("a statement without its article"))?.text;
        let speaker = s.speaker.map(|i| i as usize);
        let id = match speaker {
            Some(i) => {
                Some(stored.speakers.get(i).ok_or(DecodeError::Content("an unknown speaker"))?.id.clone())
            }
            None => None,
        };
        let ordered = s.spans.is_sorted_by(|a, b| a.end <= b.start);
        if s.spans.is_empty()
            || !ordered
            || !s.spans.iter().chain(&s.mention).chain(&s.cue).all(|x| inside(text, *x))
        {
            return Err(DecodeError::Content("a statement outside its article"));
        }
        let words: Vec<_> = s.spans.iter().map(|span| span.slice(text)).collect();
        let statement = Statement {
            id: s.id,
            text: words.join(" "),
            kind: s.kind,
            speaker: id,
            mention: s.mention.map(|span| Phrase::at(span, text)),
            cue: s.cue.map(|span| Phrase::at(span, text)),
            channel: s.channel,
            about: s.about,
            when: s.when,
            asserted: s.asserted,
            confidence: s.confidence,
            why: s.why,
            spans: s.spans,
        };
        statements.push(Record { article: index, speaker, statement });
    }
    Ok(Corpus::new(articles, stored.speakers, statements))
}

#[cfg(test)]
mod tests {
    use onrecord_extract::{Known, extract};
    use proptest::prelude::*;

    use super::*;
    use crate::build::{Input, build};

    fn corpus(texts: &[&str]) -> Corpus {
        let input = |(n, text): (usize, &&str)| {
            let known = Known {
                id: format!("a{n}"),
                published: (n % 2 == 0).then(|| "2017-07-31".parse().ok()).flatten(),
            };
            Input { article: extract(text, &known), text: (*text).to_owned() }
        };
        build(texts.iter().enumerate().map(input).collect()).0
    }

    fn rain() -> Vec<u8> {
        encode(&corpus(&[
            "“It will rain,” said Nikki Haley, the US ambassador, on Sunday. “Much,” she said.",
        ]))
        .unwrap()
    }

    #[test]
    fn what_is_cut_short_is_told_at_every_length() {
        let bytes = rain();
        for length in 0..bytes.len() {
            let error = decode(&bytes[..length]).unwrap_err();
            let expected = if length == 0 {
                DecodeError::NotACorpus
            } else {
                cut(if length < HEADER { HEADER } else { bytes.len() }, length)
            };
            assert_eq!(error, expected, "{length}");
        }
    }

    #[test]
    fn a_changed_byte_is_told_wherever_it_is() {
        let bytes = rain();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x20;
            let error = decode(&changed).unwrap_err();
            let right = match at {
                0..8 => error == DecodeError::NotACorpus,
                8..12 => matches!(error, DecodeError::Version { .. }),
                12..16 => matches!(error, DecodeError::Length { .. }),
                _ => error == DecodeError::Checksum,
            };
            assert!(right, "{at}: {error}");
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = rain();
        bytes[8] = 9;
        assert_eq!(
            decode(&bytes).unwrap_err().to_string(),
            "the corpus file has version 9, and this program reads version 1"
        );
    }

    proptest! {
        #[test]
        fn encode_then_decode_is_identity(texts in prop::collection::vec(
            prop::sample::select(vec![
                "“It will rain,” said Nikki Haley, the US ambassador, on Sunday.",
                "Liu Jieyi said last week that it would not.\n\n“Never,” he said.",
                "Some analysts say Beijing must decide.",
                "",
                "Nobody spoke.",
            ]), 0..6)
        ) {
            let corpus = corpus(&texts);
            prop_assert_eq!(decode(&encode(&corpus).unwrap()).unwrap(), corpus);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
            let _ = decode(&sealed(&bytes));
        }

        #[test]
        fn a_forged_body_is_read_or_refused(at in 0_usize..400, value: u8) {
            let bytes = rain();
            let mut body = bytes[HEADER..].to_vec();
            let at = at % body.len();
            body[at] = value;
            if let Ok(corpus) = decode(&sealed(&body)) {
                for record in corpus.statements() {
                    prop_assert!(corpus.article_of(record).is_some());
                }
            }
        }
    }
}

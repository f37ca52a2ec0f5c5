//! The search index and word positions.

use super::{
    bytes::Reader,
    error::{DecodeError, EncodeError},
};
use crate::{
    binary_array::BinaryArray,
    draft::Draft,
    search::{TextIndex, TextIndexBuilder, Vocabulary, bits, bytes_of, write_number},
};

/// Returns the search index of all statements, and the positions of words.
pub(super) fn index(draft: &Draft) -> Result<(TextIndex, BinaryArray), EncodeError> {
    let mut builder = TextIndexBuilder::default();
    for entry in &draft.statements {
        builder.add(&draft.statement(entry).ok_or(EncodeError::Draft)?.text);
    }
    Ok(builder.finish())
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn write_text(text: &str, to: &mut Vec<u8>) {
    write_number(narrow(text.len()), to);
    to.extend_from_slice(text.as_bytes());
}

/// Encodes the terms (each without the prefix that it shares with the one before), their counts and their
/// postings.
pub(super) fn write_words(index: &TextIndex) -> Vec<u8> {
    let mut body = Vec::new();
    write_number(narrow(index.vocabulary.len()), &mut body);
    let mut last = "";
    for term in index.vocabulary.iter() {
        let same = last.chars().zip(term.chars()).take_while(|(a, b)| a == b);
        let shared = same.map(|(ch, _)| ch.len_utf8()).sum();
        write_number(narrow(shared), &mut body);
        write_text(term.get(shared..).unwrap_or_default(), &mut body);
        last = term;
    }
    index.counts.iter().for_each(|&count| write_number(count, &mut body));
    write_number(narrow(index.prefixes.len()), &mut body);
    for (prefix, rows) in &index.prefixes {
        write_text(prefix, &mut body);
        body.extend(bytes_of(rows));
    }
    write_lists(&index.postings, &mut body);
    body
}

pub(super) fn write_positions(positions: &BinaryArray) -> Vec<u8> {
    let mut body = Vec::new();
    write_lists(positions, &mut body);
    body
}

fn write_lists(lists: &BinaryArray, to: &mut Vec<u8>) {
    write_number(narrow(lists.len()), to);
    lists.lengths().for_each(|length| write_number(length, to));
    to.extend_from_slice(lists.bytes());
}

const ORDER: DecodeError = DecodeError::Content("words out of order");

/// Decodes the search index of a record with `rows` rows. The postings stay in `body`, most of which they
/// are.
#[inline(never)]
pub(crate) fn read_words(body: Vec<u8>, rows: usize) -> Result<TextIndex, DecodeError> {
    let mut from = Reader::new(&body);
    let count = from.count()?;
    let mut vocabulary = Vocabulary::default();
    for _ in 0..count {
        let shared = from.number()? as usize;
        if !vocabulary.push(shared, from.text()?) {
            return Err(ORDER);
        }
    }
    let counts = from.numbers(count)?;
    let ready = from.count()?;
    let mut prefixes = Vec::with_capacity(ready);
    for _ in 0..ready {
        let prefix = from.text()?.to_owned();
        prefixes.push((prefix, bits(from.take(rows.div_ceil(8))?, rows)));
    }
    let lengths = lengths(&mut from, count)?;
    let postings = lists(lengths, from.rest().len(), body)?;
    Ok(TextIndex { rows, vocabulary, counts, postings, prefixes })
}

/// Decodes the positions of `terms` terms.
#[inline(never)]
pub(crate) fn read_positions(body: Vec<u8>, terms: usize) -> Result<BinaryArray, DecodeError> {
    let mut from = Reader::new(&body);
    let lengths = lengths(&mut from, terms)?;
    lists(lengths, from.rest().len(), body)
}

const OTHER: DecodeError = DecodeError::Content("postings of other words");

fn lengths(from: &mut Reader<'_>, terms: usize) -> Result<Vec<u32>, DecodeError> {
    let count = from.count()?;
    if count == terms { from.numbers(count) } else { Err(OTHER) }
}

/// Returns the runs in the last bytes of a body.
fn lists(lengths: Vec<u32>, size: usize, mut body: Vec<u8>) -> Result<BinaryArray, DecodeError> {
    body.drain(..body.len().saturating_sub(size));
    BinaryArray::new(lengths, body).ok_or(OTHER)
}

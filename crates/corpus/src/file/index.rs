//! The index: the list of parts, the tables, and the columns.

use std::ops::Range;

use onrecord_model::{Country, Speaker};
use serde::{Deserialize, Serialize};

use super::{
    bytes::{Reader, value},
    columns::{self, Sizes},
    error::{DecodeError, EncodeError},
    header::{self, Kind},
    part::PartDigest,
};
use crate::{
    article_table::ArticleTable,
    binary_array::BinaryArray,
    columns::{ColumnValues, Columns, columns},
    draft::{Draft, Role},
    search::write_number,
};

/// The content of an index.
pub(crate) struct Index<'b> {
    pub(crate) articles: ArticleTable,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) roles: Vec<Role>,
    pub(crate) values: ColumnValues,
    pub(crate) columns: Columns,
    /// The first article of each chunk, in order, then the number of articles.
    pub(crate) chunks: Vec<u32>,
    /// Each part, in the order words, positions, redirects, chunks.
    pub(crate) parts: Vec<PartDigest>,
    /// The bodies of the parts, in the same order, if they are in this file.
    pub(crate) inside: Vec<&'b [u8]>,
}

#[derive(Serialize, Deserialize)]
struct Tables {
    speakers: Vec<Speaker>,
    countries: Vec<Country>,
    /// The name of each, or an empty string if unknown.
    country_names: Vec<String>,
    channels: Vec<String>,
    publishers: Vec<String>,
    /// The publisher of each article, from 1, or 0 if unknown.
    published_by: Vec<u32>,
    /// By speaker.
    roles: Vec<Role>,
    /// The number of articles in each chunk.
    chunks: Vec<u32>,
}

/// Encodes the body of an index, followed by the bodies of the parts if the record is one file.
pub(super) fn write(
    draft: &Draft,
    chunks: &[Range<usize>],
    parts: &[PartDigest],
    inside: Option<&Vec<Vec<u8>>>,
) -> Result<Vec<u8>, EncodeError> {
    let narrow = |n: usize| u32::try_from(n).map_err(|_| EncodeError::TooLarge);
    let (values, columns) = columns(draft).ok_or(EncodeError::Draft)?;
    let mut body = vec![u8::from(inside.is_some())];
    write_number(narrow(parts.len())?, &mut body);
    for part in parts {
        write_number(part.length, &mut body);
        body.extend_from_slice(&part.checksum.to_le_bytes());
    }
    let tables = Tables {
        speakers: draft.speakers.clone(),
        countries: values.countries,
        country_names: values.country_names,
        channels: values.channels,
        publishers: values.publishers,
        published_by: values.published_by,
        roles: draft.roles.clone(),
        chunks: chunks.iter().map(|chunk| narrow(chunk.len())).collect::<Result<_, _>>()?,
    };
    let tables = postcard::to_allocvec(&tables).map_err(|_| EncodeError::TooLarge)?;
    write_number(narrow(tables.len())?, &mut body);
    body.extend(tables);
    write_metas(draft, &mut body)?;
    columns::write(&columns, &mut body);
    for part in inside.into_iter().flatten() {
        body.extend_from_slice(part);
    }
    Ok(body)
}

/// Decodes an index without its parts.
pub(crate) fn open(bytes: &[u8]) -> Result<Index<'_>, DecodeError> {
    let (body, _) = header::decode(Kind::Index, bytes)?;
    let mut from = Reader::new(body);
    let one_file = from.byte()? != 0;
    let count = from.count()?;
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        parts.push(PartDigest { length: from.number()?, checksum: from.word()? });
    }
    let Tables {
        speakers,
        countries,
        country_names,
        channels,
        publishers,
        published_by,
        roles,
        chunks: lengths,
    } = value(from.run()?)?;
    let known_publishers = published_by.iter().all(|&at| at as usize <= publishers.len());
    let in_order = publishers.is_sorted_by(|a, b| a < b) && roles.is_sorted_by_key(|role| role.speaker);
    if !known_publishers || !in_order {
        return Err(DecodeError::Content("publishers or roles out of order"));
    }
    let speakers_in_order = speakers.is_sorted_by(|a, b| a.id < b.id);
    if !speakers_in_order || !countries.is_sorted_by(|a, b| a < b) || !channels.is_sorted_by(|a, b| a < b) {
        return Err(DecodeError::Content("values out of order"));
    }
    let articles = read_metas(&mut from)?;
    let mut chunks = vec![0];
    for length in &lengths {
        let last = chunks.last().copied().unwrap_or(0_u32);
        chunks.push(last.checked_add(*length).ok_or(DecodeError::Content("too many articles"))?);
    }
    let every_article = chunks.last().is_some_and(|&end| end as usize == articles.len());
    if !every_article || parts.len() != lengths.len().saturating_add(3) {
        return Err(DecodeError::Content("chunks that are not all articles"));
    }
    let sizes = Sizes {
        speakers: speakers.len(),
        countries: countries.len(),
        channels: channels.len(),
        articles: articles.len(),
        publishers: publishers.len(),
    };
    let columns = columns::read(&mut from, &sizes, &published_by)?;
    let mut inside = Vec::new();
    for part in parts.iter().filter(|_| one_file) {
        inside.push(from.take(part.length as usize)?);
    }
    from.end()?;
    let values = ColumnValues { countries, country_names, channels, publishers, published_by };
    Ok(Index { articles, speakers, roles, values, columns, chunks, parts, inside })
}

/// Writes the length of each article's metadata, then the metadata.
fn write_metas(draft: &Draft, to: &mut Vec<u8>) -> Result<(), EncodeError> {
    let encoded = draft.articles.iter().map(|article| postcard::to_allocvec(&article.meta));
    let encoded: Vec<_> = encoded.collect::<Result<_, _>>().map_err(|_| EncodeError::TooLarge)?;
    let narrow = |n: usize| u32::try_from(n).map_err(|_| EncodeError::TooLarge);
    write_number(narrow(encoded.len())?, to);
    for meta in &encoded {
        write_number(narrow(meta.len())?, to);
    }
    to.extend(encoded.concat());
    Ok(())
}

#[inline(never)]
fn read_metas(from: &mut Reader<'_>) -> Result<ArticleTable, DecodeError> {
    let wrong = || DecodeError::Content("articles out of place");
    let count = from.count()?;
    let lengths = from.numbers(count)?;
    let size = lengths.iter().try_fold(0_u32, |size, &length| size.checked_add(length)).ok_or_else(wrong)?;
    let encoded = BinaryArray::new(lengths, from.take(size as usize)?.to_vec()).ok_or_else(wrong)?;
    Ok(ArticleTable::new(encoded))
}

/// Returns the checksum of a part that is a file of its own.
pub(crate) fn checksum(bytes: &[u8]) -> Result<u32, DecodeError> {
    header::decode(Kind::Part, bytes).map(|(_, checksum)| checksum)
}

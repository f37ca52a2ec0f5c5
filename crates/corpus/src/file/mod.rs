//! The corpus file and its parts, as readers download them.
//!
//! A small record is one file. A large one is an index, from which everything but the words can be shown, and
//! **parts** that are fetched when they are needed: the search index, word positions, redirects, and the
//! articles in chunks. Every file has the same header:
//!
//! ```text
//! bytes 0..8    "ONRECORD" for an index, "ONRECPRT" for a part
//!       8..12   version, little-endian
//!       12..16  length of the rest in bytes, little-endian
//!       16..20  XXH32 of the rest, seed 0, little-endian
//!       20..    the rest
//! ```
//!
//! The rest of an index is the lengths and checksums of its parts, tables encoded with postcard, the columns
//! as little-endian numbers of one width each, and those parts that are not files of their own. A file is
//! used only after its length, its checksum and every index and offset in it have been checked. Nothing is
//! allocated that is not backed by bytes of the file.

mod articles;
mod bytes;
mod changes;
mod columns;
mod error;
pub(crate) mod header;
mod index;
mod part;
mod text_index;

pub use changes::{ArticleParts, PartSink, encode_articles, encode_changes};
pub use error::{DecodeError, EncodeError};
pub(crate) use header::Kind;
pub(crate) use part::PartDigest;
pub use part::{Part, PartFile};

pub(crate) use articles::read as read_articles;
pub(crate) use index::{checksum, open};
pub(crate) use text_index::{read_positions, read_words};

/// Decodes the redirects.
#[inline(never)]
pub(crate) fn read_redirects(body: &[u8]) -> Result<crate::redirects::RedirectTable, DecodeError> {
    bytes::value(body)
}

use crate::draft::Draft;

/// The version of the format. A reader accepts only its own version.
pub const FORMAT_VERSION: u32 = 8;

/// How a record is split into files. By default, a record of over 2 MiB is split, into chunks of about 64 KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeOptions {
    /// The greatest size of all parts together, in bytes without the index, up to which a record is one file.
    pub single_file_limit: usize,
    /// The size, in bytes of text, to which articles are grouped into a chunk. All chunks but the last have at least
    /// half this size, and none has an article behind the one with which it reaches twice this size. Where exactly a
    /// chunk ends depends on the ids of its articles, so that an article that is added or removed changes only the
    /// chunks beside it.
    pub chunk_size: usize,
}

impl Default for EncodeOptions {
    fn default() -> Self {
        Self { single_file_limit: 2 << 20, chunk_size: 64 << 10 }
    }
}

/// The files of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The index, or the whole record if it is one file.
    pub index: Vec<u8>,
    /// The parts that are files of their own; none if the record is one file.
    pub parts: Vec<(Part, Vec<u8>)>,
}

/// Encodes a record and returns its files.
///
/// # Errors
/// [`EncodeError::TooLarge`] if a file would exceed 4 GiB; [`EncodeError::Draft`] if the draft is inconsistent, which a
/// draft that was built of extracted articles never is.
pub fn encode(draft: &Draft, layout: &EncodeOptions) -> Result<Files, EncodeError> {
    let mut parts = Vec::new();
    let index = encode_to(draft, layout, &mut |file| {
        parts.push((file.part, file.bytes));
        Ok::<_, EncodeError>(())
    })?;
    Ok(Files { index, parts })
}

/// Encodes the files of a record one after the other. Each part that is a file of its own is passed to `put`,
/// so that they need not all be in memory at once; the bytes of the index are returned.
///
/// # Errors
/// Those of [`encode`], and those of `put`, which end the encoding.
pub fn encode_to<E: From<EncodeError>>(
    draft: &Draft,
    layout: &EncodeOptions,
    put: &mut dyn FnMut(PartFile) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    changes::encode_changes(draft, layout, &ArticleParts::default(), &mut changes::All(put))
}

#[cfg(test)]
pub(crate) mod tests;

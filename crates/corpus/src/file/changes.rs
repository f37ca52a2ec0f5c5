//! Encodes a record whose articles are partly encoded already, so that those are not encoded again.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::{
    EncodeOptions, articles,
    error::EncodeError,
    header::{self, Kind},
    index,
    part::{Part, PartDigest, PartFile},
    text_index,
};
use crate::draft::Draft;

/// The digests of the parts that hold a draft's articles; by default of none.
#[derive(Clone, Debug, Default)]
pub struct ArticleParts {
    digests: Vec<PartDigest>,
    /// The fingerprint of the ids of all speakers, which statements name.
    speakers: u64,
}

impl ArticleParts {
    /// Returns the digests, unless speakers were renamed since.
    fn valid_digests(&self, draft: &Draft) -> &[PartDigest] {
        if self.speakers == speakers(draft) { &self.digests } else { &[] }
    }
}

/// Receives the parts of a record that are files of their own.
pub trait PartSink<E> {
    /// Returns whether the file of this name, of a part that holds articles, exists already; then it is not encoded
    /// again.
    fn has(&mut self, part: Part, name: &str) -> bool;

    /// Writes a part.
    ///
    /// # Errors
    /// Any error ends the encoding.
    fn put(&mut self, file: PartFile) -> Result<(), E>;
}

/// A sink that has no file yet.
pub(super) struct All<'p, E>(pub(super) &'p mut dyn FnMut(PartFile) -> Result<(), E>);

impl<E> PartSink<E> for All<'_, E> {
    fn has(&mut self, _: Part, _: &str) -> bool {
        false
    }

    fn put(&mut self, file: PartFile) -> Result<(), E> {
        (self.0)(file)
    }
}

/// Encodes the parts of a record that hold its articles, from whose names and bytes a build sees which of them an
/// earlier record has already. `see` receives each; their digests are returned for [`encode_changes`].
///
/// # Errors
/// Those of [`encode`](super::encode).
pub fn encode_articles(
    draft: &Draft,
    layout: &EncodeOptions,
    see: &mut dyn FnMut(PartFile),
) -> Result<ArticleParts, EncodeError> {
    let mut digests = Vec::new();
    for (number, chunk) in articles::chunks(draft, layout.chunk_size).into_iter().enumerate() {
        let body = articles::write(draft, chunk)?;
        let (part, digest) = (Part::Articles(number), PartDigest::from_body(&body)?);
        digests.push(digest);
        see(PartFile { part, name: digest.file_name(part), bytes: header::encode(Kind::Part, &body)? });
    }
    Ok(ArticleParts { digests, speakers: speakers(draft) })
}

/// Encodes the files of a record as [`encode_to`](super::encode_to) does, except for parts that hold articles, whose
/// digests are `known`, and that the sink has. Since `known` was returned, nothing of the draft may have changed but
/// its redirects and the ids of speakers.
///
/// # Errors
/// Those of [`encode`](super::encode), and those of the sink.
pub fn encode_changes<E: From<EncodeError>>(
    draft: &Draft,
    layout: &EncodeOptions,
    known: &ArticleParts,
    sink: &mut dyn PartSink<E>,
) -> Result<Vec<u8>, E> {
    let chunks = articles::chunks(draft, layout.chunk_size);
    let known = known.valid_digests(draft);
    let mut parts =
        Parts { limit: layout.single_file_limit, sink, digests: Vec::new(), size: 0, inside: Vec::new() };
    let (text, positions) = text_index::index(draft)?;
    parts.add(Part::Words, text_index::write_words(&text))?;
    drop(text);
    parts.add(Part::Positions, text_index::write_positions(&positions))?;
    drop(positions);
    parts
        .add(Part::Redirects, postcard::to_allocvec(&draft.redirects).map_err(|_| EncodeError::TooLarge)?)?;
    for (number, chunk) in chunks.iter().enumerate() {
        let part = Part::Articles(number);
        if !known.get(number).is_some_and(|digest| parts.keep(part, *digest)) {
            parts.add(part, articles::write(draft, chunk.clone())?)?;
        }
    }
    let Parts { limit, digests, size, inside, .. } = parts;
    let inside: Vec<_> = inside.into_iter().map(|(_, _, body)| body).collect();
    let inside = (size <= limit).then_some(&inside);
    Ok(header::encode(Kind::Index, &index::write(draft, &chunks, &digests, inside)?)?)
}

/// The parts of a record that is being encoded.
struct Parts<'s, E> {
    /// The largest record that is one file.
    limit: usize,
    sink: &'s mut dyn PartSink<E>,
    digests: Vec<PartDigest>,
    size: usize,
    /// Parts that are held back while the record may still be one file.
    inside: Vec<(Part, PartDigest, Vec<u8>)>,
}

impl<E: From<EncodeError>> Parts<'_, E> {
    fn add(&mut self, part: Part, body: Vec<u8>) -> Result<(), E> {
        let digest = PartDigest::from_body(&body)?;
        self.digests.push(digest);
        self.size = self.size.saturating_add(body.len());
        self.inside.push((part, digest, body));
        if self.size > self.limit {
            for (part, digest, body) in self.inside.drain(..) {
                let (name, bytes) = (digest.file_name(part), header::encode(Kind::Part, &body)?);
                self.sink.put(PartFile { part, name, bytes })?;
            }
        }
        Ok(())
    }

    /// Adds a part that the sink has; returns whether it does.
    fn keep(&mut self, part: Part, digest: PartDigest) -> bool {
        // Until then, the record may be one file, which holds all parts.
        let keeps = self.size > self.limit && self.sink.has(part, &digest.file_name(part));
        if keeps {
            self.digests.push(digest);
            self.size = self.size.saturating_add(digest.length as usize);
        }
        keeps
    }
}

fn speakers(draft: &Draft) -> u64 {
    let mut hash = FxHasher::default();
    draft.speakers.iter().for_each(|speaker| speaker.id.as_str().hash(&mut hash));
    hash.finish()
}

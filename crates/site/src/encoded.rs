//! Articles that were encoded to learn their files' names, and are not encoded again where these files exist.

use std::collections::BTreeMap;

use onrecord_corpus::{
    ArticleParts, Draft, EncodeError, EncodeOptions, Part, PartFile, PartSink, encode_articles,
    encode_changes,
};

use crate::{Error, File, RECORD, Sink, hash};

/// The names of the files that hold a draft's articles, with their SHA-256: a name has a checksum of 32 bits, which is
/// too short to tell that a file is the same. By default, no articles were encoded.
#[derive(Debug, Default)]
pub struct EncodedArticles {
    parts: ArticleParts,
    hashes: BTreeMap<String, String>,
}

impl EncodedArticles {
    /// Encodes the articles of a draft, and keeps the names and hashes of their files. What was returned is given to
    /// [`Record::write`](crate::Record::write) with the same `layout`.
    ///
    /// # Errors
    /// [`EncodeError::TooLarge`] if a file would exceed 4 GiB.
    pub fn new(draft: &Draft, layout: &EncodeOptions) -> Result<Self, EncodeError> {
        let mut hashes = BTreeMap::new();
        let parts = encode_articles(draft, layout, &mut |file| {
            hashes.insert(file.name, hash::sha256(&file.bytes));
        })?;
        Ok(Self { parts, hashes })
    }

    /// Returns whether a file of this name holds some of the articles.
    #[must_use]
    pub fn has_file(&self, name: &str) -> bool {
        self.hashes.contains_key(name)
    }

    /// Writes the parts of a record to a sink; returns its index and the paths of its parts.
    pub(crate) fn write(
        &self,
        draft: &Draft,
        layout: &EncodeOptions,
        sink: &mut dyn Sink,
    ) -> Result<(Vec<u8>, PartPaths), Error> {
        let mut files = Files { encoded: self, sink, paths: Vec::new() };
        let index = encode_changes(draft, layout, &self.parts, &mut files)?;
        Ok((index, files.paths))
    }
}

/// The parts that are files of their own, with their paths.
pub(crate) type PartPaths = Vec<(Part, String)>;

/// Parts as files of a site.
struct Files<'s> {
    encoded: &'s EncodedArticles,
    sink: &'s mut dyn Sink,
    paths: PartPaths,
}

impl PartSink<Error> for Files<'_> {
    fn has(&mut self, part: Part, name: &str) -> bool {
        let path = format!("{RECORD}/{name}");
        let has = self.encoded.hashes.get(name).is_some_and(|hash| self.sink.keep(&path, hash));
        if has {
            self.paths.push((part, path));
        }
        has
    }

    fn put(&mut self, file: PartFile) -> Result<(), Error> {
        let path = format!("{RECORD}/{}", file.name);
        self.paths.push((file.part, path.clone()));
        self.sink.put(File::new(path, file.bytes), None)
    }
}

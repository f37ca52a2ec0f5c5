/// The reason why bytes cannot be decoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file is not a corpus file.
    #[error("this is not a corpus file")]
    NotACorpus,
    /// The file is of another version.
    #[error("the corpus file has version {found}, and this program reads version {}", super::FORMAT_VERSION)]
    Version {
        /// The file's version.
        found: u32,
    },
    /// The file is too short or too long.
    #[error("the corpus file has {found} bytes instead of {expected}: it was truncated or extended")]
    Length {
        /// The expected number of bytes.
        expected: u64,
        /// The actual number of bytes.
        found: u64,
    },
    /// The checksum does not match.
    #[error("the corpus file is damaged: its checksum is wrong")]
    Checksum,
    /// A valid part that does not belong to this index.
    #[error("a part of the corpus belongs to another build than its index")]
    ForeignPart,
    /// The checksum is right, but the content is invalid.
    #[error("the corpus file is invalid: {0}")]
    Content(&'static str),
}

/// The reason why a record cannot be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// Offsets in files have 32 bits.
    #[error("a corpus file would exceed 4 GiB: split the articles into two records")]
    TooLarge,
    /// The draft is inconsistent; `build` never makes such a draft.
    #[error("a statement names an article, a place or an id that is not there")]
    Draft,
}

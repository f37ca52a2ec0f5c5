/// The reason why bytes cannot be decoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file does not begin like a corpus file.
    #[error("this is not a corpus file")]
    NotACorpus,
    /// The file is of another version.
    #[error("the corpus file has version {found}, and this program reads version {}", super::FORMAT_VERSION)]
    Version {
        /// The file's version.
        found: u32,
    },
    /// The file is shorter or longer than its header says.
    #[error("the corpus file has {found} bytes instead of {expected}: it was truncated or extended")]
    Length {
        /// The expected number of bytes, header included.
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
    /// The checksum is right, but the content is invalid. The text describes the fault.
    #[error("the corpus file is invalid: {0}")]
    Content(&'static str),
}

/// The reason why a record cannot be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// A file would exceed 4 GiB; offsets in files have 32 bits.
    #[error("a corpus file would exceed 4 GiB: split the articles into two records")]
    TooLarge,
    /// The draft is inconsistent: a statement is not where its entry says, is out of order, or has an id that
    /// [`StatementId::new`](onrecord_model::StatementId::new) does not make. A draft that was built of extracted
    /// articles never is.
    #[error("a statement names an article, a place or an id that is not there")]
    Draft,
}

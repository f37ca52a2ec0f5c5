/// Why bytes are not a record that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file is something else.
    #[error("this is not a corpus file")]
    NotACorpus,
    /// The file is of another version.
    #[error("the corpus file has version {found}, and this program reads version {}", super::FORMAT_VERSION)]
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
    /// A part is sound, but not the one that its index was written with.
    #[error("a part of the corpus belongs to another build than its index")]
    ForeignPart,
    /// The checksum is right, but what it covers is not a corpus.
    #[error("the corpus file holds something that no corpus has: {0}")]
    Content(&'static str),
}

/// Why a record cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// Offsets in files have 32 bits.
    #[error("a corpus file would have more than 4 GiB: make two records of the articles")]
    TooLarge,
    /// The draft is not what `build` makes.
    #[error("a statement names an article, a place or an id that is not there")]
    Draft,
}

//! Many articles made one record: who is who across them, the file that travels to the reader, and
//! the questions that the page asks of it.
//!
//! No I/O and no browser: bytes in, bytes out. Words are found in articles by `onrecord-extract`;
//! nothing here reads English.

#[doc(hidden)]
pub mod attacks;
mod build;
mod corpus;
mod file;
mod query;

pub use build::{Input, Problem, build};
pub use corpus::{Corpus, Record, Source};
pub use file::{DecodeError, VERSION, decode, encode};
pub use query::{Choice, Counts, Filter, Selection, Words};

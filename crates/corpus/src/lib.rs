//! Many articles made one record: who is who across them, the files that travel to the reader, and
//! the questions that the page asks of it.
//!
//! No I/O and no browser: bytes in, bytes out. Words are found in articles by `onrecord-extract`;
//! nothing here reads English.
//!
//! Loops over all rows, or over all of a file, stand in functions that are never put into their callers: a
//! browser compiles a whole function anew, however little of it runs for long.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

#[doc(hidden)]
pub mod attacks;
mod build;
mod columns;
mod corpus;
mod corrections;
mod draft;
mod file;
mod metas;
mod past;
mod query;
mod runs;
mod search;
mod whole;

pub use build::{Input, People, Person, Problem, SpeaksFor, build};
pub use columns::Bits;
pub use corpus::Corpus;
pub use corrections::{Addition, Amendment, Corrections, Merge, Misfit, Said, correct};
pub use draft::{Draft, Entry, Place, Role, Source, calendar};
pub use file::{DecodeError, EncodeError, Files, Layout, Part, VERSION, encode, encode_to};
pub use metas::Metas;
pub use past::{Because, Heir, Past, Replaced, succeed};
pub use query::{By, Choice, Counts, Engine, Filter, Selection, Values};
pub use search::Words;

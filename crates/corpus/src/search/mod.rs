//! Full-text search: an index from words to rows, built with the corpus and read in the browser.
//!
//! A **term** is a folded word; its **postings** are the rows in which it occurs, and its **positions** its
//! places among the words of each row. This module knows only texts, no speakers or days.

mod builder;
mod postings;
mod query;
mod text_index;
mod vocabulary;

pub(crate) use builder::TextIndexBuilder;
pub(crate) use postings::{bits, bytes_of, write_number};
pub use query::SearchQuery;
pub(crate) use query::{Folded, Term};
pub(crate) use text_index::TextIndex;
pub(crate) use vocabulary::Vocabulary;

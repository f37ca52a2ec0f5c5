//! Words to the rows that hold them: made when the corpus is made, read in the browser.
//!
//! A **term** is a word of the texts, folded; its **postings** are the rows that it is in, and its
//! **positions** say where among the words of each. Knows texts only, no speakers and no days.

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

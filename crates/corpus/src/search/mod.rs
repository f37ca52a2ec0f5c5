//! Words to the rows that hold them: made when the corpus is made, read in the browser.
//!
//! A **term** is a word of the texts, folded; its **postings** are the rows that it is in, and its
//! **positions** say where among the words of each. Knows texts only, no speakers and no days.

mod build;
mod find;
mod postings;
mod vocabulary;
mod words;

pub(crate) use build::TextIndexBuilder;
pub(crate) use find::TextIndex;
pub(crate) use postings::{bits, bytes_of, write_number};
pub(crate) use vocabulary::Vocabulary;
pub use words::Words;
pub(crate) use words::{Folded, Term};

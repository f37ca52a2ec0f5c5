//! The steps that make a record of many machines' articles, each from record batches to record batches.
//!
//! An engine such as Spark moves rows between the steps, so that those of one key come to one place and in order; what
//! a key is, and what becomes of its rows, is decided by `onrecord-corpus` as for one machine. Every step is a pure
//! function of its rows, so it can be repeated on another machine after a failure.

mod extract;
mod merge;
mod resolve;
mod statements;

pub use extract::{ArticleColumns, MAX_TEXT, extract_articles};
pub use merge::MergeReports;
pub use resolve::{KeyForest, ResolveGroups, rename_speakers, speaker_rows};
pub use statements::statement_rows;

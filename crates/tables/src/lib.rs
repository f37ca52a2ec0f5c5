//! The tables of a record: statements, speakers and articles, each with one list of columns for all formats.
//!
//! CSV, JSON Lines, Parquet and Arrow take names, order and values of columns from here; `docs/guide/formats.md`
//! describes them. No files: tables are made from records, and written to what the caller opens.

#[cfg(feature = "arrow")]
mod batch;
mod column;
mod rows;
#[cfg(feature = "arrow")]
pub mod steps;

#[cfg(feature = "arrow")]
pub use arrow_array::RecordBatch;
#[cfg(feature = "arrow")]
pub use batch::{TableText, batch, parquet_batches, read_articles, read_speakers, schema, write_parquet};
pub use column::{Column, Table};
pub use rows::{ArticleRow, SpeakerRow, StatementRow, articles, speakers, statements};

/// The version of the tables. It changes if a column is removed or changes its meaning, not if one is added.
pub const TABLES_VERSION: u32 = 1;

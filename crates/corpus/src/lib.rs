//! Builds one record from many articles, encodes it as the files that readers download, and answers the
//! page's queries.
//!
//! No I/O and no browser: bytes in, bytes out. Statements are found by `onrecord-extract`; nothing here
//! understands English.
//!
//! Loops over all rows or over a whole file are in functions that are never inlined, because a browser
//! recompiles a whole function even if only a small loop in it runs for long.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod article_table;
mod binary_array;
mod build;
mod columns;
mod corpus;
mod corrections;
mod draft;
mod file;
#[doc(hidden)]
pub mod fuzzing;
mod lost_ids;
mod query;
mod redirects;
mod search;
mod to_draft;
mod wikidata;

pub use article_table::ArticleTable;
pub use build::{
    BuildWarning, IdentityKeys, Input, Merged, People, Person, Report, ResolvedSpeaker, ResolvedSpeakers,
    StatedCountry, build, build_resolved, is_unnamed, merge_reports, resolve_speakers, roles_exclude,
    stated_keys,
};
pub use columns::RowSet;
pub use corpus::Corpus;
pub use corrections::{
    Addition, Amendment, ArticleCorrection, CorrectionError, Corrections, Merge, Said, apply_corrections,
};
pub use draft::{ArticleContent, Draft, Entry, Occurrence, Role, calendar_dates};
pub use file::{
    ArticleParts, DecodeError, EncodeError, EncodeOptions, FORMAT_VERSION, Files, Part, PartFile, PartSink,
    encode, encode_articles, encode_changes, encode_to,
};
pub use lost_ids::{ReplacedArticle, record_redirects};
pub use query::{Engine, FacetCounts, FacetFilter, Filter, GroupBy, Selection, SortedSet};
pub use redirects::{Redirect, RedirectReason, RedirectTable, Redirects};
pub use search::SearchQuery;
pub use wikidata::WikidataItem;

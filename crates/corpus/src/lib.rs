//! Builds one record from many articles, encodes it as the files that readers download, and answers the
//! page's queries.
//!
//! No I/O and no browser: bytes in, bytes out. Statements are found by `onrecord-extract`; nothing here
//! understands English.
//!
//! [`build()`] makes a [`Draft`] of articles, [`encode`] the files of a draft, and [`Corpus::open`] a [`Corpus`] of the
//! files' bytes. An [`Engine`] answers a [`Filter`] with a [`Selection`] of rows.
//!
//! ```
//! use onrecord_corpus::{Corpus, EncodeOptions, Engine, Filter, Input, People, SearchQuery, build, encode};
//! use onrecord_extract::{Defaults, extract};
//!
//! let articles = [
//!     ("rain", "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday."),
//!     ("snow", "“It will snow,” said Liu Jieyi, China's ambassador to the UN, on Monday."),
//! ];
//! let inputs = articles.map(|(id, text)| {
//!     let defaults = Defaults { id: id.into(), published: "2017-07-31".parse().ok() };
//!     Input::new(extract(text, &defaults), text.to_owned())
//! });
//! let (draft, warnings) = build(inputs.into(), &People::default());
//! assert_eq!(warnings, []);
//! let corpus = Corpus::open(&encode(&draft, &EncodeOptions::default())?.index)?;
//!
//! let mut filter = Filter { query: SearchQuery::parse("will"), ..Filter::default() };
//! filter.countries.include.insert("CN".parse()?);
//! let selection = Engine::new(&corpus).select(&corpus, &filter);
//! assert_eq!(selection.rows.iter().collect::<Vec<_>>(), [1]);
//! assert_eq!(corpus.statement(1).map(|statement| statement.text.as_str()), Some("“It will snow,”"));
//! // The countries are China and the United States; each would leave one statement.
//! assert_eq!(selection.counts.countries, [1, 1]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
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
pub use draft::{ArticleContent, Draft, Entry, Occurrence, Role, RoleOnDay, calendar_dates};
pub use file::{
    ArticleParts, DecodeError, EncodeError, EncodeOptions, FORMAT_VERSION, Files, Part, PartFile, PartSink,
    encode, encode_articles, encode_changes, encode_to,
};
pub use lost_ids::{ReplacedArticle, record_redirects};
pub use query::{Engine, FacetCounts, FacetFilter, Filter, GroupBy, Selection, SortedSet};
pub use redirects::{Redirect, RedirectReason, RedirectTable, Redirects};
pub use search::SearchQuery;
pub use wikidata::WikidataItem;

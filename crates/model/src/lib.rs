//! The words of Onrecord as types: who said what, for which country, and when.
//!
//! No logic beyond what keeps a value valid, no I/O, no browser. Serialised to JSON, these types
//! are the fixed form that `onrecord extract --format json` prints.

mod article;
mod country;
mod date_range;
mod day;
pub mod ranked;
mod span;
mod speaker;
mod statement;

pub use article::{Article, ArticleId, Block, BlockKind, Meta, SCHEMA, Warning, is_web_address};
pub use country::{Country, ParseCountryError};
pub use date_range::DateRange;
pub use day::{Day, ParseDayError};
pub use span::{Phrase, Span};
pub use speaker::{Speaker, SpeakerId, SpeakerKind};
pub use statement::{Basis, Days, Kind, Statement, StatementId, When, Why};

//! The data model of Onrecord: who said what, for which country, and when.
//!
//! No logic beyond keeping values valid, no I/O, no browser. Serialised to JSON, these types are the fixed
//! format that `onrecord extract --format json` prints.

mod article;
mod country;
mod date;
mod date_range;
mod span;
mod speaker;
mod statement;

pub use article::{
    Article, ArticleId, ArticleMeta, Block, BlockKind, Mark, MarkedBlock, SCHEMA, Warning, is_web_address,
};
pub use country::{Country, ParseCountryError};
pub use date::{Date, ParseDateError};
pub use date_range::DateRange;
pub use span::{Phrase, Span};
pub use speaker::{Speaker, SpeakerId, SpeakerKind};
pub use statement::{DateBasis, DateSpan, QuoteKind, Rationale, Statement, StatementDate, StatementId};
pub mod ranked;

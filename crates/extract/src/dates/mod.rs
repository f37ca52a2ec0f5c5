//! Date expressions, such as "last Friday" or "July 4", and the dates that they mean.
//!
//! `words` is the vocabulary, `expression` parses expressions in a stretch of text, and `resolve` turns them into
//! dates. Which stretches can hold the date of a statement is decided by `cues`.

mod expression;
mod resolve;
mod words;

pub(crate) use expression::{Found, find, find_in, is_newspaper, is_sunday_paper};
pub(crate) use resolve::{Resolved, resolve, resolve_ahead};
pub(crate) use words::{is_day_lead, is_day_word, is_part_of_day, is_period, is_time_unit};

//! Days: the words that tell when something was said, and the days that they mean.
//!
//! `words` knows which words are days, `expression` reads them out of a stretch of text, `resolve`
//! turns them into days of the calendar against the day of publication. None of them knows what
//! was said: which stretches may hold the day of speaking is the cues' business.

mod expression;
mod resolve;
mod words;

pub(crate) use expression::{find, find_in};
pub(crate) use resolve::{Resolved, resolve};
pub(crate) use words::{is_day_lead, is_day_word, is_part_of_day, is_period};

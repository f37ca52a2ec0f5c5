//! Text functions that every part of Onrecord shares: lower and title case, folding for search, truncation, hashes,
//! plurals, English dates and numbers, and escaping for HTML, XML and CSV.
//!
//! Pure functions over strings. Nothing here knows articles, statements or the browser, and nothing depends on the
//! reader's language: the page asks the browser for that.
//!
//! ```
//! use onrecord_text::{english::DateOrder, fold, group_digits, plural, truncate};
//!
//! assert_eq!(fold("São Paulo"), "sao paulo");
//! assert_eq!(truncate("The time for talk is over", 12), "The time for…");
//! assert_eq!(format!("{} {}", group_digits(1204), plural(1204, "statement")), "1,204 statements");
//! assert_eq!(DateOrder::of_language("en-IE"), Some(DateOrder::DayFirst));
//! ```

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

pub mod csv;
pub mod english;
mod escape;
mod fold;
mod hash;
mod lowercase;
mod number;
mod plural;
mod squeeze;
mod title_case;
mod truncate;

pub use escape::{escape_xml, is_xml_char};
pub use fold::{fold, fold_into, is_word_char};
pub use hash::{Fnv1a, fnv1a, text_fingerprint};
pub use lowercase::{lowercase, lowercase_char};
pub use number::{fixed, group_digits, hexadecimal};
pub use plural::plural;
pub use squeeze::squeeze;
pub use title_case::title_case;
pub use truncate::truncate;

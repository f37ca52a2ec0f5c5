//! The size of a record in words.

use onrecord_corpus::Draft;
use onrecord_text::{group_digits, plural};

/// "89 statements by 31 speakers in 8 articles"
pub(crate) fn counts(draft: &Draft) -> String {
    let counted = |count: usize, noun: &str| format!("{} {}", group_digits(count), plural(count, noun));
    format!(
        "{} by {} in {}",
        counted(draft.statements.len(), "statement"),
        counted(draft.speakers.len(), "speaker"),
        counted(draft.articles.len(), "article")
    )
}

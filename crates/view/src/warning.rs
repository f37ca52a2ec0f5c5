//! Warnings about a link.

use std::borrow::Cow;

use onrecord_text::truncate;

/// What became of a key or value of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkOutcome {
    /// It could not be applied.
    Skipped,
    /// It was in an earlier record and was replaced by what took its place.
    Redirected,
    /// It was applied, but in an earlier record it was the id of something else.
    Reused,
}

/// A key or value of a link that may not show what the link was made for.
///
/// Texts come from strangers and may be of any length; they are cut here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkWarning {
    /// The key; beyond 80 characters it is cut, and an ellipsis follows.
    pub key: String,
    /// The value; beyond 80 characters it is cut, and an ellipsis follows.
    pub value: String,
    /// Why, as a clause without a capital: "unknown article". Beyond 240 characters it is cut likewise.
    pub reason: String,
    /// What became of it.
    pub outcome: LinkOutcome,
}

/// Characters of a key or value that are shown.
const SHOWN: usize = 80;

impl LinkWarning {
    pub(crate) fn new(key: &str, value: &str, reason: impl Into<Cow<'static, str>>) -> Self {
        // A reason may quote the value and has words of its own.
        Self {
            key: truncate(key, SHOWN),
            value: truncate(value, SHOWN),
            reason: truncate(&reason.into(), 3 * SHOWN),
            outcome: LinkOutcome::Skipped,
        }
    }

    pub(crate) fn redirect(key: &str, value: &str, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { outcome: LinkOutcome::Redirected, ..Self::new(key, value, reason) }
    }

    /// An id that another article had, whose id is now `heir` if it is still in the record.
    pub(crate) fn reused(key: &str, value: &str, heir: Option<&str>) -> Self {
        let reason = match heir {
            Some(heir) => {
                format!("an earlier version had another article under this id, which is now {heir}")
            }
            None => "an earlier version had another article under this id, which is no longer in the record"
                .to_owned(),
        };
        Self { outcome: LinkOutcome::Reused, ..Self::new(key, value, reason) }
    }
}

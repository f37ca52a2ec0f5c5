//! Warnings about a link.

use std::borrow::Cow;

use onrecord_text::truncate;

/// A key or value of a link that was skipped, or redirected.
///
/// Texts come from strangers and may be of any length; they are cut here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkWarning {
    /// The key, at most 80 characters of it.
    pub key: String,
    /// The value, at most 80 characters of it.
    pub value: String,
    /// Why, as a clause without a capital: "unknown article".
    pub reason: String,
    /// Whether the value was in an earlier record and was replaced by what took its place.
    pub is_redirect: bool,
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
            is_redirect: false,
        }
    }

    pub(crate) fn redirect(key: &str, value: &str, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { is_redirect: true, ..Self::new(key, value, reason) }
    }
}

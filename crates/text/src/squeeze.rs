//! White space.

/// Returns a text with one space for each run of Unicode's white space, and none at its ends.
///
/// ```
/// use onrecord_text::squeeze;
/// assert_eq!(squeeze(" two\n  words "), "two words");
/// ```
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

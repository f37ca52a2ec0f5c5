//! Regular plurals of the page's own nouns.

/// Returns a regular noun in the form that a count asks for: "article" for 1, "articles" otherwise. The count itself is
/// not part of it.
///
/// ```
/// use onrecord_text::plural;
/// assert_eq!([plural(0, "article"), plural(1, "article")], ["articles", "article"]);
/// ```
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}

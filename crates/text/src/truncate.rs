//! Long texts in little room.

/// Returns a text of at most `limit` characters, with an ellipsis behind it if some were left out.
///
/// The limit counts characters (Unicode scalar values), not bytes, and not the ellipsis. White space before the
/// ellipsis is removed.
///
/// ```
/// use onrecord_text::truncate;
/// assert_eq!(truncate("It rained all day", 9), "It rained…");
/// assert_eq!(truncate("It rained", 9), "It rained");
/// ```
#[must_use]
pub fn truncate(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_a_character() {
        for (text, expected) in
            [("It rained", "It rain…"), ("It was so", "It was…"), ("éééé", "éééé"), ("", "")]
        {
            assert_eq!(truncate(text, 7), expected, "{text}");
        }
        assert_eq!(truncate("é", 0), "…");
    }
}

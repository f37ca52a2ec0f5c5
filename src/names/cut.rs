//! Long texts where there is little room.

/// A text of so many characters at most, and a sign where there were more.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_behind_a_letter() {
        for (text, short) in [("It rained", "It rain…"), ("It was so", "It was…"), ("éééé", "éééé"), ("", "")]
        {
            assert_eq!(cut(text, 7), short, "{text}");
        }
    }
}

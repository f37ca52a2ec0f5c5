/// A text in lower case, letter by letter, to be compared with others. What the standard library has also looks around
/// for how a Greek sigma ends its word, and costs the page three kilobytes.
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_letters_have_a_lower_case() {
        for (text, expected) in
            [("Émile ÇA", "émile ça"), ("İ", "i\u{307}"), ("ΟΔΟΣ", "οδοσ"), ("¼ ß", "¼ ß")]
        {
            assert_eq!(lower(text), expected);
        }
    }
}

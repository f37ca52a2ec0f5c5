//! Title case of single words.

use crate::lowercase_char;

/// Returns a word with its first character in upper case and all others in lower case.
///
/// ```
/// use onrecord_text::title_case;
/// assert_eq!(title_case("WINDHOEK"), "Windhoek");
/// assert_eq!(title_case("élan"), "Élan");
/// ```
#[must_use]
pub fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.flat_map(lowercase_char)).collect()
}

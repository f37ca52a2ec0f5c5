//! What XML can hold.

/// Whether XML knows a letter: control characters it does not, not even escaped.
pub(crate) fn knows(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')
}

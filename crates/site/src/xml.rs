//! Characters that XML allows.

use onrecord_text::is_xml_char;

/// Returns whether XML allows a character. Control characters are not allowed, even escaped.
pub(crate) fn knows(letter: char) -> bool {
    !letter.is_control() && is_xml_char(letter)
}

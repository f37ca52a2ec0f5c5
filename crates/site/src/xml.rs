//! What XML can hold.

use onrecord_text::is_xml_char;

/// Whether XML knows a letter: control characters it does not, not even escaped.
pub(crate) fn knows(letter: char) -> bool {
    !letter.is_control() && is_xml_char(letter)
}

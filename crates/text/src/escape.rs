//! Text as it must be written in HTML and XML.

/// Escapes a text for the content of an element or for an attribute in double quotes, in HTML and in XML.
///
/// `&`, `<`, `>` and `"` become references; characters that XML cannot hold are left out. A single quote stays: an
/// attribute in single quotes must not be filled with this.
///
/// ```
/// use onrecord_text::escape_xml;
/// assert_eq!(escape_xml("<b>\"A & B\"\u{7}</b>"), "&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;");
/// ```
#[must_use]
pub fn escape_xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ if is_xml_char(ch) => escaped.push(ch),
            _ => {}
        }
    }
    escaped
}

/// Returns whether XML 1.0 can hold a character, escaped or not (production 2, `Char`).
///
/// ```
/// use onrecord_text::is_xml_char;
/// assert!(is_xml_char('\n') && is_xml_char('é'));
/// assert!(!is_xml_char('\u{7}') && !is_xml_char('\u{ffff}'));
/// ```
#[must_use]
pub const fn is_xml_char(ch: char) -> bool {
    !matches!(ch, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

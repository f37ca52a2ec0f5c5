//! The encoding of a saved page's bytes. Encodings that are not Unicode are decoded by the caller: browsers have the
//! decoders built in, and other programs bring their own.

/// How many bytes of a page are searched for a declared encoding, as in browsers (WHATWG HTML, 13.2.3.2).
const HEAD: usize = 1024;

/// Decodes the bytes of a saved page.
///
/// The encoding is that of the byte order mark, or of the first letter if that has two or four bytes, else UTF-8 if the
/// bytes are valid UTF-8. All others are left to `legacy`, which gets the label that the page declares, in lower case
/// and not checked, and the bytes.
///
/// ```
/// use onrecord_formats::html::decode;
///
/// let latin1 = |label: Option<&str>, bytes: &[u8]| {
///     assert_eq!(label, Some("iso-8859-1"));
///     bytes.iter().map(|&byte| char::from(byte)).collect()
/// };
/// assert_eq!(decode(b"<meta charset=ISO-8859-1>caf\xe9", latin1), "<meta charset=ISO-8859-1>café");
/// ```
pub fn decode(bytes: &[u8], legacy: impl FnOnce(Option<&str>, &[u8]) -> String) -> String {
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => utf32(rest, u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => utf32(rest, u32::from_be_bytes),
        [b'<', 0, 0, 0, ..] => utf32(bytes, u32::from_le_bytes),
        [0, 0, 0, b'<', ..] => utf32(bytes, u32::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => legacy(declared(bytes).as_deref(), bytes),
        },
    }
}

/// Decodes UTF-32, which browsers do not read, but some programs save pages in.
fn utf32(bytes: &[u8], letter: fn([u8; 4]) -> u32) -> String {
    let (letters, _) = bytes.as_chunks();
    letters.iter().map(|&four| char::from_u32(letter(four)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (units, _) = bytes.as_chunks();
    let letters = char::decode_utf16(units.iter().map(|&two| unit(two)));
    letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Returns the label of the encoding that a page declares in `<meta charset="…">` or an `http-equiv`, in lower case.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(HEAD).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let mut rest = head.as_str();
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let (inside, behind) = tag.split_once('>').unwrap_or((tag, ""));
        if let Some(label) = inside.strip_prefix("meta").and_then(charset) {
            return Some(label.to_owned());
        }
        rest = behind;
    }
    None
}

/// Returns the label in the attributes of a `meta` element.
fn charset(attributes: &str) -> Option<&str> {
    let (_, behind) = attributes.split_once("charset")?;
    let label = behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| c.is_whitespace() || "\"';/>".contains(c)).unwrap_or(label.len());
    label.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p>“It is over,” he said.</p>";

    fn unicode(bytes: &[u8]) -> String {
        decode(bytes, |label, _| format!("legacy {label:?}"))
    }

    #[test]
    fn unicode_needs_no_declaration() {
        for mark in ["", "\u{feff}"] {
            let page = format!("{mark}{PAGE}");
            let letters = || page.chars().map(u32::from);
            assert_eq!(unicode(page.as_bytes()), PAGE);
            assert_eq!(unicode(&page.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()), PAGE);
            assert_eq!(unicode(&page.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()), PAGE);
            assert_eq!(unicode(&letters().flat_map(u32::to_le_bytes).collect::<Vec<_>>()), PAGE);
            assert_eq!(unicode(&letters().flat_map(u32::to_be_bytes).collect::<Vec<_>>()), PAGE);
        }
        assert_eq!(unicode(b"\xff\xfe"), "");
        // A letter that there is not.
        assert_eq!(unicode(b"<\0\0\0\xff\xff\xff\xff"), "<\u{fffd}");
        assert_eq!(unicode(b"<\0\0\xd8"), "<\u{fffd}");
    }

    #[test]
    fn only_elements_declare_an_encoding() {
        for (head, label) in [
            ("<meta charset=\"KOI8-R\">", Some("koi8-r")),
            ("<!-- charset=utf-16be --><meta charset=windows-1252>", Some("windows-1252")),
            ("<title>charset=koi8-r</title><meta charset=windows-1252>", Some("windows-1252")),
            (
                "<meta http-equiv=content-type content='text/html; charset=windows-1252'>",
                Some("windows-1252"),
            ),
            ("<!-- charset=koi8-r", None),
            ("<p>", None),
        ] {
            let page = [head.as_bytes(), b"\xe9"].concat();
            assert_eq!(unicode(&page), format!("legacy {label:?}"), "{head}");
        }
    }
}

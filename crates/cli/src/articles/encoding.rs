//! Decodes bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes of a page are searched for a declared encoding, as in browsers (WHATWG HTML, 13.2.3.2).
const HEAD: usize = 1024;

/// Decodes a saved page. The encoding is that of its byte order mark, or of its first letter if that has two bytes, else
/// UTF-8 if the bytes are valid UTF-8, else the declared one, else one guessed from the bytes.
pub(super) fn of_page(bytes: &[u8]) -> String {
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => return utf32(rest, u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => return utf32(rest, u32::from_be_bytes),
        [b'<', 0, 0, 0, ..] => return utf32(bytes, u32::from_le_bytes),
        [0, 0, 0, b'<', ..] => return utf32(bytes, u32::from_be_bytes),
        [b'<', 0, ..] => return UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
        [0, b'<', ..] => return UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
        _ => {}
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let encoding = declared(bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    encoding.decode(bytes).0.into_owned()
}

/// Decodes UTF-32, which browsers do not read, but some programs save pages in.
fn utf32(bytes: &[u8], letter: fn([u8; 4]) -> u32) -> String {
    let (letters, _) = bytes.as_chunks();
    letters.iter().map(|&four| char::from_u32(letter(four)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Returns the encoding that a page declares in `<meta charset="…">` or an `http-equiv`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(HEAD).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let mut rest = head.as_str();
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let (inside, behind) = tag.split_once('>').unwrap_or((tag, ""));
        if let Some(label) = inside.strip_prefix("meta").and_then(charset) {
            let encoding = Encoding::for_label(label.as_bytes());
            // Bytes in which this was read are not UTF-16 (WHATWG HTML, 13.2.3.2).
            return encoding.map(|found| if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found });
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

    #[test]
    fn pages_in_any_encoding() {
        let text = "Привет, мир, сказал он вчера.";
        let page = |charset: &str| format!("<meta charset={charset}><p>{text}</p>");
        for charset in ["windows-1251", "koi8-r", "iso-8859-5", "utf-8"] {
            let page = page(charset);
            let (bytes, _, _) = Encoding::for_label(charset.as_bytes()).unwrap().encode(&page);
            assert_eq!(of_page(&bytes), page);
        }
        let utf16 = page("x").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert_eq!(of_page(&[&[0xFF, 0xFE], utf16.as_slice()].concat()), page("x"));
        // No encoding is declared: it is guessed from the bytes.
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1252.encode("<p>« Il pleut », a-t-il déclaré à la conférence.</p>");
        assert!(of_page(&bytes).contains("« Il pleut », a-t-il déclaré à"));
        assert_eq!(of_page(b"\xff\xfe"), "");
    }

    #[test]
    fn pages_of_four_bytes_a_letter() {
        let page = "<p>“It is over,” he said.</p>";
        for (mark, bytes) in [("", u32::to_le_bytes as fn(u32) -> [u8; 4]), ("\u{feff}", u32::to_be_bytes)] {
            let four = format!("{mark}{page}")
                .chars()
                .flat_map(|letter| bytes(u32::from(letter)))
                .collect::<Vec<_>>();
            assert_eq!(of_page(&four), page);
        }
        let two = page.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        assert_eq!(of_page(&two), page);
        // A letter that there is not.
        assert_eq!(of_page(b"<\0\0\0\xff\xff\xff\xff"), "<\u{fffd}");
    }

    #[test]
    fn only_elements_declare_an_encoding() {
        let (story, _, _) = encoding_rs::WINDOWS_1252.encode("<p>“Café,” he said.");
        for head in [
            "<!-- charset=utf-16be --><meta charset=windows-1252>",
            "<title>charset=koi8-r</title><meta charset=windows-1252>",
            "<meta http-equiv=content-type content='text/html; charset=windows-1252'>",
        ] {
            assert!(of_page(&[head.as_bytes(), &story].concat()).contains("“Café,”"), "{head}");
        }
    }
}

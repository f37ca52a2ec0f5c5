//! Decodes bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use onrecord_formats::html;

/// Decodes a saved page. Without a byte order mark, valid UTF-8 or a declaration, the encoding is guessed from the bytes.
pub(super) fn of_page(bytes: &[u8]) -> String {
    html::decode(bytes, |label, bytes| {
        let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        // Bytes in which this was read are not UTF-16 (WHATWG HTML, 13.2.3.2).
        let encoding =
            encoding.map(|found| if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found });
        let encoding = encoding.unwrap_or_else(|| {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny)
        });
        encoding.decode(bytes).0.into_owned()
    })
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
        // No encoding is declared, or none that there is: it is guessed from the bytes.
        for head in ["", "<meta charset=x-none>"] {
            let page = format!("{head}<p>« Il pleut », a-t-il déclaré à la conférence.</p>");
            assert_eq!(of_page(&encoding_rs::WINDOWS_1252.encode(&page).0), page);
        }
        // It cannot be UTF-16, in which the declaration would not have been read.
        assert_eq!(of_page(b"<meta charset=utf-16le>caf\xe9"), "<meta charset=utf-16le>caf\u{fffd}");
    }
}

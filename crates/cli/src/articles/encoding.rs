//! Decodes bytes to text.

use anyhow::{Result, bail};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// How many bytes of a page are searched for a declared encoding, as in browsers (WHATWG HTML, 13.2.3.2).
const HEAD: usize = 1024;

/// Decodes UTF-8, with or without a byte order mark.
pub(super) fn utf8(bytes: Vec<u8>) -> Result<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(good).filter(|&&b| b == b'\n').count();
            bail!("line {line} is not UTF-8 text (byte {good}): save the file as UTF-8")
        }
    }
}

/// Decodes a saved page. The encoding is that of its byte order mark, else UTF-8 if the bytes are valid
/// UTF-8, else the declared one, else one guessed from the bytes.
pub(super) fn of_page(bytes: &[u8]) -> String {
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

/// Returns the encoding that a page declares in `<meta charset="…">` or an `http-equiv`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(HEAD).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let (_, behind) = head.split_once("charset")?;
    let label = behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| c.is_whitespace() || "\"';/>".contains(c)).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
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
}

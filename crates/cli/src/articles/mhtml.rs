//! Web pages that a browser saved as one file (MHTML, RFC 2557): the first part that is a page.

use anyhow::{Context as _, Result, ensure};
use onrecord_formats::{Content, html};
use onrecord_model::is_web_address;

use super::encoding;

/// The parts that are looked at, and the lines of a header.
const MOST: usize = 10_000;

/// Reads the page of a file.
pub(super) fn read(bytes: &[u8], id: String) -> Result<Content> {
    let (head, body) = split(bytes);
    let boundary = parameter(&head, "boundary");
    let address = field(&head, "snapshot-content-location").filter(|address| is_web_address(address));
    let part = match boundary {
        Some(boundary) => {
            let parts = parts(body, &boundary).take(MOST).map(split);
            let mut pages = parts.filter(|(head, _)| is_page(head));
            pages
                .next()
                .context("this file has no web page in it: save the page again, or its text as .txt")?
        }
        None => {
            ensure!(
                is_page(&head),
                "this is not a web page saved as one file (MHTML): save the page as .html"
            );
            (head, body)
        }
    };
    let (head, body) = part;
    let address =
        address.or_else(|| field(&head, "content-location").filter(|address| is_web_address(address)));
    let page =
        match field(&head, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => unquoted(body),
            "base64" => unpacked(body),
            _ => body.to_vec(),
        };
    html::story(&encoding::of_page(&page), id, address)
}

/// Cuts a part into its header, one field a line, and its body.
fn split(part: &[u8]) -> (String, &[u8]) {
    let mut head = String::new();
    let mut rest = part;
    for _ in 0..MOST {
        let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, behind) = rest.split_at(end);
        rest = behind;
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            break;
        }
        // A line that begins with a space goes on with the one before.
        if !text.starts_with([' ', '\t']) && !head.is_empty() {
            head.push('\n');
        }
        head.push_str(text);
    }
    (head, rest)
}

fn field(head: &str, name: &str) -> Option<String> {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut found = fields.filter(|(known, _)| known.trim().eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim().to_owned())
}

fn parameter(head: &str, name: &str) -> Option<String> {
    let kind = field(head, "content-type")?;
    let parameters = kind.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut found = parameters.filter(|(known, _)| known.trim().eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim().trim_matches('"').to_owned()).filter(|value| !value.is_empty())
}

fn is_page(head: &str) -> bool {
    let kind = field(head, "content-type").unwrap_or_default().to_ascii_lowercase();
    kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")
}

/// Returns the parts between the lines that a boundary begins.
fn parts<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let mut starts = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(&mark) {
            starts.push((at, at + line.len()));
        }
        at += line.len();
    }
    let ends: Vec<_> = starts.iter().skip(1).map(|(start, _)| *start).chain([body.len()]).collect();
    starts.into_iter().zip(ends).filter_map(move |((_, from), to)| body.get(from..to))
}

/// Decodes quoted-printable (RFC 2045, 6.7); what is not written as it should be stays.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'=' {
            plain.push(byte);
            continue;
        }
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(code) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            plain.push(code);
            rest = behind.get(2..).unwrap_or_default();
        } else if let Some(next) = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")) {
            rest = next;
        } else {
            plain.push(byte);
        }
    }
    plain
}

/// Decodes base64; other characters are left out.
fn unpacked(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            plain.extend(u8::try_from(bits >> count & 0xFF));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "<h1>Rain</h1><p>It rained in Oslo on Monday, and the mayor of the town said that it would go on =3D raining until =\r\nFriday.</p><p>=E2=80=9CIt is wet,=E2=80=9D said Ann Lee, who has lived beside the river for all of her life.</p>";

    fn file(encoding: &str, body: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/rain\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--X--\"\r\n\r\n----X--\r\nContent-Type: image/png\r\n\r\nno\r\n----X--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n----X----\r\n"
        )
    }

    #[test]
    fn the_page_of_a_file() {
        let read = read(file("quoted-printable", STORY).as_bytes(), "rain".to_owned()).unwrap();
        let Content::Text { text, .. } = read else { panic!("{read:?}") };
        assert!(text.contains("go on = raining until Friday."), "{text}");
        assert!(text.contains("“It is wet,” said Ann Lee"), "{text}");
        assert!(text.contains("https://example.org/rain"), "{text}");
    }

    #[test]
    fn encodings_of_parts() {
        assert_eq!(unquoted(b"a=3Db=\r\nc=\nd=zz="), b"a=bcd=zz=");
        assert_eq!(unpacked(b"SXQg\r\ncmFpbmVkLg=="), b"It rained.");
        assert!(super::read(b"no", String::new()).is_err());
        assert!(
            super::read(file("8bit", "").replace("text/html\r", "text/plain\r").as_bytes(), String::new())
                .is_err()
        );
    }
}

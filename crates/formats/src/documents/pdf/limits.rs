//! Bounds what a PDF can make its parser unpack, before it is parsed.
//!
//! The parser unpacks streams whole. Those that are packed once are counted here by unpacking them to nowhere; files
//! with streams that cannot be counted so (packed twice, encrypted, or in an old way) must be small.

use std::io::{self, Read as _};

use anyhow::{Result, ensure};
use flate2::bufread::{DeflateDecoder, ZlibDecoder};

/// The most bytes that a PDF may have: 20 MiB.
pub const MAX_BYTES: usize = 20 << 20;
/// Bytes of the largest file whose streams cannot be counted.
const MAX_UNCOUNTED: usize = 2 << 20;
/// Bytes that all streams of a file may unpack to.
const MAX_UNPACKED: u64 = 512 << 20;
/// The most that one byte can unpack to.
const MAX_RATIO: u64 = 1032;

/// Filters of pictures, which are not unpacked.
const PICTURES: [&[u8]; 4] = [b"DCTDecode", b"CCITTFaxDecode", b"JBIG2Decode", b"JPXDecode"];

/// Checks a file.
///
/// # Errors
/// If it is too large, or its streams may unpack to more than is read.
pub(super) fn check(bytes: &[u8]) -> Result<()> {
    let size = bytes.len();
    ensure!(
        size <= MAX_BYTES,
        "it has more than {} MB, and no more are read of a PDF: split it",
        MAX_BYTES >> 20
    );
    if size > MAX_UNCOUNTED {
        let is_countable = found(bytes, b"/Filter").all(|at| bytes.get(at..).is_some_and(is_countable));
        let is_encrypted = found(bytes, b"/Encrypt").next().is_some();
        ensure!(
            is_countable && !is_encrypted,
            "it has more than {} MB, and no more are read of a PDF that is encrypted or packed twice: save it again",
            MAX_UNCOUNTED >> 20
        );
    }
    let mut left = MAX_UNPACKED;
    let mut end = 0;
    for at in found(bytes, b"stream") {
        if at < end {
            continue;
        }
        let Some(data) = bytes.get(at..) else { break };
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let (used, unpacked) = unpacked(data, left);
        ensure!(unpacked < left, "it unpacks to more than {} MB", MAX_UNPACKED >> 20);
        left -= unpacked;
        end = at.saturating_add(used);
    }
    Ok(())
}

/// Returns the places behind a word.
fn found<'b>(bytes: &'b [u8], word: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let first = word.first().copied().unwrap_or_default();
    let starts = bytes.iter().enumerate().filter(move |(_, byte)| **byte == first).map(|(at, _)| at);
    starts
        .filter(move |at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(word)))
        .map(|at| at + word.len())
}

/// Returns whether what stands behind `/Filter` names one filter that is counted, or one of pictures.
fn is_countable(behind: &[u8]) -> bool {
    let behind = behind.trim_ascii_start();
    // Dictionaries have other keys that begin so.
    if behind.first().is_some_and(u8::is_ascii_alphabetic) {
        return true;
    }
    let (names, is_list) = match behind.strip_prefix(b"[") {
        Some(list) => (list.trim_ascii_start(), true),
        None => (behind, false),
    };
    let Some(name) = names.strip_prefix(b"/") else { return names.starts_with(b"]") };
    let end = name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, rest) = name.split_at(end);
    let is_known = name == b"FlateDecode" || PICTURES.contains(&name);
    is_known && (!is_list || rest.trim_ascii_start().starts_with(b"]")) && !rest.starts_with(b"#")
}

/// Returns how many bytes a stream takes, and how many it unpacks to: at most `limit`.
fn unpacked(data: &[u8], limit: u64) -> (usize, u64) {
    let is_zlib = matches!(data, [first, second, ..]
        if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31));
    // Data without the head of a packed stream is read as packed all the same, but hardly ever is.
    let mut rest = data;
    let result = if is_zlib {
        io::copy(&mut ZlibDecoder::new(&mut rest).take(limit), &mut io::sink())
    } else {
        io::copy(&mut DeflateDecoder::new(&mut rest).take(limit), &mut io::sink())
    };
    let used = data.len().saturating_sub(rest.len());
    match result {
        Ok(count) => (if is_zlib { used } else { 0 }, count),
        // A damaged stream may unpack to as much as any of its length.
        Err(_) if is_zlib => (0, (length(data) as u64).saturating_mul(MAX_RATIO).min(limit)),
        Err(_) => (0, 0),
    }
}

/// Returns the length of a stream by the word that ends it.
fn length(data: &[u8]) -> usize {
    found(data, b"endstream").next().unwrap_or(data.len())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn packed(size: usize) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&vec![b' '; size]).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn streams_are_counted_before_they_are_parsed() {
        let file = |size: usize, count: usize| {
            let stream = packed(size);
            let one = [b"<</Filter/FlateDecode>>stream\n".as_slice(), &stream, b"\nendstream\n"].concat();
            one.repeat(count)
        };
        assert!(check(&file(1 << 20, 10)).is_ok());
        let error = check(&file(200 << 20, 3)).unwrap_err().to_string();
        assert!(error.contains("unpacks to more than 512 MB"), "{error}");
    }

    #[test]
    fn one_filter_is_countable() {
        for (behind, expected) in [
            (" /FlateDecode/Length 3", true),
            ("[/FlateDecode]", true),
            ("[ /FlateDecode /FlateDecode ]", false),
            ("[/ASCII85Decode/FlateDecode]", false),
            ("/DCTDecode", true),
            ("/Fl#61teDecode", false),
            ("/LZWDecode", false),
            (" 5 0 R", false),
            ("[]", true),
        ] {
            assert_eq!(is_countable(behind.as_bytes()), expected, "{behind}");
        }
    }
}

//! The stored form of a reader's own articles and corrections.

use onrecord_corpus::Corrections;
use onrecord_formats::Json as _;
use onrecord_text::fnv1a;
use serde::{Deserialize, Serialize};

use super::json::{self, Parsed};

/// The magic bytes, followed by a version and, since version 2, the FNV-1a hash of the rest, little-endian. Data from before there were versions begins with a small number.
const MAGIC: &[u8] = b"\xff\xff\xff\xffown";
const VERSION: u8 = 2;

/// The source of one article, and its day of publication if the text does not state it. Stored as text and
/// extracted again by the version of the program that reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) published: Option<String>,
}

/// The reason why stored data cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was stored by a later version of the program.
    Newer,
    /// It is damaged.
    Damaged,
}

/// Corrections are JSON, since postcard cannot skip missing fields.
pub(super) fn packed(articles: &[&Source], corrections: &Corrections) -> Option<Vec<u8>> {
    let corrections = json::to_string(corrections).ok()?;
    let packed = postcard::to_allocvec(&(articles, corrections)).ok()?;
    let hash = fnv1a(packed.iter().copied()).to_le_bytes();
    Some([MAGIC, &[VERSION], hash.as_slice(), packed.as_slice()].concat())
}

pub(super) fn unpacked(kept: &[u8]) -> Result<(Vec<Source>, Corrections), Unreadable> {
    let packed = match kept.strip_prefix(MAGIC) {
        None => kept,
        Some([1, packed @ ..]) => packed,
        Some([VERSION, rest @ ..]) => {
            let (hash, packed) = rest.split_first_chunk().ok_or(Unreadable::Damaged)?;
            if fnv1a(packed.iter().copied()).to_le_bytes() != *hash {
                return Err(Unreadable::Damaged);
            }
            packed
        }
        Some([version, ..]) if *version > VERSION => return Err(Unreadable::Newer),
        Some(_) => return Err(Unreadable::Damaged),
    };
    let read = postcard::from_bytes::<(Vec<Source>, String)>(packed).ok();
    let read = read.and_then(|(articles, right)| Some((articles, Parsed::parse(&right).ok()?.read().ok()?)));
    read.ok_or(Unreadable::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_data_is_read_by_this_version_and_later_ones() {
        let one = Source { name: "a.txt".into(), text: "It rains.".into(), published: None };
        let kept = packed(&[&one], &Corrections::default()).unwrap();
        assert_eq!(unpacked(&kept), Ok((vec![one.clone()], Corrections::default())));
        // The format before there were checksums, and before there were versions.
        let plain = &kept[MAGIC.len() + 9..];
        for kept in [[MAGIC, &[1], plain].concat(), plain.to_vec()] {
            assert_eq!(unpacked(&kept), Ok((vec![one.clone()], Corrections::default())));
        }
    }

    #[test]
    fn no_byte_changes_unnoticed() {
        let one = Source { name: "a.txt".into(), text: "It rains.".into(), published: None };
        let kept = packed(&[&one], &Corrections::default()).unwrap();
        for at in MAGIC.len() + 1..kept.len() {
            let mut damaged = kept.clone();
            damaged[at] ^= 1;
            assert_eq!(unpacked(&damaged), Err(Unreadable::Damaged), "{at}");
        }
    }

    #[test]
    fn unreadable_files_are_distinguished() {
        let kept = packed(&[], &Corrections::default()).unwrap();
        let mut newer = kept.clone();
        newer[MAGIC.len()] = VERSION + 1;
        assert_eq!(unpacked(&newer), Err(Unreadable::Newer));
        for damaged in [&kept[..kept.len() - 1], &kept[..MAGIC.len()], b"", b"damaged"] {
            assert_eq!(unpacked(damaged), Err(Unreadable::Damaged), "{damaged:?}");
        }
    }
}

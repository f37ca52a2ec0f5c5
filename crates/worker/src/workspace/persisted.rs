//! The stored form of a reader's own articles and corrections.

use onrecord_corpus::Corrections;
use onrecord_formats::Json as _;
use serde::{Deserialize, Serialize};

use super::json::{self, Parsed};

/// The magic bytes, followed by a version. Data from before there were versions begins with a small number.
const MAGIC: &[u8] = b"\xff\xff\xff\xffown";
const VERSION: u8 = 1;

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
    Some([MAGIC, &[VERSION], packed.as_slice()].concat())
}

pub(super) fn unpacked(kept: &[u8]) -> Result<(Vec<Source>, Corrections), Unreadable> {
    let packed = match kept.strip_prefix(MAGIC) {
        None => kept,
        Some([VERSION, packed @ ..]) => packed,
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
        // The format before there were versions.
        assert_eq!(unpacked(&kept[MAGIC.len() + 1..]), Ok((vec![one], Corrections::default())));
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

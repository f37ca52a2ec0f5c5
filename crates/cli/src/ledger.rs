//! The two lists of files in a site's folder: the ledger of the last complete build, and the journal of a build whose
//! files are being renamed into place.
//!
//! A killed build leaves its journal, so every file that a build has written is listed in one of the two.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow};
#[cfg(feature = "site")]
use onrecord_site::is_index;
use onrecord_text::hexadecimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::atomic_write::write;

/// The name of the ledger.
pub(crate) const LEDGER: &str = "onrecord.json";
/// The name of the journal.
pub(crate) const JOURNAL: &str = "onrecord.json.next";

/// A file that a build wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Its size.
    pub(crate) bytes: u64,
    /// The SHA-256 of its content, in hexadecimal.
    pub(crate) sha256: String,
    /// The hash of the input, for files that are expensive to generate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
}

/// How a file on the disk differs from its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    Missing,
    Changed,
}

impl Entry {
    pub(crate) fn from_bytes(bytes: &[u8], source: Option<&str>) -> Self {
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        Self { bytes: bytes.len() as u64, sha256, source: source.map(str::to_owned) }
    }

    /// Compares a file with this entry, by its size and then by its content.
    pub(crate) fn difference(&self, file: &Path) -> Option<Difference> {
        match fs::symlink_metadata(file) {
            Err(_) => Some(Difference::Missing),
            Ok(there) if !there.is_file() || there.len() != self.bytes => Some(Difference::Changed),
            Ok(_) => match File::open(file).and_then(sha256) {
                Ok(hash) if hash == self.sha256 => None,
                _ => Some(Difference::Changed),
            },
        }
    }
}

/// Returns the SHA-256 of what can be read, in hexadecimal.
pub(crate) fn sha256(mut file: impl Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hexadecimal(&hash.finalize()));
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
}

/// A ledger or a journal.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// The fingerprint of everything that the site was made from, unless it changed during the build.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_from: Option<String>,
    files: BTreeMap<String, Listed>,
    /// Files of earlier builds that are to be removed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    stale: BTreeSet<String>,
}

/// A listed file. Ledgers once had only the hash of the source, or nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Listed {
    Known(Entry),
    Unchecked(Option<String>),
}

impl Ledger {
    pub(crate) fn new(
        made_from: Option<&str>,
        files: &BTreeMap<String, Entry>,
        stale: BTreeSet<String>,
    ) -> Self {
        let listed = files.iter().map(|(path, entry)| (path.clone(), Listed::Known(entry.clone())));
        Self { made_from: made_from.map(str::to_owned), files: listed.collect(), stale }
    }

    /// Returns whether the inputs and settings of the site have this fingerprint.
    pub(crate) fn is_made_from(&self, fingerprint: &str) -> bool {
        self.made_from.as_deref() == Some(fingerprint)
    }

    /// Reads a list; `None` if the folder has no such file.
    ///
    /// # Errors
    /// If the file cannot be read or is not such a list.
    pub(crate) fn read(root: &Path, name: &str) -> Result<Option<Self>> {
        let file = root.join(name);
        let text = match fs::read(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            text => text.with_context(|| format!("cannot read {}", file.display()))?,
        };
        serde_json::from_slice(&text)
            .map(Some)
            .map_err(|error| anyhow!("{} is not the list of a site's files: {error}", file.display()))
    }

    pub(crate) fn write(&self, root: &Path, name: &str) -> Result<()> {
        write(&root.join(name), &serde_json::to_vec_pretty(self)?)
    }

    /// Returns the entry of a file. Files that an older version listed have none.
    pub(crate) fn entry(&self, path: &str) -> Option<&Entry> {
        match self.files.get(path)? {
            Listed::Known(entry) => Some(entry),
            Listed::Unchecked(_) => None,
        }
    }

    /// Returns the files of the site.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Returns every listed file, also those to be removed. Paths that lead out of the folder are left out: a
    /// manipulated list must not remove anything elsewhere.
    pub(crate) fn known(&self) -> impl Iterator<Item = &str> {
        let inside =
            |path: &&str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        self.files().chain(self.stale.iter().map(String::as_str)).filter(inside)
    }
}

/// The name of the index in sites of earlier versions, in which only its folder was named after the content.
#[cfg(feature = "site")]
const EARLIER_INDEX: &str = "/corpus.onrecord";

/// Returns the path of a site's record, or `None` if there is no site.
#[cfg(feature = "site")]
pub(crate) fn record_of(root: &Path) -> Option<PathBuf> {
    let ledger = Ledger::read(root, LEDGER).ok()??;
    let index = ledger.files().find(|path| is_index(path) || path.ends_with(EARLIER_INDEX))?;
    Some(root.join(index))
}

/// Returns whether a folder holds a site, and so no articles.
pub(crate) fn is_site(root: &Path) -> bool {
    matches!(Ledger::read(root, LEDGER), Ok(Some(_)))
}

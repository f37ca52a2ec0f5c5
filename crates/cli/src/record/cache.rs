//! A cache of extraction results, so that unchanged files are not extracted again.
//!
//! One file, which opens with [`MAGIC`], and to which records are appended: the key (32 bytes), the length of the value (8 bytes,
//! little-endian), its SHA-256 (32 bytes), and the value. A key is the hash of everything that the result
//! depends on: the file's bytes, its name and format, the flags, and the program itself. Damaged or truncated
//! records are ignored; that only costs time.

use std::{
    env,
    fs::{self, File, OpenOptions},
    io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::UNIX_EPOCH,
};

use anyhow::{Result, bail};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest as _, Sha256};

use crate::atomic_write::write_with;

pub(super) type Key = [u8; 32];

/// The first bytes of a cache file. Any other file that is named is not a cache, and is not written to.
const MAGIC: &[u8; 16] = b"onrecord cache 1";
/// The length of [`MAGIC`].
const START: u64 = 16;
/// The length of a record without its value.
const HEAD: u64 = 32 + 8 + 32;
/// A cache smaller than this, in bytes, is not compacted.
const SMALL: u64 = 1 << 20;

/// The results of earlier runs.
pub(super) struct Cache {
    kept: Option<Mutex<Kept>>,
}

struct Kept {
    path: PathBuf,
    file: File,
    /// The end of the last complete record.
    end: u64,
    /// The offset and length of each result.
    known: FxHashMap<Key, (u64, u64)>,
    used: FxHashSet<Key>,
}

impl Cache {
    /// Returns a cache that stores nothing.
    pub(super) const fn none() -> Self {
        Self { kept: None }
    }

    /// Opens the cache in a file. If it cannot be used, or is in use elsewhere, nothing is cached.
    ///
    /// # Errors
    /// If the file is not a cache.
    pub(super) fn open(path: &Path) -> Result<Self> {
        match Kept::open(path) {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                bail!("{} is not a cache of this program: name another file by --cache", path.display())
            }
            opened => Ok(Self { kept: opened.ok().map(Mutex::new) }),
        }
    }

    pub(super) fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let (hash, bytes) = {
            let mut kept = self.kept.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
            let read = kept.read(key).ok().flatten()?;
            kept.used.insert(*key);
            read
        };
        // Hashed without holding the lock, for which other threads wait.
        Some(bytes).filter(|bytes| Sha256::digest(bytes).as_slice() == hash)
    }

    pub(super) fn put(&self, key: Key, bytes: &[u8]) {
        if let Some(kept) = &self.kept {
            // A full disk only costs time in the next run.
            let record = record(&key, bytes);
            let _ = kept.lock().unwrap_or_else(PoisonError::into_inner).add(key, &record);
        }
    }

    /// Removes entries that were not used, if they are most of the file.
    pub(super) fn close(self) {
        if let Some(kept) = self.kept {
            let _ = kept.into_inner().unwrap_or_else(PoisonError::into_inner).tidy();
        }
    }
}

impl Kept {
    fn open(path: &Path) -> io::Result<Self> {
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir)?;
        }
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        file.try_lock().map_err(|_| io::ErrorKind::ResourceBusy)?;
        let length = file.metadata()?.len();
        let mut known = FxHashMap::default();
        let mut end = START;
        let mut from = BufReader::new(&file);
        let mut magic = Vec::new();
        (&mut from).take(START).read_to_end(&mut magic)?;
        if magic.is_empty() {
            (&file).write_all(MAGIC)?;
        } else if magic != MAGIC {
            return Err(io::ErrorKind::InvalidData.into());
        }
        while end + HEAD <= length {
            let (mut key, mut size, mut hash) = ([0; 32], [0; 8], [0; 32]);
            from.read_exact(&mut key)?;
            from.read_exact(&mut size)?;
            from.read_exact(&mut hash)?;
            let size = u64::from_le_bytes(size);
            let Some(next) = end.checked_add(HEAD + size).filter(|next| *next <= length) else { break };
            known.insert(key, (end + HEAD, size));
            end = next;
            from.seek_relative(size.try_into().unwrap_or(i64::MAX))?;
        }
        Ok(Self { path: path.to_owned(), file, end, known, used: FxHashSet::default() })
    }

    /// Returns a value and its expected hash.
    fn read(&mut self, key: &Key) -> io::Result<Option<([u8; 32], Vec<u8>)>> {
        let Some(&(start, size)) = self.known.get(key) else { return Ok(None) };
        let mut hash = [0; 32];
        self.file.seek(SeekFrom::Start(start - 32))?;
        self.file.read_exact(&mut hash)?;
        let mut bytes = Vec::with_capacity(size.try_into().unwrap_or_default());
        (&mut self.file).take(size).read_to_end(&mut bytes)?;
        Ok(Some((hash, bytes)))
    }

    fn add(&mut self, key: Key, record: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(record)?;
        self.known.insert(key, (self.end + HEAD, (record.len() as u64).saturating_sub(HEAD)));
        self.used.insert(key);
        self.end += record.len() as u64;
        Ok(())
    }

    fn tidy(mut self) -> Result<()> {
        let sizes = self.known.iter().filter(|(key, _)| self.used.contains(*key));
        let live: u64 = sizes.map(|(_, (_, size))| size + HEAD).sum();
        if self.end < SMALL || live > self.end / 2 {
            return Ok(());
        }
        let used = std::mem::take(&mut self.used);
        write_with(&self.path.clone(), |to| {
            to.write_all(MAGIC)?;
            for key in &used {
                if let Some((_, bytes)) = self.read(key)? {
                    to.write_all(&record(key, &bytes))?;
                }
            }
            Ok(())
        })
    }
}

fn record(key: &Key, bytes: &[u8]) -> Vec<u8> {
    let size = (bytes.len() as u64).to_le_bytes();
    [key.as_slice(), &size, Sha256::digest(bytes).as_slice(), bytes].concat()
}

/// Returns what distinguishes this program from every other build of it.
pub(super) fn program() -> Vec<u8> {
    let own = env::current_exe().and_then(fs::metadata).ok();
    let written = own.as_ref().and_then(|own| own.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    let size = own.map_or(0, |own| own.len());
    format!("{} {size} {:?}", env!("CARGO_PKG_VERSION"), written).into_bytes()
}

/// Returns the key of a result that depends on all of these.
pub(super) fn key(parts: &[&[u8]]) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_articles_are_restored() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("deep/er/kept");
        let (a, b) = (key(&[b"a"]), key(&[b"b"]));
        let cache = Cache::open(&file).unwrap();
        assert_eq!(cache.get(&a), None);
        cache.put(a, b"first");
        cache.put(b, b"");
        assert_eq!(cache.get(&a).as_deref(), Some(&b"first"[..]));
        // A second user gets no cache.
        assert_eq!(Cache::open(&file).unwrap().get(&a), None);
        cache.close();
        let cache = Cache::open(&file).unwrap();
        assert_eq!(cache.get(&a).as_deref(), Some(&b"first"[..]));
        assert_eq!(cache.get(&b).as_deref(), Some(&b""[..]));
        assert_ne!(key(&[b"a", b"b"]), key(&[b"ab", b""]));
    }

    #[test]
    fn truncated_or_damaged_entries_are_missing() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("kept");
        let (a, b) = (key(&[b"a"]), key(&[b"b"]));
        let whole = [MAGIC.to_vec(), record(&a, b"first"), record(&b, b"second")].concat();
        for cut in MAGIC.len()..whole.len() {
            fs::write(&file, &whole[..cut]).unwrap();
            let cache = Cache::open(&file).unwrap();
            let has_first = cut >= MAGIC.len() + record(&a, b"first").len();
            assert_eq!(cache.get(&a).is_some(), has_first, "{cut}");
            assert_eq!(cache.get(&b), None);
            cache.put(b, b"second");
            assert_eq!(cache.get(&b).as_deref(), Some(&b"second"[..]), "{cut}");
        }
        let mut damaged = whole.clone();
        *damaged.last_mut().unwrap() ^= 1;
        fs::write(&file, &damaged).unwrap();
        assert_eq!(Cache::open(&file).unwrap().get(&b), None);
    }

    #[test]
    fn a_file_of_somebody_else_is_not_written_to() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("notes.txt");
        fs::write(&file, "Buy milk.").unwrap();
        assert!(Cache::open(&file).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "Buy milk.");
    }

    #[test]
    fn unused_entries_are_removed() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("kept");
        let cache = Cache::open(&file).unwrap();
        let keys: Vec<_> = (0..40_u8).map(|n| key(&[&[n]])).collect();
        for key in &keys {
            cache.put(*key, &vec![7; 60_000]);
        }
        cache.close();
        let size = || fs::metadata(&file).unwrap().len();
        assert!(size() > 2_000_000);
        let cache = Cache::open(&file).unwrap();
        assert!(cache.get(&keys[3]).is_some());
        cache.close();
        assert!(size() < 100_000);
        assert_eq!(Cache::open(&file).unwrap().get(&keys[3]), Some(vec![7; 60_000]));
    }
}

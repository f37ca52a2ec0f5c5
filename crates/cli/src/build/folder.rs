//! The folder of a site, which is replaced as a whole.
//!
//! New files are written to a folder of their own inside it and forced to the disk. When all are complete, the journal
//! is written, the files are renamed into place, the ledger is replaced, and files that no longer belong to the site
//! are removed, in this order. A build that ends before the journal is written leaves the earlier site as it was; after
//! that, the journal names everything that the next build has to check or remove.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File as DiskFile, TryLockError},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use onrecord_site::{Error, File, RECORD, Sink, ends_with_hash};
use rayon::prelude::*;

use super::{
    REPORT,
    compress::{brotli, gzip, packs},
};
use crate::{
    atomic_write::sync_folder,
    ledger::{Difference, Entry, JOURNAL, LEDGER, Ledger},
    record::Progress,
};

/// The folder of files that are not in place yet.
pub(super) const STAGING: &str = ".onrecord-new";
/// The folders that only builds write to.
const OWN_FOLDERS: [&str; 5] = ["article", "country", RECORD, "speaker", "statement"];
/// The number of files that are compressed before they are written.
const AT_ONCE: usize = 64;
/// The number of files that a message names.
const NAMED: usize = 5;

/// How a build treats existing files in the output folder.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct Existing {
    /// Replace files that were not written by an earlier build.
    #[arg(long)]
    overwrite: bool,
    /// Rewrite all files, and remove unlisted files from the folders that only builds write to.
    #[arg(long)]
    repair: bool,
}

/// A site that is being written.
pub(super) struct Folder {
    root: PathBuf,
    existing: Existing,
    before: Ledger,
    /// The files that earlier builds wrote, or were about to write.
    known: BTreeSet<String>,
    now: BTreeMap<String, Entry>,
    /// The fingerprint of what this build was made from, if it is known.
    made_from: Option<String>,
    /// The files that are not in place yet, with their order.
    staged: BTreeMap<String, usize>,
    /// The lock, kept until the build ends.
    _lock: Option<DiskFile>,
}

/// A compressed file: kept from an earlier build, or new.
enum Packed {
    Kept(Entry),
    Made(Vec<u8>),
}

impl Folder {
    /// Opens the folder of a site for a build.
    ///
    /// # Errors
    /// If another build is writing to it, or its list of files is damaged.
    pub(super) fn open(root: &Path, existing: Existing) -> Result<Self> {
        fs::create_dir_all(root).with_context(|| format!("cannot make the folder {}", root.display()))?;
        let lock = lock(root)?;
        let read = |name| match Ledger::read(root, name) {
            Err(_) if existing.repair => Ok(Ledger::default()),
            list => list.map(Option::unwrap_or_default).context("build with --repair to mend the site"),
        };
        let before = read(LEDGER)?;
        // A journal is complete or was not written.
        let killed = Ledger::read(root, JOURNAL).ok().flatten().unwrap_or_default();
        let known = before.known().chain(killed.known()).map(str::to_owned).collect();
        remove_staging(root)?;
        Ok(Self {
            root: root.to_owned(),
            existing,
            before,
            known,
            now: BTreeMap::new(),
            made_from: None,
            staged: BTreeMap::new(),
            _lock: lock,
        })
    }

    /// Keeps the earlier build's files, except `renewed`, which the caller writes again, if their inputs and settings had
    /// this fingerprint and the files on the disk are unchanged. Returns whether it did.
    pub(super) fn keep_all(&mut self, fingerprint: &str, renewed: &str) -> bool {
        let files: Vec<&str> = self.before.files().collect();
        let is_kept = |path: &&str| self.kept(path).is_some();
        if !self.before.is_made_from(fingerprint) || !files.par_iter().all(is_kept) {
            return false;
        }
        self.made_from = Some(fingerprint.to_owned());
        let entry = |path: &str| Some((path.to_owned(), self.before.entry(path)?.clone()));
        self.now = files.into_iter().filter(|path| *path != renewed).filter_map(entry).collect();
        true
    }

    /// States the fingerprint of what the files are made from.
    pub(super) fn set_made_from(&mut self, fingerprint: Option<&str>) {
        self.made_from = fingerprint.map(str::to_owned);
    }

    /// Compresses the files for hosts that serve compressed ones.
    pub(super) fn pack(&mut self) -> Result<()> {
        // The report is for the publisher, not for readers.
        let plain: Vec<(String, Entry)> = self
            .now
            .iter()
            .filter(|(path, entry)| *path != REPORT && packs(path, entry.bytes))
            .map(|(path, entry)| (path.clone(), entry.clone()))
            .collect();
        let progress = Progress::new(plain.len(), "packing files");
        for some in plain.chunks(AT_ONCE) {
            let packed = some.par_iter().map(|(path, entry)| {
                let packed = self.packed(path, entry);
                progress.step();
                packed
            });
            for ((_, entry), packed) in some.iter().zip(packed.collect::<Vec<_>>()) {
                for (path, packed) in packed? {
                    match packed {
                        Packed::Kept(kept) => drop(self.now.insert(path, kept)),
                        Packed::Made(bytes) => {
                            let made = Entry::from_bytes(&bytes, Some(&entry.sha256));
                            self.stage(path, &bytes, made)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Returns the compressed files of a file, with their paths, except those that the app provides.
    fn packed(&self, path: &str, plain: &Entry) -> Result<Vec<(String, Packed)>> {
        let mut all = Vec::new();
        for (ending, compress) in [("br", brotli as fn(&str, &[u8]) -> Result<Vec<u8>>), ("gz", gzip)] {
            let name = format!("{path}.{ending}");
            // The app comes compressed.
            if self.now.contains_key(&name) {
                continue;
            }
            let packed = match self.kept(&name).filter(|kept| kept.source.as_ref() == Some(&plain.sha256)) {
                Some(kept) => Packed::Kept(kept.clone()),
                None => {
                    let file = self.place(path);
                    let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
                    Packed::Made(compress(path, &bytes)?)
                }
            };
            all.push((name, packed));
        }
        Ok(all)
    }

    /// Returns the entry of a file of the earlier build if the file on the disk is unchanged.
    fn kept(&self, path: &str) -> Option<&Entry> {
        if self.existing.repair {
            return None;
        }
        self.before.entry(path).filter(|entry| entry.difference(&self.root.join(path)).is_none())
    }

    /// Returns the current path of a file of this build.
    fn place(&self, path: &str) -> PathBuf {
        if self.staged.contains_key(path) { self.root.join(STAGING).join(path) } else { self.root.join(path) }
    }

    /// Writes a file that is not in place yet.
    fn stage(&mut self, path: String, bytes: &[u8], entry: Entry) -> Result<()> {
        let file = self.root.join(STAGING).join(&path);
        let folder = file.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&file, bytes))
            .with_context(|| format!("cannot write {}", file.display()))?;
        self.now.insert(path.clone(), entry);
        self.staged.insert(path, self.staged.len());
        Ok(())
    }

    /// Puts all files in place and removes those of earlier builds, whose number is returned.
    ///
    /// # Errors
    /// If files that no build wrote would be replaced, or if writing fails.
    pub(super) fn finish(mut self) -> Result<usize> {
        self.refuse_links()?;
        self.refuse_unknown()?;
        let stale: BTreeSet<_> =
            self.known.iter().filter(|path| !self.now.contains_key(*path)).cloned().collect();
        self.sync_staged()?;
        Ledger::new(self.made_from.as_deref(), &self.now, stale.clone()).write(&self.root, JOURNAL)?;
        self.move_staged()?;
        fs::rename(self.root.join(JOURNAL), self.root.join(LEDGER))
            .and_then(|()| sync_folder(&self.root))
            .with_context(|| format!("cannot write {}", self.root.join(LEDGER).display()))?;
        self.remove(&stale).context("the site is whole, but files of an earlier build could not be removed")
    }

    /// Refuses to write through a link to another folder, from which nothing would ever be removed.
    fn refuse_links(&self) -> Result<()> {
        let folders: BTreeSet<&Path> =
            self.now.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
        let is_link = |folder: &&&Path| {
            let inside = !folder.as_os_str().is_empty();
            inside && fs::symlink_metadata(self.root.join(folder)).is_ok_and(|there| there.is_symlink())
        };
        if let Some(link) = folders.iter().find(is_link) {
            bail!(
                "{} is a link, and a site is written to folders of its own: remove the link, or make {} the link",
                self.root.join(link).display(),
                self.root.display()
            );
        }
        Ok(())
    }

    /// Refuses to replace files that no ledger or journal lists.
    fn refuse_unknown(&self) -> Result<()> {
        let replaces = self.existing.overwrite || self.existing.repair;
        let unknown = |path: &&String| {
            let there = fs::symlink_metadata(self.root.join(path));
            // A folder is never replaced by a file.
            there.is_ok_and(|there| there.is_dir() || !replaces && !self.known.contains(*path))
        };
        let unknown: Vec<_> = self.staged.keys().filter(unknown).map(String::as_str).collect();
        let Some(first) = unknown.get(..unknown.len().min(NAMED)).filter(|first| !first.is_empty()) else {
            return Ok(());
        };
        let more = match unknown.len() - first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        bail!(
            "{} holds what no build wrote under names that the site needs: {}{more}: name another folder, or replace these files by --overwrite",
            self.root.display(),
            first.join(", ")
        )
    }

    fn sync_staged(&self) -> Result<()> {
        let staging = self.root.join(STAGING);
        self.staged.par_iter().try_for_each(|(path, _)| {
            let file = staging.join(path);
            DiskFile::open(&file)
                .and_then(|file| file.sync_all())
                .with_context(|| format!("cannot write {}", file.display()))
        })
    }

    /// Renames the new files into place in the order in which they were staged: the explorer's page last, and
    /// compressed files just before the plain ones.
    fn move_staged(&mut self) -> Result<()> {
        let staged = std::mem::take(&mut self.staged);
        let order = |path: &String, own: usize| {
            let plain = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz"));
            match plain.and_then(|plain| staged.get(plain)) {
                Some(&plain) => (plain, 0),
                None => (own, 1),
            }
        };
        let mut paths: Vec<_> = staged.iter().map(|(path, own)| (order(path, *own), path)).collect();
        paths.sort();
        let mut folders = BTreeSet::new();
        for (_, path) in paths {
            let to = self.root.join(path);
            let folder = to.parent().unwrap_or(&self.root).to_owned();
            fs::create_dir_all(&folder)
                .and_then(|()| fs::rename(self.root.join(STAGING).join(path), &to))
                .with_context(|| format!("cannot write {}", to.display()))?;
            folders.insert(folder);
        }
        folders.insert(self.root.clone());
        for folder in folders {
            sync_folder(&folder).with_context(|| format!("cannot write {}", folder.display()))?;
        }
        Ok(())
    }

    /// Removes files of earlier builds, and returns their number.
    fn remove(&self, stale: &BTreeSet<String>) -> Result<usize> {
        let mut all: Vec<_> = stale.iter().cloned().collect();
        all.extend(self.abandoned()?);
        let mut removed = 0;
        for path in all {
            let file = self.root.join(&path);
            if !is_inside(&self.root, &path)
                || fs::symlink_metadata(&file).map_or(true, |there| there.is_dir())
            {
                continue;
            }
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            removed += 1;
            if let Some(folder) = file.parent().filter(|folder| *folder != self.root) {
                // A folder is removed with its last file.
                let _ = fs::remove_dir(folder);
            }
        }
        if !stale.is_empty() {
            Ledger::new(self.made_from.as_deref(), &self.now, BTreeSet::new()).write(&self.root, LEDGER)?;
        }
        Ok(removed)
    }

    /// Returns the files that no list names in the folders that only builds write to: parts of records, and when
    /// the site is repaired, all others too.
    fn abandoned(&self) -> Result<Vec<String>> {
        let found = unlisted(&self.root, |path| self.now.contains_key(path))?;
        Ok(found.into_iter().filter(|path| self.existing.repair || is_record_file(path)).collect())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Files of a failed build only take up space; the next one removes them.
        let _ = remove_staging(&self.root);
    }
}

/// Returns the files that `is_listed` does not know in the folders that only builds write to.
pub(super) fn unlisted(root: &Path, is_listed: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let list = |folder: &Path| {
        fs::read_dir(folder)
            .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
            .with_context(|| format!("cannot read the folder {}", folder.display()))
    };
    for folder in list(root)? {
        let name = folder.file_name().to_string_lossy().into_owned();
        let own = OWN_FOLDERS.contains(&name.as_str());
        if !own || !folder.file_type()?.is_dir() {
            continue;
        }
        for file in list(&folder.path())? {
            let path = format!("{name}/{}", file.file_name().to_string_lossy());
            if !file.file_type()?.is_dir() && !is_listed(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Returns whether a path is that of a record's file, which is named after its content, or of a compressed one.
fn is_record_file(path: &str) -> bool {
    let Some(name) = path.strip_prefix(RECORD).and_then(|name| name.strip_prefix('/')) else { return false };
    let name = [".br", ".gz"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    name.strip_suffix(".onrecord").is_some_and(ends_with_hash)
}

/// Returns whether no folder on a file's path is a link that leads elsewhere.
fn is_inside(root: &Path, path: &str) -> bool {
    let mut folders = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    folders.all(|folder| fs::symlink_metadata(root.join(folder)).is_ok_and(|there| there.is_dir()))
}

fn remove_staging(root: &Path) -> Result<()> {
    let staging = root.join(STAGING);
    let removed = match fs::symlink_metadata(&staging) {
        Err(_) => return Ok(()),
        Ok(there) if there.is_dir() => fs::remove_dir_all(&staging),
        Ok(_) => fs::remove_file(&staging),
    };
    removed.with_context(|| format!("cannot remove {}", staging.display()))
}

/// Locks a folder for one build. Returns `None` on file systems that have no locks.
fn lock(root: &Path) -> Result<Option<DiskFile>> {
    // Only Unix systems open folders as files.
    let opened = if cfg!(unix) {
        DiskFile::open(root)
    } else {
        DiskFile::options().create(true).append(true).open(root.join(".onrecord-lock"))
    };
    let file = opened.with_context(|| format!("cannot open the folder {}", root.display()))?;
    let tried = file.try_lock();
    ensure!(
        !matches!(tried, Err(TryLockError::WouldBlock)),
        "another build is writing to {}: wait until it is done, or name another folder",
        root.display()
    );
    Ok(tried.is_ok().then_some(file))
}

fn put_error(error: &anyhow::Error) -> Error {
    Error::Put(format!("{error:#}"))
}

impl Sink for Folder {
    fn has(&mut self, path: &str, source: &str) -> bool {
        let kept = self.kept(path).filter(|kept| kept.source.as_deref() == Some(source)).cloned();
        let has = kept.is_some();
        if let Some(kept) = kept {
            self.now.insert(path.to_owned(), kept);
        }
        has
    }

    fn keep(&mut self, path: &str, sha256: &str) -> bool {
        let kept = self.kept(path).filter(|kept| kept.sha256 == sha256).cloned();
        let keeps = kept.is_some();
        if let Some(kept) = kept {
            self.now.insert(path.to_owned(), kept);
        }
        keeps
    }

    fn put(&mut self, file: File, source: Option<&str>) -> Result<(), Error> {
        let entry = Entry::from_bytes(&file.bytes, source);
        if self.before.entry(&file.path) == Some(&entry) && self.kept(&file.path).is_some() {
            self.now.insert(file.path, entry);
            return Ok(());
        }
        self.stage(file.path, &file.bytes, entry).map_err(|error| put_error(&error))
    }

    fn get(&mut self, path: &str) -> Result<Vec<u8>, Error> {
        fs::read(self.place(path)).map_err(|error| Error::Put(format!("cannot read {path} again: {error}")))
    }
}

/// Compares a site's folder with its ledger. Returns a sentence for each difference.
pub(super) fn differences(root: &Path) -> Result<Vec<String>> {
    let ledger = Ledger::read(root, LEDGER)?
        .with_context(|| format!("there is no site in {}: it has no {LEDGER}", root.display()))?;
    let files: Vec<&str> = ledger.files().collect();
    let compare = |path: &&str| {
        let words = match ledger.entry(path) {
            None => "its content was not listed",
            Some(entry) => match entry.difference(&root.join(path))? {
                Difference::Missing => "is missing",
                Difference::Changed => "is not what the build wrote",
            },
        };
        Some(format!("{path}: {words}"))
    };
    let mut found: Vec<String> = files.par_iter().filter_map(compare).collect();
    let stale = ledger.known().filter(|path| ledger.entry(path).is_none() && root.join(path).exists());
    let unlisted = unlisted(root, |path| files.binary_search(&path).is_ok())?;
    let left: BTreeSet<_> =
        stale.filter(|path| files.binary_search(path).is_err()).map(str::to_owned).collect();
    found.extend(
        left.iter()
            .chain(unlisted.iter().filter(|path| !left.contains(*path)))
            .map(|path| format!("{path}: is left of an earlier build")),
    );
    if root.join(JOURNAL).exists() || root.join(STAGING).exists() {
        found.push("a build was interrupted, or is running".to_owned());
    }
    Ok(found)
}

//! The folder of a site. New files are written next to the old ones, which are removed when all new ones are
//! complete: an interrupted build leaves the earlier site.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use onrecord_site::{Error, File, INDEX, Sink, is_record, short_hash};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    REPORT,
    compress::{Form, brotli, gzip, packs},
};
use crate::{atomic_write::write, record::Progress};

/// The list of a site's files.
const LEDGER: &str = "onrecord.json";

/// The number of files that are compressed before they are written.
const AT_ONCE: usize = 64;
/// The hash of a file, and its compressed forms with their endings.
type Packed = (String, Vec<Form>);

/// The files of a site, with the hash of the source of those that are expensive to make.
#[derive(Default, Serialize, Deserialize)]
struct Ledger {
    files: BTreeMap<String, Option<String>>,
}

/// Returns the folder of a site's record, or `None` if there is no site.
pub(super) fn record_of(root: &Path) -> Option<PathBuf> {
    let ledger: Ledger = serde_json::from_slice(&fs::read(root.join(LEDGER)).ok()?).ok()?;
    let index = ledger.files.keys().find_map(|path| path.strip_suffix(INDEX)?.strip_suffix('/'))?;
    Some(root.join(index))
}

/// Returns whether a folder holds a site, and so no articles.
pub(crate) fn is_site(root: &Path) -> bool {
    root.join(LEDGER).is_file()
}

/// A site that is being written.
pub(super) struct Folder {
    root: PathBuf,
    before: Ledger,
    now: Ledger,
}

impl Folder {
    pub(super) fn open(root: &Path) -> Result<Self> {
        fs::create_dir_all(root).with_context(|| format!("cannot create the folder {}", root.display()))?;
        // Without a readable ledger, everything is made again.
        let before = fs::read(root.join(LEDGER)).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Ok(Self { root: root.to_owned(), before: before.unwrap_or_default(), now: Ledger::default() })
    }

    /// Compresses the files for hosts that serve compressed ones. Unchanged files are already compressed.
    pub(super) fn pack(&mut self) -> Result<()> {
        // The report is for the publisher, not for readers.
        let names: Vec<String> = self.now.files.keys().filter(|path| *path != REPORT).cloned().collect();
        let progress = Progress::new(names.len(), "packing files");
        for some in names.chunks(AT_ONCE) {
            let packed = some.par_iter().map(|path| {
                let packed = self.packed(path);
                progress.step();
                packed
            });
            for (path, packed) in some.iter().zip(packed.collect::<Vec<_>>()) {
                let Some((source, forms)) = packed? else { continue };
                for ending in ["br", "gz"] {
                    self.now.files.entry(format!("{path}.{ending}")).or_insert(Some(source.clone()));
                }
                for (ending, bytes) in forms {
                    write(&self.root.join(format!("{path}.{ending}")), &bytes)?;
                }
            }
        }
        Ok(())
    }

    /// Returns the hash of a compressible file, and its compressed forms if they do not exist.
    fn packed(&self, path: &str) -> Result<Option<Packed>> {
        let file = self.root.join(path);
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if !packs(path, &bytes) {
            return Ok(None);
        }
        let source = short_hash([bytes.as_slice()]);
        let is_there = |ending: &str| {
            let path = format!("{path}.{ending}");
            self.before.files.get(&path).is_some_and(|known| known.as_ref() == Some(&source))
                && self.root.join(path).is_file()
        };
        // The app comes compressed.
        let given = self.now.files.contains_key(&format!("{path}.br"));
        let forms = match (is_there("gz"), given) {
            (true, true) => Vec::new(),
            (false, true) => vec![gzip(path, &bytes)?],
            (true, false) if is_there("br") => Vec::new(),
            (_, false) => vec![brotli(path, &bytes)?, gzip(path, &bytes)?],
        };
        Ok(Some((source, forms)))
    }

    /// Removes files of an earlier build that this one did not write, and returns their number.
    pub(super) fn close(self) -> Result<usize> {
        let mut removed = 0;
        for path in self.before.files.keys().filter(|path| !self.now.files.contains_key(*path)) {
            // A manipulated ledger must not lead out of the folder.
            let stays_inside =
                Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
            let file = self.root.join(path);
            if stays_inside && file.is_file() {
                fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
                removed += 1;
                if let Some(dir) = file.parent().filter(|dir| *dir != self.root) {
                    // A folder is removed with its last file.
                    let _ = fs::remove_dir(dir);
                }
            }
        }
        write(&self.root.join(LEDGER), &serde_json::to_vec_pretty(&self.now)?)?;
        Ok(removed + self.clear_abandoned()?)
    }

    /// Removes records of killed builds, which no ledger lists, by their names.
    fn clear_abandoned(&self) -> Result<usize> {
        let mut removed = 0;
        for entry in fs::read_dir(&self.root)? {
            let folder = entry?.path();
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let used = || self.now.files.keys().any(|path| path.starts_with(&format!("{name}/")));
            if !is_record(&name) || used() || !folder.is_dir() || folder.is_symlink() {
                continue;
            }
            for file in fs::read_dir(&folder)? {
                let file = file?.path();
                let part = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("corpus"));
                if part && file.is_file() {
                    fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
                    removed += 1;
                }
            }
            // Other files in the folder are kept.
            let _ = fs::remove_dir(&folder);
        }
        Ok(removed)
    }
}

impl Sink for Folder {
    fn has(&mut self, path: &str, source: &str) -> bool {
        let known = self.before.files.get(path).is_some_and(|known| known.as_deref() == Some(source));
        let has = known && self.root.join(path).is_file();
        if has {
            self.now.files.insert(path.to_owned(), Some(source.to_owned()));
        }
        has
    }

    fn put(&mut self, file: File, source: Option<&str>) -> Result<(), Error> {
        let path = self.root.join(&file.path);
        let put = || {
            if let Some(dir) = path.parent() {
                fs::create_dir_all(dir)
                    .with_context(|| format!("cannot create the folder {}", dir.display()))?;
            }
            write(&path, &file.bytes)
        };
        put().map_err(|error| Error::Put(format!("{error:#}")))?;
        self.now.files.insert(file.path, source.map(str::to_owned));
        Ok(())
    }

    fn get(&mut self, path: &str) -> Result<Vec<u8>, Error> {
        fs::read(self.root.join(path))
            .map_err(|error| Error::Put(format!("cannot read {path} again: {error}")))
    }

    fn rename(&mut self, folder: &str, name: &str) -> Result<(), Error> {
        let moved = |path: &String| {
            path.strip_prefix(folder)?.strip_prefix('/').map(|file| (path.clone(), format!("{name}/{file}")))
        };
        let all: Vec<_> = self.now.files.keys().filter_map(moved).collect();
        let to = self.root.join(name);
        fs::create_dir_all(&to)
            .map_err(|error| Error::Put(format!("cannot make {}: {error}", to.display())))?;
        // One by one, so that an existing site with the same record stays complete.
        for (from, to) in all {
            fs::rename(self.root.join(&from), self.root.join(&to))
                .map_err(|error| Error::Put(format!("cannot rename {to}: {error}")))?;
            let source = self.now.files.remove(&from).flatten();
            self.now.files.insert(to, source);
        }
        // Fails harmlessly if the folder has other files.
        let _ = fs::remove_dir(self.root.join(folder));
        Ok(())
    }
}

//! The folder of a site. New files are written beside old ones, and the old ones go when all new ones are
//! there: whoever stops in between leaves the site that stood before.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use onrecord_site::{Error, File, INDEX, Sink};
use serde::{Deserialize, Serialize};

use crate::files::write;

/// What is known of a site beside its files.
const LEDGER: &str = "onrecord.json";

/// The files of a site, each with the hash of what it was made from, where making it is much work.
#[derive(Default, Serialize, Deserialize)]
struct Ledger {
    files: BTreeMap<String, Option<String>>,
}

/// The folder of the record that a site has; nothing where there is no site.
pub(super) fn record_of(root: &Path) -> Option<PathBuf> {
    let ledger: Ledger = serde_json::from_slice(&fs::read(root.join(LEDGER)).ok()?).ok()?;
    let index = ledger.files.keys().find_map(|path| path.strip_suffix(INDEX)?.strip_suffix('/'))?;
    Some(root.join(index))
}

/// A site that is being written.
pub(super) struct Folder {
    root: PathBuf,
    before: Ledger,
    now: Ledger,
}

impl Folder {
    pub(super) fn open(root: &Path) -> Result<Self> {
        fs::create_dir_all(root).with_context(|| format!("cannot make the folder {}", root.display()))?;
        // A ledger that cannot be read only makes work.
        let before = fs::read(root.join(LEDGER)).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Ok(Self { root: root.to_owned(), before: before.unwrap_or_default(), now: Ledger::default() })
    }

    /// Removes what an earlier build wrote and this one did not; how many files those are.
    pub(super) fn close(self) -> Result<usize> {
        let mut removed = 0;
        for path in self.before.files.keys().filter(|path| !self.now.files.contains_key(*path)) {
            // A ledger that a stranger wrote must not lead out of the folder.
            let stays_inside =
                Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
            let file = self.root.join(path);
            if stays_inside && file.is_file() {
                fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
                removed += 1;
                if let Some(dir) = file.parent().filter(|dir| *dir != self.root) {
                    // It goes with its last file.
                    let _ = fs::remove_dir(dir);
                }
            }
        }
        write(&self.root.join(LEDGER), &serde_json::to_vec_pretty(&self.now)?)?;
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
                    .with_context(|| format!("cannot make the folder {}", dir.display()))?;
            }
            write(&path, &file.bytes)
        };
        put().map_err(|error| Error::Put(format!("{error:#}")))?;
        self.now.files.insert(file.path, source.map(str::to_owned));
        Ok(())
    }
}

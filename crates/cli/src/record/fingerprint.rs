//! A hash of everything that a site is made from, so that a build of which nothing has changed ends before any article
//! is read.
//!
//! A fingerprint depends on the content of each file, never on its date. Dates only show whether a file changed
//! while the build ran: its articles may then differ from the content that was hashed.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Result;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

#[cfg(feature = "parquet")]
use super::dataset;
use super::{Args, cache};
use crate::{articles, ledger::sha256};
use onrecord_text::hexadecimal;

/// The fingerprint of a build, and the files that it was taken from.
pub(crate) struct Fingerprint {
    hash: String,
    files: Vec<(PathBuf, State)>,
}

/// The size of a file and when it was written.
type State = Option<(u64, Option<SystemTime>)>;

impl Fingerprint {
    /// Returns the hash, unless a file has changed since it was taken.
    pub(crate) fn current(&self) -> Option<&str> {
        let same = self.files.par_iter().all(|(path, known)| state(path) == *known);
        same.then_some(self.hash.as_str())
    }
}

impl Args {
    /// Returns the fingerprint of a build of this record with other `settings`, or `None` for what can be read only once
    /// or is no file. `outputs` are those of the build.
    ///
    /// # Errors
    /// If an output is also named as an article.
    pub(crate) fn fingerprint(&self, outputs: &[&Path], settings: &str) -> Result<Option<Fingerprint>> {
        let Self {
            articles: _,
            #[cfg(feature = "parquet")]
            conditions,
            // Its flags are among the others.
            config: _,
            published,
            people: _,
            corrections: _,
            one_file,
            chunk,
            // With another cache, all files are read again to fill it.
            cache,
            no_cache: _,
            jobs: _,
            keep_going: _,
        } = self;
        #[cfg(feature = "parquet")]
        if !conditions.is_empty() || self.articles.iter().any(|path| dataset::is_dataset(path)) {
            return Ok(None);
        }
        self.use_jobs();
        let found = articles::files(&self.articles, &self.written(outputs))?;
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        add(&cache::program());
        add(format!("{published:?} {one_file} {chunk} {cache:?} {settings}").as_bytes());
        for (path, failed) in &found.skipped {
            add(format!("{} {failed}", path.display()).as_bytes());
        }
        let stated = [self.people_file(), self.corrections_file()];
        add(format!("{:?}", stated.each_ref().map(Option::is_some)).as_bytes());
        // Of a file that is too large, no reader reads more than tells so.
        let bounded = |path: PathBuf| (articles::limit(&path) + 1, path);
        let stated = stated.into_iter().flatten().map(|path| (u64::MAX, path));
        let files: Vec<_> = stated.chain(found.files.into_iter().map(bounded)).collect();
        let hashed: Option<Vec<_>> = files.into_par_iter().map(hashed).collect();
        let Some(hashed) = hashed else { return Ok(None) };
        let mut files = Vec::with_capacity(hashed.len());
        for (path, state, content) in hashed {
            add(path.as_os_str().as_encoded_bytes());
            add(content.as_bytes());
            files.push((path, state));
        }
        Ok(Some(Fingerprint { hash: hexadecimal(&hash.finalize()), files }))
    }
}

/// Returns a file with its state and the hash of its first bytes or of the reason why it cannot be read; `None` if it is
/// a device, a pipe or the standard input.
fn hashed((bytes, path): (u64, PathBuf)) -> Option<(PathBuf, State, String)> {
    let is_file = fs::metadata(&path).map(|there| there.is_file());
    if path == Path::new("-") || matches!(is_file, Ok(false)) {
        return None;
    }
    // Before the content: a change that comes between the two is noticed at the end.
    let state = state(&path);
    let content = fs::File::open(&path).and_then(|file| sha256(file.take(bytes)));
    let content = content.unwrap_or_else(|error| error.to_string());
    Some((path, state, content))
}

fn state(path: &Path) -> State {
    fs::metadata(path).ok().map(|there| (there.len(), there.modified().ok()))
}

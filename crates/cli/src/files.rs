//! Writing files so that what stood there stays whole until the new one is.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

/// Writes beside the file and renames, so that a file that stood there stays whole.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    fs::write(&aside, bytes)
        .and_then(|()| fs::rename(&aside, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

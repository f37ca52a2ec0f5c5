//! Writing files so that what stood there stays whole until the new one is.

use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};

/// Writes beside the file and renames, so that a file that stood there stays whole.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, |to| Ok(to.write_all(bytes)?))
}

/// The same of what is made while it is written.
pub(crate) fn write_with(path: &Path, make: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let written = || {
        let mut to = BufWriter::new(File::create(&aside)?);
        make(&mut to)?;
        to.flush()?;
        fs::rename(&aside, path)?;
        Ok::<_, anyhow::Error>(())
    };
    written().with_context(|| {
        // On a disk that is full what was begun takes the room of what is whole.
        let _ = fs::remove_file(&aside);
        format!("cannot write {}", path.display())
    })
}

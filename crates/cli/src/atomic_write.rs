//! Writes files atomically: an existing file stays complete until the new one is, also if the machine fails.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};

/// Writes a file under a temporary name and renames it into place.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, |to| Ok(to.write_all(bytes)?))
}

/// Writes a file in the same way while its content is generated.
pub(crate) fn write_with(path: &Path, make: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let written = || {
        let mut to = BufWriter::new(File::create(&aside)?);
        make(&mut to)?;
        to.flush()?;
        // The content is on the disk before the name is.
        to.get_ref().sync_all()?;
        fs::rename(&aside, path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        sync_folder(folder.unwrap_or(Path::new(".")))?;
        Ok::<_, anyhow::Error>(())
    };
    written().with_context(|| {
        // On a full disk, an incomplete file only takes up space.
        let _ = fs::remove_file(&aside);
        format!("cannot write {}", path.display())
    })
}

/// Forces the names in a folder to the disk. Only Unix systems open folders as files.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

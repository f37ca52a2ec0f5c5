//! What a reader downloads.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result};

use crate::run::root;

/// Prints the bytes of every file of the site, raw and with brotli at its highest setting.
pub(crate) fn size() -> Result<()> {
    let dist = root().join("dist");
    let mut files = Vec::new();
    list(&dist, &mut files).context("there is no site in dist/: run `cargo xtask build` first")?;
    files.sort();
    let (mut raw, mut small) = (0, 0);
    println!("{:>10} {:>10}  file", "raw", "brotli");
    for path in files {
        let bytes = fs::read(&path)?;
        let packed = compressed(&bytes)?;
        raw += bytes.len();
        small += packed;
        println!("{:>10} {packed:>10}  {}", bytes.len(), path.strip_prefix(&dist).unwrap_or(&path).display());
    }
    println!("{raw:>10} {small:>10}  together");
    Ok(())
}

fn list(dir: &Path, files: &mut Vec<std::path::PathBuf>) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner().len())
}

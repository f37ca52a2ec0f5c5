//! Articles read from files and folders.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use onrecord_extract::{Known, extract};
use onrecord_model::{Article, Day};

/// The files that `paths` name: a file as it is, a folder as the text files in it, in order.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside = Vec::new();
            walk(path, &mut inside)?;
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read the folder {}", dir.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read the folder {}", dir.display()))?;
        // A link could lead round in a circle.
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "txt" || ending == "md") {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads one article; `-` is the standard input.
pub(crate) fn read(path: &Path, published: Option<Day>) -> Result<(String, Article)> {
    let text = text(path)?;
    let id = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let article = extract(&text, &Known { id, published });
    Ok((text, article))
}

fn text(path: &Path) -> Result<String> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes)
            .context("cannot read the standard input")?;
        bytes
    } else {
        fs::read(path).with_context(|| format!("cannot read {}", path.display()))?
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(good).filter(|&&b| b == b'\n').count();
            bail!("{}: line {line} is not UTF-8 text (byte {good}): save the file as UTF-8", path.display())
        }
    }
}

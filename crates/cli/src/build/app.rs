//! The compiled app: the one in this command, or one in a folder.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use onrecord_site::{App, Asset};

/// The files that existed when this command was compiled.
const OWN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/app.rs"));

pub(super) fn app(dir: Option<&Path>) -> Result<App> {
    let files = match dir {
        Some(dir) => of_folder(dir)?,
        None => {
            ensure!(
                !OWN.is_empty(),
                "this command was compiled without the app: compile it with `cargo xtask binary`, or name the app's folder with --app"
            );
            OWN.iter().map(|(name, bytes)| asset((*name).to_owned(), bytes.to_vec())).collect()
        }
    };
    Ok(App::new(files)?)
}

fn asset(path: String, bytes: Vec<u8>) -> Asset {
    Asset { path, bytes }
}

fn of_folder(dir: &Path) -> Result<Vec<Asset>> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read the app in {}", dir.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push(asset(
                name,
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?,
            ));
        }
    }
    Ok(files)
}

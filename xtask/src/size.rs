//! What a reader downloads.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result, ensure};

use crate::{
    run::root,
    site::{app, linked},
};

mod crates;

/// How many bytes readers may have to fetch before they see the page.
const BUDGET: &str = include_str!("../page-budget.txt");

/// Prints the bytes of every file of the site, raw and with brotli at its highest setting, and what each
/// crate has of the code.
///
/// # Errors
/// Where the page, which is everything but the record, is larger than its budget.
pub(crate) fn size() -> Result<()> {
    let mut files = Vec::new();
    list(&app(), &mut files).context("there is no app: run `cargo xtask build` first")?;
    let dist = root().join("dist");
    list(&dist, &mut files).context("there is no site in dist/: run `cargo xtask build` first")?;
    // The page as it is without a record, and the record.
    files.retain(|path| path.starts_with(app()) != has_ending(path, "onrecord"));
    files.retain(|path| !has_ending(path, "br") && !has_ending(path, "gz"));
    files.sort();
    let (mut all, mut page, mut intake) = (0, 0, 0);
    println!("{:>10} {:>10}  file", "raw", "brotli");
    for path in files {
        let bytes = fs::read(&path)?;
        let packed = compressed(&bytes)?.len();
        all += packed;
        // What joins a reader's own articles is fetched by those who have some.
        let later = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("intake"));
        page += if has_ending(&path, "onrecord") || later { 0 } else { packed };
        intake += if later { packed } else { 0 };
        println!(
            "{:>10} {packed:>10}  {}",
            bytes.len(),
            path.strip_prefix(root()).unwrap_or(&path).display()
        );
    }
    println!(
        "{all:>21}  together\n{page:>21}  the page, without the record\n{intake:>21}  what reads a reader's own articles\n"
    );
    for module in linked() {
        println!("{:>10}  crate, of the code of {} before wasm-opt", "raw", module.display());
        let code = fs::read(&module).context("nothing was linked: run `cargo xtask build`")?;
        for (name, bytes) in crates::weights(&code)? {
            println!("{bytes:>10}  {name}");
        }
        println!();
    }
    let budget: usize = BUDGET.trim().parse().context("xtask/page-budget.txt is no number")?;
    ensure!(
        page <= budget,
        "the page has {page} bytes with brotli, and its budget is {budget} (xtask/page-budget.txt)"
    );
    Ok(())
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
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

/// With brotli at its highest setting.
pub(crate) fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

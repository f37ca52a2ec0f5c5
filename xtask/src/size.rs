//! Measures what a reader downloads.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use crate::{
    brotli,
    process::{command, root, run},
    site::{app, linked},
};

/// How many bytes readers may have to fetch before they see the page, with brotli.
const BUDGET: &str = include_str!("../page-budget.txt");

/// The sum of compressed sizes, in bytes.
#[derive(Default)]
struct Sums {
    all: usize,
    /// HTML with styles, scripts and the app's module: all that is fetched before the page is seen but the record.
    page: usize,
    /// What only those fetch who add articles of their own.
    worker: usize,
}

/// Prints the size of every file of the site, raw and with brotli at its highest setting, and of each crate's
/// code.
///
/// # Errors
/// When there is no site, or the page is larger than its budget.
pub(crate) fn size() -> Result<()> {
    let page = weigh()?.page;
    for module in linked() {
        run(
            &format!("weigh the crates in {}", module.display()),
            command("cargo")
                .args(["run", "--quiet", "--package", "onrecord-bench-size", "--"])
                .arg(&module)
                .env_remove("RUSTC"),
        )?;
    }
    within_budget(page)
}

/// Checks the page of the site in `dist/` against its budget.
///
/// # Errors
/// When there is no site, or the page is larger than its budget.
pub(crate) fn check() -> Result<()> {
    within_budget(weigh()?.page)
}

fn weigh() -> Result<Sums> {
    let mut files = Vec::new();
    list(&app(), &mut files).context("there is no app: run `cargo xtask build` first")?;
    let dist = root().join("dist");
    list(&dist, &mut files).context("there is no site in dist/: run `cargo xtask build` first")?;
    // The page without a record, and the record.
    files.retain(|path| path.starts_with(app()) != has_ending(path, "onrecord"));
    files.retain(|path| !has_ending(path, "br") && !has_ending(path, "gz"));
    files.sort();
    let mut sums = Sums::default();
    println!("{:>10} {:>10}  file", "raw", "brotli");
    for (path, compressed) in files.iter().zip(brotli::sizes(&files)?) {
        sums.all += compressed;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("intake") {
            sums.worker += compressed;
        } else if !has_ending(path, "onrecord") {
            sums.page += compressed;
        }
        let raw = fs::metadata(path)?.len();
        println!("{raw:>10} {compressed:>10}  {}", path.strip_prefix(root()).unwrap_or(path).display());
    }
    let Sums { all, page, worker } = sums;
    println!("{all:>21}  together\n{page:>21}  the page, without the record");
    println!("{worker:>21}  the worker for a reader's own articles");
    Ok(sums)
}

fn within_budget(page: usize) -> Result<()> {
    let budget: usize = BUDGET.trim().parse().context("xtask/page-budget.txt is no number")?;
    ensure!(
        page <= budget,
        "the page has {page} bytes with brotli, and its budget is {budget} (xtask/page-budget.txt): \
         `cargo xtask size` prints what each crate has of it"
    );
    Ok(())
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

fn list(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_above_its_budget_fails() {
        assert!(within_budget(235_520).is_ok());
        let error = within_budget(235_521).unwrap_err().to_string();
        assert!(error.contains("235521 bytes") && error.contains("page-budget.txt"), "{error}");
    }
}

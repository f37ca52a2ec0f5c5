//! Measures what is read of saved news pages, compared with other readers of pages.

use std::{env, path::PathBuf};

use anyhow::Result;

use crate::{
    process::{command, root, run, say},
    site, tools,
};

/// Measures the readers, or says that the pages are missing: they are other people's, and not in this repository.
pub(super) fn bench() -> Result<()> {
    let pages = root().join("../shared/pages");
    if !pages.join("gold.json").is_file() {
        say("skipped: ../shared/pages is missing, the saved pages with what is right of them");
        return Ok(());
    }
    let onrecord = match env::var_os("ONRECORD") {
        Some(named) => PathBuf::from(named),
        None => site::build_command()?,
    };
    let packages = tools::page_reader_packages()?;
    run(
        "read the saved pages with each reader",
        command(tools::page_readers()?)
            .arg(root().join("benches/pages/compare.py"))
            .arg(pages)
            .arg(onrecord)
            .arg(packages)
            .arg(root().join("docs/benchmarks.md")),
    )
}

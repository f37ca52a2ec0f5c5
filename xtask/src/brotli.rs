//! Brotli at its highest setting, by Node.js, which brings it along: xtask itself compiles in seconds.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use crate::process::{command, output};

/// Prints the compressed size of each file that is named; with `write` first, writes it next to the file.
const SCRIPT: &str = r#"
const { readFileSync, writeFileSync } = require("node:fs");
const { brotliCompressSync, constants } = require("node:zlib");
const [what, ...files] = process.argv.slice(1);
for (const file of files) {
  const bytes = readFileSync(file);
  const compressed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  if (what === "write") writeFileSync(`${file}.br`, compressed);
  console.log(compressed.length);
}
"#;

/// Writes a compressed copy of each file, with the extension `.br`.
///
/// # Errors
/// When Node.js is missing, or a file cannot be read or written.
pub(crate) fn write(files: &[PathBuf]) -> Result<()> {
    node("write", files).map(drop)
}

/// Returns the compressed size of each file, in bytes.
///
/// # Errors
/// When Node.js is missing, or a file cannot be read.
pub(crate) fn sizes(files: &[PathBuf]) -> Result<Vec<usize>> {
    let sizes = node("sizes", files)?;
    ensure!(sizes.len() == files.len(), "Node.js compressed {} of {} files", sizes.len(), files.len());
    Ok(sizes)
}

fn node(what: &str, files: &[PathBuf]) -> Result<Vec<usize>> {
    let printed = output(command("node").args(["-e", SCRIPT, what]).args(files))
        .context("Node.js cannot compress the files: install it, see https://nodejs.org")?;
    printed.lines().map(|line| line.parse().context("Node.js printed no size")).collect()
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use super::*;

    #[test]
    fn files_are_compressed() {
        let file = env::temp_dir().join(format!("onrecord-brotli-{}.txt", std::process::id()));
        let compressed = PathBuf::from(format!("{}.br", file.display()));
        fs::write(&file, "It rained. ".repeat(100)).unwrap();
        write(std::slice::from_ref(&file)).unwrap();
        let sizes = sizes(std::slice::from_ref(&file)).unwrap();
        assert_eq!(sizes, [usize::try_from(fs::metadata(&compressed).unwrap().len()).unwrap()]);
        assert!(sizes[0] < 60, "{sizes:?}");
        for file in [file, compressed] {
            fs::remove_file(file).unwrap();
        }
    }
}

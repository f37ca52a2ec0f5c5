//! Writes generated records as corpus files: `records COUNT plain|text FOLDER`.

use std::{env, fs, path::Path};

use anyhow::{Context as _, Result, bail};
use onrecord_bench_records::record;
use onrecord_corpus::{EncodeOptions, encode};

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [count, what, folder] = args.as_slice() else {
        bail!("give a count, `plain` or `text`, and a folder")
    };
    let draft = record(count.parse().context("the count is no number")?, what == "text")?;
    let files = encode(&draft, &EncodeOptions { single_file_limit: 0, ..EncodeOptions::default() })?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    fs::write(folder.join("index"), &files.index)?;
    for (part, bytes) in &files.parts {
        fs::write(folder.join(part.to_string()), bytes)?;
    }
    Ok(())
}

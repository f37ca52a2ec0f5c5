//! The record of the served page, encoded again when an article changes.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
    process::Command,
    time::{Instant, SystemTime},
};

use anyhow::{Context as _, Result, bail};

use crate::process::{command, run_logged, target_dir};

/// The file that the page loads; the parts of a large record are next to it.
const INDEX: &str = "corpus.onrecord";

/// Endings of articles that only a command with more features reads.
const RICH: [&str; 14] = [
    "atom", "gz", "htm", "html", "json", "jsonl", "mht", "mhtml", "ndjson", "parquet", "rss", "warc",
    "xhtml", "xml",
];

/// The `onrecord` command, for encoding.
pub(super) struct Encoder(PathBuf);

impl Encoder {
    /// Compiles the command, with the features that a folder of articles needs.
    ///
    /// # Errors
    /// When it does not compile.
    pub(super) fn build(articles: &Path) -> Result<Self> {
        let mut cargo = command("cargo");
        cargo.args(["build", "--package", "onrecord-cli", "--target-dir"]).arg(target_dir());
        if !is_rich(articles) {
            cargo.arg("--no-default-features");
        }
        // In the environment of Trunk's hook it would be the compiler for wasm.
        cargo.env_remove("RUSTC");
        run_logged("compile what encodes the record", "about a minute the first time", &mut cargo)?;
        // Another build of the command takes its name in the same folder.
        let encoder = target_dir().join("encode");
        fs::create_dir_all(&encoder)?;
        let encoder = encoder.join("onrecord");
        let _ = fs::remove_file(&encoder);
        fs::copy(target_dir().join("debug/onrecord"), &encoder)
            .context("cannot keep what encodes the record")?;
        Ok(Self(encoder))
    }
}

/// A record and where it is served.
pub(super) struct Record {
    encoder: Encoder,
    articles: PathBuf,
    served: PathBuf,
    /// The state of the articles when they were encoded last.
    seen: u64,
}

impl Record {
    /// The record of a folder of articles, to be served from another.
    pub(super) fn new(encoder: Encoder, articles: PathBuf, served: PathBuf) -> Self {
        let seen = state(&articles);
        Self { encoder, articles, served, seen }
    }

    /// Returns the folder in which the record is made; Trunk's hook takes it from there.
    pub(super) fn folder(&self) -> PathBuf {
        target_dir().join("record")
    }

    /// Encodes the articles.
    ///
    /// # Errors
    /// If that fails; the earlier record stays.
    pub(super) fn encode(&self) -> Result<()> {
        let started = Instant::now();
        let new = target_dir().join("record.new");
        clear(&new)?;
        let output = Command::new(&self.encoder.0)
            .args(["encode", "--keep-going"])
            .arg(&self.articles)
            .arg("--output")
            .arg(new.join(INDEX))
            .current_dir(&new)
            .output()
            .context("cannot start what encodes the record")?;
        let printed = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            bail!("the record was not encoded:\n{}", printed.trim_end());
        }
        let folder = self.folder();
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::rename(&new, &folder)?;
        let last = printed.trim_end().rsplit('\n').next().unwrap_or_default();
        let said = last.split(": ").next().unwrap_or_default();
        eprintln!("    the record: {said}, in {:.1} s", started.elapsed().as_secs_f32());
        Ok(())
    }

    /// Returns whether the page is served with its record.
    pub(super) fn is_served(&self) -> bool {
        self.served.join(INDEX).is_file() && self.served.join("index.html").is_file()
    }

    /// Encodes the articles again if one has changed, and puts the newest record where it is served: Trunk, which
    /// replaces the whole folder, may just have put an older one there.
    pub(super) fn refresh(&mut self) {
        let now = state(&self.articles);
        if now != self.seen {
            self.seen = now;
            if let Err(error) = self.encode() {
                eprintln!("{error:#}");
            }
        }
        if self.is_served() && is_newer(&self.folder().join(INDEX), &self.served.join(INDEX)) {
            // If Trunk replaces the folder during this, the next turn copies.
            let _ = self.publish();
        }
    }

    fn publish(&self) -> io::Result<()> {
        let mut parts: Vec<_> = fs::read_dir(self.folder())?.flatten().map(|entry| entry.path()).collect();
        // The index last: once it exists, everything that it names exists, too.
        parts.sort_by_key(|path| path.ends_with(INDEX));
        for part in parts {
            let to = self.served.join(part.file_name().unwrap_or_default());
            // In one step, so that a reader gets the whole file.
            let aside = to.with_extension("part");
            fs::copy(&part, &aside)?;
            fs::rename(&aside, &to)?;
        }
        Ok(())
    }
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

fn is_newer(one: &Path, other: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    matches!((time(one), time(other)), (Some(one), Some(other)) if one > other)
}

/// Returns a number that changes when a file below a folder is written, added or removed.
fn state(folder: &Path) -> u64 {
    let mut hash = DefaultHasher::new();
    for (path, length, modified) in files(folder) {
        (path, length, modified).hash(&mut hash);
    }
    hash.finish()
}

/// All files below a folder with their lengths and times, in order.
fn files(folder: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(about) if about.is_dir() => folders.push(entry.path()),
                Ok(about) => files.push((entry.path(), about.len(), about.modified().ok())),
                // It has been removed.
                Err(_) => {}
            }
        }
    }
    files.sort();
    files
}

fn is_rich(articles: &Path) -> bool {
    files(articles).iter().any(|(path, ..)| {
        path.extension().is_some_and(|ending| RICH.iter().any(|rich| ending.eq_ignore_ascii_case(rich)))
    })
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
        clear(&folder).unwrap();
        folder
    }

    #[test]
    fn a_changed_article_changes_the_state() {
        let articles = folder("articles");
        fs::write(articles.join("a.txt"), "It rained.").unwrap();
        let first = state(&articles);
        assert_eq!(state(&articles), first);
        fs::create_dir(articles.join("b")).unwrap();
        fs::write(articles.join("b/c.txt"), "It snowed.").unwrap();
        let second = state(&articles);
        assert_ne!(second, first);
        fs::write(articles.join("a.txt"), "It rained again.").unwrap();
        assert_ne!(state(&articles), second);
        fs::remove_dir_all(articles).unwrap();
    }

    #[test]
    fn only_rich_forms_need_the_whole_command() {
        let articles = folder("forms");
        fs::write(articles.join("a.txt"), "").unwrap();
        fs::write(articles.join("people.toml"), "").unwrap();
        assert!(!is_rich(&articles));
        for rich in ["page.HTML", "page.mht", "lines.jsonl", "crawl.warc.gz"] {
            fs::write(articles.join(rich), "").unwrap();
            assert!(is_rich(&articles), "{rich}");
            fs::remove_file(articles.join(rich)).unwrap();
        }
        fs::remove_dir_all(articles).unwrap();
    }

    #[test]
    fn the_newest_record_is_served() {
        let root = folder("served");
        let (old, new) = (root.join("old"), root.join("new"));
        fs::write(&old, "").unwrap();
        fs::write(&new, "").unwrap();
        let time = fs::metadata(&old).unwrap().modified().unwrap();
        fs::File::open(&new).unwrap().set_modified(time + std::time::Duration::from_secs(2)).unwrap();
        assert!(is_newer(&new, &old) && !is_newer(&old, &new) && !is_newer(&old, &old));
        fs::remove_dir_all(root).unwrap();
    }
}

//! Runs the command in a temporary folder with its own cache.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// Creates a folder with files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in files {
        write(dir.path(), name, content);
    }
    dir
}

pub(crate) fn write(dir: &Path, name: &str, content: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Returns the command with these arguments, in a folder.
pub(crate) fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(dir).args(args).stdin(Stdio::null()).env("XDG_CACHE_HOME", dir.join("cache"));
    command
}

pub(crate) fn run(dir: &Path, args: &[&str]) -> Output {
    command(dir, args).output().unwrap()
}

/// Runs the command with its app, or returns `None` if it has none.
pub(crate) fn with_app(dir: &Path, args: &[&str]) -> Option<Output> {
    let output = run(dir, args);
    if told(&output).contains("without the app") {
        eprintln!(
            "skipped: this command was compiled without the app; `cargo xtask test` compiles it with it"
        );
        return None;
    }
    Some(output)
}

/// Returns all files of a site, by path.
pub(crate) fn files(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![site.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(site).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Returns one of them as text.
pub(crate) fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, name: &str) -> &'f str {
    std::str::from_utf8(files.get(name).unwrap()).unwrap()
}

/// Returns the standard error.
pub(crate) fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Returns the standard output.
pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Writes forty articles with two statements each, different in each round.
pub(crate) fn write_articles(dir: &Path, round: u32) {
    for n in 0..40 {
        let text = format!(
            "“It is over {n} {round},” said Nikki Haley, the US ambassador, on Sunday.\n\n\
             “We go on {n} {round},” said Shinzo Abe, the Japanese prime minister, on Monday.\n"
        );
        write(dir, &format!("articles/a{n}.txt"), &text);
    }
}

/// Returns the number of statements in a site, and checks that all files that its page refers to exist.
pub(crate) fn statements(dir: &Path, site: &str) -> usize {
    let page = fs::read_to_string(dir.join(site).join("index.html")).unwrap();
    for part in
        page.split(['"', '\'']).filter(|part| part.starts_with("record/") || part.starts_with("explorer-"))
    {
        let file = part.split(['?', '#']).next().unwrap_or(part);
        assert!(dir.join(site).join(file).exists(), "the page names {file}, which is not there");
    }
    let read = run(dir, &["export", site, "-o", "said.jsonl"]);
    assert!(read.status.success(), "{}", told(&read));
    fs::read_to_string(dir.join("said.jsonl")).unwrap().lines().count()
}

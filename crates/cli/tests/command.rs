//! Runs the command on real files.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use onrecord_corpus::{Corpus, Part};
use onrecord_model::SpeakerId;
use serde_json::Value;
use tempfile::TempDir;

const RAIN: &str = "“It will rain,” Nikki Haley, the US ambassador to the UN, said on Sunday.\n";

fn onrecord(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).stdin(Stdio::null()).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    dir
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn extract_prints_the_fixed_form() {
    let dir = folder(&[("rain.txt", RAIN.as_bytes())]);
    let file = dir.path().join("rain.txt");
    let output = onrecord(&["extract", path(&file), "--published", "2017-07-31", "--format", "json"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", errors(&output));
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn without_a_day_days_are_relative_and_a_warning_says_so() {
    let dir = folder(&[("rain.txt", RAIN.as_bytes())]);
    let output = onrecord(&["extract", path(&dir.path().join("rain.txt"))]).output().unwrap();
    assert!(output.status.success());
    assert!(errors(&output).contains("the day of publication is not known"), "{}", errors(&output));
    let article: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(article["statements"][0]["when"]["basis"], "stated");
    assert!(article["statements"][0]["when"]["from"].as_str().unwrap().contains('P'));
    assert_eq!(article["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn several_files_are_one_object_a_line_with_errors_in_place() {
    let dir = folder(&[
        ("a.txt", RAIN.as_bytes()),
        ("b.txt", b"fine\nnot \xff text"),
        ("c.txt", b"Nobody spoke.\n"),
    ]);
    let files: Vec<_> = ["a.txt", "b.txt", "c.txt", "gone.txt"].iter().map(|f| dir.path().join(f)).collect();
    let mut command = onrecord(&["extract", "--published", "2017-07-31"]);
    let output = command.args(&files).output().unwrap();
    assert!(!output.status.success());
    let lines: Vec<Value> = String::from_utf8(output.stdout.clone())
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["article"]["id"], "a");
    let error = lines[1]["error"].as_str().unwrap();
    assert!(error.contains("b.txt") && error.contains("line 2") && error.contains("UTF-8"), "{error}");
    assert_eq!(lines[2]["statements"], Value::Array(vec![]));
    assert!(lines[3]["error"].as_str().unwrap().contains("gone.txt"));
}

#[test]
fn the_standard_input_is_a_file_too() {
    let mut child = onrecord(&["extract", "-", "--published", "2017-07-31"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(RAIN.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let article: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(article["statements"][0]["speaker"], "nikki-haley");
}

/// Returns a closed pipe.
fn unread() -> Stdio {
    let (_, writer) = std::io::pipe().unwrap();
    writer.into()
}

#[test]
fn a_closed_output_is_not_an_error() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/2017-07-06-severe-things.gold.toml");
    let dir = folder(&[("rain.txt", RAIN.as_bytes()), ("b.txt", b"\xff")]);
    let (articles, site) = (path(dir.path()), tempfile::tempdir().unwrap());
    let corpus = site.path().join("corpus.onrecord");
    // A command that finds a problem fails all the same, such as for a file that is not text.
    for (args, code) in [
        (&["extract", articles] as &[&str], 0),
        (&["check", articles], 1),
        (&["check", articles, "--format", "json"], 1),
        (&["export", articles, "--format", "csv"], 0),
        (&["encode", articles, "--output", path(&corpus)], 1),
        (&["eval", path(&gold)], 0),
        (&["completions", "bash"], 0),
    ] {
        let output = onrecord(args).stdout(unread()).stderr(Stdio::piped()).output().unwrap();
        assert!(!errors(&output).contains("panicked"), "{args:?}: {}", errors(&output));
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", errors(&output));
        let status = onrecord(args).stdout(Stdio::null()).stderr(unread()).status().unwrap();
        assert!(matches!(status.code(), Some(0 | 1)), "{args:?}: {status}");
    }
    assert!(corpus.exists(), "what was begun is done to its end");
}

#[test]
fn encode_writes_a_corpus_that_can_be_read() {
    let dir =
        folder(&[("a.txt", RAIN.as_bytes()), ("deep/b.md", b"Nobody spoke.\n"), ("deep/c.jpg", b"\xff")]);
    let out = dir.path().join("corpus.onrecord");
    let output =
        onrecord(&["encode", path(dir.path()), "--output", path(&out), "--published", "2017-07-31"]).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", errors(&output));
    let corpus = Corpus::open(&fs::read(&out).unwrap()).unwrap();
    assert_eq!((corpus.articles().len(), corpus.row_count()), (2, 1));
}

#[test]
fn encode_reports_unreadable_articles_and_uses_the_rest() {
    let dir = folder(&[("a.txt", RAIN.as_bytes()), ("b.txt", b"\xff"), ("deep/a.txt", b"Another.\n")]);
    let out = dir.path().join("corpus.onrecord");
    let args = ["encode", path(dir.path()), "--output", path(&out), "--published", "2017-07-31"];
    let output = onrecord(&args).output().unwrap();
    assert!(!output.status.success());
    assert!(errors(&output).contains("b.txt: line 1 is not UTF-8"), "{}", errors(&output));
    assert!(errors(&output).contains("two articles have the id `a`"), "{}", errors(&output));
    assert_eq!(Corpus::open(&fs::read(&out).unwrap()).unwrap().articles().len(), 1);
    assert!(onrecord(&args).arg("--keep-going").status().unwrap().success());
}

#[test]
fn a_large_record_is_an_index_and_parts() {
    let dir = folder(&[("a.txt", RAIN.as_bytes())]);
    let out = dir.path().join("corpus.onrecord");
    let args =
        ["encode", path(dir.path()), "--output", path(&out), "--published", "2017-07-31", "--one-file", "0"];
    assert!(onrecord(&args).status().unwrap().success());
    let mut corpus = Corpus::open(&fs::read(&out).unwrap()).unwrap();
    let part = corpus.missing_part_of_row(0).unwrap();
    assert_eq!(part.to_string(), "articles-0");
    corpus.add_part(part, fs::read(dir.path().join(corpus.part_file_name(part).unwrap())).unwrap()).unwrap();
    assert_eq!(corpus.statement(0).unwrap().text, "“It will rain,”");
    assert!(dir.path().join(corpus.part_file_name(Part::Words).unwrap()).exists());
}

#[test]
fn people_files_are_read_from_the_folder() {
    let people = "[[person]]\nname = \"Nimrata Haley\"\naliases = [\"Nikki Haley\"]\ncountry = \"IN\"\n";
    let dir = folder(&[("a.txt", RAIN.as_bytes()), ("people.toml", people.as_bytes())]);
    let out = dir.path().join("corpus.onrecord");
    let args = ["encode", path(dir.path()), "--output", path(&out), "--published", "2017-07-31"];
    assert!(onrecord(&args).status().unwrap().success());
    let corpus = Corpus::open(&fs::read(&out).unwrap()).unwrap();
    let speaker = corpus.speaker(&SpeakerId::from_name("nimrata-haley")).unwrap();
    assert_eq!(speaker.country.map(|c| c.to_string()).as_deref(), Some("IN"));

    fs::write(dir.path().join("people.toml"), "[[person]]\nnam = \"Haley\"\n").unwrap();
    let output = onrecord(&args).output().unwrap();
    assert!(!output.status.success());
    let errors = errors(&output);
    assert!(
        errors.contains("people.toml") && errors.contains("line 2") && errors.contains("unknown field `nam`"),
        "{errors}"
    );
}

#[test]
fn an_empty_folder_is_reported_with_a_remedy() {
    let dir = folder(&[]);
    let out = dir.path().join("corpus.onrecord");
    let output = onrecord(&["encode", path(dir.path()), "--output", path(&out)]).output().unwrap();
    assert!(!output.status.success());
    assert!(errors(&output).contains("there is no article to read: give files (.txt"), "{}", errors(&output));
    assert!(!out.exists());
}

/// Returns an annotated article from outside the project, whose text belongs to others.
fn gold(test: &str, name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold").join(name);
    if file.is_file() {
        return Some(file);
    }
    eprintln!("skipped: {test} needs the annotated article {name} beside the project");
    None
}

#[test]
fn the_annotated_article_is_found_again() {
    let Some(file) = gold("the_annotated_article_is_found_again", "cnn-2017-07-31-north-korea.json") else {
        return;
    };
    let output = onrecord(&["eval", path(&file)]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("furniture 14/14 lines, subheads 3/3"), "{told}");
    assert!(told.contains("all right 34"), "{told}");
}

//! Untrusted folders and files: files that are not read are reported, and the rest takes bounded memory and time.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    os::unix::{ffi::OsStrExt as _, fs::symlink},
    path::Path,
    process::Command,
};

use common::{folder, printed, run, told, with_app, write};
use serde_json::{Value, json};

const TALK: &str = "+++\npublished = \"2017-07-31\"\n+++\n\
                    “The time for talk is over,” said Nikki Haley, the US ambassador to the UN.\n";

#[test]
fn what_is_not_read_of_a_folder_is_named() {
    let dir = folder(&[
        ("in/talk.txt", TALK),
        ("secret.txt", "“It is secret,” said Joe Smith.\n"),
        ("in/notes/onrecord.json", "[1, 2]"),
        ("in/notes/rain.txt", "“It rains,” said Joe Smith.\n"),
        ("in/site/onrecord.json", "{\"files\": {}}"),
        ("in/site/page.html", "<p>“It rains,” said Joe Smith."),
    ]);
    let dir = dir.path();
    symlink("../secret.txt", dir.join("in/link.txt")).unwrap();
    symlink("talk.txt", dir.join("in/same.txt")).unwrap();
    symlink("../in", dir.join("in/circle")).unwrap();
    assert!(Command::new("mkfifo").arg(dir.join("in/pipe.txt")).status().unwrap().success());
    fs::write(dir.join("in").join(OsStr::from_bytes(b"caf\xe9.txt")), TALK).unwrap();
    let output = run(dir, &["encode", "in", "-o", "a.onrecord"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    for words in [
        "in/link.txt: this is a link out of the folder, which is not followed",
        "in/circle: this is a link to a folder, which is not followed",
        "in/pipe.txt: this is not a regular file",
        "its name is not UTF-8: rename it",
        "in/site holds a site that was built",
        "3 articles,",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("secret"), "{told}");
    let output = run(dir, &["extract", "/dev/zero"]);
    assert!(common::told(&output).contains("it has more than 20 MB"), "{}", common::told(&output));
}

#[test]
fn what_is_written_is_not_read() {
    let site = folder(&[("in/talk.txt", TALK)]);
    let dir = site.path();
    let Some(refused) = with_app(dir, &["build", "in", "-o", "in"]) else { return };
    assert!(told(&refused).contains("in is read from and would be written to"), "{}", told(&refused));
    for _ in 0..2 {
        let output = run(dir, &["build", "in", "-o", "in/deep/site", "--single-file", "in/record.html"]);
        assert!(output.status.success() && told(&output).contains("1 articles,"), "{}", told(&output));
    }
    // Also by a command that writes something else.
    let output = run(dir, &["build", "in", "-o", "site"]);
    assert!(output.status.success() && told(&output).contains("1 articles,"), "{}", told(&output));
    assert!(told(&output).contains("in/record.html holds a site that was built"), "{}", told(&output));
    let dir = folder(&[("in/talk.txt", TALK)]);
    for _ in 0..2 {
        let output = run(dir.path(), &["export", "in", "-o", "in/said.jsonl", "--cache", "in/kept.txt"]);
        assert!(output.status.success() && told(&output).starts_with("1 articles,"), "{}", told(&output));
    }
}

#[test]
fn a_found_configuration_names_nothing_elsewhere() {
    let dir = folder(&[("in/talk.txt", TALK), ("bashrc", "alias ls=ls\n")]);
    let inside = dir.path().join("in");
    symlink("..", inside.join("up")).unwrap();
    for line in [
        "cache = \"../bashrc\"",
        "cache = \"up/bashrc\"",
        "articles = [\"/etc\"]",
        "people = \"new/../../bashrc\"",
    ] {
        write(&inside, "onrecord.toml", line);
        let output = run(&inside, &["check", "."]);
        assert!(
            !output.status.success() && told(&output).contains("lies outside of the folder of this file"),
            "{line}: {}",
            told(&output)
        );
    }
    // A file that is named is trusted, but a cache only takes the place of a cache.
    write(&inside, "onrecord.toml", "cache = \"../bashrc\"");
    let output = run(&inside, &["check", ".", "--config", "onrecord.toml"]);
    assert!(told(&output).contains("is not a cache of this program"), "{}", told(&output));
    fs::remove_file(inside.join("up")).unwrap();
    write(&inside, "onrecord.toml", "cache = \"kept\"\narticles = [\".\"]");
    assert!(run(&inside, &["check"]).status.success());
    assert_eq!(fs::read_to_string(dir.path().join("bashrc")).unwrap(), "alias ls=ls\n");
}

#[test]
fn a_broken_line_does_not_stop_the_others() {
    let dir = folder(&[("talk.txt", TALK), ("rain.txt", &TALK.replace("talk", "rain"))]);
    let dir = dir.path();
    let extracted: Value =
        serde_json::from_slice(&run(dir, &["extract", "talk.txt", "--text"]).stdout).unwrap();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut article = extracted.clone();
        change(&mut article["statements"]);
        article.to_string()
    };
    let whole = printed(&run(dir, &["extract", "rain.txt", "--text", "--format", "jsonl"]));
    let broken = [
        with(&|statements| {
            let first = statements[0].clone();
            statements.as_array_mut().unwrap().push(first);
        }),
        with(&|statements| {
            statements[0]["spans"][0]["end"] = statements[0]["spans"][0]["start"].clone();
            statements[0]["text"] = json!("");
        }),
        with(&|statements| {
            let (span, text) =
                (statements[0]["spans"][0].clone(), statements[0]["text"].as_str().unwrap().to_owned());
            statements[0]["spans"].as_array_mut().unwrap().push(span);
            statements[0]["text"] = json!(format!("{text} {text}"));
        }),
        with(&|statements| statements[0]["context"]["end"] = json!(10_000)),
        with(&|statements| statements[0]["id"] = json!("talk~1")),
    ];
    // Statements once had no context, and ids may be those of an article that was renamed.
    let old = with(&|statements| {
        statements[0].as_object_mut().unwrap().remove("context");
        statements[0]["id"] = json!("elsewhere~00000000");
    });
    write(dir, "in/a.jsonl", &format!("{}\n{old}\n{whole}", broken.join("\n")));
    let output = run(dir, &["encode", "in", "-o", "a.onrecord"]);
    assert_eq!(output.status.code(), Some(1));
    for words in [
        "in/a.jsonl: line 1: two statements have the id talk",
        "in/a.jsonl: line 2: the spans of the statement",
        "in/a.jsonl: line 3: the spans of the statement",
        "in/a.jsonl: line 4: the statement",
        "in/a.jsonl: line 5: the statement id talk~1 is not made of",
        "2 articles, 1 speakers, 2 statements",
    ] {
        assert!(told(&output).contains(words), "{words}: {}", told(&output));
    }
}

#[test]
fn a_warning_of_one_article_of_many_names_it() {
    let line =
        json!({"id": "long-wait", "text": "+++\npublished = \"soon\"\n+++\n“It is over,” said Nikki Haley."});
    let dir = folder(&[("in/a.jsonl", &line.to_string())]);
    let output = run(dir.path(), &["encode", "in", "-o", "a.onrecord"]);
    // A line of the text made from the entry is not a line of the file.
    let words = "in/a.jsonl: article long-wait: published: `soon`";
    assert!(told(&output).contains(words), "{}", told(&output));
    let output = run(dir.path(), &["extract", "in/a.jsonl"]);
    assert!(told(&output).starts_with(words), "{}", told(&output));
}

#[test]
fn a_day_far_from_all_others_is_told() {
    let dir = folder(&[
        ("in/talk.txt", &TALK.replace("2017-07-31", "0001-01-01")),
        ("in/rain.txt", &TALK.replace("2017-07-31", "9999-01-01").replace("talk", "rain")),
        ("in/old.txt", &TALK.replace("2017-07-31", "1815-06-18").replace("talk", "war")),
    ]);
    let output = run(dir.path(), &["check", "in"]);
    let printed = printed(&output);
    assert!(printed.contains("before 1800, or from the future (2), --allow far-day"), "{printed}");
}

/// Runs `onrecord extract`, which is not optimised here, with a limit of memory, in megabytes, and of processor time.
fn extract_within(megabytes: u64, seconds: u64, file: &Path) -> String {
    let output = Command::new("prlimit")
        .args([format!("--as={}", megabytes << 20), format!("--cpu={seconds}")])
        .arg(env!("CARGO_BIN_EXE_onrecord"))
        .args(["extract", "--format", "jsonl"])
        .arg(file)
        .output()
        .unwrap();
    let told = told(&output);
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{}: {:?} {told}",
        file.display(),
        output.status
    );
    told
}

/// Returns whether processes can be limited here.
fn has_limits() -> bool {
    let has = Command::new("prlimit").arg("--version").output().is_ok();
    if !has {
        eprintln!("skipped: `prlimit` of util-linux is not there to limit memory and time");
    }
    has
}

#[test]
fn a_file_takes_a_bounded_amount_of_memory() {
    if !has_limits() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("nul.html"), vec![0; 20 << 20]).unwrap();
    fs::write(path("long.txt"), vec![b'a'; (20 << 20) + 1]).unwrap();
    fs::write(path("many.html"), "<p>x".repeat(5 << 20)).unwrap();
    // Zeros that were compressed twice: an answer in an archive.
    let gzip = |bytes: &[u8]| {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    };
    let page = |body: &[u8]| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
        let answer = [head.as_bytes(), body].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2017-07-31T00:00:00Z\r\n\
             WARC-Target-URI: <https://example.org/x>\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            answer.len()
        );
        [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
    };
    let bomb = page(&gzip(&vec![b' '; 100 << 20]));
    fs::write(path("bomb.warc"), bomb.repeat(3)).unwrap();
    fs::write(path("bomb.warc.gz"), gzip(&page(&vec![b' '; 100 << 20]))).unwrap();
    for (name, words) in [
        ("nul.html", "no story was found"),
        ("long.txt", "it has more than 20 MB"),
        ("many.html", "has more than 500000 elements"),
        ("bomb.warc", "at most 20 are read"),
        ("bomb.warc.gz", "it has more than 20 MB"),
    ] {
        let told = extract_within(2048, 300, &path(name));
        assert!(told.contains(words), "{name}: {told}");
    }
}

/// Texts of too many lines, and pages of too many elements, inside other files.
fn long_texts() -> [(&'static str, String, &'static str); 4] {
    [
        (
            "lines.jsonl",
            format!("{{\"title\": \"Rain\", \"text\": \"{}\"}}\n", "x\\n".repeat(6_000_000)),
            "line 1: it has more than 500000 lines",
        ),
        (
            "extracted.json",
            format!(
                "{{\"schema\": 1, \"article\": {{\"id\": \"rain\"}}, \"blocks\": [], \"speakers\": [], \
                 \"statements\": [], \"warnings\": [], \"text\": \"{}\"}}",
                "x\\n".repeat(6_000_000)
            ),
            "more than 500000 lines",
        ),
        (
            "lines.xml",
            format!(
                "<rss version=\"2.0\"><channel><item><title>Rain</title><description>{}</description></item></channel></rss>",
                "&lt;p&gt;x&lt;/p&gt;".repeat(700_000)
            ),
            "more than 500000 elements",
        ),
        (
            "page.json",
            format!("{{\"title\": \"Rain\", \"html\": \"{}\"}}", "<p>x</p>".repeat(700_000)),
            "more than 500000 elements",
        ),
    ]
}

/// Files of many small things, which take many times their bytes. They are smaller than what is read, and so is the
/// limit of memory.
#[test]
fn many_small_entries_take_a_bounded_amount_of_memory() {
    if !has_limits() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let feed = |entries: &str| format!("<rss version=\"2.0\"><channel>{entries}</channel></rss>");
    let atom = |entries: &str| format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{entries}</feed>");
    let xhtml =
        |body: &str| format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>");
    let mhtml = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n";
    let part = "--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n";
    let many = [
        ("values.json", format!("{{\"x\": [{}0]}}", "0,".repeat(20 << 20)), "more than 1000000 values"),
        ("list.json", format!("[{}{{}}]", "{\"\":0},".repeat(1_500_000)), "1490001 more of its entries"),
        (
            "values.jsonl",
            format!("{{\"x\": [{}{{}}]}}\n", "{\"\":0},".repeat(2 << 20)),
            "more than 1000000 values",
        ),
        ("broken.jsonl", "x\n".repeat(3_500_000), "3490000 more of its entries"),
        ("broken.ndjson", "x\n".repeat(3_500_000), "3490000 more of its entries"),
        (
            "text.json",
            format!("{{\"title\": \"Rain\", \"text\": \"{}\"}}", "x\\n".repeat(6_000_000)),
            "more than 500000 lines",
        ),
        ("feed.xml", feed(&"<item/>".repeat(2_000_000)), "more than 1000000 tags"),
        ("entries.atom", atom(&"<entry/>".repeat(2_000_000)), "more than 1000000 tags"),
        ("elements.xhtml", xhtml(&"<p>x</p>".repeat(2_000_000)), "more than 500000 elements"),
        (
            "paragraphs.md",
            format!("---\ntitle: Rain\n---\n{}", "x\n\n".repeat(6_000_000)),
            "more than 500000 lines",
        ),
        ("parts.mhtml", format!("{mhtml}{}--b--\r\n", part.repeat(200_000)), "no story was found"),
    ];
    for (name, content, words) in many.into_iter().chain(long_texts()) {
        fs::write(dir.path().join(name), content).unwrap();
        let told = extract_within(1024, 300, &dir.path().join(name));
        assert!(told.contains(words), "{name}: {}", told.get(..2000).unwrap_or(&told));
        fs::remove_file(dir.path().join(name)).unwrap();
    }
}

/// Files whose reading once took a time that grew with the square of their size.
#[test]
fn time_grows_with_the_size_of_a_file() {
    if !has_limits() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let markdown = |body: String| format!("---\ntitle: Rain\n---\n{body}\n");
    for (name, content) in [
        ("names.txt", format!("{}and Smith said that it was over.", "Haley, ".repeat(200_000))),
        ("items.md", markdown("* x\n".repeat(400_000))),
        ("signed.md", markdown("> — x\n\n".repeat(200_000))),
        ("brackets.md", markdown("[".repeat(2_000_000))),
        ("link.md", markdown(format!("{}]", "[".repeat(2_000_000)))),
        ("tags.md", markdown("<a".repeat(2_000_000))),
        (
            "items.html",
            format!(
                "<article><h1>Rain</h1><ul>{}</ul>",
                "<li>It rained here today, again.</li>".repeat(200_000)
            ),
        ),
    ] {
        fs::write(dir.path().join(name), content).unwrap();
        extract_within(2048, 60, &dir.path().join(name));
    }
}

//! Hostile articles, names and files are shown as text or refused with a reason, in bounded time.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::fs;

use common::{files, folder, printed, run, text, told, with_app};
use serde_json::Value;

const MARKUP: &str = r#"+++
title = "<script>alert(1)</script>"
publisher = "</title><img src=x onerror=alert(2)>"
published = "2017-07-30"
url = "javascript:alert(3)"
+++
“<script>alert(4)</script> </script><!-- is a lie,” said Nikki <b>Haley</b>, the US ambassador, on Sunday.

“=HYPERLINK(A1) is what I say,” said John Delury, an expert, on Sunday.
"#;

/// A hostile file, and the expected result of `onrecord extract`: a number of statements, or words of an
/// error.
enum Told {
    Statements(usize),
    Refused(&'static str),
}

fn strangers() -> Vec<(&'static str, Vec<u8>, Told)> {
    use Told::{Refused, Statements};
    let said = "“It is over,” said Nikki Haley, the US ambassador, on Sunday.";
    let deep =
        |open: &str, close: &str, n: usize| [open.repeat(n), said.to_owned(), close.repeat(n)].concat();
    vec![
        ("markup.txt", MARKUP.into(), Statements(2)),
        ("bidi.txt", "“It is \u{202e}over,” said Nikki \u{200d}Haley.\u{0}\u{7}".into(), Statements(1)),
        ("homoglyph.txt", "“It is over,” said Nіkki Hаley, the US ambassador.".into(), Statements(1)),
        ("long-word.txt", format!("{}. {said}", "a".repeat(10_000_000)).into(), Statements(1)),
        ("marks.txt", "“".repeat(1_000_000).into(), Statements(0)),
        ("cues.txt", "said ".repeat(500_000).into(), Statements(0)),
        (
            "makers.txt",
            format!("A letter {}said that it was late.", "obtained by it ".repeat(100_000)).into(),
            Statements(1),
        ),
        (
            "claims.txt",
            format!("She spoke of {}it was late.", "her claim that ".repeat(10_000)).into(),
            // One for each of the sentences of 400 words into which the text is cut.
            Statements(75),
        ),
        (
            "quotations.txt",
            format!(
                "He said that some called it “a fraud and a lie.” {}",
                "“It was late and they came.” ".repeat(50_000)
            )
            .into(),
            Statements(2),
        ),
        ("colons.txt", ":".repeat(1_000_000).into(), Statements(0)),
        ("deep.html", deep("<div>", "</div>", 200_000).into(), Refused("deep in each other")),
        (
            "unclosed.html",
            format!("<article>{}<p>{said} ", "<p>It rained. ".repeat(3000)).into(),
            Statements(1),
        ),
        ("empty.pdf", b"%PDF-1.7\n%%EOF".to_vec(), Refused("this PDF is damaged")),
        (
            "deep.pdf",
            format!("%PDF-1.7\n1 0 obj {}\nendobj\ntrailer<</Root 1 0 R>>", "[".repeat(1_000_000)).into(),
            Refused("this PDF is damaged"),
        ),
        (
            "empty.docx",
            b"PK\x05\x06".iter().copied().chain([0; 18]).collect(),
            Refused("not a Word document"),
        ),
        ("deep.json", "[".repeat(500_000).into(), Refused("recursion limit")),
        ("deep.xml", "<rss><channel>".repeat(100_000).into(), Refused("neither RSS nor Atom")),
        ("broken.txt", b"\xff\xfe\xfd\x80 \xed\xa0\x80 said".to_vec(), Refused("is not UTF-8 text (byte 0)")),
        (
            "keys.txt",
            format!("+++\n{}+++\n{said}", (0..200_000).map(|n| format!("k{n} = 1\n")).collect::<String>())
                .into(),
            Statements(1),
        ),
        ("front-matter.txt", format!("+++\na = {}\n+++\n{said}", "[".repeat(100_000)).into(), Statements(1)),
    ]
}

#[test]
fn each_is_read_or_refused_with_a_reason() {
    let dir = folder(&[]);
    for (name, bytes, expected) in strangers() {
        fs::write(dir.path().join(name), bytes).unwrap();
        let output = run(dir.path(), &["extract", name, "--format", "jsonl"]);
        let succeeds = output.status.success();
        let article: Value = serde_json::from_str(printed(&output).trim()).unwrap();
        match expected {
            Told::Statements(count) => {
                assert!(succeeds, "{name}");
                assert_eq!(article["statements"].as_array().map(Vec::len), Some(count), "{name}");
            }
            Told::Refused(why) => {
                let error = article["error"].as_str().unwrap_or_default();
                assert!(!succeeds && error.contains(name) && error.contains(why), "{name}: {error}");
            }
        }
        fs::remove_file(dir.path().join(name)).unwrap();
    }
}

#[test]
fn a_hundred_thousand_speakers_are_a_record() {
    let said = |n: usize| format!("“It is over,” said Aname{n} Bname{n}, an expert, on Sunday.\n\n");
    let dir = folder(&[("all.txt", &(0..100_000).map(said).collect::<String>())]);
    let output = run(dir.path(), &["encode", "all.txt", "-o", "all.onrecord"]);
    assert!(output.status.success() && told(&output).contains("100000 speakers"), "{}", told(&output));
}

#[test]
fn a_site_escapes_markup() {
    let people = "[[person]]\nname = \"</script><script>alert(5)</script>\"\naliases = [\"John Delury\"]\n\
                  role = \"=1+1\"\n";
    let dir = folder(&[("articles/markup.txt", MARKUP), ("articles/people.toml", people)]);
    let title = "</title><script>alert(6)</script>";
    let flags = ["build", "articles", "-o", "site", "--base-url", "https://example.org/", "--title", title];
    let Some(output) = with_app(dir.path(), &flags) else { return };
    assert!(output.status.success(), "{}", told(&output));
    let files = files(&dir.path().join("site"));
    let pages: Vec<_> = files.keys().filter(|name| name.ends_with(".html")).collect();
    assert!(pages.len() > 4);
    for name in pages {
        let page = text(&files, name).to_lowercase();
        for bad in ["<script>alert", "<img src=x", "href=\"javascript:", "onerror=alert(2)>"] {
            assert!(!page.contains(bad), "{name} holds {bad}");
        }
    }
    for name in ["feed.xml", "sitemap.xml"] {
        assert!(!text(&files, name).contains("<script"), "{name}");
    }
}

#[test]
fn what_was_extracted_elsewhere_is_not_trusted() {
    let said = "+++\ntitle = \"Talk\"\npublished = \"soon\"\nurl = \"https://example.org/\"\n+++\n\
                “It is over,” said Nikki Haley, the US ambassador, on Sunday.\n";
    let dir = folder(&[("talk.txt", said)]);
    let dir = dir.path();
    let output = run(dir, &["extract", "talk.txt", "--text"]);
    let mut article: Value = serde_json::from_slice(&output.stdout).unwrap();
    article["article"]["url"] = "javascript:alert(7)".into();
    article["article"]["title"] = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}".into();
    article["article"]["id"] = "talk\u{1b}[2J".into();
    common::write(dir, "in/talk.jsonl", &article.to_string());
    for format in ["csv", "jsonl", "json-ld"] {
        let output = run(dir, &["export", "in", "--format", format]);
        assert!(!printed(&output).contains("javascript:"), "{format}: {}", printed(&output));
        assert!(told(&output).contains("is not an address that begins with https://"), "{}", told(&output));
    }
    for args in [&["check", "in"][..], &["encode", "in", "-o", "a.onrecord"], &["extract", "in"]] {
        let output = run(dir, args);
        for text in [told(&output), printed(&output)] {
            assert!(!text.contains(['\u{1b}', '\u{7}']), "{args:?}: {text:?}");
        }
    }
    let Some(output) = with_app(dir, &["build", "in", "-o", "site", "--single-file", "one.html"]) else {
        return;
    };
    assert!(output.status.success(), "{}", told(&output));
    for (name, bytes) in files(&dir.join("site")) {
        let text = String::from_utf8_lossy(&bytes);
        // The report for the publisher quotes the rejected input.
        assert!(name == "report.json" || !text.contains("javascript:alert"), "{name}");
    }
    // The policy of the single file allows its own scripts and styles by hash, and no other sources.
    let one = fs::read_to_string(dir.join("one.html")).unwrap();
    let policy = one.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(
        policy.contains("sha256-") && !policy.contains("'self'") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
}

#[test]
fn tables_hold_no_formulas() {
    let formula =
        "“=1+cmd|' /C calc'!A0,” said =2+5 Haley on Sunday.\n\n“@SUM(1),” said John Delury on Sunday.\n";
    let dir = folder(&[("formula.txt", formula)]);
    let output = run(dir.path(), &["export", "formula.txt", "-o", "said.csv"]);
    assert!(output.status.success(), "{}", told(&output));
    let table = fs::read_to_string(dir.path().join("said.csv")).unwrap();
    for cell in table.split([',', '\n']) {
        let cell = cell.trim_matches('"');
        assert!(!cell.starts_with(['=', '+', '@', '\t']), "{cell} in {table}");
    }
}

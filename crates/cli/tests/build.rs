//! Runs `onrecord build` on real files with the compiled app.
//!
//! The command contains the app if that was compiled before, as `cargo xtask test` does; otherwise each test
//! says that it is skipped.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::{collections::BTreeMap, fs, path::Path, process::Output};

use common::{files, folder, text, told, with_app, write};
use tempfile::TempDir;

const TALK: &str = "+++\npublished = \"2017-07-31\"\n+++\n\
                    “The time for talk is over,” said Nikki Haley, the US ambassador to the UN.\n";
const RAIN: &str = "+++\npublished = \"2017-07-30\"\n+++\n\
                    “It will rain all over the peninsula tomorrow,” said Shinzo Abe, the Japanese prime minister.\n";

/// Creates a folder with articles.
fn articles(files: &[(&str, &str)]) -> TempDir {
    let dir = folder(&[]);
    for (name, text) in files {
        write(dir.path(), &format!("articles/{name}"), text);
    }
    dir
}

/// Builds a site, or returns `None` if the command has no app.
fn build(dir: &Path, flags: &[&str]) -> Option<Output> {
    with_app(dir, &[&["build", "articles"], flags].concat())
}

#[test]
fn a_folder_becomes_a_site() {
    let dir = articles(&[("talk.txt", TALK), ("rain.txt", RAIN)]);
    let Some(output) = build(dir.path(), &["-o", "site", "--base-url", "https://example.org/record"]) else {
        return;
    };
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains("2 articles, 2 speakers, 2 statements"), "{}", told(&output));
    let files = files(&dir.path().join("site"));
    let page = text(&files, "index.html");
    // The first screen is readable without scripts, and all files that the page refers to exist.
    assert!(page.contains("The time for talk is over") && page.contains("Nikki Haley"));
    let record =
        files.keys().find(|name| name.starts_with("record/corpus-") && name.ends_with(".onrecord")).unwrap();
    assert!(page.contains(record.as_str()));
    for kind in ["statement/talk~", "speaker/nikki-haley", "country/JP", "article/rain"] {
        let of_kind =
            |ending: &str| files.keys().find(|name| name.starts_with(kind) && name.ends_with(ending));
        let small = text(&files, of_kind(".html").unwrap());
        let picture = of_kind(".png").unwrap();
        assert!(files[picture].starts_with(b"\x89PNG"), "{picture}");
        assert!(small.contains(&format!("content=\"https://example.org/record/{picture}\"")), "{kind}");
    }
    assert!(text(&files, "robots.txt").contains("https://example.org/record/sitemap.xml"));
    assert_eq!(text(&files, "sitemap.xml").matches("<loc>").count(), 2 + 2 + 2 + 2 + 2);
    assert!(page.contains(r#"<a class="foot__about" href="about.html">"#));
    assert!(text(&files, "about.html").contains("2 statements by 2 speakers in 2 articles"));
}

#[test]
fn a_publishers_description_is_text() {
    let dir = articles(&[("talk.txt", TALK)]);
    fs::write(dir.path().join("record"), "First <script>alert(1)</script>\nof two.\n\nSecond.\n").unwrap();
    let told_of =
        |contact: &str| build(dir.path(), &["-o", "site", "--about", "record", "--contact", contact]);
    let Some(output) = told_of("desk@example.org") else { return };
    assert!(output.status.success(), "{}", told(&output));
    let files = files(&dir.path().join("site"));
    let about = text(&files, "about.html");
    assert!(
        about.contains("<p>First &lt;script&gt;alert(1)&lt;/script&gt; of two.</p><p>Second.</p>"),
        "{about}"
    );
    assert!(about.contains(r#"<a href="mailto:desk@example.org">desk@example.org</a>"#), "{about}");
    let refused = told_of("javascript:alert(1)").unwrap();
    assert!(!refused.status.success() && told(&refused).contains("is not an address"), "{}", told(&refused));
}

#[test]
fn the_feed_is_read_by_another_program() {
    let dir = articles(&[("talk.txt", TALK), ("rain.txt", RAIN)]);
    let Some(output) = build(dir.path(), &["-o", "site", "--base-url", "https://example.org/"]) else {
        return;
    };
    assert!(output.status.success(), "{}", told(&output));
    let feed =
        feed_rs::parser::parse(fs::read(dir.path().join("site/feed.xml")).unwrap().as_slice()).unwrap();
    let entries: Vec<_> = feed
        .entries
        .iter()
        .map(|entry| {
            (entry.authors[0].name.as_str(), entry.content.as_ref().unwrap().body.as_deref().unwrap())
        })
        .collect();
    assert_eq!(
        entries,
        [
            ("Nikki Haley, US ambassador to the UN", "“The time for talk is over,”"),
            ("Shinzo Abe, Japanese prime minister", "“It will rain all over the peninsula tomorrow,”"),
        ]
    );
}

#[test]
fn the_same_articles_are_the_same_site() {
    let dir = articles(&[("talk.txt", TALK), ("rain.txt", RAIN)]);
    let flags = ["-o", "site", "--base-url", "https://example.org/"];
    if build(dir.path(), &flags).is_none() {
        return;
    }
    let made = || {
        let mut files = files(&dir.path().join("site"));
        // The report differs between runs, since it counts unchanged files; the ledger has its hash.
        for path in ["report.json", "onrecord.json"] {
            files.remove(path).unwrap();
        }
        files
    };
    let first = made();
    fs::write(dir.path().join("site/CNAME"), "example.org").unwrap();
    build(dir.path(), &flags);
    let mut second = made();
    assert_eq!(second.remove("CNAME").as_deref(), Some(&b"example.org"[..]), "what is not ours stays");
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differ: Vec<_> = first
        .iter()
        .filter(|(path, bytes)| second.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn a_rebuild_redirects_old_links_and_removes_old_files() {
    let dir = articles(&[("talk.txt", TALK), ("rain.txt", RAIN)]);
    let Some(output) = build(dir.path(), &["-o", "site"]) else { return };
    assert!(output.status.success(), "{}", told(&output));
    let site = dir.path().join("site");
    let before = files(&site);
    let record = |files: &BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|name| name.ends_with(".onrecord")).cloned().collect::<Vec<_>>()
    };
    let lost = before.keys().find(|name| name.starts_with("statement/talk~")).unwrap();
    fs::rename(dir.path().join("articles/talk.txt"), dir.path().join("articles/the-talk.txt")).unwrap();
    let output = build(dir.path(), &["-o", "site"]).unwrap();
    assert!(
        told(&output).contains("1 statements (0 of them gone), 0 speakers, 1 articles"),
        "{}",
        told(&output)
    );
    let after = files(&site);
    assert_ne!(record(&before), record(&after));
    assert_eq!(record(&after).len(), 1);
    let heir = lost.replace("talk~", "the-talk~");
    assert!(text(&after, lost).contains(&heir) && after.contains_key(&heir));
    assert!(text(&after, "article/talk.html").contains("article/the-talk.html"));
}

#[test]
fn one_file_holds_everything() {
    let dir = articles(&[("talk.txt", TALK)]);
    let Some(output) = build(dir.path(), &["--single-file", "record.html"]) else { return };
    assert!(output.status.success(), "{}", told(&output));
    let page = fs::read_to_string(dir.path().join("record.html")).unwrap();
    assert!(page.contains("The time for talk is over"));
    // Nothing is fetched from other hosts.
    assert!(
        !page.contains("rel=\"preload\"")
            && !page.contains("rel=modulepreload")
            && !page.contains("worker.js")
    );
}

#[test]
fn usage_errors_have_a_remedy() {
    let dir = articles(&[("talk.txt", TALK), ("bad.txt", "ok")]);
    fs::write(dir.path().join("articles/bad.txt"), b"fine\nnot \xff text").unwrap();
    let Some(output) = build(dir.path(), &["-o", "site"]) else { return };
    // The valid article is in the site all the same.
    assert!(!output.status.success());
    assert!(told(&output).contains("bad.txt: line 2 is not UTF-8 text"), "{}", told(&output));
    assert!(dir.path().join("site/article/talk.html").is_file());
    for (flags, words) in [
        (&["-o", "site", "--base-url", "example.org"][..], "use one like https://example.org/record/"),
        (&["-o", "site", "--base-url", "https://example.org/?a=<b>"], "is not a web address"),
        (&["-o", "site", "--previous", "nowhere"], "there is no site with a record in nowhere"),
        (&[], "--output <DIR>"),
    ] {
        let output = build(dir.path(), flags).unwrap();
        assert!(!output.status.success() && told(&output).contains(words), "{}", told(&output));
    }
}

//! The same article in every format gives the same statements.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Returns an article of the bundled record: front matter and story.
fn article() -> (String, String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/2017-07-30-washington-answers.txt");
    let text = fs::read_to_string(file).unwrap();
    let (front, story) = text.strip_prefix("+++\n").unwrap().split_once("\n+++\n").unwrap();
    (front.to_owned(), story.trim().to_owned())
}

/// Returns the story as a news site's page, between a menu, a video, other stories and a newsletter.
fn page(story: &str) -> String {
    let paragraphs: String =
        story.split("\n\n").map(|p| format!("<p class=\"story__p\">{}</p>\n", p.trim())).collect();
    format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Washington says the time for talk is over | World Desk</title>
<link rel="canonical" href="https://example.org/washington">
<meta property="og:site_name" content="Onrecord World Desk"><meta property="og:title" content="Washington says the time for talk is over">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Washington says the time for talk is over","datePublished":"2017-07-30T18:00:00Z","author":{{"@type":"Person","name":"A Reporter"}},"publisher":{{"@type":"Organization","name":"Onrecord World Desk"}}}}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<header class="masthead"><a href="/">The news of the world</a></header>
<main><article class="story"><h1>Washington says the time for talk is over</h1><time datetime="2017-07-30T18:00:00Z">30 July 2017</time>
{paragraphs}</article>
<aside class="related"><h2>More stories</h2><ul><li><a href="/a">Rain in the south</a></li><li><a href="/b">A new bridge</a></li></ul></aside></main>
<footer class="footer"><p>All rights reserved. <a href="/terms">Terms</a></p></footer></body></html>"#
    )
}

fn extract(dir: &TempDir, name: &str, content: &[u8]) -> Vec<Value> {
    let file = dir.path().join(name);
    fs::write(&file, content).unwrap();
    let output = run(&["extract", file.to_str().unwrap(), "--format", "jsonl", "--published", "2017-07-30"]);
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(args)
        .stdin(Stdio::null())
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap()
}

/// Returns the statements without their offsets.
fn found(article: &Value) -> Vec<Value> {
    let statements = article["statements"].as_array().unwrap().iter();
    let told = |s: &Value| {
        json!([s["text"], s["kind"], s["speaker"], s["cue"]["text"], s["about"], s["when"], s["asserted"]])
    };
    statements.map(told).collect()
}

#[test]
fn one_article_in_every_form() {
    let dir = tempfile::tempdir().unwrap();
    let (front, story) = article();
    let as_text = extract(&dir, "washington.txt", format!("+++\n{front}\n+++\n{story}\n").as_bytes());
    let expected = found(&as_text[0]);
    assert!(expected.len() > 8, "{}", expected.len());
    let html = page(&story);
    let line = json!({"id": "washington", "title": "Washington says the time for talk is over", "published": "2017-07-30",
        "publisher": "Onrecord World Desk", "text": story}).to_string();
    let ninjs = json!({"uri": "https://example.org/item/washington", "type": "text", "headline": "Washington says the time for talk is over",
        "versioncreated": "2017-07-30T18:00:00Z", "body_xhtml": story.split("\n\n").map(|p| format!("<p>{p}</p>")).collect::<String>()}).to_string();
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>World Desk</title><id>x</id><updated>2017-07-30T18:00:00Z</updated><entry><title>Washington</title>\
         <id>y</id><link href=\"https://example.org/washington.html\"/><updated>2017-07-30T18:00:00Z</updated><content type=\"html\">{}</content></entry></feed>",
        story.split("\n\n").map(|p| format!("&lt;p&gt;{p}&lt;/p&gt;")).collect::<String>()
    );
    let western = html.replace("charset=\"utf-8\"", "charset=\"windows-1252\"");
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(&western);
    for (name, content) in [
        ("washington.html", html.as_bytes()),
        ("western.html", &western),
        ("articles.jsonl", line.as_bytes()),
        ("list.json", format!("[{line}]").as_bytes()),
        ("ninjs.json", ninjs.as_bytes()),
        ("feed.xml", atom.as_bytes()),
        ("crlf.txt", story.replace('\n', "\r\n").as_bytes()),
    ] {
        let articles = extract(&dir, name, content);
        assert_eq!(articles.len(), 1, "{name}");
        let found = found(&articles[0]);
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!(found.len(), expected.len(), "{name}");
    }
}

#[test]
fn a_page_says_who_published_it_when_and_where() {
    let dir = tempfile::tempdir().unwrap();
    let articles = extract(&dir, "washington.html", page(&article().1).as_bytes());
    let meta = &articles[0]["article"];
    assert_eq!(
        meta,
        &json!({"id": "washington", "title": "Washington says the time for talk is over", "publisher": "Onrecord World Desk",
            "published": "2017-07-30", "dateline": meta["dateline"], "url": "https://example.org/washington", "language": "en",
            "authors": [], "section": null, "tags": []})
    );
}

#[test]
fn extracted_articles_build_the_same_site() {
    let dir = tempfile::tempdir().unwrap();
    let (front, story) = article();
    let expected = extract(&dir, "washington.txt", format!("+++\n{front}\n+++\n{story}\n").as_bytes());
    let file = dir.path().join("washington.txt");
    for flags in [&["--format", "jsonl"][..], &["--format", "jsonl", "--text"], &["--text"]] {
        let output = run(&[&["extract", file.to_str().unwrap()], flags].concat());
        let again = extract(
            &dir,
            "extracted.jsonl",
            &output.stdout.split(|&b| b == b'\n').collect::<Vec<_>>().concat(),
        );
        assert_eq!(found(&again[0]), found(&expected[0]), "{flags:?}");
        assert_eq!(again[0]["article"], expected[0]["article"]);
    }
}

#[test]
fn unreadable_articles_are_reported_and_the_rest_is_built() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("articles");
    fs::create_dir_all(folder.join("deep/er")).unwrap();
    let said = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday.";
    for (name, content) in [
        ("good.txt", said.to_owned()),
        ("deep/er/better.md", said.replace("rain", "snow")),
        (
            "lines.jsonl",
            format!(
                "{}\nnot json\n{}\n",
                json!({"id": "l1", "text": said.replace("rain", "hail")}),
                json!({"title": "x"})
            ),
        ),
        ("failed.json", json!({"error": "no such file", "file": "x.txt"}).to_string()),
        ("empty.html", "<!doctype html><title>x</title>".to_owned()),
        ("broken.xml", "<rss><channel>".to_owned()),
        ("picture.png", "not read".to_owned()),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
    let out = dir.path().join("corpus.onrecord");
    let output =
        run(&["encode", folder.to_str().unwrap(), "-o", out.to_str().unwrap(), "--published", "2017-07-31"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(told.contains("3 articles, 1 speakers, 3 statements"), "{told}");
    for words in [
        "lines.jsonl: line 2: this is not JSON",
        "lines.jsonl: line 3: this is not an article: it has no `text`",
        "failed.json: its extraction failed",
        "empty.html: ",
        "broken.xml: this is neither RSS nor Atom",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
    assert!(!told.contains("picture.png"), "{told}");
}

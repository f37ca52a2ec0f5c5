//! Pages in the manner of many publishing systems, and what is to be read of each (`pages.txt`).
//!
//! `{1}` to `{6}` in a page stand for the paragraphs below. What is expected of its blocks is one word for each: the number of
//! a paragraph, or the role of another text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use onrecord_extract::{Defaults, extract_marked};
use onrecord_formats::{Content, html};
use onrecord_model::{Block, Mark, MarkedBlock};

const STORY: [&str; 6] = [
    "HALVOR — The fisheries ministry will close the northern grounds to trawlers from the first of April, after its surveyors \
     found the smallest stock of young cod in twenty-two years of counting.",
    "“We have counted every haul of the winter, and the young fish are not there,” said Maren Oltedal, the minister, at a press \
     conference in the old customs house.",
    "The closure covers the waters between the lighthouse at Skarv and the Bell Rocks. Boats of less than nine metres may go on \
     fishing with hand lines.",
    "“Nobody asked the crews, and nobody will feed them,” said Jonas Brekke, who heads the union of trawlermen and has fished \
     the grounds since he was fifteen.",
    "Crews that lose their season will be paid two thirds of what they landed last year, the ministry said, and the yards in \
     Halvor will be asked to take on those who want to work ashore.",
    "A similar closure in 2009 lasted two seasons, and the stock recovered within five years of its end.",
];

/// Returns what was read of a page, in the form of what is expected.
fn found(page: &str) -> String {
    let Content::Text { text, blocks, .. } = html::story(page, "page".to_owned(), None).unwrap() else {
        panic!()
    };
    let front = text.split("\n+++\n").next().unwrap_or_default();
    let stated = |key: &str| {
        let line = front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.unwrap_or("-").replace(['"', '[', ']'], "")
    };
    let mut told = format!(
        "title: {}\nday: {}\npublisher: {}\nauthors: {}\nlanguage: {}\nblocks:",
        stated("title"),
        stated("published"),
        stated("publisher"),
        stated("authors"),
        stated("language")
    );
    // What extraction takes for a notice is no part of the story either.
    let read = extract_marked(&text, &Defaults::default(), &blocks).blocks;
    let is_story = |block: &MarkedBlock| {
        let inside = |other: &&Block| other.start < block.span.end && block.span.start < other.end;
        read.iter().filter(inside).any(|block| !block.kind.is_boilerplate())
    };
    for block in blocks.iter().filter(|block| is_story(block)) {
        let words = block.span.slice(&text);
        let role = match STORY.iter().position(|paragraph| *paragraph == words) {
            Some(at) if block.mark == Mark::Paragraph => (at + 1).to_string(),
            _ => format!("{:?}", block.mark).to_lowercase(),
        };
        if !matches!(block.mark, Mark::Headline | Mark::Caption | Mark::Credit | Mark::Related) {
            told.push(' ');
            told.push_str(&role);
        }
    }
    told
}

#[test]
fn pages_of_many_publishing_systems() {
    let mut wrong = Vec::new();
    for case in include_str!("pages.txt").split("\n== ").skip(1) {
        let (name, case) = case.split_once('\n').unwrap();
        let (page, expected) = case.split_once("\n--\n").unwrap();
        let page = (1..=STORY.len())
            .fold(page.to_owned(), |page, at| page.replace(&format!("{{{at}}}"), STORY[at - 1]));
        let found = found(&page);
        if found != expected.trim() {
            wrong.push(format!("== {name}\n{found}\n-- expected\n{}", expected.trim()));
        }
    }
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Returns the front matter and the notes of a page whose story has these paragraphs.
fn facts(head: &str, story: &str) -> (String, Vec<String>) {
    let page = format!(
        "<html lang=en><head>{head}</head><body><article><h1>Rain returns</h1>{story}</article></body></html>"
    );
    let Content::Text { text, notes, .. } = html::story(&page, "page".to_owned(), None).unwrap() else {
        panic!()
    };
    (text.split("\n+++\n").next().unwrap_or_default().to_owned(), notes)
}

#[test]
fn section_and_tags() {
    let story = format!("<p>{}</p><p>{}</p>", STORY[0], STORY[1]);
    let links = format!(
        "{story}<p>Posted in <a rel='category tag'>Coast</a>, tagged <a rel='tag'>cod</a>, <a rel='tag'>nets</a></p>"
    );
    let crumbs = r#"<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},
        {"item":{"name":"Coast"}},{"name":"Rain returns"}]}</script>"#;
    let (coast, both) = ("section = \"Coast\"", "tags = [\"cod\", \"nets\"]");
    for (head, story, expected) in [
        ("", &links, vec![coast, both]),
        ("<meta name=keywords content='cod, nets'>", &story, vec![both]),
        (crumbs, &story, vec![coast]),
        ("", &story, vec![]),
    ] {
        let (front, _) = facts(&format!("<title>Rain returns</title>{head}"), story);
        let found: Vec<_> =
            front.lines().filter(|line| line.starts_with("section") || line.starts_with("tags")).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_story_behind_a_wall_says_so() {
    let paid = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain returns",
        "isAccessibleForFree":"False"}</script>"#;
    let short = format!("<p>{}</p><p>{}</p>", STORY[0], STORY[1]);
    let whole: String = STORY.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    for (head, story, is_cut) in [
        (paid, short.clone(), true),
        (paid, whole.clone(), false),
        ("", format!("{short}<h2>Subscribe to keep reading</h2>"), true),
        ("", format!("{short}<p>It rained again, and…</p>"), true),
        ("", short, false),
    ] {
        let (_, notes) = facts(head, &story);
        assert_eq!(notes.iter().any(|note| note.contains("cut off")), is_cut, "{head} {story}");
    }
}

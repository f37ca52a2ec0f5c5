//! Documents that other programs wrote: each gives the same article.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::{fs, path::Path};

use onrecord_formats::{
    Content,
    documents::{docx, pdf},
};
use onrecord_model::Mark;

fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(name)).unwrap()
}

fn read(name: &str) -> anyhow::Result<Content> {
    let id = name.to_owned();
    if name.ends_with(".docx") { docx(&bytes(name), id) } else { pdf(bytes(name), id) }
}

/// Returns the front matter, and the blocks with their roles.
fn article(name: &str) -> (String, Vec<(Mark, String)>) {
    let Content::Text { text, blocks, notes, .. } = read(name).unwrap() else { panic!("{name}") };
    assert!(notes.is_empty(), "{name}: {notes:?}");
    let front = text.split("\n+++\n").next().unwrap_or_default().to_owned();
    let blocks = blocks.iter().map(|block| (block.mark, block.span.slice(&text).to_owned())).collect();
    (front, blocks)
}

const TITLE: &str = "Fisheries minister closes the northern grounds for a season";
const LEAD: &str = "HALVOR — The Ministry of Fisheries will close the northern grounds to trawlers from the first of April \
    until the end of September, after its surveyors found the smallest stock of young cod in twenty-two years of counting.";
const QUOTE: &str = "“We have counted every haul of the winter, and the young fish are not there,” said Maren Oltedal, the \
    minister of fisheries, at a press conference in the old customs house on Thursday.";
const MIDDLE: &str = "The closure covers the waters between the lighthouse at Skarv and the Bell Rocks. Boats of less than \
    nine metres may go on fishing with hand lines, and crews that lose their season will be paid two thirds of what they \
    landed last year.";
const ITEMS: [&str; 3] = [
    "Trawlers stay in port for six months.",
    "Hand lines are allowed in all waters.",
    "The stock is counted again in August.",
];
const SECOND: &str = "“Nobody asked the crews, and nobody will feed them,” said Jonas Brekke, who heads the union of \
    trawlermen. He called for a well-funded survey by people who do not work for the ministry, and said that his members \
    would go to court.";
const END: &str = "The ministry said that it had spoken with the unions twice since January. A similar closure in 2009 \
    lasted two seasons, and the stock recovered within five years of its end.";

fn expected() -> Vec<(Mark, String)> {
    let mut blocks = vec![(Mark::Headline, TITLE), (Mark::Paragraph, LEAD), (Mark::Paragraph, QUOTE)];
    blocks.extend([(Mark::Subhead, "What is closed"), (Mark::Paragraph, MIDDLE)]);
    blocks.extend(ITEMS.map(|item| (Mark::Item, item)));
    blocks.extend([(Mark::Paragraph, SECOND), (Mark::Paragraph, END)]);
    blocks.into_iter().map(|(mark, text)| (mark, text.to_owned())).collect()
}

#[test]
fn one_article_from_every_program() {
    for (name, facts) in [
        (
            "python-docx.docx",
            &["published = \"2026-03-05\"", "authors = [\"Ida Solheim\"]", "language = \"en-GB\""][..],
        ),
        ("pandoc.docx", &["published = \"2026-03-05\"", "authors = [\"Ida Solheim\"]"]),
        ("libreoffice.docx", &["published = \"2026-03-05\"", "authors = [\"Ida Solheim\"]"]),
        (
            "weasyprint.pdf",
            &["published = \"2026-03-05\"", "authors = [\"Ida Solheim\"]", "language = \"en-GB\""],
        ),
        ("chromium.pdf", &["published = \"2026-03-05\"", "language = \"en-GB\""]),
        // The day on which the file was written is all that it tells.
        ("libreoffice.pdf", &["published = \"2026-11-30\"", "authors = [\"Ida Solheim\"]"]),
    ] {
        let (front, mut blocks) = article(name);
        for fact in
            [&format!("title = \"{TITLE}\"")].into_iter().map(String::as_str).chain(facts.iter().copied())
        {
            assert!(front.contains(fact), "{name}: {fact} is not in {front}");
        }
        // Pandoc's file has one more.
        blocks.retain(|(_, text)| text != "The sea does not wait for us.");
        let mut expected = expected();
        if name == "chromium.pdf" {
            // Its bullets are drawn as circles, which are no letters.
            expected
                .iter_mut()
                .filter(|(mark, _)| *mark == Mark::Item)
                .for_each(|(mark, _)| *mark = Mark::Paragraph);
        }
        assert_eq!(blocks, expected, "{name}");
    }
}

#[test]
fn columns_are_read_one_after_the_other() {
    let (front, blocks) = article("reportlab.pdf");
    for fact in [&format!("title = \"{TITLE}\""), "published = \"2026-03-05\"", "authors = [\"Ida Solheim\"]"]
    {
        assert!(front.contains(fact), "{fact} is not in {front}");
    }
    let story = [LEAD, QUOTE, MIDDLE, SECOND, END];
    let expected: Vec<String> = (0..20)
        .map(|at| format!("{} That is statement {} of this release.", story[at % 5], at + 1))
        .collect();
    let found: Vec<String> =
        blocks.into_iter().filter(|(mark, _)| *mark == Mark::Paragraph).map(|(_, text)| text).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_restricts_only_printing_is_read() {
    let (front, blocks) = article("restricted.pdf");
    assert!(front.contains(TITLE), "{front}");
    assert!(blocks.iter().any(|(_, text)| text.contains("\"Nobody asked the crews")), "{blocks:?}");
}

#[test]
fn what_cannot_be_read_is_told_with_its_reason() {
    for (name, reason) in [("password.pdf", "needs a password"), ("scanned.pdf", "its pages are pictures")] {
        let error = format!("{:#}", read(name).unwrap_err());
        assert!(error.contains(reason), "{name}: {error}");
    }
    let cut = |name: &str, part: usize| {
        let whole = bytes(name);
        whole[..whole.len() * part / 10].to_vec()
    };
    for (bytes, reason) in [
        (b"It rained.".to_vec(), "this is not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), "encrypted, or of a Word before 2007"),
        (cut("python-docx.docx", 5), "no zip archive, or is cut short"),
    ] {
        let error = format!("{:#}", docx(&bytes, String::new()).unwrap_err());
        assert!(error.contains(reason), "{error}");
    }
    let error = format!("{:#}", pdf(b"It rained.".to_vec(), String::new()).unwrap_err());
    assert!(error.contains("this is not a PDF"), "{error}");
    // A file that is cut short is mended as far as it goes, or is told to be damaged.
    for part in 1..10 {
        let _ = pdf(cut("weasyprint.pdf", part), String::new());
    }
}

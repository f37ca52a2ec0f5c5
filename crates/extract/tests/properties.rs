//! What holds of any text whatever.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

use onrecord_extract::{Known, extract};
use onrecord_model::Span;
use proptest::prelude::*;

/// Pieces of which news and its accidents are made.
const PIECES: [&str; 44] = [
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    " — ",
    "–",
    "-",
    ", ",
    ". ",
    ": ",
    "; ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "said ",
    "told CNN ",
    "according to ",
    "that ",
    "He ",
    "Nikki Haley ",
    "the US ambassador ",
    "some analysts ",
    "on Sunday ",
    "last week ",
    "+++\n",
    "published = \"2017-07-31\"\n",
    "Story highlights\n",
    "00:45 - Source: CNN\n",
    "did not say ",
    "é漢字İ",
    "SEOUL (AP) — ",
    "the talks failed",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..80)
            .prop_map(|pieces| pieces.concat()),
        "\\PC{0,400}",
    ]
}

/// Every span lies in the text on its characters' boundaries, in order, and gives the words.
fn check(source: &str) -> Result<(), TestCaseError> {
    let known = Known { id: "a".to_owned(), published: "2017-07-31".parse().ok() };
    let article = extract(source, &known);
    let inside = |span: Span| source.get(span.start as usize..span.end as usize).is_some();
    let mut last = 0;
    for block in &article.blocks {
        prop_assert!(inside(block.span()) && last <= block.start, "{block:?}");
        last = block.end;
    }
    for statement in &article.statements {
        prop_assert!(!statement.spans.is_empty());
        prop_assert!(statement.spans.iter().all(|s| inside(*s) && !s.is_empty()), "{:?}", statement.spans);
        prop_assert!(statement.spans.is_sorted_by(|a, b| a.end <= b.start), "{:?}", statement.spans);
        let words: Vec<_> = statement.spans.iter().map(|s| s.slice(source)).collect();
        prop_assert_eq!(&statement.text, &words.join(" "));
        for phrase in statement.mention.iter().chain(&statement.cue) {
            prop_assert_eq!(phrase.text.as_str(), phrase.span().slice(source));
        }
        prop_assert!((0.0..=1.0).contains(&statement.confidence));
        let known = |id| article.speakers.iter().any(|s| Some(&s.id) == Some(id));
        prop_assert!(statement.speaker.as_ref().is_none_or(known));
    }
    for warning in &article.warnings {
        prop_assert!(warning.end as usize <= source.len());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn spans_lie_in_the_text(source in text()) {
        check(&source)?;
    }
}

#[test]
fn long_and_odd_texts_are_read_in_one_go() {
    for source in [
        "“".repeat(100_000),
        "\" ".repeat(100_000),
        "a".repeat(1_000_000),
        "He said that he said ".repeat(20_000),
        "Nikki Haley said, ".repeat(20_000),
        "(".repeat(100_000),
        "said ".repeat(100_000),
        "\n".repeat(100_000),
    ] {
        check(&source).unwrap();
    }
}

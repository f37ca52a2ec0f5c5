//! Properties that hold for any text.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use onrecord_extract::fuzzing;
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn spans_lie_in_the_text(source in text()) {
        fuzzing::extract(&source);
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
        fuzzing::extract(&source);
    }
}

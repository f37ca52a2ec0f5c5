//! Made-up articles, and who is one in them.

use crate::build::{People, build, tests::article};

/// Returns the id and the name of who said the words, for each article.
fn said_by(texts: &[&str]) -> Vec<String> {
    let inputs = texts.iter().enumerate().map(|(at, text)| article(&format!("a{at}"), text)).collect();
    let (draft, _) = build(inputs, &People::default());
    let by = draft.statements.iter().filter_map(|entry| draft.speakers.get(entry.speaker?));
    by.map(|speaker| format!("{} ({})", speaker.id, speaker.name)).collect()
}

#[test]
fn who_is_one() {
    for (texts, expected) in [
        // A middle initial that one of them leaves out.
        (
            &["“It will rain,” said Sen. Olga Brandt.", "“It rained,” said Sen. Olga T. Brandt."][..],
            &["olga-brandt (Olga Brandt)", "olga-brandt (Olga Brandt)"][..],
        ),
        // A nickname, with the same office.
        (
            &["“It will rain,” said Gov. Bob Tarrant.", "“It rained,” said Gov. Robert Tarrant."],
            &["bob-tarrant (Bob Tarrant)", "bob-tarrant (Bob Tarrant)"],
        ),
        // A nickname, with other work.
        (
            &[
                "“It will rain,” said Bob Tarrant, a plumber.",
                "“It rained,” said Robert Tarrant, an economist.",
            ],
            &["bob-tarrant (Bob Tarrant)", "robert-tarrant (Robert Tarrant)"],
        ),
        // Groups belong to their articles.
        (
            &["Officials said that it would rain soon.", "Officials said that it had rained there."],
            &["officials-a0 (officials)", "officials-a1 (officials)"],
        ),
    ] {
        assert_eq!(said_by(texts), expected, "{texts:?}");
    }
}

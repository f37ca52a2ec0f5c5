//! Short articles with their expected statements: `articles.txt`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

#[path = "../src/expect.rs"]
mod expect;

use onrecord_extract::{Defaults, extract};
use onrecord_model::DateSpan;

/// Renders each statement: first words | speaker | country | role | days.
fn told(example: &str) -> Vec<String> {
    let (head, story): (Vec<_>, Vec<_>) = example.lines().partition(|line| line.starts_with("@ "));
    let head: String = head.iter().map(|line| format!("{}\n", line.trim_start_matches("@ "))).collect();
    let source = format!("+++\n{head}+++\n{}", story.join("\n").replace(" ¶ ", "\n\n"));
    let article = extract(&source, &Defaults { id: "a".into(), published: "2017-07-31".parse().ok() });
    let statements = article.statements.iter().map(|statement| {
        let speaker = article.speakers.iter().find(|s| Some(&s.id) == statement.speaker.as_ref());
        let words: Vec<_> = statement.text.split_whitespace().take(4).collect();
        let country = speaker.and_then(|s| s.country).map_or("-".to_owned(), |c| c.to_string());
        let days = statement.when.map(|when| match when.days {
            DateSpan::Calendar(from, to) if from == to => format!("{from} {}", when.basis.as_str()),
            DateSpan::Calendar(from, to) => format!("{from}/{to} {}", when.basis.as_str()),
            DateSpan::Relative(from, to) => format!("{from}..{to} {}", when.basis.as_str()),
        });
        format!(
            "{} | {} | {country} | {} | {}",
            words.join(" "),
            speaker.map_or("-", |s| s.name.as_str()),
            speaker.and_then(|s| s.role.as_deref()).unwrap_or("-"),
            days.as_deref().unwrap_or("-")
        )
    });
    let warnings = article.warnings.iter().map(|warning| format!("warning: {}", warning.message));
    statements.chain(warnings).collect()
}

#[test]
fn the_table_of_articles() {
    let table = include_str!("articles.txt");
    expect::check("articles.txt", &expect::examples(table, told));
}

//! Whole articles: those of the bundled record, read as a reader would check them.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{fmt::Write as _, fs, path::Path};

use onrecord_extract::{Defaults, extract};
use onrecord_model::{Article, BlockKind, DateSpan, Statement};

/// Speaker, country, kind, days, channel, then the words; and blocks that are not paragraphs.
fn told(article: &Article, source: &str) -> String {
    let mut out = String::new();
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Paragraph) {
        let _ = writeln!(out, "[{:?}] {}", block.kind, block.span().slice(source));
    }
    for statement in &article.statements {
        let _ = writeln!(out, "{}\n    {}", who_and_when(article, statement), statement.text);
    }
    for warning in &article.warnings {
        let _ = writeln!(out, "warning: {}", warning.message);
    }
    out
}

fn who_and_when(article: &Article, statement: &Statement) -> String {
    let speaker = article.speakers.iter().find(|s| Some(&s.id) == statement.speaker.as_ref());
    let mut parts = vec![speaker.map_or("nobody", |s| s.name.as_str()).to_owned()];
    parts.extend(speaker.and_then(|s| s.country).map(|c| c.to_string()));
    parts.push(statement.kind.as_str().to_owned());
    parts.extend(statement.when.map(|when| match when.days {
        DateSpan::Calendar(from, to) if from == to => format!("{from} {:?}", when.basis),
        DateSpan::Calendar(from, to) => format!("{from}/{to} {:?}", when.basis),
        DateSpan::Relative(from, to) => format!("{from}..{to} {:?}", when.basis),
    }));
    parts.extend(statement.channel.clone());
    if !statement.asserted {
        parts.push("not asserted".to_owned());
    }
    parts.join(" | ")
}

#[test]
fn the_bundled_record() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    for file in files {
        let id = file.file_stem().unwrap().to_string_lossy().into_owned();
        let source = fs::read_to_string(&file).unwrap();
        let article = extract(&source, &Defaults { id: id.clone().into(), published: None });
        insta::assert_snapshot!(id, told(&article, &source));
    }
}

#[test]
fn a_saved_page_without_a_date() {
    let source = "\
Story highlights

Rain is expected in the north

Harbor town waits for rain
01:12 - Source: CNN

LONDON (Reuters) - The harbor will stay closed, the mayor of Dover said on Monday.

“We wait for the rain,” said Ada Wells, the harbor’s master. “It is late this year.”

Read more: Ten harbors in winter

No rain yet

Wells told Reuters last week that the gates were old. She denied that they leaked.
";
    let article = extract(source, &Defaults { id: "harbor".into(), published: None });
    insta::assert_snapshot!(told(&article, source));
}

#[test]
fn names_of_scripts_without_capitals() {
    let source = "\
“It will rain,” said محمد جواد ظريف, the Iranian foreign minister. The Chinese foreign minister, 王毅, said that it \
would snow. “Much snow,” he added.
";
    let article = extract(source, &Defaults { id: "rain".into(), published: None });
    let all: Vec<_> = article.statements.iter().map(|one| who_and_when(&article, one)).collect();
    assert_eq!(all, ["محمد جواد ظريف | IR | direct", "王毅 | CN | indirect", "王毅 | CN | direct"]);
}

//! One article, annotated with speakers, countries and days.

use std::{collections::BTreeMap, fs, path::Path, process::ExitCode};

use anyhow::{Context as _, Result, anyhow};
use onrecord_model::{Article, Basis, BlockKind, Day, Days, Statement};
use serde::Deserialize;

use crate::articles::{self, Read};
use crate::overlap::{Extent, pair};

#[derive(Deserialize)]
struct Gold {
    article: String,
    published: Option<Day>,
    chrome: Vec<String>,
    subheads: Vec<String>,
    statements: Vec<GoldStatement>,
}

#[derive(Deserialize)]
struct GoldStatement {
    spans: Vec<GoldSpan>,
    speaker: Option<String>,
    country: Option<String>,
    kind: String,
    date: Option<String>,
    level: String,
}

#[derive(Deserialize)]
struct GoldSpan {
    start: usize,
    end: usize,
    text: String,
}

/// What of one statement is right.
struct Verdict {
    found: bool,
    speaker: bool,
    country: bool,
    day: bool,
}

impl Verdict {
    const fn all(&self) -> bool {
        self.found && self.speaker && self.country && self.day
    }
}

pub(super) fn run(file: &Path) -> Result<ExitCode> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let gold: Gold = serde_json::from_str(&text)
        .with_context(|| format!("{} is not an annotated article", file.display()))?;
    let path = file.parent().unwrap_or_else(|| Path::new(".")).join(&gold.article);
    let read = articles::read(&path, gold.published).into_iter().next();
    let Read { article, text: source } =
        read.context("the article is empty")?.map_err(|failed| anyhow!("{}: {failed}", path.display()))?;
    let furniture = furniture(&gold, &article, &source);
    let extents: Vec<_> =
        gold.statements.iter().map(|s| Extent::new(s.spans.iter().map(|p| p.start..p.end))).collect();
    let found: Vec<_> = article.statements.iter().map(extent).collect();
    let pairs = pair(&extents, &found);
    let mut right = [0_usize; 5];
    let mut core = 0;
    for (statement, matched) in gold.statements.iter().zip(&pairs) {
        let verdict = judge(statement, matched.and_then(|j| article.statements.get(j)), &article);
        if statement.level == "core" {
            core += 1;
            for (sum, one) in right.iter_mut().zip([
                verdict.found,
                verdict.speaker,
                verdict.country,
                verdict.day,
                verdict.all(),
            ]) {
                *sum += usize::from(one);
            }
        }
        report(statement, &verdict, matched.and_then(|j| article.statements.get(j)));
    }
    let unknown: Vec<_> = (0..found.len())
        .filter(|j| !pairs.contains(&Some(*j)))
        .filter_map(|j| article.statements.get(j))
        .collect();
    for statement in &unknown {
        println!("extra     {} | {}", speaker(statement, &article), short(&statement.text));
    }
    let [f, s, c, d, all] = right;
    println!(
        "furniture {}/{} lines, subheads {}/{}",
        furniture.0,
        gold.chrome.len(),
        furniture.1,
        gold.subheads.len()
    );
    println!("core      {core}: found {f}, speaker {s}, country {c}, day {d}; all of them right {all}");
    println!("extra     {} statements that the annotation does not know", unknown.len());
    Ok(ExitCode::SUCCESS)
}

fn extent(statement: &Statement) -> Extent {
    Extent::new(statement.spans.iter().map(|s| s.start as usize..s.end as usize))
}

/// How many lines of furniture and how many subheads were told as what they are.
fn furniture(gold: &Gold, article: &Article, source: &str) -> (usize, usize) {
    let kinds: BTreeMap<&str, BlockKind> =
        article.blocks.iter().map(|b| (b.span().slice(source), b.kind)).collect();
    let count = |lines: &[String], right: &dyn Fn(BlockKind) -> bool| {
        let told = |line: &&String| kinds.get(line.as_str()).is_some_and(|kind| right(*kind));
        lines.iter().filter(|line| !told(line)).for_each(|line| println!("line      wrongly told: {line}"));
        lines.iter().filter(told).count()
    };
    (count(&gold.chrome, &BlockKind::is_furniture), count(&gold.subheads, &|kind| kind == BlockKind::Subhead))
}

fn judge(gold: &GoldStatement, found: Option<&Statement>, article: &Article) -> Verdict {
    let Some(found) = found else {
        return Verdict { found: false, speaker: false, country: false, day: false };
    };
    let speaker = found.speaker.as_ref().and_then(|id| article.speakers.iter().find(|s| s.id == *id));
    let same = |name: &str| speaker.is_some_and(|s| s.name.eq_ignore_ascii_case(name));
    Verdict {
        found: true,
        speaker: gold.speaker.as_deref().map_or(speaker.is_none(), same),
        country: gold.country.as_deref() == speaker.and_then(|s| s.country).as_ref().map(|c| c.code()),
        day: gold.date == edtf(found),
    }
}

/// The days of a statement as the annotation writes them; what only the article's day bounds is
/// written as no day at all.
fn edtf(statement: &Statement) -> Option<String> {
    let when = statement.when.filter(|w| w.basis != Basis::Published)?;
    let Days::Calendar(from, to) = when.days else { return None };
    let (from, to) = (from.date(), to.date());
    Some(if from == to {
        from.to_string()
    } else if from == from.first_of_year() && to == from.last_of_year() {
        format!("{:04}", from.year())
    } else if from == from.first_of_month() && to == from.last_of_month() {
        format!("{:04}-{:02}", from.year(), from.month())
    } else {
        format!("{from}/{to}")
    })
}

fn report(gold: &GoldStatement, verdict: &Verdict, found: Option<&Statement>) {
    let text = gold.spans.first().map_or("", |s| s.text.as_str());
    let mark = |right: bool, what: &'static str| if right { "" } else { what };
    let wrong = if verdict.found {
        [mark(verdict.speaker, " speaker"), mark(verdict.country, " country"), mark(verdict.day, " day")]
            .concat()
    } else {
        " not found".to_owned()
    };
    if wrong.is_empty() {
        return;
    }
    let expected = (
        gold.speaker.as_deref().unwrap_or("-"),
        gold.country.as_deref().unwrap_or("-"),
        gold.date.as_deref().unwrap_or("-"),
    );
    println!("{:9} {} {expected:?}:{wrong}\n          {}", gold.level, gold.kind, short(text));
    if let Some(found) = found {
        println!(
            "          got {:?} {:?}; {:?}",
            found.speaker.as_ref().map(ToString::to_string),
            edtf(found),
            found.why
        );
    }
}

fn speaker<'a>(statement: &'a Statement, article: &'a Article) -> &'a str {
    let known = statement.speaker.as_ref().and_then(|id| article.speakers.iter().find(|s| s.id == *id));
    known.map_or("-", |s| s.name.as_str())
}

fn short(text: &str) -> String {
    text.chars().take(90).collect()
}

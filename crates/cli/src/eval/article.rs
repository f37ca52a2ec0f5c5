//! Articles annotated one by one with speakers, countries and days, as TOML or JSON. A statement counts as
//! attributed if its speaker has the annotated name.

use std::{
    collections::BTreeMap,
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, anyhow, bail};
use onrecord_model::{Article, BlockKind, Date, DateBasis, DateSpan, Speaker, Statement};
use serde::Deserialize;

use super::{Score, score::Asked};
use crate::{
    articles::{self, ArticleText},
    overlap::{Extent, pair},
};

#[derive(Deserialize)]
struct Gold {
    /// The article's file, relative to the annotation's folder.
    article: PathBuf,
    published: Option<Date>,
    #[serde(alias = "chrome", default)]
    furniture: Vec<String>,
    #[serde(default)]
    subheads: Vec<String>,
    #[serde(alias = "statements", rename = "statement")]
    statements: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    spans: Vec<Place>,
    kind: String,
    #[serde(default)]
    speaker: Option<Names>,
    country: Option<String>,
    date: Option<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    level: Level,
}

/// A part of a statement: bytes, or the words themselves, searched after the preceding ones.
#[derive(Deserialize)]
#[serde(untagged)]
enum Place {
    Bytes { start: usize, end: usize },
    Words(String),
}

/// The acceptable names of a speaker.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Any(Vec<String>),
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// Must be found.
    #[default]
    Core,
    /// Need not be found, but is right if found.
    Optional,
}

/// Which properties of a statement are right.
#[derive(Clone, Copy, Default)]
struct Verdict {
    found: bool,
    speaker: bool,
    country: bool,
    day: bool,
}

impl Verdict {
    const fn all(self) -> [bool; 5] {
        let all = self.found && self.speaker && self.country && self.day;
        [self.found, self.speaker, self.country, self.day, all]
    }
}

/// The totals over articles.
#[derive(Default)]
struct Sum {
    core: usize,
    right: [usize; 5],
    extra: usize,
    score: Score,
}

pub(super) fn run(files: &[PathBuf]) -> Result<ExitCode> {
    let mut sum = Sum::default();
    for file in files {
        if files.len() > 1 {
            outln!("{}", file.display())?;
        }
        one(file, &mut sum).with_context(|| format!("{} cannot be compared", file.display()))?;
    }
    let [f, s, c, d, all] = sum.right;
    outln!("core      {}: found {f}, speaker {s}, country {c}, day {d}; all right {all}", sum.core)?;
    outln!("extra     {} statements that are not annotated", sum.extra)?;
    sum.score.print()?;
    Ok(ExitCode::SUCCESS)
}

/// Compares one article, prints the differences, and adds them to the totals.
fn one(file: &Path, sum: &mut Sum) -> Result<()> {
    let text = fs::read_to_string(file).context("it cannot be read")?;
    let gold: Gold = if file.extension().is_some_and(|ending| ending == "toml") {
        toml::from_str(&text)?
    } else {
        serde_json::from_str(&text)?
    };
    let path = file.parent().unwrap_or_else(|| Path::new(".")).join(&gold.article);
    let read = articles::read(&path, gold.published).into_iter().next();
    let ArticleText { article, text: source } =
        read.context("the article is empty")?.map_err(|failed| anyhow!("{}: {failed}", path.display()))?;
    lines(&gold, &article, &source)?;
    let ranges = places(&gold, &article, &source)?;
    let extents: Vec<_> = ranges.iter().map(|all| Extent::new(all.iter().cloned())).collect();
    let found: Vec<_> = article.statements.iter().map(extent).collect();
    let pairs = pair(&extents, &found);
    let mut verdicts = Vec::new();
    for ((annotation, places), matched) in gold.statements.iter().zip(&ranges).zip(&pairs) {
        let matched = matched.and_then(|j| article.statements.get(j));
        let verdict = annotation.judge(matched, &article);
        if annotation.is_core() {
            sum.core += 1;
            sum.right.iter_mut().zip(verdict.all()).for_each(|(n, right)| *n += usize::from(right));
        }
        let words = places.first().and_then(|place| source.get(place.clone())).unwrap_or_default();
        report(annotation, words, verdict, matched)?;
        verdicts.push(verdict);
    }
    for (_, statement) in article.statements.iter().enumerate().filter(|(j, _)| !pairs.contains(&Some(*j))) {
        sum.extra += 1;
        let name = speaker(statement, &article).map_or("-", |s| s.name.as_str());
        outln!("extra     {name} | {}", short(&statement.text))?;
    }
    let asked: Vec<_> =
        gold.statements.iter().map(|a| Asked { kind: &a.kind, needed: a.is_core() }).collect();
    let edges = |extent: &Extent| extent.bounds().and_then(|bounds| letters(&source, bounds));
    sum.score.add(
        &asked,
        &article.statements,
        &pairs,
        |i, _| verdicts[i].speaker,
        |i, j| edges(&extents[i]) == edges(&found[j]),
    );
    Ok(())
}

/// Returns the byte ranges of each annotated statement.
fn places(gold: &Gold, article: &Article, source: &str) -> Result<Vec<Vec<Range<usize>>>> {
    // The front matter may contain the words, too.
    let mut at = article.blocks.first().map_or(0, |block| block.start as usize);
    let mut place = |place: &Place| match place {
        Place::Bytes { start, end } => Ok(*start..*end),
        Place::Words(words) => {
            let Some(from) = source.get(at..).and_then(|rest| rest.find(words.as_str())) else {
                bail!("the article does not say “{}” there", short(words));
            };
            let start = at + from;
            at = start + words.len();
            Ok(start..at)
        }
    };
    gold.statements.iter().map(|one| one.spans.iter().map(&mut place).collect()).collect()
}

fn extent(statement: &Statement) -> Extent {
    Extent::new(statement.spans.iter().map(|s| s.start as usize..s.end as usize))
}

/// Narrows a range to its first and last letter or digit.
fn letters(source: &str, range: Range<usize>) -> Option<Range<usize>> {
    let inside = source.get(range.clone())?;
    let start = inside.find(char::is_alphanumeric)?;
    let end = inside.trim_end_matches(|ch: char| !ch.is_alphanumeric()).len();
    Some(range.start + start..range.start + end)
}

/// Prints lines of furniture and subheads that were taken for something else.
fn lines(gold: &Gold, article: &Article, source: &str) -> io::Result<()> {
    let kinds: BTreeMap<&str, BlockKind> =
        article.blocks.iter().map(|b| (b.span().slice(source), b.kind)).collect();
    let told = |line: &&String, right: &dyn Fn(BlockKind) -> bool| {
        kinds.get(line.as_str()).is_some_and(|kind| right(*kind))
    };
    let furniture: &dyn Fn(BlockKind) -> bool = &|kind| kind.is_boilerplate();
    let subhead: &dyn Fn(BlockKind) -> bool = &|kind| kind == BlockKind::Subhead;
    for (lines, right) in [(&gold.furniture, furniture), (&gold.subheads, subhead)] {
        for line in lines.iter().filter(|line| !told(line, right)) {
            outln!("line      wrong kind: {line}")?;
        }
    }
    let count = |lines: &[String], right| lines.iter().filter(|line| told(line, right)).count();
    outln!(
        "furniture {}/{} lines, subheads {}/{}",
        count(&gold.furniture, furniture),
        gold.furniture.len(),
        count(&gold.subheads, subhead),
        gold.subheads.len()
    )
}

impl Annotation {
    fn is_core(&self) -> bool {
        !self.optional && self.level == Level::Core
    }

    fn names(&self) -> &[String] {
        match &self.speaker {
            Some(Names::One(name)) => std::slice::from_ref(name),
            Some(Names::Any(names)) => names,
            None => &[],
        }
    }

    fn judge(&self, found: Option<&Statement>, article: &Article) -> Verdict {
        let Some(found) = found else { return Verdict::default() };
        let speaker = speaker(found, article);
        let names = self.names();
        Verdict {
            found: true,
            speaker: speaker
                .map_or(names.is_empty(), |s| names.iter().any(|name| s.name.eq_ignore_ascii_case(name))),
            country: self.country.as_deref() == speaker.and_then(|s| s.country).as_ref().map(|c| c.code()),
            day: self.date == edtf(found),
        }
    }
}

/// Returns the days of a statement as annotations state them, or `None` if only the day of publication is
/// known.
fn edtf(statement: &Statement) -> Option<String> {
    let when = statement.when.filter(|w| w.basis != DateBasis::Published)?;
    let DateSpan::Calendar(from, to) = when.days else { return None };
    let (from, to) = (from.civil(), to.civil());
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

fn report(gold: &Annotation, words: &str, verdict: Verdict, found: Option<&Statement>) -> io::Result<()> {
    let mark = |right: bool, what: &'static str| if right { "" } else { what };
    let wrong = if verdict.found {
        [mark(verdict.speaker, " speaker"), mark(verdict.country, " country"), mark(verdict.day, " day")]
            .concat()
    } else {
        " not found".to_owned()
    };
    if wrong.is_empty() {
        return Ok(());
    }
    let level = if gold.is_core() { "core" } else { "optional" };
    let expected = (
        gold.names().first().map_or("-", String::as_str),
        gold.country.as_deref().unwrap_or("-"),
        gold.date.as_deref().unwrap_or("-"),
    );
    outln!("{level:9} {} {expected:?}:{wrong}\n          {}", gold.kind, short(words))?;
    if let Some(found) = found {
        outln!(
            "          got {:?} {:?}; {:?}",
            found.speaker.as_ref().map(ToString::to_string),
            edtf(found),
            found.why
        )?;
    }
    Ok(())
}

fn speaker<'a>(statement: &Statement, article: &'a Article) -> Option<&'a Speaker> {
    let id = statement.speaker.as_ref()?;
    article.speakers.iter().find(|s| s.id == *id)
}

fn short(text: &str) -> String {
    text.chars().take(90).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The accuracy that extraction must reach on the annotated articles of the bundled record. They were
    /// annotated before the program had read them.
    #[test]
    fn the_annotated_articles_of_the_record() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.to_string_lossy().ends_with(".gold.toml"));
        files.sort();
        assert_eq!(files.len(), 12);
        let mut sum = Sum::default();
        for file in &files {
            one(file, &mut sum).unwrap();
        }
        let [found, attributed] = sum.score.overall().map(|rates| rates.f1());
        assert!(found >= 0.80 && attributed >= 0.75, "found {found:.3}, attributed {attributed:.3}");
        for (kind, bar) in [("direct", 0.93), ("mixed", 0.85), ("indirect", 0.62)] {
            let (n, [_, attributed, exact]) = sum.score.kind(kind);
            assert!(n > 10 && attributed >= bar, "{kind}: {attributed:.3} of {n}");
            assert!(kind != "direct" || exact >= 0.75, "{kind}: {exact:.3} exact");
        }
    }
}

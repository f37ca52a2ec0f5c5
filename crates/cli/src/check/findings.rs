//! Finds what may be wrong with a record.

use std::{cmp::Reverse, collections::BTreeMap, path::Path};

use clap::ValueEnum;
use jiff::{Timestamp, tz::Offset};
use onrecord_corpus::{ArticleContent, Draft, calendar_dates};
use onrecord_model::{ArticleId, Date};
use onrecord_text::{text_fingerprint, truncate};
use serde::Serialize;

use super::speakers;
use crate::{
    articles::is_text,
    record::{Level, Made, Where},
};

/// The kind of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// Something could not be read and is not in the record.
    #[default]
    NotRead,
    /// A line of front matter is not understood, or a page may be read wrongly.
    FrontMatter,
    /// An article has no day of publication.
    NoDay,
    /// An article's day of publication is far from all others.
    FarDay,
    /// Two articles have most paragraphs in common.
    Duplicate,
    /// Two names may belong to one speaker.
    SameSpeaker,
    /// One name may belong to two speakers.
    TwoSpeakers,
    /// A name is likely no speaker's.
    Junk,
    /// A speaker has no country, although most have one.
    NoCountry,
    /// An attribution is uncertain.
    LowConfidence,
    /// A correction does not match.
    Correction,
}

impl Kind {
    pub(super) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::NotRead => "Not in the record",
            Self::FrontMatter => "Front matter, and pages that may be read wrongly",
            Self::NoDay => "Articles without a day of publication",
            Self::FarDay => "Articles from before 1800, or from the future",
            Self::Duplicate => "Duplicate articles",
            Self::SameSpeaker => "Similar names",
            Self::TwoSpeakers => "Speakers who may be two",
            Self::Junk => "Names that may be no speaker's",
            Self::NoCountry => "Speakers without a country",
            Self::LowConfidence => "Uncertain attributions",
            Self::Correction => "Corrections that do not match",
        }
    }

    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Self::NotRead => "Fix the file, or remove it.",
            Self::FrontMatter => "Fix the line, or save the page again.",
            Self::NoDay => {
                "Add `published = \"YYYY-MM-DD\"` to the front matter, or use --published for all."
            }
            Self::FarDay => "Correct `published`: the timeline spans all days from the first to the last.",
            Self::Duplicate => "Remove one of them.",
            Self::SameSpeaker => {
                "If they are one speaker, add an alias to people.toml or a merge to corrections.toml."
            }
            Self::TwoSpeakers => "If they are two, name the speaker of each statement in corrections.toml.",
            Self::Junk => {
                "If it is no speaker, reject the statements in corrections.toml, or name their speaker."
            }
            Self::NoCountry => "Add the country to people.toml; use country = \"\" for none.",
            Self::LowConfidence => "Check them, and correct errors in corrections.toml.",
            Self::Correction => "Check the statement, and update or remove the correction.",
        }
    }
}

/// A finding with its place.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Finding {
    pub(super) kind: Kind,
    #[serde(flatten)]
    pub(super) at: Where,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) article: Option<ArticleId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<String>,
    /// The ids of speakers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) speakers: Vec<String>,
    /// The number of statements that it is about.
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) statements: usize,
    pub(super) message: String,
}

/// Whether a count is not given.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Finding {
    pub(super) fn line(&self) -> String {
        format!("{}{}", self.at, self.message)
    }
}

/// Returns whether a day is before 1800, or after the next year.
fn is_far(day: &Date) -> bool {
    let this_year = Offset::UTC.to_datetime(Timestamp::now()).year();
    let year = day.civil().year();
    year < 1800 || year > this_year.saturating_add(1)
}

/// Returns all findings, sorted by kind.
pub(super) fn findings(made: &Made, confidence: f32) -> Vec<Finding> {
    let mut found: Vec<_> = told(made).collect();
    let draft = &made.draft;
    let file = |id: &str| Where { file: made.files.get(id).cloned(), ..Where::default() };
    let undated = draft.articles.iter().filter(|article| article.meta.published.is_none());
    found.extend(undated.map(|article| Finding {
        kind: Kind::NoDay,
        at: file(article.meta.id.as_str()),
        article: Some(article.meta.id.clone()),
        message: article.meta.title_or_id().to_owned(),
        ..Finding::default()
    }));
    let far =
        draft.articles.iter().filter_map(|article| Some((article, article.meta.published.filter(is_far)?)));
    found.extend(far.map(|(article, day)| Finding {
        kind: Kind::FarDay,
        at: file(article.meta.id.as_str()),
        article: Some(article.meta.id.clone()),
        message: format!("{} is dated {day}", article.meta.title_or_id()),
        ..Finding::default()
    }));
    found.extend(duplicates(&draft.articles).into_iter().map(|(first, second)| Finding {
        kind: Kind::Duplicate,
        at: file(second.meta.id.as_str()),
        article: Some(second.meta.id.clone()),
        message: format!(
            "has most paragraphs in common with {}",
            made.files.get(&first.meta.id).map_or(first.meta.id.as_str(), String::as_str)
        ),
        ..Finding::default()
    }));
    found.extend(speakers::findings(made));
    found.extend(uncertain(made, confidence));
    // The most frequent first.
    found.sort_by_key(|finding| (finding.kind, Reverse(finding.statements)));
    found
}

/// Returns the problems found while the record was built.
fn told(made: &Made) -> impl Iterator<Item = Finding> + '_ {
    let misfits = made.misfits.iter().map(|misfit| Finding {
        kind: Kind::Correction,
        message: misfit.to_string(),
        ..Finding::default()
    });
    let problems = made.report.problems.iter().filter_map(|problem| {
        // Articles without a day are found in the record.
        let of_day = problem.level == Level::Warning && problem.message.contains("day of publication");
        let kind = if problem.level == Level::Error { Kind::NotRead } else { Kind::FrontMatter };
        (!of_day).then(|| Finding {
            kind,
            at: problem.at.clone(),
            message: problem.message.clone(),
            ..Finding::default()
        })
    });
    misfits.chain(problems)
}

/// Returns attributions below a confidence.
fn uncertain(made: &Made, confidence: f32) -> impl Iterator<Item = Finding> + '_ {
    let draft: &Draft = &made.draft;
    draft.statements.iter().filter_map(move |entry| {
        let (said, source) = (draft.statement(entry)?, draft.articles.get(entry.primary.article)?);
        if said.confidence >= confidence {
            return None;
        }
        let file = made.files.get(&source.meta.id).cloned();
        let start = said.spans.first()?.start;
        // A line of the text made from a page is not a line of its file. The words in the message show the place.
        let at = match &file {
            Some(name) if !is_text(Path::new(name)) => Where { file, ..Where::default() },
            _ => Where::in_text(file, &source.text, start),
        };
        let by =
            entry.speaker.and_then(|at| draft.speakers.get(at)).map_or("nobody known", |by| by.name.as_str());
        let day = calendar_dates(said).map(|days| format!(", {}", days.to)).unwrap_or_default();
        Some(Finding {
            kind: Kind::LowConfidence,
            at,
            article: Some(source.meta.id.clone()),
            statement: Some(said.id.to_string()),
            message: format!("{by}{day} ({:.0} %): {}", said.confidence * 100.0, truncate(&said.text, WORDS)),
            ..Finding::default()
        })
    })
}

/// The number of characters of a statement that are printed.
const WORDS: usize = 80;
/// Paragraphs with fewer words may be equal by chance.
const PARAGRAPH: usize = 8;
/// The share of the shorter article's paragraphs that must be in the other.
const SHARED: f64 = 0.8;
/// A paragraph in more articles than this is boilerplate, such as an appeal for donations.
const COMMON: usize = 20;

/// Returns pairs of articles that have most paragraphs in common.
fn duplicates(articles: &[ArticleContent]) -> Vec<(&ArticleContent, &ArticleContent)> {
    let paragraphs: Vec<Vec<u64>> = articles
        .iter()
        .map(|article| {
            let long =
                article.text.lines().filter(|line| line.split_whitespace().nth(PARAGRAPH - 1).is_some());
            let mut hashes: Vec<_> = long.map(text_fingerprint).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        })
        .collect();
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, hashes) in paragraphs.iter().enumerate() {
        hashes.iter().for_each(|hash| places.entry(*hash).or_default().push(at));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for places in places.values().filter(|places| places.len() <= COMMON) {
        for (at, first) in places.iter().enumerate() {
            places.iter().skip(at + 1).for_each(|second| *shared.entry((*first, *second)).or_default() += 1);
        }
    }
    let count = |at: usize| paragraphs.get(at).map_or(0, Vec::len);
    #[allow(clippy::cast_precision_loss, reason = "an article has few paragraphs")]
    let most = |(a, b): (usize, usize), same: usize| same as f64 >= SHARED * count(a).min(count(b)) as f64;
    let pairs = shared.into_iter().filter(|(pair, same)| most(*pair, *same));
    pairs.filter_map(|((a, b), _)| Some((articles.get(a)?, articles.get(b)?))).collect()
}

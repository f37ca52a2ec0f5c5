//! The report about the input files: on the terminal, and as `report.json`.

use std::{fmt, path::Path};

use onrecord_corpus::Draft;
use onrecord_model::ArticleId;
use serde::{Deserialize, Serialize};

use crate::{
    alike::Alike,
    articles::{ArticleText, Failed, is_text},
};

/// The version of the report's format.
const SCHEMA: u32 = 1;
/// Up to this number, equal errors are printed one by one.
const APART: usize = 20;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// Something could not be read and is not in the record.
    Error,
    /// Something in the record may be wrong.
    Warning,
}

impl Level {
    const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The place of a problem, as far as known. Displayed as the prefix of a message.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Where {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// The place in a file of several articles, such as "line 3" or "entry 2".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<String>,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
}

impl Where {
    /// Returns the place of a byte of a text, with its line.
    pub(crate) fn in_text(file: Option<String>, text: &str, byte: u32) -> Self {
        let before = text.get(..byte as usize).unwrap_or_default();
        Self { file, place: None, line: Some(1 + before.matches('\n').count()) }
    }

    /// Returns the place of a byte of an article's text: the line, or the article's id if the lines of the file are not
    /// those of the text.
    pub(crate) fn in_article(file: Option<String>, id: &ArticleId, text: &str, byte: u32) -> Self {
        match &file {
            Some(name) if !is_text(Path::new(name)) => {
                Self { file, place: Some(format!("article {id}")), line: None }
            }
            _ => Self::in_text(file, text, byte),
        }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line, &self.place) {
            (Some(file), Some(line), _) => write!(f, "{file}:{line}: "),
            (Some(file), None, Some(place)) => write!(f, "{file}: {place}: "),
            (Some(file), None, None) => write!(f, "{file}: "),
            (None, _, _) => Ok(()),
        }
    }
}

/// A problem with its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Problem {
    pub(crate) level: Level,
    #[serde(flatten)]
    pub(crate) at: Where,
    /// The problem and its remedy.
    pub(crate) message: String,
}

impl Problem {
    /// Creates a problem of the record as a whole.
    pub(crate) fn new(level: Level, message: impl ToString) -> Self {
        Self { level, at: Where::default(), message: message.to_string() }
    }

    pub(super) fn failed(file: &str, failed: &Failed) -> Self {
        let place = Some(failed.place.clone()).filter(|place| !place.is_empty());
        let at = Where { file: Some(file.to_owned()), place, line: None };
        Self { at, ..Self::new(Level::Error, &failed.message) }
    }

    /// Returns the warnings of extraction. Of a file whose lines are not those of the text, they name the article.
    pub(super) fn warnings<'r>(file: &'r str, read: &'r ArticleText) -> impl Iterator<Item = Self> + 'r {
        read.article.warnings.iter().map(move |warning| {
            let id = &read.article.article.id;
            let at = Where::in_article(Some(file.to_owned()), id, &read.text, warning.start);
            let message = if at.line.is_some() { &warning.message } else { without_line(&warning.message) };
            Self { at, ..Self::new(Level::Warning, message) }
        })
    }
}

/// Returns a warning about front matter without its line ("line 3: …"), for text that was made from another format.
pub(crate) fn without_line(message: &str) -> &str {
    let behind = message.strip_prefix("line ").and_then(|rest| rest.split_once(": "));
    behind.filter(|(line, _)| line.parse::<usize>().is_ok()).map_or(message, |(_, message)| message)
}

/// The report.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Report {
    schema: u32,
    /// The number of input files.
    pub(crate) files: usize,
    /// The number of files that have not changed since the last run.
    pub(crate) unchanged: usize,
    pub(crate) articles: usize,
    pub(crate) speakers: usize,
    pub(crate) statements: usize,
    pub(crate) problems: Vec<Problem>,
}

impl Report {
    pub(super) fn new(files: usize) -> Self {
        Self { schema: SCHEMA, files, ..Self::default() }
    }

    pub(super) fn count(&mut self, draft: &Draft) {
        self.articles = draft.articles.len();
        self.speakers = draft.speakers.len();
        self.statements = draft.statements.len();
    }

    /// Returns the report of an earlier build from which nothing has changed: every file is unchanged.
    pub(crate) fn of_earlier(json: &[u8]) -> Option<Self> {
        let report: Self = serde_json::from_slice(json).ok()?;
        (report.schema == SCHEMA).then_some(Self { unchanged: report.files, ..report })
    }

    /// Returns the numbers of articles, speakers and statements in words.
    pub(crate) fn summary(&self) -> String {
        let Self { articles, speakers, statements, .. } = self;
        format!("{articles} articles, {speakers} speakers, {statements} statements")
    }

    /// Returns whether everything is in the record.
    pub(super) fn is_well(&self) -> bool {
        self.problems.iter().all(|problem| problem.level != Level::Error)
    }

    /// Prints the problems: warnings that are alike as one, and so errors where there are many.
    pub(crate) fn print(&self) {
        for (level, apart) in [(Level::Error, APART), (Level::Warning, 1)] {
            let mut alike = Alike::up_to(apart);
            for problem in self.problems.iter().filter(|problem| problem.level == level) {
                let place = problem.at.to_string();
                alike.add(problem.message.clone(), place.trim_end_matches(": ").to_owned());
            }
            alike
                .lines(", all are in report.json")
                .iter()
                .for_each(|line| errln!("{}: {line}", level.name()));
        }
    }
}

//! What became of the files that were given: for the terminal, and for programs as `report.json`.

use std::{collections::BTreeMap, fmt};

use onrecord_corpus::Draft;
use serde::Serialize;

use crate::articles::{Failed, Read};

/// The version of the report's form.
const SCHEMA: u32 = 1;
/// So many of one kind are printed; the report has all.
const PRINTED: usize = 20;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// Something is not in the record.
    Error,
    /// Something in it may not be what was meant.
    Warning,
}

/// Where something is wrong, as far as that is known: printed, what stands in front of a message.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Where {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// "line 3", "entry 2", in a file of several articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<String>,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
}

impl Where {
    /// The line of a byte of a text.
    pub(crate) fn in_text(file: Option<String>, text: &str, byte: u32) -> Self {
        let before = text.get(..byte as usize).unwrap_or_default();
        Self { file, place: None, line: Some(1 + before.matches('\n').count()) }
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

/// Something that is wrong, and where.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Problem {
    pub(crate) level: Level,
    #[serde(flatten)]
    pub(crate) at: Where,
    /// What is wrong and what to do.
    pub(crate) message: String,
}

impl Problem {
    /// Something that is wrong with the record as a whole.
    pub(crate) fn new(level: Level, message: impl ToString) -> Self {
        Self { level, at: Where::default(), message: message.to_string() }
    }

    pub(super) fn failed(file: &str, failed: &Failed) -> Self {
        let place = Some(failed.place.clone()).filter(|place| !place.is_empty());
        let at = Where { file: Some(file.to_owned()), place, line: None };
        Self { at, ..Self::new(Level::Error, &failed.message) }
    }

    /// What extraction could not understand.
    pub(super) fn warnings<'r>(file: &'r str, read: &'r Read) -> impl Iterator<Item = Self> + 'r {
        read.article.warnings.iter().map(move |warning| {
            let at = Where::in_text(Some(file.to_owned()), &read.text, warning.start);
            Self { at, ..Self::new(Level::Warning, &warning.message) }
        })
    }

    fn print(&self) -> String {
        let Self { level, at, message } = self;
        let level = match level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        format!("{level}: {at}{message}")
    }
}

/// All of it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Report {
    schema: u32,
    /// Files that were given, or found in folders.
    pub(crate) files: usize,
    /// Those of them that had not changed since they were read before.
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

    /// Whether everything is in the record.
    pub(super) fn is_well(&self) -> bool {
        self.problems.iter().all(|problem| problem.level != Level::Error)
    }

    /// Tells what is wrong; of many alike the first ones.
    pub(super) fn print(&self) {
        let mut alike: BTreeMap<(Level, &str), usize> = BTreeMap::new();
        for problem in &self.problems {
            let count = alike.entry((problem.level, &problem.message)).or_default();
            *count += 1;
            if *count <= PRINTED {
                note!("{}", problem.print());
            }
        }
        for ((_, message), count) in alike.into_iter().filter(|(_, count)| *count > PRINTED) {
            note!("the same {} times more, which report.json names: {message}", count - PRINTED);
        }
    }
}

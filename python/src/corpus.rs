//! A record, built from articles or read from a file.

use std::{
    ffi::OsString,
    sync::{Arc, OnceLock},
};

use onrecord_cli::library;
use onrecord_corpus::{
    Corpus as Index, Corrections, Draft, EncodeOptions, Engine, Filter, Input, People, SearchQuery,
    apply_corrections, build, encode,
};
use onrecord_formats::ArticleText;
use onrecord_tables::{StatementRow, articles, batch, speakers, statements};
use pyo3::prelude::*;

use crate::{arrow::Table, failed, objects::Extracted};

/// A record, and its file once there was a search: an open index belongs to one thread.
#[pyclass(frozen, module = "onrecord._native")]
pub(crate) struct Corpus {
    draft: Draft,
    file: OnceLock<Vec<u8>>,
}

impl Corpus {
    pub(crate) fn draft(&self) -> Draft {
        self.draft.clone()
    }
}

#[pymethods]
impl Corpus {
    /// Builds a record; `people` and `corrections` are TOML. Returns it with what was left out.
    #[staticmethod]
    fn build(
        py: Python<'_>,
        articles: Vec<Bound<'_, Extracted>>,
        people: Option<&str>,
        corrections: Option<&str>,
    ) -> PyResult<(Self, Vec<String>)> {
        let mut people: People = people.map(toml::from_str).transpose().map_err(failed)?.unwrap_or_default();
        let corrections: Corrections =
            corrections.map(toml::from_str).transpose().map_err(failed)?.unwrap_or_default();
        let read: Vec<_> = articles.iter().map(|one| Arc::clone(&one.get().0)).collect();
        py.detach(|| {
            let input = |one: Arc<ArticleText>| {
                let mut article = one.article.clone();
                article.warnings = Vec::new();
                Input::new(article, one.text.clone())
            };
            let mut inputs: Vec<Input> = read.into_iter().map(input).collect();
            let misfits = apply_corrections(&mut inputs, &mut people, &corrections);
            let mut problems: Vec<String> = misfits.iter().map(ToString::to_string).collect();
            let (mut draft, warnings) = build(inputs, &people);
            draft.name_countries(onrecord_extract::country_name);
            problems.extend(warnings.iter().map(ToString::to_string));
            Ok((Self { draft, file: OnceLock::new() }, problems))
        })
    }

    /// Reads the record of a site, or a corpus file.
    #[staticmethod]
    fn open(py: Python<'_>, path: OsString) -> PyResult<Self> {
        let draft = py.detach(|| library::open_record(path.as_ref())).map_err(failed)?;
        Ok(Self { draft, file: OnceLock::new() })
    }

    /// Writes a corpus file, with its parts beside it where it is large.
    fn save(&self, py: Python<'_>, path: OsString) -> PyResult<()> {
        py.detach(|| library::save_record(&self.draft, path.as_ref())).map_err(failed)
    }

    fn statements(&self) -> PyResult<Table> {
        table(statements(&self.draft))
    }

    fn speakers(&self) -> PyResult<Table> {
        table(speakers(&self.draft))
    }

    fn articles(&self) -> PyResult<Table> {
        table(articles(&self.draft))
    }

    /// Returns the statements that match words, and a speaker's id and countries where they are given.
    fn search(
        &self,
        py: Python<'_>,
        words: &str,
        speakers: Vec<String>,
        countries: Vec<String>,
        from: Option<&str>,
        to: Option<&str>,
    ) -> PyResult<Table> {
        let mut filter = Filter { query: SearchQuery::parse(words), ..Filter::default() };
        for id in speakers {
            filter.speakers.toggle_include(onrecord_model::SpeakerId::from_stored(id));
        }
        for code in countries {
            filter.countries.toggle_include(code.parse().map_err(failed)?);
        }
        filter.from = crate::objects::parse_day(from)?;
        filter.to = crate::objects::parse_day(to)?;
        let rows = py.detach(|| self.rows(&filter)).map_err(failed)?;
        let entries = rows.iter().filter_map(|row| self.draft.statements.get(*row));
        table(entries.filter_map(|entry| StatementRow::new(&self.draft, entry)))
    }

    #[getter]
    fn counts(&self) -> (usize, usize, usize) {
        (self.draft.articles.len(), self.draft.speakers.len(), self.draft.statements.len())
    }
}

impl Corpus {
    /// Returns the rows that match, in the order of the record.
    fn rows(&self, filter: &Filter) -> anyhow::Result<Vec<usize>> {
        if self.file.get().is_none() {
            let whole = EncodeOptions { single_file_limit: usize::MAX, ..EncodeOptions::default() };
            // Of two threads that search first, the second one's file is the same.
            let _ = self.file.set(encode(&self.draft, &whole)?.index);
        }
        let index = Index::open(self.file.get().map_or(&[], Vec::as_slice))?;
        Ok(Engine::new(&index).select(&index, filter).rows.iter().collect())
    }
}

fn table<T: onrecord_tables::Table>(rows: impl Iterator<Item = T>) -> PyResult<Table> {
    let rows: Vec<T> = rows.collect();
    batch(&rows).map(Table::new).map_err(failed)
}

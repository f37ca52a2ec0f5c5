//! The steps of `onrecord.spark`, each from tables to tables.

use std::{ops::ControlFlow, sync::Mutex};

use arrow_array::RecordBatch;
use onrecord_corpus::{IdentityKeys, People, stated_keys};
use onrecord_model::Date;
use onrecord_tables::{
    ArticleRow, batch,
    steps::{self, ArticleColumns},
};
use pyo3::{
    prelude::*,
    types::{PyBytes, PyDict},
};

use crate::{
    arrow::{Table, read},
    failed,
    objects::parse_day,
};

pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(extract_table, module)?)?;
    module.add_function(wrap_pyfunction!(read_file, module)?)?;
    module.add_function(wrap_pyfunction!(speaker_rows, module)?)?;
    module.add_function(wrap_pyfunction!(rename_speakers, module)?)?;
    module.add_function(wrap_pyfunction!(statement_rows, module)?)?;
    module.add_function(wrap_pyfunction!(empty_table, module)?)
}

/// Returns an empty table: of `statements`, `speakers` or `articles`.
#[pyfunction]
fn empty_table(name: &str) -> PyResult<Table> {
    let schema = match name {
        "statements" => onrecord_tables::schema::<onrecord_tables::StatementRow<'_>>(),
        "speakers" => onrecord_tables::schema::<onrecord_tables::SpeakerRow<'_>>(),
        "articles" => onrecord_tables::schema::<ArticleRow>(),
        _ => {
            return Err(failed(anyhow::anyhow!(
                "there is no table `{name}`: statements, speakers, articles"
            )));
        }
    };
    Ok(Table { schema, batches: Vec::new() })
}

/// Applies a step to each batch of a table, without the interpreter's lock.
fn each(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    step: impl Fn(&RecordBatch) -> anyhow::Result<RecordBatch> + Send + Sync,
) -> PyResult<Table> {
    let Table { schema, batches } = read(table)?;
    let batches = py.detach(|| batches.iter().map(&step).collect::<anyhow::Result<Vec<_>>>());
    let batches = batches.map_err(failed)?;
    // Without rows there is no batch that would have the new schema.
    let schema = batches.first().map_or(schema, RecordBatch::schema);
    Ok(Table { schema, batches })
}

/// Returns the table of articles of texts; `columns` maps names of metadata to names of columns.
#[pyfunction]
fn extract_table(py: Python<'_>, table: &Bound<'_, PyAny>, columns: &Bound<'_, PyDict>) -> PyResult<Table> {
    let name = |key: &str| -> PyResult<Option<String>> {
        columns.get_item(key)?.map(|name| name.extract()).transpose()
    };
    let columns = ArticleColumns {
        text: name("text")?.unwrap_or_else(|| "text".to_owned()),
        id: name("id")?.unwrap_or_else(|| "id".to_owned()),
        published: name("published")?,
        title: name("title")?,
        publisher: name("publisher")?,
        url: name("url")?,
        language: name("language")?,
        error: name("error")?,
    };
    each(py, table, |batch| steps::extract_articles(batch, &columns))
}

/// Bytes of text, at least, of the articles that become one batch.
const BATCH: usize = 8 << 20;

/// Returns the table of articles of a file with this name, in any of the command's formats.
#[pyfunction]
fn read_file(
    py: Python<'_>,
    name: &str,
    bytes: &Bound<'_, PyBytes>,
    published: Option<&str>,
) -> PyResult<Table> {
    let published = parse_day(published)?;
    let bytes = bytes.as_bytes().to_vec();
    let batches = py.detach(|| read_batches(name, bytes, published)).map_err(failed)?;
    Ok(Table { schema: onrecord_tables::schema::<ArticleRow>(), batches })
}

fn read_batches(name: &str, bytes: Vec<u8>, published: Option<Date>) -> anyhow::Result<Vec<RecordBatch>> {
    let (mut rows, mut size, mut batches) = (Vec::new(), 0, Vec::new());
    onrecord_cli::library::read_bytes(name, bytes, published, &mut |one| {
        rows.push(match one {
            Ok(one) => {
                size += one.text.len();
                ArticleRow::read(&one.article, one.text)
            }
            Err(error) => ArticleRow::failed(name.to_owned(), error),
        });
        if size >= BATCH {
            batches.push(batch(&rows));
            rows.clear();
            size = 0;
        }
        ControlFlow::Continue(())
    });
    batches.push(batch(&rows));
    batches.into_iter().collect()
}

/// See [`steps::speaker_rows`].
#[pyfunction]
#[pyo3(signature = (table, people_toml=None))]
fn speaker_rows(py: Python<'_>, table: &Bound<'_, PyAny>, people_toml: Option<&str>) -> PyResult<Table> {
    let keys = IdentityKeys::new(&people(people_toml)?);
    each(py, table, |batch| steps::speaker_rows(batch, &keys))
}

/// See [`steps::rename_speakers`].
#[pyfunction]
fn rename_speakers(py: Python<'_>, table: &Bound<'_, PyAny>) -> PyResult<Table> {
    each(py, table, steps::rename_speakers)
}

/// See [`steps::statement_rows`].
#[pyfunction]
fn statement_rows(py: Python<'_>, table: &Bound<'_, PyAny>) -> PyResult<Table> {
    each(py, table, steps::statement_rows)
}

/// Parses what is stated about people, as TOML.
fn people(toml: Option<&str>) -> PyResult<People> {
    Ok(toml.map(toml::from_str).transpose().map_err(failed)?.unwrap_or_default())
}

/// Adds all batches of a table to what keeps state between batches.
fn add_all(
    table: &Bound<'_, PyAny>,
    mut add: impl FnMut(&RecordBatch) -> anyhow::Result<RecordBatch>,
) -> PyResult<Table> {
    let Table { schema, batches } = read(table)?;
    let batches = batches.iter().map(&mut add).collect::<anyhow::Result<Vec<_>>>().map_err(failed)?;
    let schema = batches.first().map_or(schema, RecordBatch::schema);
    Ok(Table { schema, batches })
}

fn done() -> PyErr {
    failed(anyhow::anyhow!("the rows of this step are complete"))
}

macro_rules! lock {
    ($state:expr) => {
        $state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    };
}

/// See [`steps::KeyForest`].
#[pyclass(frozen, module = "onrecord._native")]
pub(crate) struct KeyForest(Mutex<Option<steps::KeyForest>>);

#[pymethods]
impl KeyForest {
    #[new]
    #[pyo3(signature = (people_toml=None))]
    fn new(people_toml: Option<&str>) -> PyResult<Self> {
        let mut forest = steps::KeyForest::default();
        for keys in stated_keys(&people(people_toml)?) {
            forest.join(keys);
        }
        Ok(Self(Mutex::new(Some(forest))))
    }

    fn add(&self, table: &Bound<'_, PyAny>) -> PyResult<()> {
        let mut state = lock!(self.0);
        let forest = state.as_mut().ok_or_else(done)?;
        read(table)?.batches.iter().try_for_each(|batch| forest.add(batch)).map_err(failed)
    }

    fn finish(&self) -> PyResult<Table> {
        let forest = lock!(self.0).take().ok_or_else(done)?;
        forest.finish().map(Table::new).map_err(failed)
    }
}

/// See [`steps::ResolveGroups`].
#[pyclass(frozen, module = "onrecord._native")]
pub(crate) struct ResolveGroups(Mutex<Option<steps::ResolveGroups>>);

#[pymethods]
impl ResolveGroups {
    #[new]
    #[pyo3(signature = (people_toml=None))]
    fn new(people_toml: Option<&str>) -> PyResult<Self> {
        Ok(Self(Mutex::new(Some(steps::ResolveGroups::new(people(people_toml)?)))))
    }

    fn add(&self, table: &Bound<'_, PyAny>) -> PyResult<Table> {
        let mut state = lock!(self.0);
        let groups = state.as_mut().ok_or_else(done)?;
        add_all(table, |batch| groups.add(batch))
    }

    fn finish(&self) -> PyResult<Table> {
        let groups = lock!(self.0).take().ok_or_else(done)?;
        groups.finish().map(Table::new).map_err(failed)
    }
}

/// See [`steps::MergeReports`].
#[pyclass(frozen, module = "onrecord._native")]
pub(crate) struct MergeReports(Mutex<Option<steps::MergeReports>>);

#[pymethods]
impl MergeReports {
    #[new]
    fn new() -> Self {
        Self(Mutex::new(Some(steps::MergeReports::default())))
    }

    fn add(&self, table: &Bound<'_, PyAny>) -> PyResult<Table> {
        let mut state = lock!(self.0);
        let merged = state.as_mut().ok_or_else(done)?;
        add_all(table, |batch| merged.add(batch))
    }

    fn finish(&self) -> PyResult<Table> {
        let merged = lock!(self.0).take().ok_or_else(done)?;
        merged.finish().map(Table::new).map_err(failed)
    }
}

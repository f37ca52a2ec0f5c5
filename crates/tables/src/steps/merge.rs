//! Reports of the same words become one statement.

use std::{mem, sync::Arc};

use anyhow::{Context as _, Result, ensure};
use arrow_array::{
    Array as _, ArrayRef, RecordBatch,
    builder::{ListBuilder, StringBuilder},
    cast::AsArray as _,
    types::Date32Type,
};
use arrow_select::interleave::interleave_record_batch;
use onrecord_corpus::{Report, merge_reports};
use onrecord_model::{Date, DateBasis, DateRange};

use crate::{
    StatementRow,
    batch::{element, schema, strings},
};

/// A row of a batch: the batch's index, and the row's.
type Place = (usize, usize);

/// Merges the rows of [`super::statement_rows`], which come sorted by `merge_key`, `published` (unknown days last),
/// `article_id` and `place`.
#[derive(Default)]
pub struct MergeReports {
    /// The key of the rows that wait for others.
    key: Option<String>,
    waiting: Vec<Waiting>,
    batches: Vec<RecordBatch>,
    /// Rows that are complete, with the ids of the other articles.
    merged: Vec<(Place, Vec<String>)>,
}

struct Waiting {
    place: Place,
    article: String,
    dates: Option<(DateRange, DateBasis)>,
}

impl MergeReports {
    /// Adds rows, and returns the statements of all keys that are complete, as the table of statements.
    ///
    /// # Errors
    /// If a column is missing.
    pub fn add(&mut self, rows: &RecordBatch) -> Result<RecordBatch> {
        let (keys, articles) = (strings(rows, "merge_key")?, strings(rows, "article_id")?);
        let (from, to, basis) = (days(rows, "from")?, days(rows, "to")?, strings(rows, "basis")?);
        let batch = self.batches.len();
        self.batches.push(rows.clone());
        for (row, (((key, article), days), basis)) in
            keys.into_iter().zip(articles).zip(from.into_iter().zip(to)).zip(basis).enumerate()
        {
            if key != self.key {
                self.merge();
                self.key = key;
            }
            let days = days.0.zip(days.1).map(|(from, to)| DateRange { from, to });
            self.waiting.push(Waiting {
                place: (batch, row),
                article: article.unwrap_or_default(),
                dates: days.zip(basis.as_deref().and_then(DateBasis::from_name)),
            });
        }
        let merged = self.take()?;
        // Only the batches of rows that wait are kept.
        let first = self.waiting.first().map_or(self.batches.len(), |waiting| waiting.place.0);
        self.batches.drain(..first);
        for waiting in &mut self.waiting {
            waiting.place.0 = waiting.place.0.saturating_sub(first);
        }
        Ok(merged)
    }

    /// Returns the statements of the last key.
    ///
    /// # Errors
    /// If the texts of a column have 2 GiB or more.
    pub fn finish(mut self) -> Result<RecordBatch> {
        self.merge();
        self.take()
    }

    fn merge(&mut self) {
        let waiting = mem::take(&mut self.waiting);
        let report =
            |(place, one): (usize, &Waiting)| one.dates.map(|(days, basis)| Report { place, days, basis });
        let reports: Vec<_> = waiting.iter().enumerate().filter_map(report).collect();
        if reports.len() < 2 {
            self.merged.extend(waiting.into_iter().map(|one| (one.place, Vec::new())));
            return;
        }
        let undated = waiting.iter().filter(|one| one.dates.is_none());
        self.merged.extend(undated.map(|one| (one.place, Vec::new())));
        let article = |at: usize| waiting.get(at).map(|one| one.article.as_str());
        for one in merge_reports(reports, |a, b| article(*a) == article(*b)) {
            let Some(primary) = waiting.get(one.primary) else { continue };
            let mut others = one.others;
            others.sort_unstable();
            let others = others.into_iter().filter_map(|at| Some(article(at)?.to_owned()));
            self.merged.push((primary.place, others.collect()));
        }
    }

    /// Returns the rows that are complete, with `also_in`.
    fn take(&mut self) -> Result<RecordBatch> {
        let schema = schema::<StatementRow<'_>>();
        let merged = mem::take(&mut self.merged);
        if merged.is_empty() {
            return Ok(RecordBatch::new_empty(schema));
        }
        let batches: Vec<&RecordBatch> = self.batches.iter().collect();
        let places: Vec<Place> = merged.iter().map(|(place, _)| *place).collect();
        let rows = interleave_record_batch(&batches, &places)?;
        let mut also_in = ListBuilder::new(StringBuilder::new()).with_field(element());
        for (_, others) in merged {
            also_in.append_value(others.into_iter().map(Some));
        }
        let also_in: ArrayRef = Arc::new(also_in.finish());
        let mut columns = Vec::with_capacity(schema.fields().len());
        for field in schema.fields() {
            let column = if field.name() == "also_in" {
                Arc::clone(&also_in)
            } else {
                let column = rows.column_by_name(field.name());
                Arc::clone(column.with_context(|| format!("there is no column `{}`", field.name()))?)
            };
            columns.push(column);
        }
        // The engine may have made columns nullable, or named the elements of lists otherwise.
        let given = rows.schema();
        let fields = schema.fields().iter().zip(&columns).map(|(field, column)| {
            let kind = column.data_type().clone();
            let nullable = given.field_with_name(field.name()).map_or(true, |given| given.is_nullable());
            Arc::new(field.as_ref().clone().with_data_type(kind).with_nullable(nullable))
        });
        let schema = arrow_schema::Schema::new(fields.collect::<Vec<_>>());
        Ok(RecordBatch::try_new(Arc::new(schema), columns)?)
    }
}

/// Returns the days of a column.
fn days(batch: &RecordBatch, name: &str) -> Result<Vec<Option<Date>>> {
    let column = batch.column_by_name(name).with_context(|| format!("there is no column `{name}`"))?;
    let days = column.as_primitive_opt::<Date32Type>();
    ensure!(days.is_some(), "the column `{name}` does not hold days, but {}", column.data_type());
    Ok(days.into_iter().flatten().map(|day| day.and_then(Date::from_number)).collect())
}

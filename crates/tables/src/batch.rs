//! Tables as record batches of Arrow, and as Parquet files.

use std::{fs::File, io::Write, sync::Arc};

use anyhow::{Context as _, Result, anyhow};
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, Date32Array, Float32Array, RecordBatch, StringArray,
    builder::{ListBuilder, StringBuilder},
    cast::AsArray as _,
};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use onrecord_formats::{ArticleText, Content, json_document};
use onrecord_model::{Date, Speaker, SpeakerId};
use parquet::{
    arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::Compression,
    file::properties::WriterProperties,
};
use serde_json::Value;

use crate::{Column, Table};

/// Rows in a row group, and in a batch that is written.
const ROW_GROUP: usize = 65_536;
/// Rows in a batch that is read: articles are held with their texts.
const BATCH: usize = 256;

impl<R> Column<R> {
    fn field(&self, name: &str) -> Field {
        match self {
            Self::Text(_) | Self::Owned(_) => Field::new(name, DataType::Utf8, true),
            Self::Day(_) => Field::new(name, DataType::Date32, true),
            Self::Flag(_) => Field::new(name, DataType::Boolean, false),
            Self::Number(_) => Field::new(name, DataType::Float32, false),
            Self::List(_) => Field::new(name, DataType::List(Arc::new(element())), false),
        }
    }

    fn array(&self, rows: &[R]) -> ArrayRef {
        match self {
            Self::Text(of) => Arc::new(rows.iter().map(of).collect::<StringArray>()),
            Self::Owned(of) => Arc::new(rows.iter().map(of).collect::<StringArray>()),
            Self::Day(of) => {
                let days = rows.iter().map(|row| of(row).map(Date::number));
                Arc::new(days.collect::<Date32Array>())
            }
            Self::Flag(of) => Arc::new(BooleanArray::from_iter(rows.iter().map(|row| Some(of(row))))),
            Self::Number(of) => Arc::new(Float32Array::from_iter_values(rows.iter().map(of))),
            Self::List(of) => {
                let mut lists = ListBuilder::new(StringBuilder::new()).with_field(element());
                for row in rows {
                    lists.append_value(of(row).into_iter().map(Some));
                }
                Arc::new(lists.finish())
            }
        }
    }
}

/// The field of a list's elements, with the name that Parquet gives it.
pub(crate) fn element() -> Field {
    Field::new("element", DataType::Utf8, false)
}

/// Returns the schema of a table.
#[must_use]
pub fn schema<T: Table>() -> SchemaRef {
    let fields: Fields = T::columns().iter().map(|(name, column)| column.field(name)).collect();
    Arc::new(Schema::new(fields))
}

/// Returns rows as a batch.
///
/// # Errors
/// If the texts of a column have 2 GiB or more.
pub fn batch<T: Table>(rows: &[T]) -> Result<RecordBatch> {
    let arrays = T::columns().iter().map(|(_, column)| column.array(rows)).collect();
    Ok(RecordBatch::try_new(schema::<T>(), arrays)?)
}

/// Writes all rows as a Parquet file, in row groups of 65,536.
///
/// # Errors
/// If `to` cannot be written.
pub fn write_parquet<T: Table>(rows: impl Iterator<Item = T>, to: &mut (impl Write + Send)) -> Result<()> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build();
    let mut file = ArrowWriter::try_new(to, schema::<T>(), Some(properties))?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let some: Vec<T> = rows.by_ref().take(ROW_GROUP).collect();
        file.write(&batch(&some)?)?;
    }
    file.close()?;
    Ok(())
}

/// Reads the articles of the rows that are wanted, of a batch with the columns `id`, `text` and `extracted`, as the table
/// of articles has them. An article that could not be read, or that does not match its text, is an error in its place.
///
/// # Errors
/// If a column is missing, or is not text.
pub fn read_articles(
    batch: &RecordBatch,
    wanted: impl Fn(usize) -> bool,
) -> Result<Vec<(usize, Result<ArticleText>)>> {
    let [ids, texts, extracted] = ["id", "text", "extracted"].map(|name| strings(batch, name));
    let (ids, texts, extracted) = (ids?, texts?, extracted?);
    let read = |at: usize| {
        let id = ids.get(at).cloned().flatten().unwrap_or_default();
        let text = texts.get(at).cloned().flatten();
        let found = extracted.get(at).cloned().flatten();
        let (text, found) = text.zip(found).with_context(|| format!("the article `{id}` was not read"))?;
        let mut value: Value =
            serde_json::from_str(&found).with_context(|| format!("the article `{id}` is damaged"))?;
        if let Value::Object(fields) = &mut value {
            fields.insert("text".to_owned(), Value::String(text));
        }
        let mut items = json_document::<Value>(&value.to_string(), &id, |page| Ok(page.to_owned()));
        match items.pop().map(|item| item.content) {
            Some(Ok(Content::Extracted(read))) => Ok(*read),
            Some(Err(error)) => Err(error.context(format!("the article `{id}`"))),
            _ => Err(anyhow!("the article `{id}` is not what `onrecord extract` prints")),
        }
    };
    Ok((0..batch.num_rows()).filter(|row| wanted(*row)).map(|row| (row, read(row))).collect())
}

/// Reads the speakers of a batch with the columns of the table of speakers.
///
/// # Errors
/// If a column is missing, or has a value that it cannot have.
pub fn read_speakers(batch: &RecordBatch) -> Result<Vec<Speaker>> {
    let of = |name| strings(batch, name);
    let (ids, names, kinds, roles) = (of("id")?, of("name")?, of("kind")?, of("role")?);
    let (affiliations, countries, aliases) = (of("affiliation")?, of("country")?, lists(batch, "aliases")?);
    // Tables of earlier versions do not have them.
    let later = |name| if batch.column_by_name(name).is_some() { of(name) } else { Ok(Vec::new()) };
    let (parents, authors) = (later("parent")?, later("author")?);
    let cell = |column: &[Option<String>], at: usize| column.get(at).cloned().flatten();
    let read = |(at, aliases): (usize, Vec<String>)| {
        let id = cell(&ids, at).context("a speaker has no id")?;
        let kind = cell(&kinds, at).unwrap_or_default();
        let country = cell(&countries, at).map(|code| code.parse()).transpose();
        Ok(Speaker {
            name: cell(&names, at).with_context(|| format!("the speaker `{id}` has no name"))?,
            kind: serde_json::from_value(Value::String(kind))
                .with_context(|| format!("the kind of the speaker `{id}` is unknown"))?,
            role: cell(&roles, at),
            affiliation: cell(&affiliations, at),
            country: country.with_context(|| format!("the country of the speaker `{id}`"))?,
            aliases,
            parent: cell(&parents, at),
            author: cell(&authors, at),
            id: SpeakerId::from_stored(id),
        })
    };
    aliases.into_iter().enumerate().map(read).collect()
}

/// Returns the batches of a Parquet file, as they are read.
///
/// # Errors
/// If it is not a Parquet file.
pub fn parquet_batches(file: File) -> Result<impl Iterator<Item = Result<RecordBatch>>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)?.with_batch_size(BATCH).build()?;
    Ok(reader.map(|batch| Ok(batch?)))
}

/// The texts of a column of a batch.
pub struct TableText(Vec<Option<String>>);

impl TableText {
    /// Returns the column of this name.
    ///
    /// # Errors
    /// If there is none, or it is not text.
    pub fn column(batch: &RecordBatch, name: &str) -> Result<Self> {
        strings(batch, name).map(Self)
    }

    /// Returns the lists of text of a column; a null is an empty list.
    ///
    /// # Errors
    /// If there is none, or it does not hold lists.
    pub fn lists(batch: &RecordBatch, name: &str) -> Result<Vec<Vec<String>>> {
        lists(batch, name)
    }

    /// Returns the text of a row, if it has one.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        self.0.get(row)?.as_deref()
    }
}

/// Returns the texts of a column.
pub(crate) fn strings(batch: &RecordBatch, name: &str) -> Result<Vec<Option<String>>> {
    let column = batch.column_by_name(name).with_context(|| format!("there is no column `{name}`"))?;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    if let Some(texts) = column.as_string_opt::<i32>() {
        Ok(texts.iter().map(owned).collect())
    } else if let Some(texts) = column.as_string_opt::<i64>() {
        Ok(texts.iter().map(owned).collect())
    } else if let Some(texts) = column.as_string_view_opt() {
        Ok(texts.iter().map(owned).collect())
    } else {
        Err(anyhow!("the column `{name}` is not text, but {}", column.data_type()))
    }
}

/// Returns the lists of text of a column; a null is an empty list.
pub(crate) fn lists(batch: &RecordBatch, name: &str) -> Result<Vec<Vec<String>>> {
    let column = batch.column_by_name(name).with_context(|| format!("there is no column `{name}`"))?;
    let column =
        column.as_list_opt::<i32>().with_context(|| format!("the column `{name}` does not hold lists"))?;
    let values = |at: usize| {
        let values = column.is_valid(at).then(|| column.value(at));
        let values = values.as_ref().and_then(|values| values.as_string_opt::<i32>());
        values.map(|texts| texts.iter().flatten().map(str::to_owned).collect()).unwrap_or_default()
    };
    Ok((0..batch.num_rows()).map(values).collect())
}

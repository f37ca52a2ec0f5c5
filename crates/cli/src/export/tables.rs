//! Statements as tables: CSV and Parquet.

use std::{io::Write, sync::Arc};

use anyhow::{Context as _, Result};
use onrecord_model::Date;
use onrecord_text::csv::{Quoting, push_record};
use parquet::{
    basic::Compression,
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, FloatType, Int32Type},
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};

use super::row::Row;

/// Writes a table with a head of names. Lists are one field, with spaces between.
pub(super) fn csv<'d>(rows: impl Iterator<Item = Row<'d>>, to: &mut impl Write) -> Result<()> {
    let mut record = String::new();
    push_record(&mut record, COLUMNS.iter().map(|(name, _)| *name), Quoting::WhenNeeded);
    to.write_all(record.as_bytes())?;
    for row in rows {
        let fields = COLUMNS.iter().map(|(_, column)| match column {
            Column::Text(of) => of(&row).unwrap_or_default().to_owned(),
            Column::Owned(of) => of(&row).unwrap_or_default(),
            Column::Day(of) => of(&row).map(|day| day.to_string()).unwrap_or_default(),
            Column::List(of) => of(&row).join(" "),
            Column::Flag(of) => of(&row).to_string(),
            Column::Number(of) => of(&row).to_string(),
        });
        let fields: Vec<String> = fields.collect();
        record.clear();
        push_record(&mut record, fields.iter().map(String::as_str), Quoting::WhenNeeded);
        to.write_all(record.as_bytes())?;
    }
    to.flush()?;
    Ok(())
}

/// Where the values of a column come from.
enum Column {
    Text(for<'r> fn(&'r Row<'_>) -> Option<&'r str>),
    Owned(fn(&Row<'_>) -> Option<String>),
    Day(fn(&Row<'_>) -> Option<Date>),
    List(fn(&Row<'_>) -> Vec<String>),
    Flag(fn(&Row<'_>) -> bool),
    Number(fn(&Row<'_>) -> f32),
}

/// All columns, in order.
const COLUMNS: &[(&str, Column)] = &[
    ("id", Column::Text(|row| Some(row.id))),
    ("speaker", Column::Text(|row| row.speaker)),
    ("speaker_id", Column::Text(|row| row.speaker_id)),
    ("role", Column::Text(|row| row.role)),
    ("country", Column::Owned(|row| row.country.clone())),
    ("kind", Column::Text(|row| Some(row.kind))),
    ("words", Column::Text(|row| Some(row.words))),
    ("from", Column::Day(|row| row.from)),
    ("to", Column::Day(|row| row.to)),
    ("basis", Column::Text(|row| row.basis)),
    ("when", Column::Owned(|row| row.when.clone())),
    ("channel", Column::Text(|row| row.channel)),
    ("about", Column::List(|row| row.about.clone())),
    ("asserted", Column::Flag(|row| row.asserted)),
    ("confidence", Column::Number(|row| row.confidence)),
    ("article", Column::Text(|row| Some(row.article))),
    ("article_id", Column::Text(|row| Some(row.article_id))),
    ("publisher", Column::Text(|row| row.publisher)),
    ("published", Column::Day(|row| row.published)),
    ("url", Column::Text(|row| row.url)),
    ("also_in", Column::List(|row| row.also_in.iter().map(|id| (*id).to_owned()).collect())),
];

impl Column {
    /// The field of a Parquet schema.
    fn field(&self, name: &str) -> String {
        match self {
            Self::Text(_) | Self::Owned(_) => format!("optional binary {name} (STRING);"),
            Self::Day(_) => format!("optional int32 {name} (DATE);"),
            Self::Flag(_) => format!("required boolean {name};"),
            Self::Number(_) => format!("required float {name};"),
            Self::List(_) => format!(
                "required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
        }
    }

    fn write(
        &self,
        rows: &[Row<'_>],
        to: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    ) -> Result<()> {
        match self {
            Self::Text(of) => {
                let values = rows.iter().map(|row| of(row).map(ByteArray::from));
                optional::<ByteArrayType>(values, to)
            }
            Self::Owned(of) => {
                let values = rows.iter().map(|row| of(row).map(|text| ByteArray::from(text.into_bytes())));
                optional::<ByteArrayType>(values, to)
            }
            Self::Day(of) => optional::<Int32Type>(rows.iter().map(|row| of(row).map(Date::number)), to),
            Self::Flag(of) => put::<BoolType>(&rows.iter().map(of).collect::<Vec<_>>(), None, None, to),
            Self::Number(of) => put::<FloatType>(&rows.iter().map(of).collect::<Vec<_>>(), None, None, to),
            Self::List(of) => list(rows.iter().map(of), to),
        }
    }
}

/// So many statements are written at a time.
const AT_ONCE: usize = 65_536;

/// Writes a Parquet file: days as dates, lists as lists.
pub(super) fn parquet<'d>(rows: impl Iterator<Item = Row<'d>>, to: &mut (impl Write + Send)) -> Result<()> {
    let fields: String = COLUMNS.iter().map(|(name, column)| column.field(name)).collect();
    let schema = parse_message_type(&format!("message statements {{ {fields} }}"))?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties))?;
    let mut rows = rows.peekable();
    loop {
        let some: Vec<_> = rows.by_ref().take(AT_ONCE).collect();
        let mut group = file.next_row_group()?;
        for (_, column) in COLUMNS {
            column.write(&some, &mut group)?;
        }
        group.close()?;
        if rows.peek().is_none() {
            break;
        }
    }
    file.close()?;
    Ok(())
}

fn optional<T: DataType>(
    values: impl Iterator<Item = Option<T::T>>,
    to: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
) -> Result<()> {
    let values: Vec<_> = values.collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    put::<T>(&values.into_iter().flatten().collect::<Vec<_>>(), Some(&levels), None, to)
}

/// Lists of texts, none of which is missing: a level of 1 goes on with the list of the value before.
fn list(
    lists: impl Iterator<Item = Vec<String>>,
    to: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
) -> Result<()> {
    let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for list in lists {
        if list.is_empty() {
            defined.push(0);
            repeated.push(0);
        }
        for (at, text) in list.into_iter().enumerate() {
            defined.push(1);
            repeated.push(i16::from(at > 0));
            values.push(ByteArray::from(text.into_bytes()));
        }
    }
    put::<ByteArrayType>(&values, Some(&defined), Some(&repeated), to)
}

fn put<T: DataType>(
    values: &[T::T],
    defined: Option<&[i16]>,
    repeated: Option<&[i16]>,
    to: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
) -> Result<()> {
    let mut column = to.next_column()?.context("a column without a field")?;
    column.typed::<T>().write_batch(values, defined, repeated)?;
    column.close()?;
    Ok(())
}

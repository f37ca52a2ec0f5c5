//! Statements as a Parquet file: days as dates, lists as lists.

use std::{io::Write, sync::Arc};

use anyhow::{Context as _, Result};
use onrecord_model::Date;
use parquet::{
    basic::Compression,
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, FloatType, Int32Type},
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};

use super::row::{COLUMNS, Column, Row};

impl Column {
    /// Returns the field of the Parquet schema.
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

/// Statements in a row group.
const ROW_GROUP: usize = 65_536;

/// Writes all rows, in row groups of [`ROW_GROUP`].
pub(super) fn write<'d>(rows: impl Iterator<Item = Row<'d>>, to: &mut (impl Write + Send)) -> Result<()> {
    let fields: String = COLUMNS.iter().map(|(name, column)| column.field(name)).collect();
    let schema = parse_message_type(&format!("message statements {{ {fields} }}"))?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties))?;
    let mut rows = rows.peekable();
    loop {
        let some: Vec<_> = rows.by_ref().take(ROW_GROUP).collect();
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

/// Writes lists of strings without nulls. A repetition level of 1 continues the list of the value before.
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

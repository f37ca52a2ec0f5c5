//! Statements as CSV (RFC 4180).

use std::io::Write;

use anyhow::Result;
use onrecord_tables::{Column, Table};
use onrecord_text::csv::{Quoting, push_record};

/// Writes a header of column names, then a line a statement. The values of a list are one field, separated by spaces.
pub(super) fn write<T: Table>(rows: impl Iterator<Item = T>, to: &mut impl Write) -> Result<()> {
    let columns = T::columns();
    let mut record = String::new();
    push_record(&mut record, columns.iter().map(|(name, _)| *name), Quoting::WhenNeeded);
    to.write_all(record.as_bytes())?;
    for row in rows {
        let fields = columns.iter().map(|(_, column)| match column {
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

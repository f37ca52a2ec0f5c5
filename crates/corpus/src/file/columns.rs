//! The columns, one after the other.

use onrecord_model::{Date, QuoteKind};

use super::{bytes::Reader, error::DecodeError};
use crate::{
    columns::{
        Column, Columns, DayColumn, Ids, MultiColumn, OtherOccurrence, Ranged, RowSet, WORD, after_none,
    },
    search::write_number,
};

/// The number of possible values in each column.
pub(super) struct Sizes {
    pub(super) speakers: usize,
    pub(super) countries: usize,
    pub(super) channels: usize,
    pub(super) articles: usize,
    pub(super) publishers: usize,
}

const ORDER: DecodeError = DecodeError::Content("rows out of order");
const VALUE: DecodeError = DecodeError::Content("a value that is in no table");

pub(super) fn write(columns: &Columns, to: &mut Vec<u8>) {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    write_number(narrow(columns.row_count()), to);
    let Columns {
        dates,
        ids,
        speakers,
        countries,
        about,
        kinds,
        channels,
        articles,
        statements,
        sure,
        named,
        other_occurrences,
        ..
    } = columns;
    for column in [kinds, speakers, countries, channels, articles, statements] {
        write_column(column, to);
    }
    write_column(&about.lengths(), to);
    write_number(narrow(about.values().len()), to);
    write_column(about.values(), to);
    to.extend_from_slice(ids.hashes());
    write_number(narrow(ids.repeats().len()), to);
    for (row, nth) in ids.repeats() {
        write_number(*row, to);
        write_number(*nth, to);
    }
    write_number(narrow(dates.runs().len()), to);
    for (day, count) in dates.runs() {
        to.extend_from_slice(&day.number().to_le_bytes());
        write_number(count, to);
    }
    write_number(narrow(dates.ranged().len()), to);
    let mut last = 0;
    for Ranged { row, length } in dates.ranged() {
        write_number(row.saturating_sub(last), to);
        write_number(*length, to);
        last = *row;
    }
    for rows in [sure, named] {
        to.extend(rows.words().iter().flat_map(|word| word.to_le_bytes()));
    }
    write_number(narrow(other_occurrences.len()), to);
    for OtherOccurrence { row, article, statement } in other_occurrences {
        [row, article, statement].into_iter().for_each(|n| write_number(*n, to));
    }
}

#[inline(never)]
pub(super) fn read(
    from: &mut Reader<'_>,
    sizes: &Sizes,
    published_by: &[u32],
) -> Result<Columns, DecodeError> {
    let rows = from.count()?;
    let mut column = |count: usize| {
        let column = read_column(from, rows)?;
        if column.is_below(count) { Ok(column) } else { Err(VALUE) }
    };
    let kinds = column(QuoteKind::ALL.len())?;
    let speakers = column(after_none(sizes.speakers))?;
    let countries = column(after_none(sizes.countries))?;
    let channels = column(after_none(sizes.channels))?;
    let articles = column(sizes.articles)?;
    // How many statements an article has is only known when its chunk is decoded.
    let statements = column(usize::MAX)?;
    let lengths = column(usize::MAX)?;
    let about = from.count()?;
    let about = read_column(from, about)?;
    let about = MultiColumn::new(&lengths, about).ok_or(ORDER)?;
    let hashes = from.take(rows.saturating_mul(5))?.to_vec();
    let count = from.count()?;
    let repeats = (0..count).map(|_| Ok((from.number()?, from.number()?))).collect::<Result<_, _>>()?;
    let ids = Ids::new(rows, hashes, repeats).ok_or(ORDER)?;
    let dates = dates(from, rows)?;
    let mut row_set = || {
        let words = from.take(rows.div_ceil(WORD).saturating_mul(size_of::<u64>()))?;
        Ok(RowSet::from_words(words.as_chunks().0.iter().map(|b| u64::from_le_bytes(*b)).collect(), rows))
    };
    let (sure, named) = (row_set()?, row_set()?);
    let count = from.count()?;
    let also =
        |_| Ok(OtherOccurrence { row: from.number()?, article: from.number()?, statement: from.number()? });
    let other_occurrences = (0..count).map(also).collect::<Result<Vec<_>, _>>()?;
    let inside = |a: &OtherOccurrence| (a.row as usize) < rows && (a.article as usize) < sizes.articles;
    if !about.is_below(after_none(sizes.countries)) || !other_occurrences.iter().all(inside) {
        return Err(VALUE);
    }
    if !other_occurrences.is_sorted_by_key(|a| a.row) {
        return Err(ORDER);
    }
    let publishers = articles.mapped(published_by, after_none(sizes.publishers));
    Ok(Columns {
        publishers,
        dates,
        ids,
        speakers,
        countries,
        about,
        kinds,
        channels,
        articles,
        statements,
        sure,
        named,
        other_occurrences,
    })
}

#[inline(never)]
fn dates(from: &mut Reader<'_>, rows: usize) -> Result<DayColumn, DecodeError> {
    let count = from.count()?;
    let mut runs = Vec::with_capacity(count);
    for _ in 0..count {
        let number = from.word()?.cast_signed();
        let day = Date::from_number(number).ok_or(DecodeError::Content("a day outside the calendar"))?;
        runs.push((day, from.number()?));
    }
    let count = from.count()?;
    let mut ranged = Vec::with_capacity(count);
    let mut row = 0_u32;
    for _ in 0..count {
        row = row.checked_add(from.number()?).ok_or(ORDER)?;
        ranged.push(Ranged { row, length: from.number()? });
    }
    DayColumn::new(rows, runs, ranged).ok_or(ORDER)
}

fn write_column(column: &Column, to: &mut Vec<u8>) {
    match column {
        Column::U8(values) => {
            to.push(1);
            to.extend_from_slice(values);
        }
        Column::U16(values) => {
            to.push(2);
            to.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        }
        Column::U32(values) => {
            to.push(4);
            to.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        }
    }
}

#[inline(never)]
fn read_column(from: &mut Reader<'_>, rows: usize) -> Result<Column, DecodeError> {
    let width = from.byte()?;
    let bytes = from.take(rows.saturating_mul(usize::from(width)))?;
    match width {
        1 => Ok(Column::U8(bytes.to_vec())),
        2 => Ok(Column::U16(bytes.as_chunks().0.iter().map(|b| u16::from_le_bytes(*b)).collect())),
        4 => Ok(Column::U32(bytes.as_chunks().0.iter().map(|b| u32::from_le_bytes(*b)).collect())),
        _ => Err(DecodeError::Content("a column of an unknown width")),
    }
}

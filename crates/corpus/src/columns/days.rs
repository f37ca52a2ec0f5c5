//! The days of the dated rows: last days in order, and the few rows with ranges.
//!
//! Rows with the same last day are adjacent, so a day is a range of rows. A statement that was made on one of
//! several days is also listed with the length of its range.

use std::ops::Range;

use onrecord_model::{Date, DateRange};

use super::row_set::RowSet;

/// A row whose statement was made on one of several days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ranged {
    pub(crate) row: u32,
    /// The number of days between its first and its last day; at least 1.
    pub(crate) length: u32,
}

/// The days of all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DayColumn {
    /// The distinct last days, in order.
    days: Vec<Date>,
    /// The first row of each day, then the first undated row.
    starts: Vec<u32>,
    ranged: Vec<Ranged>,
    /// The rows that are listed in `ranged`.
    is_ranged: RowSet,
}

impl DayColumn {
    /// Creates a column of `rows` rows from runs: a last day, and the number of rows with it. Returns `None`
    /// if days or rows are out of order or out of range.
    #[inline(never)]
    pub(crate) fn new(
        rows: usize,
        runs: impl IntoIterator<Item = (Date, u32)>,
        ranged: Vec<Ranged>,
    ) -> Option<Self> {
        let mut column = Self { ranged, is_ranged: RowSet::empty(rows), ..Self::default() };
        let mut start = 0_u32;
        for (day, count) in runs {
            column.days.push(day);
            column.starts.push(start);
            start = start.checked_add(count)?;
        }
        column.starts.push(start);
        let dated = start as usize;
        for Ranged { row, .. } in &column.ranged {
            column.is_ranged.insert(*row as usize);
        }
        let in_order = column.days.is_sorted_by(|a, b| a < b)
            && column.starts.is_sorted_by(|a, b| a < b)
            && column.ranged.is_sorted_by(|a, b| a.row < b.row)
            && column.ranged.last().is_none_or(|last| (last.row as usize) < dated)
            && column.ranged.iter().all(|r| r.length > 0);
        (dated <= rows && in_order).then_some(column)
    }

    /// Returns the number of dated rows, which come before the others.
    pub(crate) fn dated_count(&self) -> usize {
        self.starts.last().map_or(0, |&end| end as usize)
    }

    /// Returns each last day and the number of rows with it.
    pub(crate) fn runs(&self) -> impl ExactSizeIterator<Item = (Date, u32)> + '_ {
        self.days.iter().zip(self.starts.array_windows()).map(|(day, [a, b])| (*day, b.saturating_sub(*a)))
    }

    pub(crate) fn ranged(&self) -> &[Ranged] {
        &self.ranged
    }

    /// Returns the days of a row.
    pub(crate) fn get(&self, row: usize) -> Option<DateRange> {
        let run = self.starts.partition_point(|&start| start as usize <= row).checked_sub(1)?;
        let last = *self.days.get(run)?;
        let length = match self.is_ranged.contains(row) {
            true => self.ranged.binary_search_by_key(&row, |r| r.row as usize).ok(),
            false => None,
        };
        let length = length.and_then(|at| self.ranged.get(at)).map_or(0, |r| r.length);
        Some(DateRange { from: first(last, length), to: last })
    }

    /// Returns the days from the first to the last of the rows of a set, ignoring rows whose range is more than
    /// `longest` days longer than one day.
    pub(crate) fn extent(&self, rows: &RowSet, longest: u32) -> Option<DateRange> {
        let mut points = rows.clone();
        points.subtract(&self.is_ranged);
        let day = |row: usize| self.get(row).map(|days| days.to);
        let ends = [points.iter().next(), points.iter_before(self.dated_count(), 0).next()];
        let points = ends.into_iter().flatten().filter_map(day).map(DateRange::day);
        let inside = |r: &&Ranged| r.length <= longest && rows.contains(r.row as usize);
        let ranges = self.ranged.iter().filter(inside).filter_map(|r| self.get(r.row as usize));
        points.chain(ranges).reduce(DateRange::cover)
    }

    /// Returns the rows whose last day is in `from..to`.
    fn run(&self, from: Date, to: Date) -> Range<usize> {
        let at = |day: Date| {
            let run = self.days.partition_point(|&d| d < day);
            self.starts.get(run).map_or(0, |&start| start as usize)
        };
        at(from)..at(to)
    }

    /// Returns the rows whose days overlap a closed range. A missing end leaves the range open.
    pub(crate) fn between(&self, from: Option<Date>, to: Option<Date>) -> RowSet {
        let mut rows = RowSet::empty(self.is_ranged.capacity());
        let start = from.map_or(0, |day| self.run(day, day).start);
        let end = to.map_or(self.dated_count(), |day| self.run(day, day.saturating_add(1)).end);
        rows.insert_range(start..end);
        let Some(to) = to else { return rows };
        // A range that ends later may have begun within.
        let later = self.ranged.partition_point(|r| (r.row as usize) < end.max(start));
        for ranged in self.ranged.get(later..).unwrap_or_default() {
            let row = ranged.row as usize;
            if self.get(row).is_some_and(|days| days.from <= to) {
                rows.insert(row);
            }
        }
        rows
    }

    /// Returns how many rows of a set overlap each of `bins` bins of `width` days, starting at `first`. A row
    /// of several days counts in every bin that it overlaps.
    pub(crate) fn histogram(&self, rows: &RowSet, first: Date, width: u32, bins: usize) -> Vec<u32> {
        let width = width.max(1);
        let narrow = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let days = i32::try_from(width).unwrap_or(i32::MAX);
        let begin = |bin: usize| first.saturating_add(narrow(bin).saturating_mul(days));
        let points = |bin: usize| {
            rows.count_difference_in_range(
                &self.is_ranged,
                self.run(begin(bin), begin(bin.saturating_add(1))),
            )
        };
        let mut counts: Vec<u32> =
            (0..bins).map(|bin| u32::try_from(points(bin)).unwrap_or(u32::MAX)).collect();
        // Ranges are counted by their ends, so the time does not depend on their length.
        let mut changes = vec![0_i64; bins.saturating_add(1)];
        let bin_of = |day: Date| {
            i64::from(day.number()).saturating_sub(i64::from(first.number())).div_euclid(i64::from(width))
        };
        for ranged in self.ranged.iter().filter(|r| rows.contains(r.row as usize)) {
            let Some(DateRange { from, to }) = self.get(ranged.row as usize) else { continue };
            let (from, to) = (bin_of(from).max(0), bin_of(to));
            let end = to.saturating_add(1).min(i64::try_from(bins).unwrap_or(i64::MAX));
            if from < end {
                for (at, change) in [(from, 1), (end, -1)] {
                    if let Some(slot) = usize::try_from(at).ok().and_then(|at| changes.get_mut(at)) {
                        *slot = slot.saturating_add(change);
                    }
                }
            }
        }
        let mut inside = 0_i64;
        for (count, change) in counts.iter_mut().zip(changes) {
            inside = inside.saturating_add(change);
            *count = count.saturating_add(u32::try_from(inside).unwrap_or(0));
        }
        counts
    }
}

fn first(last: Date, length: u32) -> Date {
    last.saturating_add(i32::try_from(length).map_or(i32::MIN, i32::saturating_neg))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i32) -> Date {
        Date::from_number(number).unwrap()
    }

    fn range(from: i32, to: i32) -> DateRange {
        DateRange { from: day(from), to: day(to) }
    }

    fn column(rows: usize, days: &[(i32, i32)]) -> DayColumn {
        let mut runs: Vec<(Date, u32)> = Vec::new();
        for &(_, last) in days {
            match runs.last_mut() {
                Some((day, count)) if day.number() == last => *count += 1,
                _ => runs.push((day(last), 1)),
            }
        }
        let ranged = (0..).zip(days).filter(|(_, (a, b))| a < b);
        let ranged = ranged.map(|(row, (a, b))| Ranged { row, length: (b - a) as u32 }).collect();
        DayColumn::new(rows, runs, ranged).unwrap()
    }

    proptest! {
        #[test]
        fn days_are_those_of_a_plain_loop(
            mut days in prop::collection::vec((0..40, prop_oneof![Just(0), 0..30]), 0..90),
            undated in 0_usize..9,
            (from, to) in (prop::option::of(-5..50), prop::option::of(-5..50)),
            (first, width, bins) in (-9..30, 1_u32..9, 0_usize..9),
        ) {
            days.iter_mut().for_each(|(last, length)| (*last, *length) = (*last - *length, *last));
            days.sort_by_key(|(a, b)| (*b, *a));
            let rows = days.len() + undated;
            let column = column(rows, &days);
            prop_assert_eq!(column.dated_count(), days.len());
            for row in 0..rows {
                prop_assert_eq!(column.get(row), days.get(row).map(|(a, b)| range(*a, *b)));
            }
            let found = column.between(from.map(day), to.map(day));
            let inside = |(a, b): &(i32, i32)| from.is_none_or(|f| *b >= f) && to.is_none_or(|t| *a <= t);
            let plain: Vec<_> = (0..days.len()).filter(|&n| inside(&days[n])).collect();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), plain.clone());
            let counts: Vec<u32> = (0..bins as i32).map(|bin| {
                let (a, b) = (first + bin * width as i32, first + (bin + 1) * width as i32 - 1);
                plain.iter().filter(|&&n| days[n].1 >= a && days[n].0 <= b).count() as u32
            }).collect();
            for longest in [4, u32::MAX] {
                let inside = plain.iter().map(|&n| days[n]).filter(|(a, b)| ((b - a) as u32) <= longest);
                let ends = inside.reduce(|(a, b), (from, to)| (a.min(from), b.max(to)));
                prop_assert_eq!(column.extent(&found, longest), ends.map(|(a, b)| range(a, b)));
            }
            prop_assert_eq!(column.histogram(&found, day(first), width, bins), counts);
        }
    }
}

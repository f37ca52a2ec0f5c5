//! Resolves date expressions to dates of the calendar, relative to the date of publication.

use jiff::{SignedDuration, Span, civil};
use onrecord_model::{Date, DateSpan};

use super::expression::{Expression, Unit};

/// The result of resolving an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// These days.
    Days(DateSpan),
    /// The date of the previous statement.
    Same,
    /// It depends on the date of publication, which is unknown.
    Unknown,
}

/// Resolves an expression in an article published on `published`.
pub(crate) fn resolve(what: Expression, published: Option<Date>) -> Resolved {
    if what == Expression::Same {
        return Resolved::Same;
    }
    let days = match published {
        Some(day) => {
            on_calendar(what, day.civil()).map(|(from, to)| DateSpan::Calendar(from.into(), to.into()))
        }
        None => without_calendar(what),
    };
    days.map_or(Resolved::Unknown, Resolved::Days)
}

/// Resolves an expression for what is still to be said: "will say on Monday" means the next Monday.
pub(crate) fn resolve_ahead(what: Expression, published: Option<Date>) -> Resolved {
    let Some(published) = published else { return Resolved::Unknown };
    let from = published.civil();
    let day = match what {
        Expression::Days(0) => Some(from),
        Expression::Weekday(day) => {
            let ahead = day.saturating_sub(from.weekday().to_monday_one_offset()).rem_euclid(7);
            before(from, i32::from(ahead).saturating_neg())
        }
        Expression::Date { month, day, year } => {
            let in_year = |year| civil::Date::new(year, month, day).ok();
            let next = || {
                in_year(from.year())
                    .filter(|day| *day >= from)
                    .or_else(|| in_year(from.year().checked_add(1)?))
            };
            year.map_or_else(next, in_year)
        }
        _ => None,
    };
    day.map_or(Resolved::Unknown, |day| Resolved::Days(DateSpan::Calendar(day.into(), day.into())))
}

fn on_calendar(what: Expression, published: civil::Date) -> Option<(civil::Date, civil::Date)> {
    let back = |days: i32| before(published, days);
    let one = |date: civil::Date| (date, date);
    let weekday = |day: i8, from: civil::Date| {
        let behind = from.weekday().to_monday_one_offset().saturating_sub(day).rem_euclid(7);
        before(from, i32::from(behind))
    };
    Some(match what {
        Expression::Days(n) => one(back(n)?),
        Expression::Overnight => (back(1)?, published),
        Expression::Weekday(day) => one(weekday(day, published)?),
        Expression::LastWeekday(day) => one(weekday(day, back(1)?)?),
        Expression::WeekdayBeforeLast(day) => one(before(weekday(day, back(1)?)?, 7)?),
        Expression::WeekdayLastWeek(day) => {
            let (monday, _) = whole(Unit::Week, back(7)?)?;
            one(before(monday, 1_i32.saturating_sub(day.into()))?)
        }
        Expression::Last(Unit::Weekend) => {
            let sunday = weekday(7, back(1)?)?;
            (before(sunday, 1)?, sunday)
        }
        Expression::Last(unit) => {
            let (from, _) = whole(unit, published)?;
            whole(unit, before(from, 1)?)?
        }
        // No statement was made on a weekend that is still to come.
        Expression::This(Unit::Weekend) => {
            let saturday = weekday(6, published)?;
            (saturday, before(saturday, -1)?.min(published))
        }
        Expression::This(unit) => (whole(unit, published)?.0, published),
        Expression::Ago(n, Unit::Day) => one(back(n)?),
        Expression::Ago(n, unit) => whole(unit, ago(n, unit, published)?)?,
        Expression::Date { month, day, year } => one(dated(published, month, day, year)?),
        Expression::Month { month, year } => {
            let first = dated(published, month, 1, year)?;
            (first, first.last_of_month())
        }
        Expression::Year(year) => (civil::Date::new(year, 1, 1).ok()?, civil::Date::new(year, 12, 31).ok()?),
        Expression::Same => return None,
    })
}

/// Returns the week, month or year that contains a date; weeks begin on Monday.
fn whole(unit: Unit, date: civil::Date) -> Option<(civil::Date, civil::Date)> {
    Some(match unit {
        Unit::Day => (date, date),
        Unit::Week | Unit::Weekend => {
            let monday = before(date, i32::from(date.weekday().to_monday_zero_offset()))?;
            let from = if unit == Unit::Week { monday } else { before(monday, -5)? };
            (from, before(monday, -6)?)
        }
        Unit::Month => (date.first_of_month(), date.last_of_month()),
        Unit::Year => (date.first_of_year(), date.last_of_year()),
    })
}

/// Returns the date a number of days before `date` (after it if negative), or `None` outside of the calendar.
fn before(date: civil::Date, days: i32) -> Option<civil::Date> {
    date.checked_sub(SignedDuration::from_hours(i64::from(days).saturating_mul(24))).ok()
}

fn ago(n: i32, unit: Unit, from: civil::Date) -> Option<civil::Date> {
    let span = match unit {
        Unit::Day => return before(from, n),
        Unit::Week | Unit::Weekend => return before(from, n.saturating_mul(7)),
        // Not `n.months()`, which panics out of its range.
        Unit::Month => Span::new().try_months(n),
        Unit::Year => Span::new().try_years(n),
    };
    from.checked_sub(span.ok()?).ok()
}

/// Returns a date with an optional year; without one, the last such date up to publication.
fn dated(published: civil::Date, month: i8, day: i8, year: Option<i16>) -> Option<civil::Date> {
    let in_year = |year| civil::Date::new(year, month, day).ok();
    match year {
        Some(year) => in_year(year),
        None => in_year(published.year())
            .filter(|date| *date <= published)
            .or_else(|| in_year(published.year().checked_sub(1)?)),
    }
}

/// Resolves an expression to days before an unknown date of publication.
fn without_calendar(what: Expression) -> Option<DateSpan> {
    let relative = |from: i32, to: i32| Some(DateSpan::Relative(from, to));
    match what {
        Expression::Days(n) | Expression::Ago(n, Unit::Day) => {
            let day = n.saturating_neg();
            relative(day, day)
        }
        Expression::Overnight => relative(-1, 0),
        Expression::Weekday(_) => relative(-6, 0),
        Expression::LastWeekday(_) => relative(-7, -1),
        Expression::WeekdayBeforeLast(_) => relative(-14, -8),
        Expression::WeekdayLastWeek(_) => relative(-13, -1),
        Expression::Last(Unit::Week | Unit::Weekend) => relative(-13, -1),
        Expression::Last(Unit::Month) => relative(-61, -1),
        Expression::Last(Unit::Year) => relative(-730, -1),
        Expression::This(Unit::Week | Unit::Weekend) => relative(-6, 0),
        Expression::This(Unit::Month) => relative(-30, 0),
        Expression::This(Unit::Year) => relative(-365, 0),
        Expression::Ago(n, Unit::Week) => {
            let day = n.saturating_mul(-7);
            relative(day.saturating_sub(6), day.saturating_add(6))
        }
        Expression::Date { month, day, year: Some(year) } => {
            let day = civil::Date::new(year, month, day).ok()?.into();
            Some(DateSpan::Calendar(day, day))
        }
        Expression::Month { month, year: Some(year) } => {
            let first = civil::Date::new(year, month, 1).ok()?;
            Some(DateSpan::Calendar(first.into(), first.last_of_month().into()))
        }
        Expression::Year(year) => Some(DateSpan::Calendar(
            civil::Date::new(year, 1, 1).ok()?.into(),
            civil::Date::new(year, 12, 31).ok()?.into(),
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{dates::find_in, expect};

    /// Rows of: day of publication, words, the day expression in them, what it means.
    const TABLE: &str = include_str!("../../tests/days.txt");

    #[test]
    fn the_table_of_days() {
        let row = |row: &str| {
            let columns: Vec<_> = row.split('|').map(str::trim).collect();
            let [published, text, ..] = columns[..] else { return row.to_owned() };
            let found = find_in(text);
            let words = found.map_or("-", |f| f.span.slice(text));
            let days = found.map(|f| match resolve(f.what, published.parse().ok()) {
                Resolved::Days(DateSpan::Calendar(from, to)) if from == to => from.to_string(),
                Resolved::Days(DateSpan::Calendar(from, to)) => format!("{from}/{to}"),
                Resolved::Days(DateSpan::Relative(from, to)) => format!("{from}..{to}"),
                other => format!("{other:?}"),
            });
            format!("{published} | {text} | {words} | {}", days.as_deref().unwrap_or("-"))
        };
        let rows = TABLE.lines().map(|line| if line.starts_with('#') { line.to_owned() } else { row(line) });
        expect::check("days.txt", &(rows.collect::<Vec<_>>().join("\n") + "\n"));
    }

    #[test]
    fn what_is_still_to_be_said() {
        let published: Date = "2019-02-20".parse().unwrap();
        for (text, day) in [
            ("on February 10", Some("2020-02-10")),
            ("on February 28", Some("2019-02-28")),
            ("on February 28, 2020", Some("2020-02-28")),
            // There is no such day.
            ("on February 29, 2019", None),
        ] {
            let found = find_in(text).unwrap();
            let expected = day.map_or(Resolved::Unknown, |day| {
                let day = day.parse().unwrap();
                Resolved::Days(DateSpan::Calendar(day, day))
            });
            assert_eq!(resolve_ahead(found.what, Some(published)), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_words_resolve_to_days_in_order(text in "([A-Za-z]{1,9}|[0-9]{1,4}|last|ago|week|year|Monday|July|in| )( [a-zA-Z0-9]{1,8}){0,4}", number in -4_300_000..2_900_000) {
            if let Some(found) = find_in(&text) {
                prop_assert!(text.get(found.span.start as usize..found.span.end as usize).is_some());
                if let Resolved::Days(DateSpan::Calendar(from, to)) = resolve(found.what, Date::from_number(number)) {
                    prop_assert!(from <= to);
                }
            }
        }
    }
}

//! The scale of the timeline: dates as positions across its width, in per cent, and the labels of its axis.

use onrecord_model::{Date, DateRange};

use crate::{components::PageContext, platform::locale};

/// Statements whose dates are a range of more days do not widen the timeline; they are drawn as far as it goes.
pub(super) const PRECISE_DAYS: u32 = 7;
/// The axis has at most one label more than this, by what is labelled.
const MAX_DAYS: i32 = 16;
const MAX_MONTHS: i32 = 12;
const MAX_YEARS: i32 = 10;
/// The least distance between the first two labels of the larger unit, in per cent of the width.
const LEAST_APART: f64 = 12.0;
const HOURS_PER_DAY: i32 = 24;
/// The number of a Monday: 1970-01-01 was a Thursday.
const MONDAY: i32 = 4;

/// Returns the value, or the bound that it lies beyond; `min` where it is not a number.
///
/// Unlike [`f64::clamp`] this cannot panic, and so does not bring the formatting of floating-point numbers into the page.
#[allow(clippy::manual_clamp, reason = "see above")]
pub(super) const fn bounded(value: f64, min: f64, max: f64) -> f64 {
    value.min(max).max(min)
}

/// The days from the left edge to the right one. While the reader pans, the edges are within days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The left edge, in days since 1970-01-01.
    from: f64,
    /// The width in days.
    days: f64,
}

impl Scale {
    /// Creates a scale that begins at a moment (days since 1970-01-01) and is some days wide.
    pub(super) const fn new(from: f64, days: f64) -> Self {
        Self { from, days }
    }

    /// Creates the scale of a closed range of days.
    pub(super) fn between(days: DateRange) -> Self {
        Self::new(f64::from(days.from.number()), f64::from(days.days()))
    }

    /// Returns the day at a share of the width; the first or last day outside of it.
    pub(super) fn day_at(self, share: f64) -> Date {
        #[allow(clippy::cast_possible_truncation, reason = "days of the scale")]
        let day = (self.from + bounded(share, 0.0, 1.0) * self.days).floor() as i32;
        let days = self.days();
        Date::default().saturating_add(day).clamp(days.from, days.to)
    }

    /// Returns the days that are at least partly visible.
    pub(super) fn days(self) -> DateRange {
        let (first, last) = self.day_numbers();
        DateRange { from: Date::default().saturating_add(first), to: Date::default().saturating_add(last) }
    }

    fn day_numbers(self) -> (i32, i32) {
        #[allow(clippy::cast_possible_truncation, reason = "days of the calendar")]
        let (first, last) = (self.from.floor() as i32, (self.from + self.days).ceil() as i32 - 1);
        (first, last.max(first))
    }

    /// Returns the position where a day (by its number) begins.
    pub(super) fn x_of_day(self, number: i32) -> f64 {
        self.x_of(f64::from(number))
    }

    /// Returns the position of a moment, in days since 1970-01-01.
    pub(super) fn x_of(self, moment: f64) -> f64 {
        (moment - self.from) * 100.0 / self.days
    }

    /// Returns the extent of a range of days, cut at the edges.
    pub(super) fn extent_of(self, DateRange { from, to }: DateRange) -> Extent {
        let (first, last) = self.day_numbers();
        let left = self.x_of_day(from.number().clamp(first, last)).max(0.0);
        let right = self.x_of_day(to.number().clamp(first, last) + 1).min(100.0);
        let is_outside = to.number() < first || from.number() > last;
        Extent { left, width: (right - left).max(0.0), is_outside }
    }

    /// Returns the labelled moments: hours of days, days of months, months of years, or years. Statements have no hours and
    /// are drawn as long as their days.
    pub(super) fn ticks(self) -> Ticks {
        let days = || self.days_of_months().or_else(|| self.months_of_years());
        let Ticks { mut minor, mut major } = self.hours().or_else(days).unwrap_or_else(|| self.years());
        let is_visible = |tick: &Tick| tick.moment < self.from + self.days;
        minor.retain(is_visible);
        major.retain(is_visible);
        // What began before the left edge is named there, unless the next name follows at once.
        if let Some(first) = major.first_mut() {
            first.moment = first.moment.max(self.from);
        }
        if let [first, second, ..] = major.as_slice()
            && self.x_of(second.moment) - self.x_of(first.moment) < LEAST_APART
        {
            major.remove(0);
        }
        Ticks { minor, major }
    }

    /// Returns hours, if there are no more than two days.
    fn hours(self) -> Option<Ticks> {
        let fits = |step: &i32| self.days * f64::from(HOURS_PER_DAY) <= f64::from(step * 4);
        let step = [6, 12].into_iter().find(fits)?;
        let (first, last) = self.day_numbers();
        let hour = |number: i32| Tick {
            moment: f64::from(number) / f64::from(HOURS_PER_DAY),
            label: locale::hour(number.rem_euclid(HOURS_PER_DAY)),
        };
        let per_day = HOURS_PER_DAY / step;
        let days = (first..=last).filter_map(Date::from_number).collect();
        Some(Ticks {
            minor: (first * per_day..(last + 1) * per_day).map(|nth| hour(nth * step)).collect(),
            major: labelled(days, locale::day),
        })
    }

    /// Returns days, if there are few enough. Weeks begin on Monday.
    fn days_of_months(self) -> Option<Ticks> {
        let step = self.step(&[1, 2, 7, 14], MAX_DAYS)?;
        let (first, last) = self.day_numbers();
        let is_labelled = |number: &i32| (number - MONDAY).rem_euclid(step) == 0;
        let days = (first..=last).filter(is_labelled).filter_map(Date::from_number).collect();
        Some(Ticks {
            minor: labelled(days, |day| locale::number(day.civil().day().unsigned_abs().into())),
            major: labelled(self.starts(1, true), locale::month_and_year),
        })
    }

    /// Returns months, if there are few enough.
    fn months_of_years(self) -> Option<Ticks> {
        let step = self.step(&[1, 2, 3, 6], 30 * MAX_MONTHS)?;
        Some(Ticks {
            minor: labelled(self.starts(step, false), locale::month),
            major: labelled(self.starts(12, true), locale::year),
        })
    }

    fn years(self) -> Ticks {
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
        let step = self.step(&steps, 365 * MAX_YEARS).unwrap_or(5000);
        Ticks { minor: labelled(self.starts(step * 12, false), locale::year), major: Vec::new() }
    }

    /// Returns the first of some steps, in units of which `days` fill the axis, that leaves few enough labels.
    fn step(self, steps: &[i32], days: i32) -> Option<i32> {
        steps.iter().copied().find(|step| self.days < f64::from(step * days))
    }

    /// Returns the first days of periods of some months, which divide a year or are whole years, from the first visible day
    /// on; with `running`, from the period of that day on.
    fn starts(self, months: i32, running: bool) -> Vec<Date> {
        let DateRange { from, to } = self.days();
        let nth = |day: Date| day.month_number().div_euclid(months);
        let starts = (nth(from)..=nth(to)).filter_map(|nth| Date::first_of_month(nth * months));
        starts.filter(|day| running || *day >= from).collect()
    }

    /// Returns the visible days that are marked: today, and the date of publication of the open article.
    pub(super) fn day_markers(self, page: &PageContext) -> Vec<DayMarker> {
        let view = &page.view;
        let statement = view.statement.as_ref().and_then(|id| page.corpus.find_statement(id));
        let article = match &view.article {
            Some(id) => page.corpus.find_article(id).and_then(|index| page.corpus.articles().get(index)),
            None => statement.and_then(|row| page.corpus.article_of(row)),
        };
        let marker = |day: Date, class, what: &str| DayMarker {
            day,
            class,
            label: format!("{what} {}", locale::day(day)),
        };
        let published = article.and_then(|article| article.published);
        let published = published.map(|day| marker(day, "grid__published", "Open article published"));
        let today = page.today.map(|day| marker(day, "grid__today", "Today:"));
        let days = self.days();
        published.into_iter().chain(today).filter(|one| days.contains(one.day)).collect()
    }
}

/// The labelled moments of the axis, from left to right.
pub(super) struct Ticks {
    /// Those of the smaller unit.
    pub(super) minor: Vec<Tick>,
    /// Where units begin of which the smaller ones are part; none above years.
    pub(super) major: Vec<Tick>,
}

/// A labelled moment of the axis.
pub(super) struct Tick {
    /// Days since 1970-01-01.
    pub(super) moment: f64,
    pub(super) label: String,
}

/// Returns days as labelled moments.
fn labelled(days: Vec<Date>, label: fn(Date) -> String) -> Vec<Tick> {
    days.into_iter().map(|day| Tick { moment: f64::from(day.number()), label: label(day) }).collect()
}

/// A day that is marked by a line.
pub(super) struct DayMarker {
    pub(super) day: Date,
    /// The class of the line and of its label below the timeline.
    pub(super) class: &'static str,
    pub(super) label: String,
}

/// Where something is across the width, in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub(super) left: f64,
    pub(super) width: f64,
    /// Whether all of it is beyond an edge.
    pub(super) is_outside: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(first: &str, last: &str) -> Scale {
        Scale::between(DateRange::new(first.parse().unwrap(), last.parse().unwrap()))
    }

    #[test]
    fn ranges_have_extents() {
        let july = scale("2017-07-01", "2017-07-10");
        for (from, to, left, width, is_outside) in [
            ("2017-07-01", "2017-07-01", 0.0, 10.0, false),
            ("2017-07-03", "2017-07-05", 20.0, 30.0, false),
            ("2017-06-01", "2017-07-02", 0.0, 20.0, false),
            ("2016-01-01", "2016-12-31", 0.0, 10.0, true),
        ] {
            let extent = july.extent_of(DateRange::new(from.parse().unwrap(), to.parse().unwrap()));
            assert!(
                (extent.left - left).abs() < 1e-9 && (extent.width - width).abs() < 1e-9,
                "{from}: {extent:?}"
            );
            assert_eq!(extent.is_outside, is_outside, "{from}");
        }
    }

    fn labels(of: Scale) -> (String, String) {
        let join = |ticks: Vec<Tick>| ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>().join(" ");
        let Ticks { minor, major } = of.ticks();
        (join(major), join(minor))
    }

    #[test]
    fn labels_are_hours_days_months_or_years() {
        for (first, last, major, minor) in [
            ("2017-07-31", "2017-07-31", "31 July 2017", "00:00 06:00 12:00 18:00"),
            ("2017-07-31", "2017-08-01", "31 July 2017 1 August 2017", "00:00 12:00 00:00 12:00"),
            ("2017-07-29", "2017-07-31", "Jul 2017", "29 30 31"),
            // The end of July has no room for its name.
            ("2017-07-31", "2017-08-12", "Aug 2017", "31 1 2 3 4 5 6 7 8 9 10 11 12"),
            ("2017-07-03", "2017-09-30", "Jul 2017 Aug 2017 Sep 2017", "3 10 17 24 31 7 14 21 28 4 11 18 25"),
            ("2016-11-20", "2017-07-31", "2016 2017", "Dec Jan Feb Mar Apr May Jun Jul"),
            ("2012-01-02", "2018-11-04", "", "2013 2014 2015 2016 2017 2018"),
        ] {
            let (majors, minors) = labels(scale(first, last));
            assert_eq!((majors.as_str(), minors.as_str()), (major, minor), "{first} to {last}");
        }
    }

    #[test]
    fn no_label_is_behind_an_edge() {
        // Half a day later than 31 July, as during a drag.
        let noon = scale("2017-07-31", "2017-07-31").from + 0.5;
        let (major, minor) = labels(Scale::new(noon, 1.0));
        assert_eq!(major, "31 July 2017 1 August 2017");
        assert_eq!(minor, "00:00 06:00 12:00 18:00 00:00 06:00");
        assert!(Scale::new(noon, 1.0).ticks().major.iter().all(|tick| tick.moment >= noon));
    }

    #[test]
    fn labels_are_few_whatever_the_length() {
        for (first, last) in [
            ("2017-07-31", "2017-07-31"),
            ("2017-07-03", "2017-07-31"),
            ("2017-01-01", "2017-08-12"),
            ("2015-01-01", "2017-08-12"),
            ("1900-01-01", "2017-01-01"),
            ("-009998-01-01", "9998-01-01"),
        ] {
            let Ticks { minor, major } = scale(first, last).ticks();
            assert!((1..=17).contains(&minor.len()), "{first}: {}", minor.len());
            assert!(major.len() <= 9, "{first}: {}", major.len());
        }
    }
}

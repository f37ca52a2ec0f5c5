//! The scale of the timeline: dates as positions across its width, in per cent, and the labels of its axis.

use onrecord_model::{Date, DateRange};

use crate::{components::PageContext, platform::locale};

/// Statements whose dates are a range of more days do not widen the timeline; they are drawn as far as it goes.
pub(super) const PRECISE_DAYS: u32 = 7;
/// The axis has at most one label more than this.
const MAX_LABELS: i32 = 6;
const HOURS_PER_DAY: i32 = 24;

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

    /// Returns the labelled moments from left to right: hours, days, months or years. Statements have no hours and are drawn
    /// as long as their days.
    pub(super) fn ticks(self) -> Vec<Tick> {
        let is_visible = |tick: &Tick| tick.moment < self.from + self.days;
        self.hours().unwrap_or_else(|| self.dates()).into_iter().filter(is_visible).collect()
    }

    /// Returns hours, if there are no more than two days.
    fn hours(self) -> Option<Vec<Tick>> {
        let fits = |step: &i32| self.days * f64::from(HOURS_PER_DAY) <= f64::from(step * 4);
        let step = [6, 12].into_iter().find(fits)?;
        let (first, last) = self.day_numbers();
        let tick = |number: i32, hour: i32| Tick {
            moment: f64::from(number) + f64::from(hour) / f64::from(HOURS_PER_DAY),
            label: match hour {
                0 => Date::from_number(number).map(|day| self.day_label(day)).unwrap_or_default(),
                _ => locale::hour(hour),
            },
        };
        let hours = (0..HOURS_PER_DAY / step).map(|nth| nth * step);
        Some((first..=last).flat_map(|number| hours.clone().map(move |hour| tick(number, hour))).collect())
    }

    /// Returns a day's label, with the year if the scale has more than one.
    fn day_label(self, day: Date) -> String {
        let days = self.days();
        if days.from.civil().year() == days.to.civil().year() {
            locale::day_and_month(day)
        } else {
            locale::day(day)
        }
    }

    /// Returns days, months or years.
    fn dates(self) -> Vec<Tick> {
        let (first, last) = self.day_numbers();
        let days = last - first + 1;
        let tick = |day: Date, label: String| Tick { moment: f64::from(day.number()), label };
        if let Some(step) = [1, 2, 7, 14].into_iter().find(|step| days / step < MAX_LABELS) {
            let numbers = (first..=last).step_by(usize::try_from(step).unwrap_or(1));
            return numbers.filter_map(Date::from_number).map(|day| tick(day, self.day_label(day))).collect();
        }
        let months = [1, 2, 3, 6].into_iter().find(|months| days / (months * 30) < MAX_LABELS);
        let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].into_iter();
        let years =
            years.clone().find(|years| days / (years * 365) < MAX_LABELS).or(years.last()).unwrap_or(1);
        let DateRange { from: first, to: last } = self.days();
        let (begin, end) = (month_number(first), month_number(last));
        let step = months.unwrap_or(years * 12);
        // Labels are at whole years, or at months that divide a year.
        let begin = begin.div_euclid(step) * step;
        let starts = (begin..=end).step_by(usize::try_from(step).unwrap_or(1)).filter_map(first_day);
        let label =
            |day: Date| if months.is_some() { locale::month_and_year(day) } else { locale::year(day) };
        starts.filter(|day| *day >= first).map(|day| tick(day, label(day))).collect()
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

/// A labelled moment of the axis.
pub(super) struct Tick {
    /// Days since 1970-01-01.
    pub(super) moment: f64,
    pub(super) label: String,
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

/// Returns a month as the number of months since the year 0.
fn month_number(day: Date) -> i32 {
    let date = day.civil();
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// Returns the first day of a month, given as the number of months since the year 0.
fn first_day(month: i32) -> Option<Date> {
    let (year, month) = (month.div_euclid(12).try_into().ok()?, (month.rem_euclid(12) + 1).try_into().ok()?);
    Date::new(year, month, 1)
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

    #[test]
    fn labels_are_hours_days_months_or_years() {
        let labels = |first: &str, last: &str| {
            scale(first, last).ticks().into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(labels("2017-07-31", "2017-07-31"), ["31 July", "06:00", "12:00", "18:00"]);
        assert_eq!(labels("2017-07-31", "2017-08-01"), ["31 July", "12:00", "1 August", "12:00"]);
        assert_eq!(
            labels("2016-12-31", "2017-01-01"),
            ["31 December 2016", "12:00", "1 January 2017", "12:00"]
        );
        assert_eq!(labels("2017-07-29", "2017-07-31"), ["29 July", "30 July", "31 July"]);
        assert_eq!(labels("2017-01-20", "2017-07-31"), ["Mar 2017", "May 2017", "Jul 2017"]);
        assert_eq!(labels("2012-01-02", "2018-11-04"), ["2014", "2016", "2018"]);
    }

    #[test]
    fn no_label_is_behind_the_right_edge() {
        // Half a day later than 31 July, as during a drag.
        let noon = scale("2017-07-31", "2017-07-31").from + 0.5;
        let labels: Vec<_> = Scale::new(noon, 1.0).ticks().into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["31 July", "06:00", "12:00", "18:00", "1 August", "06:00"]);
    }

    #[test]
    fn labels_are_few_whatever_the_length() {
        for (first, last) in
            [("2017-07-31", "2017-07-31"), ("2017-07-03", "2017-07-31"), ("1900-01-01", "2017-01-01")]
        {
            let count = scale(first, last).ticks().len();
            assert!((1..=MAX_LABELS as usize + 1).contains(&count), "{first}: {count}");
        }
    }
}

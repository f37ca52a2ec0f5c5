//! Days as places across the screen, in hundredths of the width.

use onrecord_model::Day;
use yew::Html;

use crate::{markup::html, names, stage::Stage, within::within};

/// A statement of a longer range does not stretch the scale; it is drawn as far as the scale goes.
pub(super) const PRECISE_DAYS: u32 = 7;
/// There are at most so many labels.
const LABELS: i32 = 6;
const HOURS: i32 = 24;
/// A label that begins further right than this is set against the right edge.
pub(super) const LAST_FREE: f64 = 90.0;
const LAST_BUT_ONE: f64 = 68.0;
/// So much of the narrowest screen a label takes: "30 September".
const NARROW: f64 = 28.0;

/// The days from the left edge to the right one. While the reader pans, the edges lie inside days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// Where the left edge lies: days since 1970.
    from: f64,
    /// How many days there are to the right edge.
    days: f64,
}

impl Scale {
    /// The scale that begins within a day, and has a length in days.
    pub(super) const fn new(from: f64, days: f64) -> Self {
        Self { from, days }
    }

    /// The scale of a closed range of days.
    pub(super) fn between((first, last): (Day, Day)) -> Self {
        Self::new(f64::from(first.number()), f64::from(last.number() - first.number() + 1))
    }

    /// The day at a share of the width, held at the ends.
    pub(super) fn day_at(self, share: f64) -> Day {
        #[allow(clippy::cast_possible_truncation, reason = "days of the scale")]
        let day = (self.from + within(share, 0.0, 1.0) * self.days).floor() as i32;
        let (first, last) = self.ends();
        Day::default().plus(day).clamp(first, last)
    }

    /// The first and the last day of which something is seen.
    pub(super) fn ends(self) -> (Day, Day) {
        let (first, last) = self.numbers();
        (Day::default().plus(first), Day::default().plus(last))
    }

    fn numbers(self) -> (i32, i32) {
        #[allow(clippy::cast_possible_truncation, reason = "days of the calendar")]
        let (first, last) = (self.from.floor() as i32, (self.from + self.days).ceil() as i32 - 1);
        (first, last.max(first))
    }

    /// How many days there are, of which a part is seen at least.
    fn length(self) -> i32 {
        let (first, last) = self.numbers();
        last - first + 1
    }

    /// Where a day begins.
    pub(super) fn x(self, number: i32) -> f64 {
        self.across(f64::from(number))
    }

    /// Where a moment lies, in days since 1970.
    pub(super) fn across(self, at: f64) -> f64 {
        (at - self.from) * 100.0 / self.days
    }

    /// Where a range lies, its ends held at the edges, and whether it lies beyond them.
    pub(super) fn place(self, (from, to): (Day, Day)) -> Place {
        let (first, last) = self.numbers();
        let clamp = |n: i32| n.clamp(first, last);
        let left = self.x(clamp(from.number())).max(0.0);
        let right = self.x(clamp(to.number()) + 1).min(100.0);
        let outside = to.number() < first || from.number() > last;
        Place { left, width: (right - left).max(0.0), outside }
    }

    /// What is labelled, from left to right: hours, days, months or years. Nobody knows the hours of statements, which
    /// are drawn as long as their days; the scale says so.
    pub(super) fn ticks(self) -> Vec<Tick> {
        let is_seen = |tick: &Tick| tick.at < self.from + self.days;
        self.hours().unwrap_or_else(|| self.dates()).into_iter().filter(is_seen).collect()
    }

    /// The hours that are labelled where there are a day or two.
    fn hours(self) -> Option<Vec<Tick>> {
        let step = [6, 12].into_iter().find(|step| self.days * f64::from(HOURS) <= f64::from(step * 4))?;
        let (first, last) = self.numbers();
        let tick = |number: i32, hour: i32| Tick {
            at: f64::from(number) + f64::from(hour) / f64::from(HOURS),
            words: match hour {
                0 => Day::from_number(number).map(|day| self.day(day)).unwrap_or_default(),
                _ => names::hour(hour),
            },
        };
        let hours = (0..HOURS / step).map(|nth| nth * step);
        Some((first..=last).flat_map(|number| hours.clone().map(move |hour| tick(number, hour))).collect())
    }

    /// What a day is called: with its year where there are two.
    fn day(self, day: Day) -> String {
        let (first, last) = self.ends();
        if first.date().year() == last.date().year() { names::day_and_month(day) } else { names::day(day) }
    }

    /// The days, months or years that are labelled.
    fn dates(self) -> Vec<Tick> {
        let (first, last) = self.numbers();
        let days = self.length();
        let tick = |day: Day, words: String| Tick { at: f64::from(day.number()), words };
        if let Some(step) = [1, 2, 7, 14].into_iter().find(|step| days / step < LABELS) {
            let numbers = (first..=last).step_by(usize::try_from(step).unwrap_or(1));
            return numbers.filter_map(Day::from_number).map(|day| tick(day, self.day(day))).collect();
        }
        let months = [1, 2, 3, 6].into_iter().find(|months| days / (months * 30) < LABELS);
        let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].into_iter();
        let years = years.clone().find(|years| days / (years * 365) < LABELS).or(years.last()).unwrap_or(1);
        let (first, last) = self.ends();
        let (begin, end) = (month_of(first), month_of(last));
        let step = months.unwrap_or(years * 12);
        // Labels stand at whole years, or at the months that divide one.
        let begin = begin.div_euclid(step) * step;
        let starts = (begin..=end).step_by(usize::try_from(step).unwrap_or(1)).filter_map(first_of);
        let words = |day: Day| if months.is_some() { names::month_and_year(day) } else { names::year(day) };
        starts.filter(|day| *day >= first).map(|day| tick(day, words(day))).collect()
    }

    pub(super) fn labels(self) -> Html {
        // The last label would run over the edge.
        let place = |x: f64| if x > LAST_FREE { (100.0, "end") } else { (x, "start") };
        let label = |(tick, fits): (&Tick, bool)| {
            let (x, anchor) = place(self.across(tick.at));
            html! { <text class={(!fits).then_some("axis__wide")} x={percent(x)} y="14" text-anchor={anchor}>{ &tick.words }</text> }
        };
        let ticks = self.ticks();
        let last = ticks.last().map_or(0.0, |tick| self.across(tick.at));
        // Beside a label at the right edge there is no room for the one before it.
        let room = |tick: &&Tick| {
            let x = self.across(tick.at);
            x >= last || last <= LAST_FREE || x < LAST_BUT_ONE
        };
        let shown: Vec<_> = ticks.iter().filter(room).collect();
        let fit = fit(shown.iter().map(|tick| self.across(tick.at)));
        html! { <>{ for shown.into_iter().zip(fit).map(label) }</> }
    }

    /// Lines below the labels, behind all lanes.
    pub(super) fn grid(self, notes: &[Note]) -> Html {
        let line = |class: &'static str, at: f64| {
            let x = percent(within(self.across(at), 0.0, 100.0));
            html! { <line {class} x1={x.clone()} x2={x} y1="0" y2="100%" /> }
        };
        let notes = notes.iter().map(|note| line(note.class, f64::from(note.day.number())));
        html! { <>{ for self.ticks().iter().map(|tick| line("grid__line", tick.at)).chain(notes) }</> }
    }

    /// Days that are marked: today, and that on which the open article, or the only one, was published.
    pub(super) fn notes(self, stage: &Stage) -> Vec<Note> {
        let view = &stage.view;
        let statement = view.statement.as_ref().and_then(|id| stage.corpus.find_statement(id.as_str()));
        let article = match &view.article {
            Some(id) => stage.corpus.find_article(id.as_str()).and_then(|at| stage.corpus.articles().get(at)),
            None => statement.and_then(|row| stage.corpus.article_of(row)),
        };
        let published = article.and_then(|article| article.published);
        let note =
            |day: Day, class, what: &str| Note { day, class, words: format!("{what} {}", names::day(day)) };
        let published =
            published.map(|day| note(day, "grid__published", "The open article was published on"));
        let today = stage.today.map(|day| note(day, "grid__today", "Today is"));
        let (first, last) = self.ends();
        published.into_iter().chain(today).filter(|note| (first..=last).contains(&note.day)).collect()
    }
}

/// A label of the axis.
pub(super) struct Tick {
    /// Where it stands: days since 1970.
    pub(super) at: f64,
    pub(super) words: String,
}

/// A day that is marked, and what is said of it.
pub(super) struct Note {
    day: Day,
    pub(super) class: &'static str,
    pub(super) words: String,
}

/// Which labels stand beside each other on the narrowest screen, and within it, where each takes [`NARROW`] of it.
fn fit(labels: impl Iterator<Item = f64>) -> Vec<bool> {
    let mut free = 0.0;
    let fits = |x: f64| {
        let begin = if x > LAST_FREE { 100.0 - NARROW } else { x };
        let fits = begin >= free && begin + NARROW <= 100.0;
        if fits {
            free = begin + NARROW;
        }
        fits
    };
    labels.map(fits).collect()
}

/// Months since the year 0.
fn month_of(day: Day) -> i32 {
    let date = day.date();
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// The first day of such a month.
fn first_of(month: i32) -> Option<Day> {
    let (year, month) = (month.div_euclid(12).try_into().ok()?, (month.rem_euclid(12) + 1).try_into().ok()?);
    Day::new(year, month, 1)
}

/// Where a mark lies, in hundredths of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) left: f64,
    pub(super) width: f64,
    /// Wholly before the left edge or behind the right one.
    pub(super) outside: bool,
}

/// "12.500%". Printing fractions by the standard library would weigh more than this whole module.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
pub(super) fn percent(value: f64) -> String {
    let thousandths = (value * 1000.0).round() as u32;
    format!("{}.{:03}%", thousandths / 1000, thousandths % 1000)
}

/// Pixels with a digit behind the point, as SVG reads them; for the same reason.
pub(super) fn tenths(pixels: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "pixels")]
    let tenths = (pixels * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(first: &str, last: &str) -> Scale {
        Scale::between((first.parse().unwrap(), last.parse().unwrap()))
    }

    #[test]
    fn days_have_places() {
        let july = scale("2017-07-01", "2017-07-10");
        for (from, to, left, width, outside) in [
            ("2017-07-01", "2017-07-01", 0.0, 10.0, false),
            ("2017-07-03", "2017-07-05", 20.0, 30.0, false),
            ("2017-06-01", "2017-07-02", 0.0, 20.0, false),
            ("2016-01-01", "2016-12-31", 0.0, 10.0, true),
        ] {
            let place = july.place((from.parse().unwrap(), to.parse().unwrap()));
            assert!(
                (place.left - left).abs() < 1e-9 && (place.width - width).abs() < 1e-9,
                "{from}: {place:?}"
            );
            assert_eq!(place.outside, outside, "{from}");
        }
    }

    #[test]
    fn places_are_printed_in_thousandths() {
        for (value, text) in [(0.0, "0.000%"), (12.5, "12.500%"), (99.99961, "100.000%"), (3.0404, "3.040%")]
        {
            assert_eq!(percent(value), text);
        }
    }

    #[test]
    fn labels_stand_at_hours_days_months_or_years() {
        let labels = |first: &str, last: &str| {
            scale(first, last).ticks().into_iter().map(|tick| tick.words).collect::<Vec<_>>()
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
    fn no_label_stands_behind_the_edge() {
        // Half a day later than the 31st of July, as while it is dragged.
        let noon = scale("2017-07-31", "2017-07-31").from + 0.5;
        let labels: Vec<_> = Scale::new(noon, 1.0).ticks().into_iter().map(|tick| tick.words).collect();
        assert_eq!(labels, ["31 July", "06:00", "12:00", "18:00", "1 August", "06:00"]);
    }

    #[test]
    fn on_a_narrow_screen_labels_stand_apart() {
        for (labels, expected) in [
            (vec![0.0, 18.0, 36.0, 54.0, 72.0], vec![true, false, true, false, true]),
            (vec![0.0, 41.0, 82.0], vec![true, true, false]),
            (vec![10.0, 60.0, 95.0], vec![true, true, false]),
            (vec![10.0, 40.0, 95.0], vec![true, true, true]),
        ] {
            assert_eq!(fit(labels.iter().copied()), expected, "{labels:?}");
        }
    }

    #[test]
    fn labels_are_few_whatever_the_length() {
        for (first, last) in
            [("2017-07-31", "2017-07-31"), ("2017-07-03", "2017-07-31"), ("1900-01-01", "2017-01-01")]
        {
            let count = scale(first, last).ticks().len();
            assert!((1..=LABELS as usize + 1).contains(&count), "{first}: {count}");
        }
    }
}

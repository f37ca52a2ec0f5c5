//! Names of days and ranges of days in English, the language of the page.

use onrecord_model::Day;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Where English has the month first, by the patterns of Unicode's CLDR; so has English of no region.
const MONTH_FIRST: [&str; 9] = ["US", "CA", "PH", "PR", "GU", "VI", "AS", "MP", "UM"];

fn parts(day: Day) -> (i16, usize, i8) {
    let date = day.date();
    (date.year(), usize::try_from(date.month()).unwrap_or(1), date.day())
}

fn month(number: usize) -> &'static str {
    MONTHS.get(number.wrapping_sub(1)).copied().unwrap_or_default()
}

/// Which of day and month an English reader has first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// "31 July 2017"
    #[default]
    DayFirst,
    /// "July 31, 2017"
    MonthFirst,
}

impl Order {
    /// That of a language of the web, such as "en-US"; nothing where it is not English.
    pub(super) fn of(language: &str) -> Option<Self> {
        let mut parts = language.split('-');
        if !parts.next()?.eq_ignore_ascii_case("en") {
            return None;
        }
        let american = |part: &str| MONTH_FIRST.iter().any(|region| part.eq_ignore_ascii_case(region));
        let plain = !language.contains('-');
        Some(if plain || parts.any(american) { Self::MonthFirst } else { Self::DayFirst })
    }

    /// "31 July 2017"
    pub(super) fn day(self, day: Day) -> String {
        let (y, ..) = parts(day);
        match self {
            Self::DayFirst => format!("{} {y}", self.day_and_month(day)),
            Self::MonthFirst => format!("{}, {y}", self.day_and_month(day)),
        }
    }

    /// "31 July"
    pub(super) fn day_and_month(self, day: Day) -> String {
        let (_, m, d) = parts(day);
        match self {
            Self::DayFirst => format!("{d} {}", month(m)),
            Self::MonthFirst => format!("{} {d}", month(m)),
        }
    }

    /// "18:00", "6 PM"
    pub(super) fn hour(self, hour: i32) -> String {
        match self {
            Self::DayFirst => format!("{hour:02}:00"),
            Self::MonthFirst => {
                let half = if hour < 12 { "AM" } else { "PM" };
                format!("{} {half}", (hour + 11).rem_euclid(12) + 1)
            }
        }
    }

    /// "Monday, 31 July 2017"
    pub(super) fn weekday_and_day(self, of: Day) -> String {
        let weekday = usize::try_from(of.date().weekday().to_monday_zero_offset()).unwrap_or(0);
        format!("{}, {}", WEEKDAYS.get(weekday).copied().unwrap_or_default(), self.day(of))
    }

    /// "31 July 2017", "24–30 July 2017", "28 July – 2 August 2017", "July 2017", "2016"
    pub(super) fn range(self, from: Day, to: Day) -> String {
        let ((y1, m1, d1), (y2, m2, d2)) = (parts(from), parts(to));
        match (Extent::of(from, to), self) {
            (Extent::Day, _) => self.day(from),
            (Extent::Year, _) => y1.to_string(),
            (Extent::Month, _) => format!("{} {y1}", month(m1)),
            (Extent::Days, Self::DayFirst) if (y1, m1) == (y2, m2) => format!("{d1}–{d2} {} {y1}", month(m1)),
            (Extent::Days, Self::MonthFirst) if (y1, m1) == (y2, m2) => {
                format!("{} {d1}–{d2}, {y1}", month(m1))
            }
            (Extent::Days, _) if y1 == y2 => format!("{} – {}", self.day_and_month(from), self.day(to)),
            (Extent::Days, _) => format!("{} – {}", self.day(from), self.day(to)),
        }
    }
}

/// What a range of days is, as readers would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Day,
    /// A whole month.
    Month,
    /// A whole year.
    Year,
    /// From one day to another.
    Days,
}

impl Extent {
    pub(super) fn of(from: Day, to: Day) -> Self {
        let ((y1, m1, d1), (y2, m2, d2)) = (parts(from), parts(to));
        match () {
            () if from == to => Self::Day,
            () if y1 == y2 && (m1, d1, m2, d2) == (1, 1, 12, 31) => Self::Year,
            () if (y1, m1) == (y2, m2) && d1 == 1 && d2 == to.date().days_in_month() => Self::Month,
            () => Self::Days,
        }
    }
}

/// "Sep 2017", as short as the axis of a narrow screen needs it.
pub(super) fn month_and_year(day: Day) -> String {
    format!("{} {}", month_of(day).get(..3).unwrap_or_default(), year(day))
}

/// "July"
pub(crate) fn month_of(day: Day) -> &'static str {
    month(parts(day).1)
}

/// "2017"
pub(crate) fn year(day: Day) -> String {
    day.date().year().to_string()
}

/// A range of days, closed: "31 July 2017", "24–30 July 2017", "28 July – 2 August 2017", "July 2017", "2016"
#[must_use]
pub fn range(from: Day, to: Day) -> String {
    Order::DayFirst.range(from, to)
}

/// Days counted from an unknown day of publication, as words: "3 days before publication".
#[must_use]
pub fn relative(from: i32, to: i32) -> String {
    let one = |days: i32| match days {
        0 => "the day of publication".to_owned(),
        -1 => "the day before publication".to_owned(),
        1 => "the day after publication".to_owned(),
        ..0 => format!("{} days before publication", days.unsigned_abs()),
        _ => format!("{days} days after publication"),
    };
    if from == to { one(from) } else { format!("between {} and {}", one(from), one(to)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_and_ranges_as_readers_say_them() {
        let orders = [Order::DayFirst, Order::MonthFirst];
        let monday = orders.map(|order| order.weekday_and_day(read("2017-07-31")));
        assert_eq!(monday, ["Monday, 31 July 2017", "Monday, July 31, 2017"]);
        for (from, to, words) in [
            ("2017-07-31", "2017-07-31", ["31 July 2017", "July 31, 2017"]),
            ("2017-07-24", "2017-07-30", ["24–30 July 2017", "July 24–30, 2017"]),
            ("2017-07-28", "2017-08-02", ["28 July – 2 August 2017", "July 28 – August 2, 2017"]),
            (
                "2016-12-30",
                "2017-01-02",
                ["30 December 2016 – 2 January 2017", "December 30, 2016 – January 2, 2017"],
            ),
            ("2016-02-01", "2016-02-29", ["February 2016"; 2]),
            ("2016-01-01", "2016-12-31", ["2016"; 2]),
        ] {
            assert_eq!(orders.map(|order| order.range(read(from), read(to))), words);
        }
    }

    #[test]
    fn hours_as_readers_say_them() {
        for (hour, words) in [(6, ["06:00", "6 AM"]), (12, ["12:00", "12 PM"]), (18, ["18:00", "6 PM"])] {
            assert_eq!([Order::DayFirst, Order::MonthFirst].map(|order| order.hour(hour)), words);
        }
    }

    #[test]
    fn days_without_a_day_of_publication() {
        assert_eq!(relative(-3, -3), "3 days before publication");
        assert_eq!(relative(-7, -1), "between 7 days before publication and the day before publication");
    }

    #[test]
    fn english_is_written_in_two_orders() {
        for (language, order) in [
            ("en", Some(Order::MonthFirst)),
            ("en-US", Some(Order::MonthFirst)),
            ("en-Latn-us", Some(Order::MonthFirst)),
            ("en-GB", Some(Order::DayFirst)),
            ("EN-au", Some(Order::DayFirst)),
            ("de", None),
            ("enm", None),
            ("", None),
        ] {
            assert_eq!(Order::of(language), order, "{language}");
        }
    }
}

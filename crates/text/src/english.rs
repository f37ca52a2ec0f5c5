//! Dates and date ranges in English, the language of the page, and words that are looked for in articles.
//!
//! Functions take calendar dates: [`jiff::civil::Date`], or a type that converts to it.

use jiff::civil::Date;

/// The names of the months, from January.
pub const MONTHS: [&str; 12] = [
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

/// The names of the days of the week, from Monday.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Regions whose English puts the month first, by the patterns of Unicode's CLDR; so does English without a region.
const MONTH_FIRST: [&str; 9] = ["US", "CA", "PH", "PR", "GU", "VI", "AS", "MP", "UM"];

/// Words for relatives in the singular: "my uncle".
pub const RELATIVES: [&str; 20] = [
    "wife",
    "husband",
    "spouse",
    "widow",
    "son",
    "daughter",
    "brother",
    "sister",
    "mother",
    "father",
    "mom",
    "dad",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "cousin",
    "grandson",
    "granddaughter",
    "ex-wife",
];

/// Returns whether a word is a name or the beginning of one, without regard to case: "SEPT" of "September".
///
/// ```
/// use onrecord_text::english::begins_name;
/// assert!(begins_name("mon", "Monday"));
/// assert!(!begins_name("mond.", "Monday"));
/// ```
#[must_use]
pub fn begins_name(word: &str, name: &str) -> bool {
    name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Returns the name of a date's month: "July".
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(onrecord_text::english::month(date(2017, 7, 31)), "July");
/// ```
#[must_use]
pub fn month(date: impl Into<Date>) -> &'static str {
    let index = usize::try_from(date.into().month()).unwrap_or_default().wrapping_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// "31 July 2017"
    #[default]
    DayFirst,
    /// "July 31, 2017"
    MonthFirst,
}

impl DateOrder {
    /// Returns the order that readers of a language expect, given as a BCP 47 tag such as "en-US"; `None` if the
    /// language is not English. The month is first in the United States and their territories, in Canada and in the
    /// Philippines, as in Unicode's CLDR, and without a region.
    ///
    /// ```
    /// use onrecord_text::english::DateOrder;
    /// assert_eq!(DateOrder::of_language("en-GB"), Some(DateOrder::DayFirst));
    /// assert_eq!(DateOrder::of_language("de"), None);
    /// ```
    #[must_use]
    pub fn of_language(language: &str) -> Option<Self> {
        let mut parts = language.split('-');
        if !parts.next()?.eq_ignore_ascii_case("en") {
            return None;
        }
        let is_american = |part: &str| MONTH_FIRST.iter().any(|region| part.eq_ignore_ascii_case(region));
        let has_no_region = !language.contains('-');
        Some(if has_no_region || parts.any(is_american) { Self::MonthFirst } else { Self::DayFirst })
    }

    /// Returns a date: "31 July 2017", or "July 31, 2017".
    ///
    /// ```
    /// use jiff::civil::date;
    /// use onrecord_text::english::DateOrder;
    /// assert_eq!(DateOrder::MonthFirst.date(date(2017, 7, 31)), "July 31, 2017");
    /// ```
    #[must_use]
    pub fn date(self, date: impl Into<Date>) -> String {
        let date = date.into();
        let day_and_month = self.day_and_month(date);
        match self {
            Self::DayFirst => format!("{day_and_month} {}", date.year()),
            Self::MonthFirst => format!("{day_and_month}, {}", date.year()),
        }
    }

    /// Returns a date without its year: "31 July", or "July 31".
    #[must_use]
    pub fn day_and_month(self, date: impl Into<Date>) -> String {
        let date = date.into();
        match self {
            Self::DayFirst => format!("{} {}", date.day(), month(date)),
            Self::MonthFirst => format!("{} {}", month(date), date.day()),
        }
    }

    /// Returns a full hour of the day, given from 0 to 23: "18:00", or "6 PM". The clock of 12 hours goes with the
    /// month first.
    #[must_use]
    pub fn hour(self, hour: i32) -> String {
        match self {
            Self::DayFirst => format!("{hour:02}:00"),
            Self::MonthFirst => {
                let half = if hour < 12 { "AM" } else { "PM" };
                format!("{} {half}", (hour + 11).rem_euclid(12) + 1)
            }
        }
    }

    /// Returns a date with its day of the week: "Monday, 31 July 2017", or "Monday, July 31, 2017".
    #[must_use]
    pub fn weekday_and_date(self, date: impl Into<Date>) -> String {
        let date = date.into();
        let index = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        format!("{}, {}", WEEKDAYS.get(index).copied().unwrap_or_default(), self.date(date))
    }

    /// Returns a closed range of dates as short as it can be said: "31 July 2017", "24–30 July 2017",
    /// "28 July – 2 August 2017", "July 2017", "2016". Both ends belong to it, and `from` must not be after `to`.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use onrecord_text::english::DateOrder;
    /// assert_eq!(DateOrder::DayFirst.range(date(2017, 7, 24), date(2017, 7, 30)), "24–30 July 2017");
    /// ```
    #[must_use]
    pub fn range(self, from: impl Into<Date>, to: impl Into<Date>) -> String {
        let (from, to) = (from.into(), to.into());
        let is_one_month = (from.year(), from.month()) == (to.year(), to.month());
        match (RangeKind::from_days(from, to), self) {
            (RangeKind::Day, _) => self.date(from),
            (RangeKind::Year, _) => from.year().to_string(),
            (RangeKind::Month, _) => format!("{} {}", month(from), from.year()),
            (RangeKind::Days, Self::DayFirst) if is_one_month => {
                format!("{}–{} {} {}", from.day(), to.day(), month(from), from.year())
            }
            (RangeKind::Days, Self::MonthFirst) if is_one_month => {
                format!("{} {}–{}, {}", month(from), from.day(), to.day(), from.year())
            }
            (RangeKind::Days, _) if from.year() == to.year() => {
                format!("{} – {}", self.day_and_month(from), self.date(to))
            }
            (RangeKind::Days, _) => format!("{} – {}", self.date(from), self.date(to)),
        }
    }
}

/// The kind of period that a closed range of dates covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeKind {
    /// One day.
    Day,
    /// A whole calendar month.
    Month,
    /// A whole calendar year.
    Year,
    /// Any other run of days.
    Days,
}

impl RangeKind {
    /// Returns what the range from one date to another, both inclusive, covers.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use onrecord_text::english::RangeKind;
    /// assert_eq!(RangeKind::from_days(date(2016, 2, 1), date(2016, 2, 29)), RangeKind::Month);
    /// ```
    #[must_use]
    pub fn from_days(from: impl Into<Date>, to: impl Into<Date>) -> Self {
        let (from, to) = (from.into(), to.into());
        let is_one_year = from.year() == to.year();
        let ends = (from.month(), from.day(), to.month(), to.day());
        if from == to {
            Self::Day
        } else if is_one_year && ends == (1, 1, 12, 31) {
            Self::Year
        } else if is_one_year && ends == (to.month(), 1, to.month(), to.days_in_month()) {
            Self::Month
        } else {
            Self::Days
        }
    }
}

/// Returns the month and year of a date, short enough for the axis of a narrow screen: "Sep 2017".
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(onrecord_text::english::month_and_year(date(2017, 9, 3)), "Sep 2017");
/// ```
#[must_use]
pub fn month_and_year(date: impl Into<Date>) -> String {
    let date = date.into();
    format!("{} {}", month(date).get(..3).unwrap_or_default(), date.year())
}

/// Returns the closed range from one day to another, both counted from an unknown day of publication: "3 days before
/// publication".
///
/// The day of publication is 0; negative numbers are days before it.
///
/// ```
/// use onrecord_text::english::relative_days;
/// assert_eq!(relative_days(-3, -3), "3 days before publication");
/// assert_eq!(relative_days(-1, 0), "between the day before publication and the day of publication");
/// ```
#[must_use]
pub fn relative_days(from: i32, to: i32) -> String {
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
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_and_ranges() {
        let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
        let monday = orders.map(|order| order.weekday_and_date(date(2017, 7, 31)));
        assert_eq!(monday, ["Monday, 31 July 2017", "Monday, July 31, 2017"]);
        for (from, to, words) in [
            (date(2017, 7, 31), date(2017, 7, 31), ["31 July 2017", "July 31, 2017"]),
            (date(2017, 7, 24), date(2017, 7, 30), ["24–30 July 2017", "July 24–30, 2017"]),
            (date(2017, 7, 28), date(2017, 8, 2), ["28 July – 2 August 2017", "July 28 – August 2, 2017"]),
            (
                date(2016, 12, 30),
                date(2017, 1, 2),
                ["30 December 2016 – 2 January 2017", "December 30, 2016 – January 2, 2017"],
            ),
            (date(2016, 2, 1), date(2016, 2, 29), ["February 2016"; 2]),
            (date(2016, 1, 1), date(2016, 12, 31), ["2016"; 2]),
        ] {
            assert_eq!(orders.map(|order| order.range(from, to)), words);
        }
    }

    #[test]
    fn hours() {
        for (hour, words) in [(6, ["06:00", "6 AM"]), (12, ["12:00", "12 PM"]), (18, ["18:00", "6 PM"])] {
            assert_eq!([DateOrder::DayFirst, DateOrder::MonthFirst].map(|order| order.hour(hour)), words);
        }
    }

    #[test]
    fn days_relative_to_an_unknown_publication() {
        assert_eq!(relative_days(-3, -3), "3 days before publication");
        assert_eq!(relative_days(-7, -1), "between 7 days before publication and the day before publication");
    }

    #[test]
    fn date_orders_of_languages() {
        for (language, order) in [
            ("en", Some(DateOrder::MonthFirst)),
            ("en-US", Some(DateOrder::MonthFirst)),
            ("en-Latn-us", Some(DateOrder::MonthFirst)),
            ("en-GB", Some(DateOrder::DayFirst)),
            ("EN-au", Some(DateOrder::DayFirst)),
            ("de", None),
            ("enm", None),
            ("", None),
        ] {
            assert_eq!(DateOrder::of_language(language), order, "{language}");
        }
    }
}

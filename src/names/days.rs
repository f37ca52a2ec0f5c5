//! Names of days and ranges of days, in English.

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

fn parts(day: Day) -> (i16, usize, i8) {
    let date = day.date();
    (date.year(), usize::try_from(date.month()).unwrap_or(1), date.day())
}

fn month(number: usize) -> &'static str {
    MONTHS.get(number.wrapping_sub(1)).copied().unwrap_or_default()
}

/// "31 July 2017"
pub(crate) fn day(day: Day) -> String {
    let (y, m, d) = parts(day);
    format!("{d} {} {y}", month(m))
}

/// "31 July"
pub(crate) fn day_and_month(day: Day) -> String {
    let (_, m, d) = parts(day);
    format!("{d} {}", month(m))
}

/// "Sep 2017", as short as the axis of a narrow screen needs it.
pub(crate) fn month_and_year(day: Day) -> String {
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

/// "Monday, 31 July 2017"
pub(crate) fn weekday_and_day(of: Day) -> String {
    let weekday = usize::try_from(of.date().weekday().to_monday_zero_offset()).unwrap_or(0);
    format!("{}, {}", WEEKDAYS.get(weekday).copied().unwrap_or_default(), day(of))
}

/// A range of days, closed: "31 July 2017", "24–30 July 2017", "28 July – 2 August 2017", "July 2017", "2016"
#[must_use]
pub fn range(from: Day, to: Day) -> String {
    let ((y1, m1, d1), (y2, m2, d2)) = (parts(from), parts(to));
    let last = to.date().days_in_month();
    match () {
        () if from == to => day(from),
        () if y1 == y2 && (m1, d1, m2, d2) == (1, 1, 12, 31) => y1.to_string(),
        () if (y1, m1) == (y2, m2) && d1 == 1 && d2 == last => format!("{} {y1}", month(m1)),
        () if (y1, m1) == (y2, m2) => format!("{d1}–{d2} {} {y1}", month(m1)),
        () if y1 == y2 => format!("{} – {}", day_and_month(from), day(to)),
        () => format!("{} – {}", day(from), day(to)),
    }
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

    #[test]
    fn days_and_ranges_as_readers_say_them() {
        let read = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(weekday_and_day(read("2017-07-31")), "Monday, 31 July 2017");
        for (from, to, words) in [
            ("2017-07-31", "2017-07-31", "31 July 2017"),
            ("2017-07-24", "2017-07-30", "24–30 July 2017"),
            ("2017-07-28", "2017-08-02", "28 July – 2 August 2017"),
            ("2016-12-30", "2017-01-02", "30 December 2016 – 2 January 2017"),
            ("2016-02-01", "2016-02-29", "February 2016"),
            ("2016-01-01", "2016-12-31", "2016"),
        ] {
            assert_eq!(range(read(from), read(to)), words);
        }
        assert_eq!(relative(-3, -3), "3 days before publication");
        assert_eq!(relative(-7, -1), "between 7 days before publication and the day before publication");
    }
}

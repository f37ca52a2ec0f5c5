//! Dates of the calendar, and ranges of them.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// A date of the Gregorian calendar, without a time or a time zone, in the years -9999 to 9999.
///
/// Stored as the number of days since 1970-01-01, the unit in which columns and timelines count. The default value
/// is 1970-01-01. Human-readable formats hold `YYYY-MM-DD`, binary ones the number of days.
///
/// Years before 0 are printed, and parsed, with a sign and six digits, as in `-000044-03-15`.
///
/// ```
/// use onrecord_model::Date;
///
/// let launch: Date = "2017-07-28".parse()?;
/// assert_eq!(launch.saturating_add(4).to_string(), "2017-08-01");
/// assert_eq!(Date::new(2017, 2, 30), None);
/// # Ok::<(), onrecord_model::ParseDateError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// The error of parsing a [`Date`]: the text is not of the form `YYYY-MM-DD` or `-YYYYYY-MM-DD`, or the calendar has
/// no such date. The message names the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day: write it as year, month and day, such as 2017-07-31")]
pub struct ParseDateError(String);

impl Date {
    /// Returns the date `number` days after 1970-01-01 (before it if negative), or `None` outside of the calendar.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        EPOCH.checked_add(days(number)).ok().map(Self::from)
    }

    /// Returns the date of a year (-9999 to 9999), a month (from 1) and a day of the month (from 1), or `None` if the
    /// calendar has no such date.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self::from)
    }

    /// Returns the number of days since 1970-01-01; negative for earlier dates.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Returns the date `days` days later (earlier if negative), or `None` outside of the calendar.
    #[must_use]
    pub fn checked_add(self, days: i32) -> Option<Self> {
        self.0.checked_add(days).and_then(Self::from_number)
    }

    /// Returns the date `days` days later (earlier if negative), clamped to the first and the last date of the
    /// calendar.
    #[must_use]
    pub fn saturating_add(self, days: i32) -> Self {
        let number = self.0.saturating_add(days);
        Self(number.clamp(Self::from(civil::Date::MIN).0, Self::from(civil::Date::MAX).0))
    }

    /// Returns the number of the day's month: 0 is January of the year 0, and negative numbers are months before it.
    #[must_use]
    pub fn month_number(self) -> i32 {
        let date = self.civil();
        i32::from(date.year()).saturating_mul(12).saturating_add(i32::from(date.month()) - 1)
    }

    /// Returns the first day of a month, by its [number](Self::month_number), or `None` outside of the calendar.
    ///
    /// ```
    /// # use onrecord_model::Date;
    /// let day = Date::new(2017, 7, 31).unwrap();
    /// assert_eq!(Date::first_of_month(day.month_number() + 1), Date::new(2017, 8, 1));
    /// ```
    #[must_use]
    pub fn first_of_month(number: i32) -> Option<Self> {
        let (year, month) = (number.div_euclid(12).try_into().ok()?, number.rem_euclid(12) + 1);
        Self::new(year, month.try_into().ok()?, 1)
    }

    /// Returns the date as a [`jiff`] date, which knows its year, month and weekday.
    #[must_use]
    pub fn civil(self) -> civil::Date {
        EPOCH.saturating_add(days(self.0))
    }
}

fn days(number: i32) -> SignedDuration {
    SignedDuration::from_hours(i64::from(number).saturating_mul(24))
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        let hours = date.duration_since(EPOCH).as_hours();
        Self(i32::try_from(hours / 24).unwrap_or_default())
    }
}

impl From<Date> for civil::Date {
    fn from(date: Date) -> Self {
        date.civil()
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // jiff's parser also accepts times and zones, and its code is ten times as large in WebAssembly.
        let error = || ParseDateError(text.to_owned());
        let number =
            |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten();
        // Years before 0 have a sign and six digits.
        let (is_negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (year, month, day) = match (is_negative, digits.as_bytes()) {
            (false, [_, _, _, _, b'-', _, _, b'-', _, _]) => {
                (digits.get(..4), digits.get(5..7), digits.get(8..))
            }
            (true, [_, _, _, _, _, _, b'-', _, _, b'-', _, _]) => {
                (digits.get(..6), digits.get(7..9), digits.get(10..))
            }
            _ => return Err(error()),
        };
        let part = |text: Option<&str>| text.and_then(number).ok_or_else(error);
        let (year, month, day): (i16, i16, i16) = (part(year)?, part(month)?, part(day)?);
        let year = if is_negative { year.checked_neg().ok_or_else(error)? } else { year };
        let small = |n: i16| i8::try_from(n).map_err(|_| error());
        civil::Date::new(year, small(month)?, small(day)?).map(Self::from).map_err(|_| error())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.civil();
        // ISO 8601 requires a sign for years outside of 0 to 9999; ECMAScript writes them with six digits.
        match date.year() {
            year @ 0..=9999 => write!(f, "{year:04}-{:02}-{:02}", date.month(), date.day()),
            year => write!(f, "{year:+07}-{:02}-{:02}", date.month(), date.day()),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        } else {
            let number = i32::deserialize(deserializer)?;
            Self::from_number(number).ok_or_else(|| D::Error::custom("a day outside the calendar"))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_from_1970() {
        assert_eq!("1970-01-02".parse::<Date>().map(Date::number), Ok(1));
        assert_eq!("2017-07-31".parse::<Date>().map(Date::number), Ok(17_378));
        for wrong in ["2017-7-31", "2017-02-30", "31.7.2017", "", "2017-07-31T00:00"] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn addition_stops_at_the_ends_of_the_calendar() {
        let last = Date::new(9999, 12, 31).unwrap();
        assert_eq!((last.saturating_add(1), last.checked_add(1)), (last, None));
        assert_eq!(last.checked_add(-1), Date::new(9999, 12, 30));
        assert_eq!(last.checked_add(i32::MAX), None);
    }

    proptest! {
        #[test]
        fn a_date_printed_and_parsed_is_unchanged(number in -4_000_000..3_000_000) {
            if let Some(date) = Date::from_number(number) {
                prop_assert_eq!(date.number(), number);
                prop_assert_eq!(date.to_string().parse(), Ok(date));
            }
        }
    }
}

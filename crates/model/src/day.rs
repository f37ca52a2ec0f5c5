use std::{fmt, str::FromStr};

use jiff::{SignedDuration, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// A day of the Gregorian calendar, without a time or a time zone, from -9999 to 9999.
///
/// Held as the number of days since 1970-01-01, which is what columns and timelines count in; the
/// default is that day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The text is not a day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day: write it as year, month and day, such as 2017-07-31")]
pub struct ParseDayError(String);

impl Day {
    /// The day with this number since 1970-01-01, where the calendar has it.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        EPOCH.checked_add(days(number)).ok().map(Self::from)
    }

    /// The day of a year, a month and a day of the month, where the calendar has it.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from)
    }

    /// Days since 1970-01-01; negative before.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day so many days later (earlier, where negative), held at the calendar's ends.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        let number = self.0.saturating_add(days);
        Self(number.clamp(Self::from(Date::MIN).0, Self::from(Date::MAX).0))
    }

    /// The calendar's own view of the day.
    #[must_use]
    pub fn date(self) -> Date {
        EPOCH.saturating_add(days(self.0))
    }
}

fn days(number: i32) -> SignedDuration {
    SignedDuration::from_hours(i64::from(number).saturating_mul(24))
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let hours = date.duration_since(EPOCH).as_hours();
        Self(i32::try_from(hours / 24).unwrap_or_default())
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.date()
    }
}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The calendar's own parser takes times and zones too, and is ten times as large as this.
        let wrong = || ParseDayError(text.to_owned());
        let number =
            |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten();
        let (year, month, day) = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => (text.get(..4), text.get(5..7), text.get(8..)),
            _ => return Err(wrong()),
        };
        let part = |text: Option<&str>| text.and_then(number).ok_or_else(wrong);
        let (year, month, day): (i16, i16, i16) = (part(year)?, part(month)?, part(day)?);
        let small = |n: i16| i8::try_from(n).map_err(|_| wrong());
        Date::new(year, small(month)?, small(day)?).map(Self::from).map_err(|_| wrong())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        // Years before 0 and with more than four digits are written as ISO 8601 asks.
        match date.year() {
            year @ 0..=9999 => write!(f, "{year:04}-{:02}-{:02}", date.month(), date.day()),
            year => write!(f, "{year:+07}-{:02}-{:02}", date.month(), date.day()),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
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
        assert_eq!("1970-01-02".parse::<Day>().map(Day::number), Ok(1));
        assert_eq!("2017-07-31".parse::<Day>().map(Day::number), Ok(17_378));
        for wrong in ["2017-7-31", "2017-02-30", "31.7.2017", "", "2017-07-31T00:00"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_day_printed_and_read_is_itself(number in -4_000_000..3_000_000) {
            if let Some(day) = Day::from_number(number) {
                prop_assert_eq!(day.number(), number);
                if day >= "0000-01-01".parse().unwrap() {
                    prop_assert_eq!(day.to_string().parse(), Ok(day));
                }
            }
        }
    }
}

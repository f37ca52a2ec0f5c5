//! The vocabulary of date expressions: days, months, periods and numbers.

use onrecord_text::english::{MONTHS, WEEKDAYS, begins_name};

use crate::index::SaturatingIndex as _;

pub(crate) fn is_day_word(word: &str) -> bool {
    is_any(word, &["today", "yesterday", "tonight", "overnight"])
}

/// Whether a word leads to a period: "last week", "earlier this month".
pub(crate) fn is_day_lead(word: &str) -> bool {
    is_any(word, &["last", "this", "earlier", "late", "early"])
}

pub(crate) fn is_period(word: &str) -> bool {
    let day =
        word.len() > 5 && word.get(word.len().minus(3)..).is_some_and(|end| end.eq_ignore_ascii_case("day"));
    day || is_part_of_day(word)
        || is_any(word, &["week", "month", "year", "weekend", "summer", "spring", "fall", "winter", "day"])
}

/// Whether a word is a unit of time, singular or plural: "week", "months".
pub(crate) fn is_time_unit(word: &str) -> bool {
    is_period(word.strip_suffix('s').unwrap_or(word))
}

/// "Tuesday morning"
pub(crate) fn is_part_of_day(word: &str) -> bool {
    is_any(word, &["morning", "afternoon", "evening", "night"])
}

fn is_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|w| word.eq_ignore_ascii_case(w))
}

const NUMBERS: [&str; 13] =
    ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Returns the number of a month, from 1, by its name or abbreviation: "Sept.".
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let short = |month: &str| (3..=4).contains(&word.len()) && begins_name(word, month);
    MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word) || short(month)).and_then(number)
}

/// Returns the number of a weekday by its name; Monday is 1.
pub(super) fn weekday(word: &str) -> Option<i8> {
    WEEKDAYS.iter().position(|day| day.eq_ignore_ascii_case(word)).and_then(number)
}

fn number(index: usize) -> Option<i8> {
    i8::try_from(index.plus(1)).ok()
}

/// Parses a small number in words or digits; "a" and "an" are 1.
pub(super) fn count(word: &str) -> Option<i32> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "a" | "an" => Some(1),
        "several" | "few" | "some" => None,
        _ => lower.parse().ok().filter(|n| (1..=2000).contains(n)).or_else(|| {
            NUMBERS.iter().position(|n| !n.is_empty() && *n == lower).and_then(|n| i32::try_from(n).ok())
        }),
    }
}

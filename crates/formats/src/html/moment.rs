//! Days as pages write them: as ISO 8601, in words, in numbers.

use onrecord_model::Date;
use onrecord_text::english::{MONTHS, WEEKDAYS, begins_name};

/// A moment that a page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) day: Date,
    /// The hour, where it is told in UTC, and the day of the page may be another.
    pub(super) utc_hour: Option<u8>,
}

/// The years in which pages may have been published.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// Returns the first moment in a text. `month_first` is how numbers such as 7/11/2023 are read, where it is known.
pub(super) fn moment(text: &str, month_first: Option<bool>) -> Option<Moment> {
    let text = text.trim().get(..text.trim().floor_char_boundary(120))?;
    iso(text).or_else(|| {
        let tokens = tokens(text);
        let day = in_words(&tokens).or_else(|| in_numbers(&tokens, month_first))?;
        Some(Moment { day, utc_hour: None })
    })
}

/// Returns the moment in a line that may begin with other words.
pub(super) fn moment_in(text: &str, month_first: Option<bool>) -> Option<Moment> {
    moment(text, month_first).or_else(|| {
        let at = text.find(|letter: char| letter.is_ascii_digit())?;
        moment(text.get(at..)?, month_first)
    })
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    YEARS.contains(&year).then(|| Date::new(year, month, day)).flatten()
}

/// Reads `2026-03-05T09:00:00Z`, `2026/03/05`, `20260305`, and seconds since 1970.
fn iso(text: &str) -> Option<Moment> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.len() == digits && (digits == 10 || digits == 13) {
        let seconds: i64 = text.get(..10)?.parse().ok()?;
        let day = Date::from_number(i32::try_from(seconds.div_euclid(86_400)).ok()?)?;
        let hour = u8::try_from(seconds.rem_euclid(86_400) / 3600).ok();
        return Some(Moment { day, utc_hour: hour });
    }
    let (day, rest) = if digits == 8 {
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
        let month = i8::try_from(number(4..6)?).ok()?;
        (date(number(0..4)?, month, i8::try_from(number(6..8)?).ok()?)?, text.get(8..)?)
    } else if digits == 4 {
        let mut parts = text.splitn(3, ['-', '/', '.']);
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let rest = parts.next()?;
        let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
        (date(year, month, rest.get(..digits)?.parse().ok()?)?, rest.get(digits..)?)
    } else {
        return None;
    };
    let clock = rest.trim_start_matches(['T', 't', ' ']);
    let hour: Option<u8> = clock.get(..2).and_then(|hour| hour.parse().ok());
    let zone = clock.get(2..).unwrap_or_default().trim_end();
    let is_utc = zone.ends_with(['Z', 'z'])
        || zone.ends_with("+00:00")
        || zone.ends_with("+0000")
        || zone.ends_with("UTC")
        || zone.ends_with("GMT");
    Some(Moment { day, utc_hour: hour.filter(|_| is_utc) })
}

/// The words and numbers of a text, in lower case, with the sign behind each.
fn tokens(text: &str) -> Vec<(String, char)> {
    let mut found: Vec<(String, char)> = Vec::new();
    let mut token = String::new();
    for letter in text.chars().chain([' ']) {
        let same =
            token.is_empty() || token.ends_with(|c: char| c.is_ascii_digit()) == letter.is_ascii_digit();
        if letter.is_alphanumeric() && same {
            token.extend(letter.to_lowercase());
            continue;
        }
        if !token.is_empty() {
            // "March 5, 20269:30 AM", of two elements beside each other.
            let digits = token.bytes().all(|byte| byte.is_ascii_digit());
            if digits && letter == ':' && matches!(token.len(), 5 | 6) {
                let hour = token.split_off(4);
                found.push((std::mem::replace(&mut token, hour), ' '));
            }
            found.push((std::mem::take(&mut token), letter));
        }
        if letter.is_alphanumeric() {
            token.extend(letter.to_lowercase());
        }
    }
    found
}

/// Returns whether a word in lower case is a month or a weekday, in full or abbreviated.
pub(super) fn is_month_or_weekday(word: &str) -> bool {
    month(word).is_some() || word == "tues" || WEEKDAYS.iter().any(|day| is_name(word, day))
}

/// Returns whether a word is a name of the calendar, or its first three letters.
fn is_name(word: &str, name: &str) -> bool {
    word.eq_ignore_ascii_case(name) || word.len() == 3 && begins_name(word, name)
}

fn month(word: &str) -> Option<i8> {
    let at = if word == "sept" { 8 } else { MONTHS.iter().position(|month| is_name(word, month))? };
    i8::try_from(at + 1).ok()
}

/// Reads a month by name with a day and a year beside it.
fn in_words(tokens: &[(String, char)]) -> Option<Date> {
    // "5th" is two tokens.
    let tokens: Vec<&str> = tokens
        .iter()
        .map(|(token, _)| token.as_str())
        .filter(|token| !matches!(*token, "st" | "nd" | "rd" | "th" | "of" | "de"))
        .collect();
    let number = |at: Option<usize>| tokens.get(at?).and_then(|token| token.parse::<i16>().ok());
    let as_day = |at: Option<usize>| {
        number(at).filter(|day| (1..=31).contains(day)).and_then(|day| i8::try_from(day).ok())
    };
    let as_year = |at: Option<usize>| number(at).filter(|year| YEARS.contains(year));
    tokens.iter().enumerate().find_map(|(at, token)| {
        let month = month(token)?;
        // "5 March 2026", "March 5, 2026", "March 5 15:21:41 GMT 2026".
        let before = at.checked_sub(1);
        let options = [
            (as_day(before), as_year(Some(at + 1))),
            (as_day(Some(at + 1)), as_year(Some(at + 2))),
            (as_day(Some(at + 1)), (at + 3..at + 8).find_map(|at| as_year(Some(at)))),
            (as_day(Some(at + 1)), as_year(before)),
        ];
        options.into_iter().find_map(|(day, year)| date(year?, month, day?))
    })
}

/// Reads "08/19/2021" and "19.8.2021". Where both orders are possible, the weekday decides, or the page's country.
fn in_numbers(tokens: &[(String, char)], month_first: Option<bool>) -> Option<Date> {
    let weekday = tokens.iter().find_map(|(token, _)| {
        let start = token.get(..3)?;
        WEEKDAYS.iter().position(|day| begins_name(start, day) && token.len() <= 9)
    });
    tokens.windows(3).find_map(|run| {
        let [(a, first), (b, second), (c, _)] = run else { return None };
        if !matches!(first, '/' | '.' | '-') || first != second || c.len() != 4 {
            return None;
        }
        let (a, b, year) = (a.parse::<i8>().ok()?, b.parse::<i8>().ok()?, c.parse::<i16>().ok()?);
        let (us, other) = (date(year, a, b), date(year, b, a));
        let fits = |day: &Date| {
            weekday.is_some_and(|weekday| {
                day.number().checked_add(3).map(|n| n.rem_euclid(7)) == i32::try_from(weekday).ok()
            })
        };
        match (us, other) {
            (Some(day), None) | (None, Some(day)) => Some(day),
            (Some(us), Some(other)) if us == other => Some(us),
            (Some(us), Some(other)) if fits(&us) != fits(&other) => Some(if fits(&us) { us } else { other }),
            (Some(us), Some(other)) if *first == '/' => Some(if month_first? { us } else { other }),
            // With full stops the day is first.
            (Some(_), Some(other)) if *first == '.' => Some(other),
            _ => None,
        }
    })
}

/// Returns the day that an address tells: `/2026/03/05/`, `/2026-03-05-rain`, `/20260305/`.
pub(super) fn of_address(address: &str) -> Option<Date> {
    let (_, path) = address.split_once("//")?.1.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
    let month_of = |text: &str| number(text).or_else(|| month(&text.to_ascii_lowercase()));
    let year_of =
        |text: &str| text.parse::<i16>().ok().filter(|year| text.len() == 4 && (1990..=2199).contains(year));
    let split = parts.windows(3).find_map(|run| {
        let [year, month, day] = run else { return None };
        let day = day.split(['-', '_']).next()?;
        date(year_of(year)?, month_of(month)?, number(day)?)
    });
    split.or_else(|| {
        parts.iter().find_map(|part| {
            let joined = part.get(..10).filter(|_| {
                !part.get(10..11).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
            });
            let dashed = joined.and_then(|day| {
                let mut numbers = day.split(['-', '_']);
                date(year_of(numbers.next()?)?, number(numbers.next()?)?, number(numbers.next()?)?)
            });
            let plain = || {
                let digits = part.bytes().take_while(u8::is_ascii_digit).count();
                if digits != 8 {
                    return None;
                }
                date(year_of(part.get(..4)?)?, number(part.get(4..6)?)?, number(part.get(6..8)?)?)
            };
            dashed.or_else(plain)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_form() {
        for (text, expected) in [
            ("2026-03-05T09:00:00Z", "2026-03-05"),
            ("2026-03-05 22:30", "2026-03-05"),
            ("20260305T0900", "2026-03-05"),
            ("1772701200", "2026-03-05"),
            ("March 5, 2026 9:00 am", "2026-03-05"),
            ("Published: 5 March 2026, 3:51 pm", "2026-03-05"),
            ("March 5, 20269:30 AM UTC", "2026-03-05"),
            ("Thu, 5th of Mar. 2026", "2026-03-05"),
            ("Thu Mar 05 2026 15:21:41 GMT+0000", "2026-03-05"),
            ("05-Mar-2026", "2026-03-05"),
            ("Mon, 07/10/2023 - 17:57", "2023-07-10"),
            ("Sat, 07/10/2023 - 17:57", "2023-10-07"),
            ("19/08/2021", "2021-08-19"),
            ("5.3.2026", "2026-03-05"),
            ("03/05/2026", ""),
            ("2 hours ago", ""),
            ("Maybe 2026", ""),
            ("2026-1", ""),
            ("31 February 2026", ""),
        ] {
            let found = moment(text, None).map(|moment| moment.day.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(moment("2026-03-05T04:30:00+00:00", None).unwrap().utc_hour, Some(4));
        assert_eq!(moment("2026-03-05T04:30:00+01:00", None).unwrap().utc_hour, None);
    }

    #[test]
    fn days_of_addresses() {
        for (address, expected) in [
            ("https://a.example/2026/03/05/pier/", "2026-03-05"),
            ("https://a.example/news/2026/mar/05/pier", "2026-03-05"),
            ("https://a.example/2026-03-05-pier.html", "2026-03-05"),
            ("https://a.example/20260305/pier", "2026-03-05"),
            ("https://a.example/rules-2026-1-release", ""),
            ("https://a.example/2026/03/pier", ""),
            ("https://a.example/202603051/pier", ""),
        ] {
            let found = of_address(address).map(|day| day.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{address}");
        }
    }
}

//! Days and numbers as the reader writes them.
//!
//! The page is in English, and is drawn in it where there is no browser. English readers have their own order of day
//! and month at once; for all others the browser is asked (`Intl`), which takes it so long that the page must stand
//! before.

use std::cell::RefCell;

use onrecord_model::Day;
use onrecord_text::{
    english::{self, DateOrder, RangeKind},
    group_digits,
};

use super::intl::Formats;

/// In whose way days and numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tongue {
    English(DateOrder),
    /// As the browser says it for the reader's language.
    Readers,
}

enum Way {
    English(DateOrder),
    Readers(Formats),
}

thread_local! {
    static WAY: RefCell<Way> = const { RefCell::new(Way::English(DateOrder::DayFirst)) };
}

/// In whose way days and numbers are written now.
pub(crate) fn tongue() -> Tongue {
    WAY.with(|way| match &*way.borrow() {
        Way::English(order) => Tongue::English(*order),
        Way::Readers(_) => Tongue::Readers,
    })
}

/// Writes English in the reader's order from now on; false where the reader's language is another one.
pub(crate) fn speak_english(language: &str) -> bool {
    adopt(DateOrder::of_language(language).map(Way::English))
}

/// Writes as the browser does for a language from now on; false where it does not know how to.
pub(crate) fn speak(language: &str) -> bool {
    adopt(Formats::of(language).map(Way::Readers))
}

fn adopt(new: Option<Way>) -> bool {
    new.map(|new| WAY.with(|way| *way.borrow_mut() = new)).is_some()
}

/// What the browser says, or else what is English.
fn say(by_browser: impl Fn(&Formats) -> Option<String>, english: impl Fn(DateOrder) -> String) -> String {
    WAY.with(|way| match &*way.borrow() {
        Way::English(order) => english(*order),
        Way::Readers(formats) => by_browser(formats).unwrap_or_else(|| english(DateOrder::default())),
    })
}

/// "31 July 2017"
pub(crate) fn day(day: Day) -> String {
    say(|f| f.day.of(day), |order| order.date(day))
}

/// "31 July"
pub(crate) fn day_and_month(day: Day) -> String {
    say(|f| f.day_and_month.of(day), |order| order.day_and_month(day))
}

/// "Sep 2017", as short as the axis of a narrow screen needs it.
pub(crate) fn month_and_year(day: Day) -> String {
    say(|f| f.month_and_year.of(day), |_| english::month_and_year(day))
}

/// "2017"
pub(crate) fn year(day: Day) -> String {
    say(|f| f.year.of(day), |_| day.date().year().to_string())
}

/// "18:00", "6 PM"
pub(crate) fn hour(hour: i32) -> String {
    say(|f| f.hour.of_hour(hour), |order| order.hour(hour))
}

/// "Monday, 31 July 2017"
pub(crate) fn weekday_and_day(day: Day) -> String {
    say(|f| f.weekday_and_day.of(day), |order| order.weekday_and_date(day))
}

/// A range of days, closed: "24–30 July 2017", "July 2017", "2016"
pub(crate) fn range(from: Day, to: Day) -> String {
    let by_browser = |f: &Formats| match RangeKind::of(from, to) {
        RangeKind::Day => f.day.of(from),
        RangeKind::Month => f.month.of(from),
        RangeKind::Year => f.year.of(from),
        RangeKind::Days => f.day.between(from, to),
    };
    say(by_browser, |order| order.range(from, to))
}

/// "1,234,567"
pub(crate) fn number(number: usize) -> String {
    say(|f| f.number(number), |_| group_digits(number))
}

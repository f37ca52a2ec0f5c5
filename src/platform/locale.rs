//! Dates, numbers and country names in the reader's own way.
//!
//! The page is in English. English readers get their own order of day and month at once; for all other languages the
//! browser is asked (`Intl`). That takes it so long that the page is drawn in English first.

use std::cell::RefCell;

use onrecord_corpus::Corpus;
use onrecord_model::{Country, Date};
use onrecord_text::{
    english::{self, DateOrder, RangeKind},
    group_digits, plural,
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch, js_name = formatRange)]
    fn format_range(this: &DateTimeFormat, from: f64, to: f64) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &str) -> Result<NumberFormat, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn format(this: &NumberFormat, number: f64) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &str, options: &JsValue) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    static FORMATS: RefCell<Formats> = const { RefCell::new(Formats::English(DateOrder::DayFirst)) };
    static COUNTRY_NAMES: RefCell<Vec<(Country, String)>> = const { RefCell::new(Vec::new()) };
    // Made only where the record lacks a name: it takes the browser as long as the whole first screen.
    static DISPLAY_NAMES: Option<DisplayNames> = {
        let options = js_sys::Object::new();
        let set = js_sys::Reflect::set(&options, &"type".into(), &"region".into());
        set.ok().and_then(|_| DisplayNames::new("en", &options).ok())
    };
}

/// Which way of writing dates and numbers is in use. Components get it as a property, so that they are drawn again when it
/// changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Locale {
    /// English, with one of its orders of day and month.
    English(DateOrder),
    /// The reader's language, as the browser writes it.
    Browser,
}

enum Formats {
    English(DateOrder),
    Browser(IntlFormats),
}

/// Returns the locale in use.
pub(crate) fn current() -> Locale {
    FORMATS.with_borrow(|formats| match formats {
        Formats::English(order) => Locale::English(*order),
        Formats::Browser(_) => Locale::Browser,
    })
}

/// Returns the reader's language as a BCP 47 tag, such as "en-US".
pub(crate) fn language() -> String {
    gloo::utils::window().navigator().language().unwrap_or_default()
}

/// Uses a variant of English from now on; returns false if the language is another one.
pub(crate) fn use_english(language: &str) -> bool {
    use_formats(DateOrder::of_language(language).map(Formats::English))
}

/// Uses the browser's formats for a language from now on; returns false if the browser has none.
pub(crate) fn use_browser_formats(language: &str) -> bool {
    use_formats(IntlFormats::new(language).map(Formats::Browser))
}

fn use_formats(formats: Option<Formats>) -> bool {
    formats.map(|formats| FORMATS.set(formats)).is_some()
}

/// Formats by the browser if its formats are in use and succeed, else in English.
fn format(
    by_browser: impl Fn(&IntlFormats) -> Option<String>,
    in_english: impl Fn(DateOrder) -> String,
) -> String {
    FORMATS.with_borrow(|formats| match formats {
        Formats::English(order) => in_english(*order),
        Formats::Browser(formats) => by_browser(formats).unwrap_or_else(|| in_english(DateOrder::default())),
    })
}

/// Returns the time in milliseconds since 1970.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// Returns today's date where the reader is.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = i16::try_from(now.get_full_year()).ok()?;
    Date::new(year, i8::try_from(now.get_month() + 1).ok()?, i8::try_from(now.get_date()).ok()?)
}

/// Formats a date: "31 July 2017".
pub(crate) fn day(day: Date) -> String {
    format(|f| f.day.format(day), |order| order.date(day))
}

/// Formats a month without its year: "Sep".
pub(crate) fn month(day: Date) -> String {
    format(|f| f.short_month.format(day), |_| english::month(day).get(..3).unwrap_or_default().to_owned())
}

/// Formats a month, short enough for the axis of a narrow screen: "Sep 2017".
pub(crate) fn month_and_year(day: Date) -> String {
    format(|f| f.month_and_year.format(day), |_| english::month_and_year(day))
}

/// Formats a year: "2017".
pub(crate) fn year(day: Date) -> String {
    format(|f| f.year.format(day), |_| day.civil().year().to_string())
}

/// Formats a full hour, from 0 to 23: "18:00", "6 PM".
pub(crate) fn hour(hour: i32) -> String {
    format(|f| f.hour.format_hour(hour), |order| order.hour(hour))
}

/// Formats a date with its weekday: "Monday, 31 July 2017".
pub(crate) fn weekday_and_day(day: Date) -> String {
    format(|f| f.weekday_and_day.format(day), |order| order.weekday_and_date(day))
}

/// Formats a closed range of dates: "24–30 July 2017", "July 2017", "2016".
pub(crate) fn range(from: Date, to: Date) -> String {
    let by_browser = |f: &IntlFormats| match RangeKind::from_days(from, to) {
        RangeKind::Day => f.day.format(from),
        RangeKind::Month => f.month.format(from),
        RangeKind::Year => f.year.format(from),
        RangeKind::Days => f.day.format_range(from, to),
    };
    format(by_browser, |order| order.range(from, to))
}

/// Formats a number: "1,234,567".
pub(crate) fn number(number: usize) -> String {
    format(|f| f.format_number(number), |_| group_digits(number))
}

/// Formats a count of things: "1 article", "8 articles".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{} {}", number(count), plural(count, noun))
}

/// Uses a record's own names of countries from now on.
pub(crate) fn use_country_names(corpus: &Corpus) {
    let names = corpus.country_names().map(|(country, name)| (country, name.to_owned())).collect();
    COUNTRY_NAMES.set(names);
}

/// Returns a country's English name: the record's, else the browser's, else its code.
pub(crate) fn country(country: Country) -> String {
    let of_record = COUNTRY_NAMES
        .with_borrow(|names| names.iter().find(|(one, _)| *one == country).map(|(_, name)| name.clone()));
    let of_browser = || {
        if cfg!(not(target_arch = "wasm32")) {
            return None;
        }
        DISPLAY_NAMES.with(|names| names.as_ref()?.of(country.code()).ok()?.as_string())
    };
    of_record.or_else(of_browser).unwrap_or_else(|| country.to_string())
}

const MILLISECONDS_PER_DAY: f64 = 86_400_000.0;

/// One of the browser's formats for dates.
struct DateFormat(DateTimeFormat);

impl DateFormat {
    fn new(language: &str, parts: &[(&str, &str)]) -> Option<Self> {
        let options = js_sys::Object::new();
        // Dates are calendar dates as articles give them, wherever the reader is.
        for (name, value) in [("timeZone", "UTC"), ("calendar", "gregory")].iter().chain(parts) {
            js_sys::Reflect::set(&options, &(*name).into(), &(*value).into()).ok()?;
        }
        DateTimeFormat::new(language, &options).ok().map(Self)
    }

    fn format(&self, day: Date) -> Option<String> {
        self.0.format(f64::from(day.number()) * MILLISECONDS_PER_DAY).ok()
    }

    fn format_hour(&self, hour: i32) -> Option<String> {
        self.0.format(f64::from(hour) * MILLISECONDS_PER_DAY / 24.0).ok()
    }

    fn format_range(&self, from: Date, to: Date) -> Option<String> {
        let [from, to] = [from, to].map(|day| f64::from(day.number()) * MILLISECONDS_PER_DAY);
        self.0.format_range(from, to).ok()
    }
}

/// The browser's formats for one language.
struct IntlFormats {
    day: DateFormat,
    month: DateFormat,
    short_month: DateFormat,
    month_and_year: DateFormat,
    year: DateFormat,
    weekday_and_day: DateFormat,
    hour: DateFormat,
    number: NumberFormat,
}

impl IntlFormats {
    /// The formats for a language tag; `None` if the browser cannot make them.
    fn new(language: &str) -> Option<Self> {
        let (day, month, year) = (("day", "numeric"), ("month", "long"), ("year", "numeric"));
        let short_month = ("month", "short");
        let date = |parts: &[(&str, &str)]| DateFormat::new(language, parts);
        Some(Self {
            day: date(&[day, month, year])?,
            month: date(&[month, year])?,
            short_month: date(&[short_month])?,
            month_and_year: date(&[short_month, year])?,
            year: date(&[year])?,
            weekday_and_day: date(&[("weekday", "long"), day, month, year])?,
            hour: date(&[("hour", "numeric")])?,
            number: NumberFormat::new(language).ok()?,
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "nothing that is counted here comes near 2^53")]
    fn format_number(&self, number: usize) -> Option<String> {
        self.number.format(number as f64).ok()
    }
}

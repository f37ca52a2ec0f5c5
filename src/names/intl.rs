//! The browser's own ways of writing days and numbers.

use onrecord_model::Day;
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
}

const MILLISECONDS: f64 = 86_400_000.0;

/// A way of writing days.
pub(super) struct Days(DateTimeFormat);

impl Days {
    fn new(language: &str, parts: &[(&str, &str)]) -> Option<Self> {
        let options = js_sys::Object::new();
        // Days are those of the calendar that articles are dated by, wherever the reader is.
        for (name, value) in [("timeZone", "UTC"), ("calendar", "gregory")].iter().chain(parts) {
            js_sys::Reflect::set(&options, &(*name).into(), &(*value).into()).ok()?;
        }
        DateTimeFormat::new(language, &options).ok().map(Self)
    }

    pub(super) fn of(&self, day: Day) -> Option<String> {
        self.0.format(f64::from(day.number()) * MILLISECONDS).ok()
    }

    /// A full hour of any day.
    pub(super) fn of_hour(&self, hour: i32) -> Option<String> {
        self.0.format(f64::from(hour) * MILLISECONDS / 24.0).ok()
    }

    pub(super) fn between(&self, from: Day, to: Day) -> Option<String> {
        let [from, to] = [from, to].map(|day| f64::from(day.number()) * MILLISECONDS);
        self.0.format_range(from, to).ok()
    }
}

/// Each way of writing that the page needs.
pub(super) struct Formats {
    pub(super) day: Days,
    pub(super) day_and_month: Days,
    pub(super) month: Days,
    pub(super) month_and_year: Days,
    pub(super) year: Days,
    pub(super) weekday_and_day: Days,
    pub(super) hour: Days,
    number: NumberFormat,
}

impl Formats {
    /// Those of a language of the web; nothing where the browser cannot make them.
    pub(super) fn of(language: &str) -> Option<Self> {
        let (day, month, year) = (("day", "numeric"), ("month", "long"), ("year", "numeric"));
        let days = |parts: &[(&str, &str)]| Days::new(language, parts);
        Some(Self {
            day: days(&[day, month, year])?,
            day_and_month: days(&[day, month])?,
            month: days(&[month, year])?,
            month_and_year: days(&[("month", "short"), year])?,
            year: days(&[year])?,
            weekday_and_day: days(&[("weekday", "long"), day, month, year])?,
            hour: days(&[("hour", "numeric")])?,
            number: NumberFormat::new(language).ok()?,
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "nothing that is counted here comes near 2^53")]
    pub(super) fn number(&self, number: usize) -> Option<String> {
        self.number.format(number as f64).ok()
    }
}

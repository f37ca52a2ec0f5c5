//! Names of days and countries as readers say them, numbers and long texts as they read them.

mod countries;
mod cut;
pub(crate) mod english;
mod intl;
mod kinds;
mod numbers;
mod reader;

pub(crate) use countries::{country, know};
pub use cut::cut;
pub use english::{range as english_range, relative};
pub(crate) use kinds::kind;
pub(crate) use reader::{
    Tongue, day, day_and_month, hour, month_and_year, number, range, speak, speak_english, tongue,
    weekday_and_day, year,
};

//! Names of days and countries as readers say them, and numbers as they read them.

mod countries;
mod intl;
mod kinds;
mod reader;

pub(crate) use countries::{country, know};
pub(crate) use kinds::kind;
pub(crate) use reader::{
    Tongue, day, day_and_month, hour, month_and_year, number, range, speak, speak_english, tongue,
    weekday_and_day, year,
};

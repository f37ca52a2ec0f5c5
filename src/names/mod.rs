//! Names of days and countries as readers say them.

mod countries;
mod days;
mod numbers;

pub(crate) use countries::{country, know};
pub(crate) use days::{day, day_and_month, month_and_year, month_of, weekday_and_day, year};
pub use days::{range, relative};
pub(crate) use numbers::number;

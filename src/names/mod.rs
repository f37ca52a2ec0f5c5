//! Names of days and countries as readers say them, numbers and long texts as they read them.

mod countries;
mod cut;
mod days;
mod numbers;

pub(crate) use countries::{country, know};
pub use cut::cut;
pub(crate) use days::{day, day_and_month, month_and_year, month_of, weekday_and_day, year};
pub use days::{range, relative};
pub(crate) use numbers::number;

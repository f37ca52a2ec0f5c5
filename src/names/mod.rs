//! Names of days and countries as readers say them.

mod countries;
mod days;

pub(crate) use countries::country;
pub(crate) use days::{day, day_and_month, range, relative, weekday_and_day};

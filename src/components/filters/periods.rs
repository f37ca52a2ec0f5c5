//! The months of the record, or its years, as values to filter by: each is a link to its days.

use onrecord_model::{Date, DateRange};
use yew::{Html, html};

use crate::{
    components::{PageContext, timeline::full_range},
    platform::locale,
};

/// A record of more months is divided into years.
const MAX_MONTHS: i32 = 18;
/// How many periods are listed, the latest ones.
const MAX_PERIODS: usize = 24;

/// Draws the periods in which there are statements, each with how many it would leave; nothing for a record of one month.
pub(super) fn periods(page: &PageContext) -> Html {
    let all = full_range(page).map(divide).filter(|all| all.len() > 1).unwrap_or_default();
    let of_any_date = &page.selection.rows_of_any_date;
    let period = |days: &DateRange| {
        let mut rows = page.corpus.rows_between(days.from, days.to);
        rows.intersect_with(of_any_date);
        let count = rows.count();
        let link =
            || page.view_link(&page.view.with_dates(*days), "", locale::range(days.from, days.to).into());
        (count > 0).then(|| {
            html! { <li class="period">{ link() }{ " " }<span class="facet-value__count">{ locale::number(count) }</span></li> }
        })
    };
    html! {
        if !all.is_empty() {
            <ul class="facet__values">{ for all.iter().filter_map(period) }</ul>
        }
    }
}

/// Returns the calendar months that a range of days touches, or its years if there are many, the latest ones at most.
fn divide(DateRange { from, to }: DateRange) -> Vec<DateRange> {
    let (first, last) = (from.month_number(), to.month_number());
    let step = if last - first < MAX_MONTHS { 1 } else { 12 };
    let period = |number: i32| {
        let end = Date::first_of_month(number + step)?.checked_add(-1)?;
        Some(DateRange { from: Date::first_of_month(number)?, to: end })
    };
    let numbers = (first.div_euclid(step)..=last.div_euclid(step)).map(|nth| nth * step);
    let surplus = numbers.clone().count().saturating_sub(MAX_PERIODS);
    numbers.skip(surplus).filter_map(period).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_or_years() {
        let divided = |from: &str, to: &str| -> Vec<String> {
            let range = DateRange::new(from.parse().unwrap(), to.parse().unwrap());
            divide(range).iter().map(|days| format!("{} to {}", days.from, days.to)).collect()
        };
        assert_eq!(
            divided("2017-07-03", "2017-08-01"),
            ["2017-07-01 to 2017-07-31", "2017-08-01 to 2017-08-31"]
        );
        assert_eq!(
            divided("2015-12-31", "2017-08-01"),
            ["2015-01-01 to 2015-12-31", "2016-01-01 to 2016-12-31", "2017-01-01 to 2017-12-31"]
        );
        let ages = divided("-009998-05-01", "9998-01-01");
        assert_eq!((ages.len(), ages.last().unwrap().as_str()), (MAX_PERIODS, "9998-01-01 to 9998-12-31"));
    }
}

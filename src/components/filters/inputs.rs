//! The two dates, and the choice of sure statements.

use onrecord_model::Date;
use onrecord_view::View;
use yew::{Event, Html, html};

use super::periods::periods;
use crate::{components::PageContext, platform::events};

/// Draws the fields for the first and the last date, and the periods of the record. Each field removes the other's date where
/// the two would contradict.
pub(super) fn date_range(page: &PageContext) -> Html {
    let field = |label: &'static str, day: Option<Date>, set: fn(&mut View, Option<Date>)| {
        let onchange = page.on_event(|event: Event| Some(events::value(&event)?.parse().ok()), set);
        let value = day.map(|day| day.to_string()).unwrap_or_default();
        html! { <label>{ label }<input type="date" {value} {onchange} /></label> }
    };
    html! {
        <fieldset class="facet date-range">
            <legend>{ "Days" }</legend>
            { field("From", page.view.from, |view, day| {
                view.from = day;
                view.to = view.to.filter(|to| day.is_none_or(|day| *to >= day));
            }) }
            { field("To", page.view.to, |view, day| {
                view.to = day;
                view.from = view.from.filter(|from| day.is_none_or(|day| *from <= day));
            }) }
            { periods(page) }
        </fieldset>
    }
}

/// Draws the choice of statements with a high confidence.
pub(super) fn certainty(page: &PageContext) -> Html {
    let onchange = page.on_event(|_: Event| Some(()), |view, ()| view.sure = !view.sure);
    html! {
        <label class="certainty">
            <input type="checkbox" checked={page.view.sure} {onchange} />{ "Leave out uncertain statements" }
        </label>
    }
}

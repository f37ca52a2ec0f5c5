//! The days between which statements were made.

use onrecord_model::Day;
use onrecord_view::View;
use web_sys::{Event, HtmlInputElement};
use yew::{Html, TargetCast as _};

use crate::{markup::html, stage::Stage};

pub(super) fn days_between(stage: &Stage) -> Html {
    let change = |set: fn(&mut View, Option<Day>)| {
        let read = |event: Event| Some(event.target_dyn_into::<HtmlInputElement>()?.value().parse().ok());
        stage.on(read, set)
    };
    let from = change(|view, day| {
        view.from = day;
        view.to = view.to.filter(|to| day.is_none_or(|day| *to >= day));
    });
    let to = change(|view, day| {
        view.to = day;
        view.from = view.from.filter(|from| day.is_none_or(|day| *from <= day));
    });
    let value = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
    html! {
        <fieldset class="facet days-between">
            <legend>{ "Days" }</legend>
            <label>{ "From" }<input type="date" value={value(stage.view.from)} onchange={from} /></label>
            <label>{ "To" }<input type="date" value={value(stage.view.to)} onchange={to} /></label>
        </fieldset>
    }
}

//! The search field, the two dates, and the choice of sure statements.

use onrecord_model::Date;
use onrecord_view::View;
use yew::{Event, Html, InputEvent, html};

use crate::{
    components::{Navigation, PageContext},
    platform::events,
};

/// Draws the search field.
pub(super) fn search(page: &PageContext) -> Html {
    let (view, navigate) = (page.view.clone(), page.navigate.clone());
    let oninput = move |event: InputEvent| {
        let Some(query) = events::value(&event) else { return };
        navigate.emit(Navigation::Step(View { query, ..view.clone() }));
    };
    html! {
        <div class="search" role="search">
            <label for="search">{ "Search statements" }</label>
            <input id="search" type="search" value={page.view.query.clone()} {oninput}
                autocomplete="off" spellcheck="false" aria-describedby="search-help" />
            <p id="search-help" class="search__help">{ "“exact phrase”, -exclude" }</p>
        </div>
    }
}

/// Draws the fields for the first and the last date. Each removes the other one where the two would contradict.
pub(super) fn date_range(page: &PageContext) -> Html {
    let on_change = |set: fn(&mut View, Option<Date>)| {
        page.on_event(|event: Event| Some(events::value(&event)?.parse().ok()), set)
    };
    let on_from = on_change(|view, day| {
        view.from = day;
        view.to = view.to.filter(|to| day.is_none_or(|day| *to >= day));
    });
    let on_to = on_change(|view, day| {
        view.to = day;
        view.from = view.from.filter(|from| day.is_none_or(|day| *from <= day));
    });
    let value = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    html! {
        <fieldset class="facet date-range">
            <legend>{ "Days" }</legend>
            <label>{ "From" }<input type="date" value={value(page.view.from)} onchange={on_from} /></label>
            <label>{ "To" }<input type="date" value={value(page.view.to)} onchange={on_to} /></label>
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

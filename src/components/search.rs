//! The search field in the masthead, with suggestions: speakers, countries and publishers whose name has a word that begins
//! with the typed text.

use onrecord_text::fold;
use onrecord_view::View;
use yew::{Html, InputEvent, html};

use super::{
    Navigation, PageContext,
    filters::{FacetValue, suggestible},
};
use crate::platform::{events, locale};

/// From this many bytes on there are suggestions.
const MIN_TYPED: usize = 2;
/// How many names of each facet are suggested.
const MAX_SUGGESTED: usize = 3;

/// Draws the search field with its suggestions.
pub(crate) fn search(page: &PageContext) -> Html {
    let (view, navigate) = (page.view.clone(), page.navigate.clone());
    let oninput = move |event: InputEvent| {
        let Some(query) = events::value(&event) else { return };
        navigate.emit(Navigation::Step(View { query, ..view.clone() }));
    };
    html! {
        <div class="search" role="search">
            <label for="search">{ "Search statements" }</label>
            <input id="search" type="search" value={page.view.query.clone()} {oninput}
                autocomplete="off" spellcheck="false" placeholder="“exact phrase”, -exclude" />
            <ul class="search__suggestions" aria-label="Suggestions">{ for suggestions(page) }</ul>
        </div>
    }
}

/// Draws links to the views of the values that may be meant, in place of the search.
fn suggestions(page: &PageContext) -> Vec<Html> {
    let typed = fold(&page.view.query);
    let mut links = Vec::new();
    if typed.len() < MIN_TYPED {
        return links;
    }
    let begins = |value: &FacetValue| {
        let name = fold(&value.name);
        !value.key.is_empty() && (name.starts_with(&typed) || name.contains(&format!(" {typed}")))
    };
    for (values, choose) in suggestible(page) {
        for value in values.into_iter().filter(begins).take(MAX_SUGGESTED) {
            let mut view = View { query: String::new(), ..page.view.clone() };
            choose(&mut view, value.key);
            let name = html! { <>{ value.name }{ " " }<span class="search__count">{ locale::number(value.total) }</span></> };
            links.push(html! { <li>{ page.view_link(&view, "", name) }</li> });
        }
    }
    links
}

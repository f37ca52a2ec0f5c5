//! The panel with the reader's own articles and corrections.

use std::rc::Rc;

use onrecord_text::truncate;
use onrecord_worker::{Amended, Own, Yours};
use yew::{Callback, Event, Html, MouseEvent, SubmitEvent, html};

use super::UserAction;
use crate::{
    components::{PageContext, button},
    platform::{
        dom, events,
        locale::{self, counted},
    },
};

/// How many articles are listed. The search finds the others; a longer list would slow down the page.
const MAX_LISTED: usize = 50;
/// How many characters of a corrected statement are shown.
const MAX_WORDS: usize = 80;
/// The files that can be chosen.
const FILE_TYPES: &str = ".txt,.md,.html,.htm,.json,.jsonl,.ndjson";

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PanelState {
    pub(crate) user_data: Rc<Yours>,
    pub(crate) progress: Option<Progress>,
    /// What could not be done: the name of what it was, and why.
    pub(crate) errors: Vec<(String, String)>,
    /// How many articles were removed last.
    pub(crate) removed: usize,
}

/// Work in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// The running task.
    pub(crate) task: String,
    /// How many articles are done.
    pub(crate) done: usize,
    /// How many there are; 0 if that is not known.
    pub(crate) total: usize,
}

/// Draws the panel.
pub(crate) fn panel(page: &PageContext, state: &PanelState, on_action: &Callback<UserAction>) -> Html {
    let action = |make: fn() -> UserAction| {
        let on_action = on_action.clone();
        Callback::from(move |_: MouseEvent| on_action.emit(make()))
    };
    let user_data = &state.user_data;
    html! {
        <section class="user-articles" id="user-articles" aria-labelledby="user-articles-title">
            <h2 id="user-articles-title" class="user-articles__title">{ "Your articles" }</h2>
            <p>{ "Drop articles on this page, or choose files: text, saved pages, JSON. They stay in this browser." }</p>
            { inputs(on_action) }
            <div role="status" class="user-articles__state">
                if let Some(progress) = &state.progress {
                    { progress_bar(progress, action(|| UserAction::Cancel)) }
                } else if state.removed > 0 {
                    <span>{ format!("{} removed", counted(state.removed, "article")) }</span>
                    { button("Undo", action(|| UserAction::UndoRemoval)) }
                }
            </div>
            <div role="alert">
                if !state.errors.is_empty() {
                    <div class="notice notice--failed">
                        <ul>{ for state.errors.iter().map(|(name, reason)| html! { <li>{ format!("{name}: {reason}.") }</li> }) }</ul>
                        { button("Dismiss", action(|| UserAction::DismissErrors)) }
                    </div>
                }
            </div>
            if !user_data.articles.is_empty() {
                <ul class="user-articles__list" aria-label="Added articles">
                    { for user_data.articles.iter().take(MAX_LISTED).map(|own| article(page, own, on_action)) }
                </ul>
                if user_data.articles.len() > 1 {
                    { remove_all(user_data, on_action) }
                }
                <p class="export">
                    { button("Download articles (JSON Lines)", action(|| UserAction::SaveArticles)) }
                    { button("Download page with them (HTML)", action(|| UserAction::SavePage)) }
                </p>
            }
            if !user_data.amended.is_empty() {
                <h3 class="user-articles__title">{ "Your corrections" }</h3>
                <ul class="user-articles__list">{ for user_data.amended.iter().map(|one| correction(page, one, on_action)) }</ul>
                <p class="export">{ button("Download corrections.toml", action(|| UserAction::SaveCorrections)) }</p>
            }
        </section>
    }
}

/// Draws the ways to add articles.
fn inputs(on_action: &Callback<UserAction>) -> Html {
    let on_files = {
        let on_action = on_action.clone();
        Callback::from(move |event: Event| {
            let files = events::take_files(&event);
            if !files.is_empty() {
                on_action.emit(UserAction::AddFiles(files));
            }
        })
    };
    let on_text = {
        let on_action = on_action.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = dom::field_value("#user-articles-text").unwrap_or_default();
            if !text.trim().is_empty() {
                on_action.emit(UserAction::AddText(text));
            }
        })
    };
    html! {
        <>
            <div class="user-articles__ways">
                <label class="user-articles__files">
                    { "Choose files" }
                    <input type="file" multiple=true accept={FILE_TYPES} onchange={on_files} />
                </label>
                <label>{ "Published, if not stated " }<input type="date" id="user-articles-day" /></label>
            </div>
            <details class="disclosure">
                <summary>{ "Paste an article" }</summary>
                <form onsubmit={on_text}>
                    <textarea id="user-articles-text" rows="6" aria-label="Article text" />
                    <button type="submit">{ "Add" }</button>
                </form>
            </details>
        </>
    }
}

fn progress_bar(progress: &Progress, on_cancel: Callback<MouseEvent>) -> Html {
    let Progress { task, done, total } = progress;
    let words = if *total > 1 {
        format!("{task}: {} of {} articles", locale::number(*done), locale::number(*total))
    } else {
        format!("{task}…")
    };
    html! {
        <>
            <span>{ words }</span>
            <progress aria-label="Progress" max={(*total).max(1).to_string()} value={(*total > 1).then(|| done.to_string())}></progress>
            { button("Cancel", on_cancel) }
        </>
    }
}

/// Draws how many articles are not listed, and a button that removes all.
fn remove_all(user_data: &Rc<Yours>, on_action: &Callback<UserAction>) -> Html {
    let onclick = {
        let (on_action, user_data) = (on_action.clone(), Rc::clone(user_data));
        Callback::from(move |_: MouseEvent| {
            on_action.emit(UserAction::Remove(user_data.articles.iter().map(|own| own.id.clone()).collect()));
        })
    };
    let hidden = user_data.articles.len().saturating_sub(MAX_LISTED);
    html! {
        <p class="user-articles__state">
            if hidden > 0 { <span>{ format!("and {} more", locale::number(hidden)) }</span> }
            { button("Remove all", onclick) }
        </p>
    }
}

fn article(page: &PageContext, own: &Own, on_action: &Callback<UserAction>) -> Html {
    let view = page.plain_view().with_article(own.id.clone());
    let onclick = {
        let (on_action, id) = (on_action.clone(), own.id.clone());
        Callback::from(move |_: MouseEvent| on_action.emit(UserAction::Remove(vec![id.clone()])))
    };
    let index = page.corpus.find_article(&own.id);
    let is_undated = index
        .and_then(|index| page.corpus.articles().get(index))
        .is_some_and(|meta| meta.published.is_none());
    let on_day = {
        let (on_action, id) = (on_action.clone(), own.id.clone());
        Callback::from(move |event: Event| {
            if let Some(day) = events::value(&event).filter(|day| !day.is_empty()) {
                on_action.emit(UserAction::SetDay(id.clone(), day));
            }
        })
    };
    html! {
        <li key={own.id.as_str()}>
            { page.view_link(&view, "", own.title.clone().into()) }
            <span class="user-articles__count">{ counted(own.statements, "statement") }</span>
            if is_undated {
                <label>{ "Published " }<input type="date" onchange={on_day} /></label>
            }
            <button type="button" aria-label={format!("Remove: {}", own.title)} {onclick}>{ "Remove" }</button>
        </li>
    }
}

fn correction(page: &PageContext, one: &Amended, on_action: &Callback<UserAction>) -> Html {
    let onclick = {
        let (on_action, id) = (on_action.clone(), one.id.clone());
        Callback::from(move |_: MouseEvent| on_action.emit(UserAction::UndoCorrection(id.clone())))
    };
    let words = truncate(&one.text, MAX_WORDS);
    html! {
        <li key={one.id.as_str()}>
            if one.rejected {
                <s>{ &words }</s>
            } else {
                { page.view_link(&page.view.with_statement(Some(one.id.clone())), "", words.clone().into()) }
            }
            <button type="button" aria-label={format!("Undo: {words}")} {onclick}>{ "Undo" }</button>
        </li>
    }
}

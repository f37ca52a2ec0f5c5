//! The place on the page for what is the reader's own.

use std::rc::Rc;

use onrecord_model::{ArticleId, StatementId};
use onrecord_text::truncate;
use onrecord_worker::{Amended, Own, Yours};
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement, SubmitEvent};
use yew::{Callback, Html, MouseEvent, TargetCast as _};

use super::{Act, hear::all, keeper::State};
use crate::{
    browser,
    header::counted,
    markup::html,
    names,
    stage::{Stage, view_link},
};

/// So many articles are listed; more would hold up the page, and are found by its search.
const LISTED: usize = 50;
/// What files may be chosen.
const FORMS: &str = ".txt,.md,.html,.htm,.json,.jsonl,.ndjson";

/// The reader's own articles and mended statements, and the way to add some.
pub(crate) fn panel(stage: &Stage, state: &State, act: &Callback<Act>) -> Html {
    let press = |make: fn() -> Act| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(make()))
    };
    let chosen = {
        let act = act.clone();
        Callback::from(move |event: Event| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let files = field.files().map(|files| all(&files)).unwrap_or_default();
            // The same file may be chosen again.
            field.set_value("");
            if !files.is_empty() {
                act.emit(Act::Files(files));
            }
        })
    };
    let pasted = {
        let act = act.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let field = browser::element("#yours-text").and_then(browser::cast::<HtmlTextAreaElement>);
            if let Some(field) = field.filter(|field| !field.value().trim().is_empty()) {
                act.emit(Act::Pasted(field.value()));
                field.set_value("");
            }
        })
    };
    let yours = &state.yours;
    html! {
        <section class="yours" id="yours" aria-labelledby="yours-title">
            <h2 id="yours-title" class="yours__title">{ "Your own articles" }</h2>
            <p>{ "Drop articles anywhere on this page, or choose them: text, saved pages, JSON. They are read in this browser and stay in it; nothing is sent anywhere." }</p>
            <div class="yours__ways">
                <label class="yours__files">
                    { "Choose files" }
                    <input type="file" multiple=true accept={FORMS} onchange={chosen} />
                </label>
                <label>{ "Published on, where they do not say " }<input type="date" id="yours-day" /></label>
            </div>
            <details class="cite">
                <summary>{ "Paste an article" }</summary>
                <form onsubmit={pasted}>
                    <textarea id="yours-text" rows="6" aria-label="The article" />
                    <button type="submit">{ "Add it" }</button>
                </form>
            </details>
            <div role="status" class="yours__state">
                if let Some((what, done, total)) = &state.busy {
                    { working(what, *done, *total, press(|| Act::Cancel)) }
                }
            </div>
            <div role="alert">
                if !state.refused.is_empty() {
                    <div class="notice notice--failed">
                        <ul>{ for state.refused.iter().map(|(name, reason)| html! { <li>{ format!("{name}: {reason}.") }</li> }) }</ul>
                        <button type="button" onclick={press(|| Act::Dismiss)}>{ "Dismiss" }</button>
                    </div>
                }
            </div>
            if !yours.articles.is_empty() {
                <ul class="yours__list" aria-label="Articles that you have added">
                    { for yours.articles.iter().take(LISTED).map(|own| article(stage, own, act)) }
                </ul>
                if yours.articles.len() > 1 {
                    { all_of_them(yours, act) }
                }
                <p class="takeaway">
                    <button type="button" onclick={press(|| Act::Articles)}>{ "Save your articles (JSON Lines)" }</button>
                    <button type="button" onclick={press(|| Act::OneFile)}>{ "Save this page with them (HTML)" }</button>
                </p>
            }
            if !yours.amended.is_empty() {
                <h3 class="yours__title">{ "Statements that you have mended" }</h3>
                <ul class="yours__list">{ for yours.amended.iter().map(|one| amended(stage, one, act)) }</ul>
                <p class="takeaway"><button type="button" onclick={press(|| Act::Corrections)}>{ "Save corrections.toml" }</button></p>
            }
        </section>
    }
}

fn working(what: &str, done: usize, total: usize, cancel: Callback<MouseEvent>) -> Html {
    let so_far = if total > 1 {
        format!("{what}: {} of {} articles", names::number(done), names::number(total))
    } else {
        format!("{what}…")
    };
    html! {
        <>
            <span>{ so_far }</span>
            <progress aria-label="How far it is" max={total.max(1).to_string()} value={(total > 1).then(|| done.to_string())}></progress>
            <button type="button" onclick={cancel}>{ "Cancel" }</button>
        </>
    }
}

/// How many articles are not listed, and the way to take all of them away.
fn all_of_them(yours: &Rc<Yours>, act: &Callback<Act>) -> Html {
    let remove = {
        let (act, yours) = (act.clone(), Rc::clone(yours));
        Callback::from(move |_: MouseEvent| {
            act.emit(Act::Remove(yours.articles.iter().map(|own| own.id.clone()).collect()));
        })
    };
    let more = yours.articles.len().saturating_sub(LISTED);
    html! {
        <p class="yours__state">
            if more > 0 { <span>{ format!("and {} more", names::number(more)) }</span> }
            <button type="button" onclick={remove}>{ "Remove all" }</button>
        </p>
    }
}

fn article(stage: &Stage, own: &Own, act: &Callback<Act>) -> Html {
    let to = stage.plain_view().with_article(ArticleId::from_stored(own.id.clone()));
    let remove = {
        let (act, id) = (act.clone(), own.id.clone());
        Callback::from(move |_: MouseEvent| act.emit(Act::Remove(vec![id.clone()])))
    };
    let count = counted(own.statements, "statement");
    html! {
        <li key={own.id.clone()}>
            { view_link(stage, &to, "", own.title.clone().into()) }
            <span class="yours__count">{ count }</span>
            <button type="button" aria-label={format!("Remove: {}", own.title)} onclick={remove}>{ "Remove" }</button>
        </li>
    }
}

fn amended(stage: &Stage, one: &Amended, act: &Callback<Act>) -> Html {
    let restore = {
        let (act, id) = (act.clone(), one.id.clone());
        Callback::from(move |_: MouseEvent| act.emit(Act::Restore(id.clone())))
    };
    let words = truncate(&one.text, 80);
    html! {
        <li key={one.id.clone()}>
            if one.rejected {
                <s>{ &words }</s>
            } else {
                { view_link(stage, &stage.view.with_statement(Some(StatementId::from_stored(one.id.clone()))), "", words.clone().into()) }
            }
            <button type="button" aria-label={format!("Undo: {words}")} onclick={restore}>{ "Undo" }</button>
        </li>
    }
}

//! The form in which the reader corrects a statement.

use onrecord_corpus::{Amendment, Said};
use onrecord_model::{Country, Date, DateRange, QuoteKind, Statement, StatementId};
use yew::{Callback, Html, SubmitEvent, html};

use super::UserAction;
use crate::{
    components::{PageContext, button, labels},
    platform::{dom, locale},
};

/// How many speakers the form suggests.
const MAX_SUGGESTIONS: usize = 500;

/// What the page shows of a statement and the form can change.
#[derive(Clone)]
struct Shown {
    speaker: String,
    country: Option<Country>,
    dates: Option<DateRange>,
    kind: QuoteKind,
}

/// Draws the form for the statement of a row, filled in with what the page shows.
pub(crate) fn correction_form(page: &PageContext, row: usize, statement: &Statement) -> Html {
    let Some(on_action) = page.on_user_action.clone() else { return Html::default() };
    let corpus = &page.corpus;
    let shown = Shown {
        speaker: corpus.speaker_of(row).map(|speaker| speaker.name.clone()).unwrap_or_default(),
        country: corpus.country_of(row),
        dates: corpus.dates_of(row),
        kind: statement.kind,
    };
    let is_corrected = page.user_data.amended.iter().any(|one| one.id == statement.id);
    let onsubmit = {
        let (shown, on_action) = (shown.clone(), on_action.clone());
        let (id, text) = (statement.id.clone(), statement.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(correction) = read_form(&shown, &id, &text) {
                on_action.emit(UserAction::Correct(Box::new(correction)));
            }
        })
    };
    let on_undo = {
        let id = statement.id.clone();
        Callback::from(move |_| on_action.emit(UserAction::UndoCorrection(id.clone())))
    };
    html! {
        <details class="disclosure correction" key={statement.id.to_string()}>
            <summary>{ "Suggest a correction" }</summary>
            if is_corrected {
                <p>{ "You have corrected this. " }{ button("Undo", on_undo) }</p>
            }
            <form {onsubmit}>
                { fields(page, &shown) }
                <label class="correction__reject"><input type="checkbox" id="correction-reject" />{ "This is not a statement" }</label>
                <button type="submit">{ "Save correction" }</button>
            </form>
            <p class="correction__note">{ "Saved in this browser only. To send it to the publisher, download the corrections file below the list." }</p>
        </details>
    }
}

fn fields(page: &PageContext, shown: &Shown) -> Html {
    let corpus = &page.corpus;
    let date = |at: fn(&DateRange) -> Date| shown.dates.as_ref().map(|dates| at(dates).to_string());
    let country = |country: &Country| {
        html! { <option value={country.to_string()} selected={shown.country == Some(*country)}>{ locale::country(*country) }</option> }
    };
    let kind = |kind: QuoteKind| {
        html! { <option value={kind.as_str()} selected={kind == shown.kind}>{ labels::kind(kind) }</option> }
    };
    let suggestions = corpus.speakers().iter().take(MAX_SUGGESTIONS);
    html! {
        <>
            <label>{ "Speaker" }<input type="text" id="correction-speaker" list="correction-speakers" value={shown.speaker.clone()} autocomplete="off" /></label>
            <datalist id="correction-speakers">
                { for suggestions.map(|speaker| html! { <option value={speaker.name.clone()} /> }) }
            </datalist>
            <label>
                { "Country" }
                <select id="correction-country">
                    <option value="" selected={shown.country.is_none()}>{ "unknown" }</option>
                    { for corpus.countries().iter().map(country) }
                </select>
            </label>
            <label>{ "From" }<input type="date" id="correction-from" value={date(|dates| dates.from)} /></label>
            <label>{ "To" }<input type="date" id="correction-to" value={date(|dates| dates.to)} /></label>
            <label>
                { "Kind" }
                <select id="correction-kind">{ for QuoteKind::ALL.into_iter().map(kind) }</select>
            </label>
        </>
    }
}

/// Reads from the form what differs from what is shown; `None` if nothing does.
fn read_form(shown: &Shown, id: &StatementId, text: &str) -> Option<Amendment> {
    let value = |name: &str| dom::field_value(&format!("#correction-{name}"));
    let date = |name: &str| -> Option<Date> { value(name)?.parse().ok() };
    let speaker = value("speaker").filter(|name| name.trim() != shown.speaker);
    let country =
        value("country").and_then(|code| code.parse().ok()).filter(|code| Some(*code) != shown.country);
    let dates = match (date("from"), date("to")) {
        (Some(from), Some(to)) => Some(DateRange::new(from, to)),
        (from, to) => from.or(to).map(DateRange::day),
    };
    let day = dates.filter(|dates| Some(*dates) != shown.dates).map(|dates| Said(dates.from, dates.to));
    let kind = value("kind").and_then(|kind| QuoteKind::from_name(&kind)).filter(|kind| *kind != shown.kind);
    let reject = dom::is_checked("#correction-reject");
    let differs = speaker.is_some() || country.is_some() || day.is_some() || kind.is_some() || reject;
    differs.then(|| Amendment { id: id.clone(), text: text.to_owned(), speaker, country, day, kind, reject })
}

//! Putting a statement right.

use onrecord_corpus::{Amendment, Said};
use onrecord_model::{Country, Day, Kind, Statement};
use web_sys::SubmitEvent;
use yew::{Callback, Html};

use super::Act;
use crate::{browser, markup::html, names, stage::Stage};

/// What is shown of a statement and may be wrong.
#[derive(Clone)]
struct Shown {
    speaker: String,
    country: Option<Country>,
    days: Option<(Day, Day)>,
    kind: Kind,
}

/// The form, filled in with what is there.
pub(crate) fn mend(stage: &Stage, row: usize, said: &Statement) -> Html {
    let Some(act) = stage.own.clone() else { return Html::default() };
    let corpus = &stage.corpus;
    let shown = Shown {
        speaker: corpus.speaker_of(row).map(|speaker| speaker.name.clone()).unwrap_or_default(),
        country: corpus.country_of(row),
        days: corpus.days_of(row),
        kind: said.kind,
    };
    let amended = stage.yours.amended.iter().any(|one| one.id == said.id.as_str());
    let submit = {
        let (shown, act) = (shown.clone(), act.clone());
        let (id, text) = (said.id.to_string(), said.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(right) = read(&shown, &id, &text) {
                act.emit(Act::Amend(Box::new(right)));
            }
        })
    };
    let restore = {
        let id = said.id.to_string();
        Callback::from(move |_| act.emit(Act::Restore(id.clone())))
    };
    let day = |at: fn(&(Day, Day)) -> Day| shown.days.as_ref().map(|days| at(days).to_string());
    html! {
        <details class="cite mend" key={said.id.to_string()}>
            <summary>{ "Mend this statement" }</summary>
            if amended {
                <p>{ "You have mended it. " }<button type="button" onclick={restore}>{ "Undo" }</button></p>
            }
            <form onsubmit={submit}>
                <label>{ "Speaker" }<input type="text" id="mend-speaker" list="mend-speakers" value={shown.speaker.clone()} autocomplete="off" /></label>
                <datalist id="mend-speakers">
                    { for corpus.speakers().iter().take(SUGGESTED).map(|speaker| html! { <option value={speaker.name.clone()} /> }) }
                </datalist>
                <label>
                    { "Country" }
                    <select id="mend-country">
                        <option value="" selected={shown.country.is_none()}>{ "not known" }</option>
                        { for corpus.countries().iter().map(|country| html! {
                            <option value={country.to_string()} selected={shown.country == Some(*country)}>{ names::country(*country) }</option>
                        }) }
                    </select>
                </label>
                <label>{ "From" }<input type="date" id="mend-from" value={day(|days| days.0)} /></label>
                <label>{ "To" }<input type="date" id="mend-to" value={day(|days| days.1)} /></label>
                <label>
                    { "Words are" }
                    <select id="mend-kind">
                        { for Kind::ALL.into_iter().map(|kind| html! {
                            <option value={kind.as_str()} selected={kind == shown.kind}>{ names::kind(kind) }</option>
                        }) }
                    </select>
                </label>
                <label class="mend__reject"><input type="checkbox" id="mend-reject" />{ "This is no statement" }</label>
                <button type="submit">{ "Put it right" }</button>
            </form>
            <p class="mend__note">{ "It holds in this browser; “Save corrections.toml”, below the list, is for whoever publishes this record." }</p>
        </details>
    }
}

/// So many names are suggested.
const SUGGESTED: usize = 500;

/// What is right, as far as it differs from what is shown; nothing where nothing does.
fn read(shown: &Shown, id: &str, text: &str) -> Option<Amendment> {
    let value = |name: &str| browser::value_of(&format!("#mend-{name}"));
    let speaker = value("speaker").filter(|name| name.trim() != shown.speaker);
    let country =
        value("country").and_then(|code| code.parse().ok()).filter(|code| Some(*code) != shown.country);
    let from: Option<Day> = value("from").and_then(|day| day.parse().ok());
    let to: Option<Day> = value("to").and_then(|day| day.parse().ok());
    let days = match (from, to) {
        (Some(from), Some(to)) => Some((from.min(to), from.max(to))),
        (one, other) => one.or(other).map(|day| (day, day)),
    };
    let day = days.filter(|days| Some(*days) != shown.days).map(|(from, to)| Said(from, to));
    let kind = value("kind").and_then(|kind| Kind::from_name(&kind)).filter(|kind| *kind != shown.kind);
    let reject = browser::is_checked("#mend-reject");
    let differs = speaker.is_some() || country.is_some() || day.is_some() || kind.is_some() || reject;
    differs.then(|| Amendment {
        id: id.to_owned(),
        text: text.to_owned(),
        speaker,
        country,
        day,
        kind,
        reject,
    })
}

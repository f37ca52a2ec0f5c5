//! Who the one speaker or country in view is: what they spoke of, whom they stand beside, their first
//! and last words in what the other filters leave.

use onrecord_corpus::By;
use onrecord_model::Country;
use yew::{Html, html};

use crate::{
    names,
    ranked::sorted,
    stage::{Stage, view_link},
    view::View,
};

/// So many countries and speakers are named.
const NAMED: usize = 5;

/// The profile; nothing where not exactly one speaker or one country is chosen.
pub(crate) fn profile(stage: &Stage) -> Html {
    let Some(about) = subject(stage).filter(|_| !stage.selection.is_empty()) else { return Html::default() };
    let row = |term: &'static str, inside: Html| {
        html! { <div class="profile__row"><dt>{ term }</dt><dd>{ inside }</dd></div> }
    };
    html! {
        <section class="profile" aria-labelledby="profile-name">
            <h2 id="profile-name" dir="auto">{ &about.name }</h2>
            if !about.what.is_empty() { <p class="profile__what">{ &about.what }</p> }
            <dl>
                { for spoken_of(stage).map(|links| row("Speaks of", links)) }
                { for voices(stage, &about).map(|(term, links)| row(term, links)) }
                { for ends(stage).map(|links| row("On record", links)) }
            </dl>
        </section>
    }
}

/// Whom the profile is of.
struct Subject {
    name: String,
    what: String,
    /// The index of the speaker; nothing where it is a country.
    speaker: Option<usize>,
}

fn subject(stage: &Stage) -> Option<Subject> {
    let view = &stage.view;
    let mut speakers = view.speakers.wanted.iter();
    let mut countries = view.countries.wanted.iter();
    match (speakers.next(), speakers.next(), countries.next(), countries.next()) {
        (Some(id), None, ..) => {
            let index = stage.corpus.find_speaker(id.as_str())?;
            let speaker = stage.corpus.speakers().get(index)?;
            let country = speaker.country.map(names::country);
            let what: Vec<String> = [speaker.role.clone(), country].into_iter().flatten().collect();
            Some(Subject { name: speaker.name.clone(), what: what.join(" · "), speaker: Some(index) })
        }
        (None, _, Some(country), None) => {
            Some(Subject { name: names::country(*country), what: String::new(), speaker: None })
        }
        _ => None,
    }
}

/// Links to views with one more filter on, each with how many statements it has.
fn links(stage: &Stage, all: Vec<(String, View, u32)>) -> Option<Html> {
    let link = |(name, to, count): (String, View, u32)| {
        html! {
            <li>
                { view_link(stage, &to, "", name.into()) }
                <span class="profile__count">{ format!(" {}", names::number(count as usize)) }</span>
            </li>
        }
    };
    (!all.is_empty()).then(|| html! { <ul class="profile__links">{ for all.into_iter().map(link) }</ul> })
}

/// The most frequent of some counts, by index.
fn most(counts: &[u32], except: Option<usize>) -> Vec<(usize, u32)> {
    let some = counts.iter().copied().enumerate().filter(|(at, count)| *count > 0 && Some(*at) != except);
    let mut some = sorted(some.collect(), |a: &(usize, u32), b| b.1.cmp(&a.1));
    some.truncate(NAMED);
    some
}

fn spoken_of(stage: &Stage) -> Option<Html> {
    let named = stage.corpus.named(&stage.selection.rows);
    let one = |(at, count): (usize, u32)| {
        let country: Country = *stage.corpus.countries().get(at)?;
        let mut to = stage.view.clone();
        to.about.wanted.insert(country);
        Some((names::country(country), to, count))
    };
    links(stage, most(&named, None).into_iter().filter_map(one).collect())
}

/// Of a speaker, who else is quoted in the same articles; of a country, who speaks for it.
fn voices(stage: &Stage, of: &Subject) -> Option<(&'static str, Html)> {
    let corpus = &stage.corpus;
    let (term, rows) = match of.speaker {
        Some(_) => ("Beside", corpus.beside(&stage.selection.rows)),
        None => ("Voices", (*stage.selection.rows).clone()),
    };
    let counts = corpus.heaps(By::Speaker, &rows).split_off(1);
    let one = |(at, count): (usize, u32)| {
        let speaker = corpus.speakers().get(at)?;
        let mut to = stage.view.clone();
        if of.speaker.is_some() {
            to.speakers.wanted.clear();
        }
        to.speakers.wanted.insert(speaker.id.clone());
        Some((speaker.name.clone(), to, count))
    };
    let all = most(&counts, of.speaker).into_iter().filter_map(one).collect();
    Some((term, links(stage, all)?))
}

/// Links to the first and the last statement.
fn ends(stage: &Stage) -> Option<Html> {
    let (corpus, rows) = (&stage.corpus, &stage.selection.rows);
    let first = rows.iter().next().filter(|row| *row < corpus.dated())?;
    let last = rows.before(corpus.dated(), 0).next()?;
    let link = |row: usize, term: &'static str| {
        let (from, to) = corpus.days_of(row)?;
        let id = corpus.id(row)?;
        let view = stage.view.opening(Some(id.as_str()));
        Some(html! { <li>{ term }{ " " }{ view_link(stage, &view, "", names::range(from, to).into()) }</li> })
    };
    let last = (last != first).then(|| link(last, "last")).flatten();
    Some(html! { <ul class="profile__links">{ for link(first, "first") }{ for last }</ul> })
}

//! Who the one speaker or country in view is: what they spoke of, whom they stand beside, their first
//! and last words in what the other filters leave.

use onrecord_corpus::{Bits, By, Role};
use onrecord_model::{Country, ranked::sorted};
use onrecord_view::View;
use yew::Html;

use crate::{
    markup::html,
    names,
    stage::{Stage, view_link},
    timeline::strips,
};

/// So many countries and speakers are named.
const NAMED: usize = 5;

/// The profile; nothing where not exactly one speaker or one country is chosen.
pub(crate) fn profile(stage: &Stage) -> Html {
    let Some(about) = subject(stage).filter(|_| !stage.selection.is_empty()) else { return Html::default() };
    let naming = about.country.map(|country| (country, naming(stage, country)));
    let row = |term: &'static str, inside: Html| {
        html! { <div class="profile__row"><dt>{ term }</dt><dd>{ inside }</dd></div> }
    };
    html! {
        <section class="profile" aria-labelledby="profile-name">
            <h2 id="profile-name"><bdi>{ &about.name }</bdi></h2>
            if !about.what.is_empty() { <p class="profile__what">{ &about.what }</p> }
            <dl>
                { for roles(stage, &about).map(|roles| row("Roles", roles)) }
                { for spoken_of(stage).map(|links| row("Speaks of", links)) }
                { for voices(stage, &about).map(|(term, links)| row(term, links)) }
                { for naming.as_ref().and_then(|(country, rows)| spoken_of_by(stage, *country, rows)).map(|links| row("Spoken of by", links)) }
                { for ends(stage).map(|links| row("On record", links)) }
            </dl>
            { over_time(stage, naming.as_ref().map(|(_, rows)| rows)) }
        </section>
    }
}

/// The roles of a speaker who was given more than one, with the days of the articles that gave them.
fn roles(stage: &Stage, of: &Subject) -> Option<Html> {
    let roles = stage.corpus.roles_of(of.speaker?);
    let role = |role: &Role| {
        html! { <li>{ &role.role }<span class="profile__count">{ format!(" {}", names::range(role.from, role.to)) }</span></li> }
    };
    (!roles.is_empty()).then(|| html! { <ul class="profile__links">{ for roles.iter().map(role) }</ul> })
}

/// The statements that name a country, whatever the other filters, within the chosen days.
fn naming(stage: &Stage, country: Country) -> Bits {
    let mut rows = stage.corpus.naming(country);
    let all = stage.corpus.ends(&rows, u32::MAX);
    if let Some((first, last)) = all.filter(|_| stage.view.from.is_some() || stage.view.to.is_some()) {
        rows.and(&stage.corpus.between(stage.view.from.unwrap_or(first), stage.view.to.unwrap_or(last)));
    }
    rows
}

/// Of a country, who speaks about it.
fn spoken_of_by(stage: &Stage, country: Country, naming: &Bits) -> Option<Html> {
    let counts = stage.corpus.heaps(By::Speaker, naming).split_off(1);
    let one = |(at, count): (usize, u32)| {
        let speaker = stage.corpus.speakers().get(at)?;
        let mut to = View { from: stage.view.from, to: stage.view.to, ..stage.plain_view() };
        to.speakers.wanted.insert(speaker.id.clone());
        to.about.wanted.insert(country);
        Some((speaker.name.clone(), to, count))
    };
    links(stage, most(&counts, None).into_iter().filter_map(one).collect())
}

/// Statements by day: those of a speaker; of a country those that it makes, and those that name it.
fn over_time(stage: &Stage, naming: Option<&Bits>) -> Html {
    let mut rows = vec![("Speaks", &*stage.selection.rows)];
    rows.extend(naming.map(|rows| ("Is spoken of", rows)));
    strips(stage, &rows)
}

/// Whom the profile is of.
struct Subject {
    name: String,
    what: String,
    /// The index of the speaker; nothing where it is a country.
    speaker: Option<usize>,
    country: Option<Country>,
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
            Some(Subject {
                name: speaker.name.clone(),
                what: what.join(" · "),
                speaker: Some(index),
                country: None,
            })
        }
        (None, _, Some(country), None) => Some(Subject {
            name: names::country(*country),
            what: String::new(),
            speaker: None,
            country: Some(*country),
        }),
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
        let view = stage.view.with_statement(Some(id));
        Some(html! { <li>{ term }{ " " }{ view_link(stage, &view, "", names::range(from, to).into()) }</li> })
    };
    let last = (last != first).then(|| link(last, "last")).flatten();
    Some(html! { <ul class="profile__links">{ for link(first, "first") }{ for last }</ul> })
}

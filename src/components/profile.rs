//! The profile of the one selected speaker or country: roles, what they talk about, who else is quoted, their first and
//! latest statement, and statements over time. Other filters apply.

use onrecord_corpus::{GroupBy, Role, RowSet};
use onrecord_model::{Country, ranked};
use onrecord_view::View;
use yew::{Html, html};

use super::{PageContext, timeline::sparklines};
use crate::platform::locale;

/// How many countries and speakers a row of the profile names.
const MAX_LINKS: usize = 5;

/// Draws the profile; nothing unless exactly one speaker or one country is selected.
pub(crate) fn profile(page: &PageContext) -> Html {
    let Some(subject) = subject(page).filter(|_| !page.selection.is_empty()) else { return Html::default() };
    let mentions = subject.country.map(|country| (country, mentions_of(page, country)));
    let row = |term: &'static str, content: Html| {
        html! { <div class="profile__row"><dt>{ term }</dt><dd>{ content }</dd></div> }
    };
    html! {
        <section class="profile" aria-labelledby="profile-name">
            <h2 id="profile-name"><bdi>{ &subject.name }</bdi></h2>
            if !subject.description.is_empty() { <p class="profile__description">{ &subject.description }</p> }
            <dl>
                { roles(page, &subject).map(|roles| row("Roles", roles)).unwrap_or_default() }
                { mentioned_countries(page).map(|links| row("Talks about", links)).unwrap_or_default() }
                { related_speakers(page, &subject).map(|(term, links)| row(term, links)).unwrap_or_default() }
                { mentions.as_ref().and_then(|(country, rows)| mentioned_by(page, *country, rows)).map(|links| row("Mentioned by", links)).unwrap_or_default() }
                { first_and_last(page).map(|links| row("On record", links)).unwrap_or_default() }
            </dl>
            { over_time(page, mentions.as_ref().map(|(_, rows)| rows)) }
        </section>
    }
}

/// The subject of a profile.
struct Subject {
    name: String,
    /// A speaker's role and country.
    description: String,
    /// The speaker's index; `None` for a country.
    speaker: Option<usize>,
    country: Option<Country>,
}

fn subject(page: &PageContext) -> Option<Subject> {
    let view = &page.view;
    let mut speakers = view.speakers.include.iter();
    let mut countries = view.countries.include.iter();
    match (speakers.next(), speakers.next(), countries.next(), countries.next()) {
        (Some(id), None, ..) => {
            let index = page.corpus.find_speaker(id)?;
            let speaker = page.corpus.speakers().get(index)?;
            let country = speaker.country.map(locale::country);
            let description: Vec<String> = [speaker.role.clone(), country].into_iter().flatten().collect();
            Some(Subject {
                name: speaker.name.clone(),
                description: description.join(" · "),
                speaker: Some(index),
                country: None,
            })
        }
        (None, _, Some(country), None) => Some(Subject {
            name: locale::country(*country),
            description: String::new(),
            speaker: None,
            country: Some(*country),
        }),
        _ => None,
    }
}

/// Draws the roles of a speaker who has had several, with the dates of the articles that give them.
fn roles(page: &PageContext, subject: &Subject) -> Option<Html> {
    let roles = page.corpus.roles_of(subject.speaker?);
    let role = |role: &Role| {
        html! { <li>{ &role.role }<span class="profile__count">{ format!(" {}", locale::range(role.from, role.to)) }</span></li> }
    };
    (!roles.is_empty()).then(|| html! { <ul class="profile__links">{ for roles.iter().map(role) }</ul> })
}

/// Returns the rows that mention a country within the selected dates, ignoring the other filters.
fn mentions_of(page: &PageContext, country: Country) -> RowSet {
    let mut rows = page.corpus.rows_about(country);
    let all = page.corpus.date_extent(&rows, u32::MAX);
    if let Some(all) = all.filter(|_| page.view.from.is_some() || page.view.to.is_some()) {
        rows.intersect_with(
            &page.corpus.rows_between(page.view.from.unwrap_or(all.from), page.view.to.unwrap_or(all.to)),
        );
    }
    rows
}

/// Draws links to the countries that the matching statements mention.
fn mentioned_countries(page: &PageContext) -> Option<Html> {
    let counts = page.corpus.about_counts(&page.selection.rows);
    let link = |(index, count): (usize, u32)| {
        let country: Country = *page.corpus.countries().get(index)?;
        let mut view = page.view.clone();
        view.about.include.insert(country);
        Some((locale::country(country), view, count))
    };
    links(page, most_frequent(&counts, None).into_iter().filter_map(link).collect())
}

/// Draws links to the speakers who mention a country.
fn mentioned_by(page: &PageContext, country: Country, mentions: &RowSet) -> Option<Html> {
    let counts = page.corpus.group_counts(GroupBy::Speaker, mentions).split_off(1);
    let link = |(index, count): (usize, u32)| {
        let speaker = page.corpus.speakers().get(index)?;
        let mut view = View { from: page.view.from, to: page.view.to, ..page.plain_view() };
        view.speakers.include.insert(speaker.id.clone());
        view.about.include.insert(country);
        Some((speaker.name.clone(), view, count))
    };
    links(page, most_frequent(&counts, None).into_iter().filter_map(link).collect())
}

/// Draws links to the speakers who are quoted in the same articles as a speaker, or who speak for a country.
fn related_speakers(page: &PageContext, subject: &Subject) -> Option<(&'static str, Html)> {
    let corpus = &page.corpus;
    let (term, rows) = match subject.speaker {
        Some(_) => ("Often quoted with", corpus.rows_of_same_articles(&page.selection.rows)),
        None => ("Who speaks for it", (*page.selection.rows).clone()),
    };
    let counts = corpus.group_counts(GroupBy::Speaker, &rows).split_off(1);
    let link = |(index, count): (usize, u32)| {
        let speaker = corpus.speakers().get(index)?;
        let mut view = page.view.clone();
        if subject.speaker.is_some() {
            view.speakers.include.clear();
        }
        view.speakers.include.insert(speaker.id.clone());
        Some((speaker.name.clone(), view, count))
    };
    let all = most_frequent(&counts, subject.speaker).into_iter().filter_map(link).collect();
    Some((term, links(page, all)?))
}

/// Draws links to the first and the last dated statement, each with its words on the rest of the line.
fn first_and_last(page: &PageContext) -> Option<Html> {
    let (corpus, rows) = (&page.corpus, &page.selection.rows);
    let first = rows.iter().next().filter(|row| *row < corpus.dated_count())?;
    let last = rows.iter_before(corpus.dated_count(), 0).next()?;
    let link = |row: usize, term: &'static str| {
        page.request_missing(corpus.missing_part_of_row(row));
        let days = corpus.dates_of(row)?;
        let view = page.view.with_statement(Some(corpus.statement_id(row)?));
        let words = corpus.statement(row).map_or("", |statement| statement.text.as_str());
        let day = page.view_link(&view, "", locale::range(days.from, days.to).into());
        Some(html! { <li class="profile__words">{ term }{ " " }{ day }{ " " }<span>{ words }</span></li> })
    };
    let last = (last != first).then(|| link(last, "last")).flatten();
    Some(
        html! { <ul class="profile__links">{ link(first, "first").unwrap_or_default() }{ last.unwrap_or_default() }</ul> },
    )
}

/// Draws the statements over time: those of the speaker or country, and those that mention the country.
fn over_time(page: &PageContext, mentions: Option<&RowSet>) -> Html {
    let mut rows = vec![("Statements", &*page.selection.rows)];
    rows.extend(mentions.map(|rows| ("Mentions", rows)));
    sparklines(page, &rows)
}

/// Draws links to views with one more filter, each with its number of statements.
fn links(page: &PageContext, all: Vec<(String, View, u32)>) -> Option<Html> {
    let link = |(name, view, count): (String, View, u32)| {
        html! {
            <li>
                { page.view_link(&view, "", name.into()) }
                <span class="profile__count">{ format!(" {}", locale::number(count as usize)) }</span>
            </li>
        }
    };
    (!all.is_empty()).then(|| html! { <ul class="profile__links">{ for all.into_iter().map(link) }</ul> })
}

/// Returns the largest of some counts with their indexes, without one index.
fn most_frequent(counts: &[u32], except: Option<usize>) -> Vec<(usize, u32)> {
    let is_candidate = |(index, count): &(usize, u32)| *count > 0 && Some(*index) != except;
    let mut counts: Vec<_> = counts.iter().copied().enumerate().filter(is_candidate).collect();
    ranked::sort(&mut counts, |(_, a), (_, b)| b.cmp(a));
    counts.truncate(MAX_LINKS);
    counts
}

//! One statement: who, for which country, in which words, when, and where that is written.

use onrecord_corpus::{Corpus, Source, Words};
use onrecord_model::{Basis, Days, Kind, Meta, Span, Speaker, Statement};
use onrecord_text::english::relative_days;
use yew::Html;

use super::others::folded;
use crate::{
    markup::html,
    names,
    stage::{Stage, view_link},
};

/// The statement of a row.
pub(crate) fn item(stage: &Stage, words: &Words, row: usize) -> Html {
    let corpus = &*stage.corpus;
    stage.ask(corpus.missing(row));
    let Some(id) = corpus.id(row) else { return Html::default() };
    let chosen = stage.view.statement.as_ref() == Some(&id);
    let said = match corpus.statement(row) {
        Some(said) => said_words(said, corpus.place(row).and_then(|p| corpus.source(p.article)), words),
        None => html! { <span class="statement__awaited">{ "Fetching the words…" }</span> },
    };
    let class = if chosen { "statement statement--chosen" } else { "statement" };
    html! {
        <article {class} data-statement={id.to_string()}>
            <p class="statement__who">{ who(corpus.speaker_of(row), words) }</p>
            { view_link(stage, &stage.view.with_statement(Some(id.clone())), "statement__link", said) }
            <p class="statement__facts">{ facts(corpus, row) }{ own(stage, row, id.as_str()) }</p>
            { folded(stage, row) }
        </article>
    }
}

/// What of it is the reader's own.
fn own(stage: &Stage, row: usize, id: &str) -> Html {
    let yours = &stage.yours;
    let amended = yours.amended.iter().any(|one| one.id == id);
    let article = || stage.corpus.article_of(row);
    let added = !yours.articles.is_empty()
        && article().is_some_and(|article| yours.articles.iter().any(|own| own.id == article.id));
    html! {
        <>
            if added { <span class="statement__own">{ "your article" }</span> }
            if amended { <span class="statement__own">{ "mended by you" }</span> }
        </>
    }
}

/// The words as they stand in their article, gaps between its spans shown.
fn said_words(said: &Statement, source: Option<&Source>, words: &Words) -> Html {
    let span = |(n, span): (usize, &Span)| {
        let text = source.map_or("", |source| span.slice(&source.text));
        html! { <>{ if n > 0 { " … " } else { "" } }{ marked(text, words) }</> }
    };
    html! { <>{ for said.spans.iter().enumerate().map(span) }</> }
}

/// Name, role and country, what was searched for marked in the name.
fn who(speaker: Option<&Speaker>, words: &Words) -> Html {
    let Some(speaker) = speaker else {
        return html! { <span class="statement__name">{ "Speaker not known" }</span> };
    };
    html! {
        <>
            <span class="statement__name" dir="auto">{ marked(&speaker.name, words) }</span>
            if let Some(role) = &speaker.role {
                <span class="statement__role">{ format!(", {role}") }</span>
            }
            if let Some(country) = speaker.country {
                <span class="statement__country">{ names::country(country) }</span>
            }
        </>
    }
}

/// The words, with those that were searched for marked.
fn marked(text: &str, words: &Words) -> Html {
    let mut parts = Vec::new();
    let mut last = 0;
    for place in words.places(text) {
        parts.push(html! { { text.get(last..place.start).unwrap_or_default() } });
        parts.push(html! { <mark class="match">{ text.get(place.clone()).unwrap_or_default() }</mark> });
        last = place.end;
    }
    parts.push(html! { { text.get(last..).unwrap_or_default() } });
    html! { <>{ for parts }</> }
}

/// Kind, day, channel and source, in small print.
fn facts(corpus: &Corpus, row: usize) -> Html {
    let said = corpus.statement(row);
    let source = |article: Meta| {
        let publisher = article.publisher.as_ref().map(|p| format!("{p}, ")).unwrap_or_default();
        html! { <span>{ publisher }<cite dir="auto">{ article.title_or_id().to_owned() }</cite></span> }
    };
    html! {
        <>
            { kind(corpus.kind_of(row).unwrap_or(Kind::Indirect)) }
            if said.is_some_and(|s| !s.asserted) { <span>{ "denied or imagined" }</span> }
            if let Some(said) = said { <span>{ when(said) }</span> }
            if let Some(channel) = corpus.channel_of(row) { <span>{ channel }</span> }
            if let Some(article) = corpus.article_of(row) { { source(article) } }
        </>
    }
}

/// The word for a kind, beside the colour of its marks.
pub(crate) fn kind(kind: Kind) -> Html {
    html! { <span class={format!("kind kind--{}", kind.as_str())}>{ names::kind(kind) }</span> }
}

/// When it was said, and what that rests on.
pub(crate) fn when(said: &Statement) -> String {
    let Some(when) = said.when else { return "day not known".to_owned() };
    match (when.days, when.basis) {
        (Days::Relative(from, to), _) => relative_days(from, to),
        (Days::Calendar(_, to), Basis::Published) => format!("by {}, when it was published", names::day(to)),
        (Days::Calendar(from, to), _) if from == to => format!("on {}", names::day(from)),
        (Days::Calendar(from, to), _) => format!("on a day of {}", names::range(from, to)),
    }
}

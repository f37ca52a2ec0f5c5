//! One statement: who, for which country, in which words, when, and where that is written.

use onrecord_corpus::{Corpus, Record, Words};
use onrecord_model::{Basis, Days, Kind, Speaker};
use yew::{Html, Properties, function_component, html};

use crate::{
    names,
    stage::{Stage, ViewLink},
};

#[derive(PartialEq, Properties)]
pub(super) struct ItemProps {
    pub(super) stage: Stage,
    /// Its index in the corpus.
    pub(super) index: usize,
}

#[function_component]
pub(super) fn Item(props: &ItemProps) -> Html {
    let stage = &props.stage;
    let corpus = &*stage.corpus;
    let Some(record) = corpus.statements().get(props.index) else { return Html::default() };
    let said = &record.statement;
    let id = said.id.as_str();
    let chosen = stage.view.statement.as_deref() == Some(id);
    let words = Words::parse(&stage.view.query);
    let class = if chosen { "statement statement--chosen" } else { "statement" };
    html! {
        <article {class} data-statement={id.to_owned()}>
            <p class="statement__who">{ who(corpus.speaker_of(record)) }</p>
            <ViewLink class="statement__link" to={stage.view.opening(Some(id))} go={stage.go.clone()} current={chosen}>
                { for said.spans.iter().enumerate().map(|(n, span)| {
                    let text = corpus.article_of(record).map_or("", |a| span.slice(&a.text));
                    html! { <>{ if n > 0 { " … " } else { "" } }{ marked(text, &words) }</> }
                }) }
            </ViewLink>
            <p class="statement__facts">{ facts(corpus, record) }</p>
        </article>
    }
}

/// Name, role and country.
fn who(speaker: Option<&Speaker>) -> Html {
    let Some(speaker) = speaker else {
        return html! { <span class="statement__name">{ "Speaker not known" }</span> };
    };
    html! {
        <>
            <span class="statement__name">{ &speaker.name }</span>
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
fn facts(corpus: &Corpus, record: &Record) -> Html {
    let said = &record.statement;
    let kind = match said.kind {
        Kind::Direct => "direct",
        Kind::Mixed => "partly quoted",
        Kind::Indirect => "reported",
    };
    let source = corpus.article_of(record).map(|a| {
        let title = a.title().to_owned();
        let publisher = a.meta.publisher.clone().map(|p| format!("{p}, ")).unwrap_or_default();
        (publisher, title)
    });
    html! {
        <>
            <span class={format!("kind kind--{}", said.kind.as_str())}>{ kind }</span>
            if !said.asserted { <span>{ "denied or imagined" }</span> }
            <span>{ when(record) }</span>
            if let Some(channel) = &said.channel { <span>{ channel }</span> }
            if let Some((publisher, title)) = source {
                <span>{ publisher }<cite>{ title }</cite></span>
            }
        </>
    }
}

/// When it was said, and what that rests on.
pub(crate) fn when(record: &Record) -> String {
    let Some(when) = record.statement.when else { return "day not known".to_owned() };
    match (when.days, when.basis) {
        (Days::Relative(from, to), _) => names::relative(from, to),
        (Days::Calendar(_, to), Basis::Published) => format!("by {}, when it was published", names::day(to)),
        (Days::Calendar(from, to), _) if from == to => format!("on {}", names::day(from)),
        (Days::Calendar(from, to), _) => format!("on a day of {}", names::range(from, to)),
    }
}

//! The article that is open, every statement marked in it, the chosen one in view and explained.

mod marked;
mod why;

use onrecord_corpus::{Place, Source};
use onrecord_model::{BlockKind, Meta};
use web_sys::Element;
use yew::{Html, function_component, html, use_effect_with, use_node_ref};

use crate::{
    browser, names,
    stage::{OnStage, Stage},
};
use marked::{Mark, pieces};
use why::Why;

/// The open article.
#[function_component]
pub(crate) fn Reader(props: &OnStage) -> Html {
    let stage = &props.stage;
    let container = use_node_ref();
    {
        let container = container.clone();
        let here = stage.view.statement.as_ref().is_none_or(|id| {
            stage.corpus.find_statement(id).is_some_and(|row| stage.corpus.missing(row).is_none())
        });
        // Once more when the words have come.
        use_effect_with(
            (stage.view.statement.clone(), stage.view.article.clone(), here),
            move |(statement, ..)| {
                browser::focus("#reader-title");
                if let (Some(element), Some(id)) = (container.cast::<Element>(), statement) {
                    browser::bring_into_view(&element, &browser::of_statement("mark", id));
                }
            },
        );
    }
    let open = open(stage);
    let missing = open.and_then(|article| stage.corpus.missing_article(article));
    {
        let want = stage.want.clone();
        use_effect_with(missing, move |missing| missing.iter().for_each(|part| want.emit(*part)));
    }
    let Some(open) = open else { return Html::default() };
    let Some(meta) = stage.corpus.articles().get(open) else { return Html::default() };
    let text = match stage.corpus.source(open) {
        Some(article) => html! { <>{ for blocks(stage, open, article) }</> },
        None => html! { <p role="status">{ "Fetching the article…" }</p> },
    };
    html! {
        <aside class="reader" aria-labelledby="reader-title" ref={container}>
            <div class="reader__bar">
                <button type="button" class="reader__close" onclick={stage.press(stage.view.opening(None))}>{ "Close article" }</button>
            </div>
            <p class="reader__source">{ source(&meta) }</p>
            <h2 id="reader-title" class="reader__title" tabindex="-1">{ meta.title_or_id().to_owned() }</h2>
            <div class="reader__text">{ text }</div>
            if let Some(url) = meta.url.as_deref().filter(|url| is_web(url)) {
                <p class="reader__original"><a href={url.to_owned()} rel="noopener noreferrer">{ "Read the original" }</a></p>
            }
        </aside>
    }
}

/// Only links of the web: an article must not be able to run a script.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The index of the article that is open.
fn open(stage: &Stage) -> Option<usize> {
    match &stage.view.statement {
        Some(id) => Some(stage.corpus.place(stage.corpus.find_statement(id)?)?.article),
        None => stage.corpus.find_article(stage.view.article.as_ref()?),
    }
}

fn source(article: &Meta) -> String {
    let published = article.published.map(|day| format!("published {}", names::day(day)));
    let parts =
        [article.publisher.clone(), published.or_else(|| Some("day of publication not known".to_owned()))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The words of all statements that the article tells of, each with its row and place.
fn marks(stage: &Stage, article: usize, inside: &[(usize, usize)]) -> Vec<Mark> {
    let mark = |&(row, statement): &(usize, usize)| {
        let id = stage.corpus.id(row)?.to_string();
        let said = stage.corpus.at(Place { article, statement })?;
        Some(said.spans.iter().map(move |span| Mark { span: *span, statement: id.clone() }))
    };
    inside.iter().filter_map(mark).flatten().collect()
}

/// The article's blocks, its own title left out where the reader's heading says it already.
fn blocks(stage: &Stage, index: usize, article: &Source) -> Vec<Html> {
    let inside = stage.corpus.statements_in(index);
    let marks = marks(stage, index, &inside);
    let chosen = stage.view.statement.as_deref();
    let row = chosen.and_then(|id| stage.corpus.find_statement(id));
    let why = row.and_then(|row| inside.iter().find(|(known, _)| *known == row));
    let mut out = Vec::new();
    let mut dateline = String::new();
    // The reasons stand right below the words that they explain.
    let last_mark = marks.iter().filter(|m| Some(m.statement.as_str()) == chosen).map(|m| m.span).max();
    for block in &article.blocks {
        let text = || pieces(&article.text, block.span(), &marks, chosen, &stage.view, &stage.go);
        let plain = block.span().slice(&article.text);
        match block.kind {
            BlockKind::Headline if article.meta.title.as_deref().is_some_and(|t| plain.starts_with(t)) => {}
            BlockKind::Headline => out.push(html! { <p class="reader__headline">{ text() }</p> }),
            BlockKind::Dateline => plain.clone_into(&mut dateline),
            BlockKind::Subhead => out.push(html! { <h3>{ text() }</h3> }),
            BlockKind::Paragraph => {
                let place = std::mem::take(&mut dateline);
                out.push(html! {
                    <p>
                        if !place.is_empty() { <span class="reader__dateline">{ place }</span>{ " " } }
                        { text() }
                    </p>
                });
            }
            _ => out.push(html! { <p class="reader__furniture">{ text() }</p> }),
        }
        if let Some(&(row, statement)) =
            why.filter(|_| last_mark.is_some_and(|mark| block.span().contains(mark)))
        {
            out.push(
                html! { <Why stage={stage.clone()} {row} place={Place { article: index, statement }} /> },
            );
        }
    }
    out
}

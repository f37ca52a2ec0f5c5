//! The article that is open, every statement marked in it, the chosen one in view and explained.

mod marked;
mod why;

use onrecord_corpus::Source;
use onrecord_model::BlockKind;
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
        use_effect_with((stage.view.statement.clone(), stage.view.article.clone()), move |(statement, _)| {
            browser::focus("#reader-title");
            if let (Some(element), Some(id)) = (container.cast::<Element>(), statement) {
                browser::bring_into_view(&element, &browser::of_statement("mark", id));
            }
        });
    }
    let Some(open) = open(stage) else { return Html::default() };
    let Some(article) = stage.corpus.articles().get(open) else { return Html::default() };
    let marks = marks(stage, open);
    html! {
        <aside class="reader" aria-labelledby="reader-title" ref={container}>
            <div class="reader__bar">
                <button type="button" class="reader__close" onclick={stage.press(stage.view.opening(None))}>{ "Close article" }</button>
            </div>
            <p class="reader__source">{ source(article) }</p>
            <h2 id="reader-title" class="reader__title" tabindex="-1">{ article.title() }</h2>
            <div class="reader__text">{ for blocks(stage, article, &marks) }</div>
            if let Some(url) = article.meta.url.as_deref().filter(|url| is_web(url)) {
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
        Some(id) => stage.corpus.statement(id).map(|r| r.article),
        None => stage.corpus.find_article(stage.view.article.as_ref()?),
    }
}

fn source(article: &Source) -> String {
    let published = article.meta.published.map(|day| format!("published {}", names::day(day)));
    let parts = [
        article.meta.publisher.clone(),
        published.or_else(|| Some("day of publication not known".to_owned())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn marks(stage: &Stage, article: usize) -> Vec<Mark> {
    let all = stage.corpus.statements_in(article);
    let records = all.into_iter().filter_map(|i| stage.corpus.statements().get(i));
    let spans = records.flat_map(|r| {
        let id = r.statement.id.to_string();
        r.statement.spans.iter().map(move |span| Mark { span: *span, statement: id.clone() })
    });
    spans.collect()
}

/// The article's blocks, its own title left out where the reader's heading says it already.
fn blocks(stage: &Stage, article: &Source, marks: &[Mark]) -> Vec<Html> {
    let chosen = stage.view.statement.as_deref();
    let mut out = Vec::new();
    let mut dateline = String::new();
    // The reasons stand right below the words that they explain.
    let last_mark = marks.iter().filter(|m| Some(m.statement.as_str()) == chosen).map(|m| m.span).max();
    for block in &article.blocks {
        let text = || pieces(&article.text, block.span(), marks, chosen, &stage.view, &stage.go);
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
        if let Some(id) = chosen.filter(|_| last_mark.is_some_and(|mark| block.span().contains(mark))) {
            out.push(html! { <Why stage={stage.clone()} id={id.to_owned()} /> });
        }
    }
    out
}

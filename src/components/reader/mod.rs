//! The reader: the open article, every statement in it highlighted, the open one scrolled to and explained.

mod explanation;
mod highlight;
mod text_fragment;

use onrecord_corpus::{ArticleContent, Occurrence};
use onrecord_model::{ArticleMeta, BlockKind, is_web_address};
use yew::{Html, function_component, html, use_effect_with, use_node_ref};

use super::{ContextProps, PageContext};
use crate::platform::{dom, focus, locale};
use explanation::explanation;
use highlight::{Highlight, highlighted};

/// The open article; nothing if none is open.
#[function_component]
pub(crate) fn Reader(ContextProps { page }: &ContextProps) -> Html {
    let container = use_node_ref();
    {
        let container = container.clone();
        let is_loaded = page.view.statement.as_ref().is_none_or(|id| {
            page.corpus.find_statement(id).is_some_and(|row| page.corpus.missing_part_of_row(row).is_none())
        });
        // Runs again when the article has been loaded.
        use_effect_with(
            (page.view.statement.clone(), page.view.article.clone(), is_loaded),
            move |(statement, ..)| {
                focus::focus("#reader-title");
                match statement {
                    Some(id) => {
                        dom::scroll_into_view(&container, &dom::statement_selector("mark", id.as_str()))
                    }
                    // The article takes the place of a list that was scrolled.
                    None if dom::is_single_column() => dom::scroll_to("#reader-title"),
                    None => {}
                }
            },
        );
    }
    let article = open_article(page);
    page.request_missing(article.and_then(|article| page.corpus.missing_part_of_article(article)));
    let Some(article) = article else { return Html::default() };
    let Some(meta) = page.corpus.articles().get(article) else { return Html::default() };
    let text = match page.corpus.article_content(article) {
        Some(source) => html! { <>{ for blocks(page, article, source) }</> },
        None => html! { <p role="status">{ "Loading the article…" }</p> },
    };
    html! {
        <aside class="reader" aria-labelledby="reader-title" ref={container}>
            <div class="reader__bar">
                { neighbours(page, article) }
                <button type="button" class="reader__close" onclick={page.on_click(page.view.with_statement(None))}>{ "Close article" }</button>
            </div>
            <p class="reader__source">{ source_line(&meta) }</p>
            <h2 id="reader-title" class="reader__title" dir="auto" tabindex="-1">{ meta.title_or_id().to_owned() }</h2>
            <div class="reader__text">{ text }</div>
            if let Some(url) = meta.url.as_deref().filter(|url| is_web_address(url)) {
                <p class="reader__original"><a href={original_link(page, article, url)} rel="noopener noreferrer">{ "Read the original" }</a></p>
            }
        </aside>
    }
}

/// Returns the index of the open article.
fn open_article(page: &PageContext) -> Option<usize> {
    match &page.view.statement {
        Some(id) => Some(page.corpus.primary_occurrence(page.corpus.find_statement(id)?)?.article),
        None => page.corpus.find_article(page.view.article.as_ref()?),
    }
}

/// Returns the address of the original with a text fragment for the open statement's words. Browsers without text fragments
/// open the page at its top.
fn original_link(page: &PageContext, article: usize, url: &str) -> String {
    let link = || {
        let row = page.corpus.find_statement(page.view.statement.as_ref()?)?;
        let statements = page.corpus.statements_in(article);
        let (_, statement) = *statements.iter().find(|(known, _)| *known == row)?;
        let span = *page.corpus.statement_at(Occurrence { article, statement })?.spans.first()?;
        let source = page.corpus.article_content(article)?;
        let block = source.blocks.iter().find(|block| block.span().contains(span))?;
        Some(text_fragment::link(url, &source.text, block.span(), span))
    };
    link().unwrap_or_else(|| url.to_owned())
}

/// Draws links to the previous and the next statement of the article.
fn neighbours(page: &PageContext, article: usize) -> Html {
    let statements = page.corpus.statements_in(article);
    let open = page.view.statement.as_ref().and_then(|id| page.corpus.find_statement(id));
    let position = open.and_then(|row| statements.iter().position(|(known, _)| *known == row));
    let (previous, next) = match position {
        Some(at) => (at.checked_sub(1), Some(at + 1)),
        None => (None, Some(0)),
    };
    let link = |at: Option<usize>, words: &'static str| {
        let id = at.and_then(|at| statements.get(at)).and_then(|(row, _)| page.corpus.statement_id(*row))?;
        Some(page.view_link(&page.view.with_statement(Some(id)), "reader__neighbour", words.into()))
    };
    let count = position.map(|at| format!("{} of {}", at + 1, statements.len()));
    html! {
        <>
            { link(previous, "Previous").unwrap_or_default() }
            if let Some(count) = count { <span class="reader__count">{ count }</span> }
            { link(next, "Next").unwrap_or_default() }
        </>
    }
}

/// Returns publisher and date of publication.
fn source_line(article: &ArticleMeta) -> String {
    let published = article.published.map_or_else(
        || "publication date unknown".to_owned(),
        |day| format!("published {}", locale::day(day)),
    );
    article.publisher.iter().cloned().chain([published]).collect::<Vec<_>>().join(" · ")
}

/// Returns a highlight for each span of the article's statements, given by row and index.
fn highlights(page: &PageContext, article: usize, statements: &[(usize, usize)]) -> Vec<Highlight> {
    let spans = |&(row, statement): &(usize, usize)| {
        let id = page.corpus.statement_id(row)?;
        let statement = page.corpus.statement_at(Occurrence { article, statement })?;
        Some(statement.spans.iter().map(move |span| Highlight { span: *span, statement: id.clone() }))
    };
    statements.iter().filter_map(spans).flatten().collect()
}

/// Draws the article's blocks, without a headline that the reader's own heading repeats. The explanation of the open
/// statement follows the block in which the statement ends.
fn blocks(page: &PageContext, article: usize, source: &ArticleContent) -> Vec<Html> {
    let statements = page.corpus.statements_in(article);
    let highlights = highlights(page, article, &statements);
    let open_id = page.view.statement.as_ref();
    let open_row = open_id.and_then(|id| page.corpus.find_statement(id));
    let open = open_row.and_then(|row| statements.iter().find(|(known, _)| *known == row));
    let last_span = highlights.iter().filter(|one| Some(&one.statement) == open_id).map(|one| one.span).max();
    let mut drawn = Vec::new();
    let mut dateline = String::new();
    for block in &source.blocks {
        let text = || highlighted(page, &source.text, block.span(), &highlights);
        let plain = block.span().slice(&source.text);
        match block.kind {
            BlockKind::Headline if source.meta.title.as_deref().is_some_and(|t| plain.starts_with(t)) => {}
            BlockKind::Headline => {
                drawn.push(html! { <p class="reader__headline" dir="auto">{ text() }</p> })
            }
            BlockKind::Dateline => plain.clone_into(&mut dateline),
            BlockKind::Subhead => drawn.push(html! { <h3 dir="auto">{ text() }</h3> }),
            BlockKind::Paragraph => {
                let dateline = std::mem::take(&mut dateline);
                drawn.push(html! {
                    <p dir="auto">
                        if !dateline.is_empty() { <span class="reader__dateline">{ dateline }</span>{ " " } }
                        { text() }
                    </p>
                });
            }
            _ => drawn.push(html! { <p class="reader__boilerplate" dir="auto">{ text() }</p> }),
        }
        let ends_here = last_span.is_some_and(|span| block.span().contains(span));
        if let Some(&(row, statement)) = open.filter(|_| ends_here) {
            drawn.push(explanation(page, row, Occurrence { article, statement }));
        }
    }
    drawn
}

//! The reader: the open article, every statement in it highlighted, the open one scrolled to and explained.

mod explanation;
mod highlight;

use onrecord_corpus::{ArticleContent, Occurrence};
use onrecord_model::{ArticleMeta, BlockKind, is_web_address};
use yew::{Html, function_component, html, use_effect_with, use_node_ref};

use super::{ContextProps, PageContext};
use crate::platform::{dom, focus, locale, location};
use explanation::explanation;
use highlight::{Highlight, highlighted};

/// How many words a link to the original quotes, for the browser to scroll to.
const FRAGMENT_WORDS: usize = 8;

/// The open article; nothing if none is open.
#[function_component]
pub(crate) fn Reader(ContextProps { page }: &ContextProps) -> Html {
    let container = use_node_ref();
    {
        let container = container.clone();
        let is_loaded = page.view.statement.as_ref().is_none_or(|id| {
            page.corpus
                .find_statement(id.as_str())
                .is_some_and(|row| page.corpus.missing_part_of_row(row).is_none())
        });
        // Runs again when the article has been loaded.
        use_effect_with(
            (page.view.statement.clone(), page.view.article.clone(), is_loaded),
            move |(statement, ..)| {
                focus::focus("#reader-title");
                if let Some(id) = statement {
                    dom::scroll_into_view(&container, &dom::statement_selector("mark", id.as_str()));
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
                <p class="reader__original"><a href={original_link(page, url)} rel="noopener noreferrer">{ "Read the original" }</a></p>
            }
        </aside>
    }
}

/// Returns the index of the open article.
fn open_article(page: &PageContext) -> Option<usize> {
    match &page.view.statement {
        Some(id) => Some(page.corpus.primary_occurrence(page.corpus.find_statement(id.as_str())?)?.article),
        None => page.corpus.find_article(page.view.article.as_ref()?.as_str()),
    }
}

/// Returns the address of the original with a text fragment for the open statement's words. Browsers without text fragments
/// open the page at its top.
fn original_link(page: &PageContext, url: &str) -> String {
    let row = page.view.statement.as_ref().and_then(|id| page.corpus.find_statement(id.as_str()));
    let statement = row.and_then(|row| page.corpus.statement(row));
    let words = statement.map(|statement| fragment_words(&statement.text)).filter(|words| !words.is_empty());
    let Some(words) = words else { return url.to_owned() };
    let directive = if url.contains('#') { ":~:text=" } else { "#:~:text=" };
    // In a text directive a hyphen separates the text from its context.
    format!("{url}{directive}{}", location::encode_uri_component(words).replace('-', "%2D"))
}

/// Returns the first words of a text that have no characters which pages write in different ways.
fn fragment_words(text: &str) -> &str {
    const VARIABLE: [char; 9] = ['"', '“', '”', '\'', '’', '‘', '«', '»', '\n'];
    let pieces = text.split(VARIABLE).map(str::trim);
    let is_long_enough = |piece: &&str| piece.split_whitespace().nth(2).is_some();
    let piece = pieces
        .clone()
        .find(is_long_enough)
        .or_else(|| pieces.max_by_key(|piece| piece.len()))
        .unwrap_or_default();
    match piece.match_indices(char::is_whitespace).nth(FRAGMENT_WORDS - 1) {
        Some((end, _)) => piece.get(..end).unwrap_or_default(),
        None => piece,
    }
}

/// Draws links to the previous and the next statement of the article.
fn neighbours(page: &PageContext, article: usize) -> Html {
    let statements = page.corpus.statements_in(article);
    let open = page.view.statement.as_ref().and_then(|id| page.corpus.find_statement(id.as_str()));
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
            { for link(previous, "Previous") }
            if let Some(count) = count { <span class="reader__count">{ count }</span> }
            { for link(next, "Next") }
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
    let open_row = open_id.and_then(|id| page.corpus.find_statement(id.as_str()));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_avoid_characters_that_pages_write_differently() {
        for (text, words) in [
            ("“The time for talk is over,”", "The time for talk is over,"),
            ("that Beijing’s envoy “must act at once”", "must act at once"),
            ("It will rain and rain and rain and rain and rain", "It will rain and rain and rain and"),
            ("“No.”", "No."),
            ("", ""),
        ] {
            assert_eq!(fragment_words(text), words);
        }
    }
}

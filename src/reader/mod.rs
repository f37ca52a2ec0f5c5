//! The article that is open, every statement marked in it, the chosen one in view and explained.

mod marked;
mod why;

use onrecord_corpus::{Place, Source};
use onrecord_model::{BlockKind, Meta, is_web_address};
use web_sys::Element;
use yew::{Html, function_component, use_effect_with, use_node_ref};

use crate::{
    browser,
    markup::html,
    names,
    stage::{OnStage, Stage, view_link},
};
use marked::{Mark, pieces};
use why::why;

/// So many words find their place in the original.
const FRAGMENT_WORDS: usize = 8;

/// The open article.
#[function_component]
pub(crate) fn Reader(props: &OnStage) -> Html {
    let stage = &props.stage;
    let container = use_node_ref();
    {
        let container = container.clone();
        let here = stage.view.statement.as_ref().is_none_or(|id| {
            stage.corpus.find_statement(id.as_str()).is_some_and(|row| stage.corpus.missing(row).is_none())
        });
        // Once more when the words have come.
        use_effect_with(
            (stage.view.statement.clone(), stage.view.article.clone(), here),
            move |(statement, ..)| {
                browser::focus("#reader-title");
                if let (Some(element), Some(id)) = (container.cast::<Element>(), statement) {
                    browser::bring_into_view(&element, &browser::of_statement("mark", id.as_str()));
                }
            },
        );
    }
    let open = open(stage);
    stage.ask(open.and_then(|article| stage.corpus.missing_article(article)));
    let Some(open) = open else { return Html::default() };
    let Some(meta) = stage.corpus.articles().get(open) else { return Html::default() };
    let text = match stage.corpus.source(open) {
        Some(article) => html! { <>{ for blocks(stage, open, article) }</> },
        None => html! { <p role="status">{ "Fetching the article…" }</p> },
    };
    html! {
        <aside class="reader" aria-labelledby="reader-title" ref={container}>
            <div class="reader__bar">
                { neighbours(stage, open) }
                <button type="button" class="reader__close" onclick={stage.press(stage.view.with_statement(None))}>{ "Close article" }</button>
            </div>
            <p class="reader__source">{ source(&meta) }</p>
            <h2 id="reader-title" class="reader__title" dir="auto" tabindex="-1">{ meta.title_or_id().to_owned() }</h2>
            <div class="reader__text">{ text }</div>
            if let Some(url) = meta.url.as_deref().filter(|url| is_web_address(url)) {
                <p class="reader__original"><a href={original(stage, url)} rel="noopener noreferrer">{ "Read the original" }</a></p>
            }
        </aside>
    }
}

/// The address of the original, at the words of the statement that is open: browsers scroll to the
/// text that such a fragment gives, and others go to the page.
fn original(stage: &Stage, url: &str) -> String {
    let row = stage.view.statement.as_ref().and_then(|id| stage.corpus.find_statement(id.as_str()));
    let said = row.and_then(|row| stage.corpus.statement(row));
    let Some(words) = said.map(|said| quotable(&said.text)).filter(|words| !words.is_empty()) else {
        return url.to_owned();
    };
    let mark = if url.contains('#') { ":~:text=" } else { "#:~:text=" };
    // A hyphen would part the words from what stands before or behind them.
    format!("{url}{mark}{}", String::from(js_sys::encode_uri_component(words)).replace('-', "%2D"))
}

/// The first words between marks that pages write in different ways.
fn quotable(text: &str) -> &str {
    const MARKS: [char; 9] = ['"', '“', '”', '\'', '’', '‘', '«', '»', '\n'];
    let pieces = text.split(MARKS).map(str::trim);
    let enough = |piece: &&str| piece.split_whitespace().nth(2).is_some();
    let piece =
        pieces.clone().find(enough).or_else(|| pieces.max_by_key(|piece| piece.len())).unwrap_or_default();
    match piece.match_indices(char::is_whitespace).nth(FRAGMENT_WORDS - 1) {
        Some((end, _)) => piece.get(..end).unwrap_or_default(),
        None => piece,
    }
}

/// Links to the statements before and behind the open one in its article.
fn neighbours(stage: &Stage, article: usize) -> Html {
    let inside = stage.corpus.statements_in(article);
    let here = stage.view.statement.as_ref().and_then(|id| stage.corpus.find_statement(id.as_str()));
    let at = here.and_then(|row| inside.iter().position(|(known, _)| *known == row));
    let (before, behind) = match at {
        Some(at) => (at.checked_sub(1), Some(at + 1)),
        None => (None, Some(0)),
    };
    let link = |at: Option<usize>, words: &'static str| {
        let id = at.and_then(|at| inside.get(at)).and_then(|(row, _)| stage.corpus.id(*row))?;
        let to = stage.view.with_statement(Some(id));
        Some(view_link(stage, &to, "reader__step", words.into()))
    };
    let count = at.map(|at| format!("{} of {}", at + 1, inside.len()));
    html! {
        <>
            { for link(before, "Previous") }
            if let Some(count) = count { <span class="reader__count">{ count }</span> }
            { for link(behind, "Next") }
        </>
    }
}

/// The index of the article that is open.
fn open(stage: &Stage) -> Option<usize> {
    match &stage.view.statement {
        Some(id) => Some(stage.corpus.place(stage.corpus.find_statement(id.as_str())?)?.article),
        None => stage.corpus.find_article(stage.view.article.as_ref()?.as_str()),
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
        let id = stage.corpus.id(row)?;
        let said = stage.corpus.at(Place { article, statement })?;
        Some(said.spans.iter().map(move |span| Mark { span: *span, statement: id.clone() }))
    };
    inside.iter().filter_map(mark).flatten().collect()
}

/// The article's blocks, its own title left out where the reader's heading says it already.
fn blocks(stage: &Stage, index: usize, article: &Source) -> Vec<Html> {
    let inside = stage.corpus.statements_in(index);
    let marks = marks(stage, index, &inside);
    let chosen = stage.view.statement.as_ref();
    let row = chosen.and_then(|id| stage.corpus.find_statement(id.as_str()));
    let explained = row.and_then(|row| inside.iter().find(|(known, _)| *known == row));
    let mut out = Vec::new();
    let mut dateline = String::new();
    // The reasons stand right below the words that they explain.
    let last_mark = marks.iter().filter(|m| Some(&m.statement) == chosen).map(|m| m.span).max();
    for block in &article.blocks {
        let text = || pieces(stage, &article.text, block.span(), &marks);
        let plain = block.span().slice(&article.text);
        match block.kind {
            BlockKind::Headline if article.meta.title.as_deref().is_some_and(|t| plain.starts_with(t)) => {}
            BlockKind::Headline => out.push(html! { <p class="reader__headline" dir="auto">{ text() }</p> }),
            BlockKind::Dateline => plain.clone_into(&mut dateline),
            BlockKind::Subhead => out.push(html! { <h3 dir="auto">{ text() }</h3> }),
            BlockKind::Paragraph => {
                let place = std::mem::take(&mut dateline);
                out.push(html! {
                    <p dir="auto">
                        if !place.is_empty() { <span class="reader__dateline">{ place }</span>{ " " } }
                        { text() }
                    </p>
                });
            }
            _ => out.push(html! { <p class="reader__furniture" dir="auto">{ text() }</p> }),
        }
        if let Some(&(row, statement)) =
            explained.filter(|_| last_mark.is_some_and(|mark| block.span().contains(mark)))
        {
            out.push(why(stage, row, Place { article: index, statement }));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_any_page_writes_alike() {
        for (text, words) in [
            ("“The time for talk is over,”", "The time for talk is over,"),
            ("that Beijing’s envoy “must act at once”", "must act at once"),
            ("It will rain and rain and rain and rain and rain", "It will rain and rain and rain and"),
            ("“No.”", "No."),
            ("", ""),
        ] {
            assert_eq!(quotable(text), words);
        }
    }
}

//! One statement of the list: speaker, country, words, date and source.

use onrecord_corpus::{ArticleContent, SearchQuery};
use onrecord_model::{ArticleMeta, DateBasis, DateSpan, QuoteKind, Span, Speaker, Statement, StatementId};
use onrecord_text::{english::relative_days, plural};
use onrecord_view::PageTarget;
use yew::{Html, html};

use crate::{
    components::{PageContext, labels},
    platform::locale,
};

/// Draws the statement of a row, with search terms highlighted.
pub(crate) fn card(page: &PageContext, terms: &SearchQuery, row: usize) -> Html {
    let Some(id) = page.corpus.statement_id(row) else { return Html::default() };
    let is_open = page.view.statement.as_ref() == Some(&id);
    let class = if is_open { "statement statement--open" } else { "statement" };
    html! {
        <article {class} data-statement={id.to_string()}>
            { card_content(page, terms, row, "statement__link") }
            { folded_sources(page, row) }
        </article>
    }
}

/// Draws the speaker, the words as a link of a class, and the facts of a row's statement.
pub(crate) fn card_content(page: &PageContext, terms: &SearchQuery, row: usize, class: &'static str) -> Html {
    let corpus = &*page.corpus;
    page.request_missing(corpus.missing_part_of_row(row));
    let Some(id) = corpus.statement_id(row) else { return Html::default() };
    let words = match corpus.statement(row) {
        Some(statement) => words_of(
            statement,
            corpus.primary_occurrence(row).and_then(|place| corpus.article_content(place.article)),
            terms,
        ),
        None => html! { <span class="statement__pending">{ "Loading…" }</span> },
    };
    html! {
        <>
            <p class="statement__speaker">{ speaker(page, corpus.speaker_of(row), terms) }</p>
            { page.view_link(&page.view.with_statement(Some(id.clone())), class, words) }
            <p class="statement__facts">{ facts(page, row) }{ user_labels(page, row, &id) }</p>
        </>
    }
}

/// Draws labels if the article was added, or the statement corrected, by the reader.
fn user_labels(page: &PageContext, row: usize, id: &StatementId) -> Html {
    let user_data = &page.user_data;
    let is_corrected = user_data.amended.iter().any(|one| one.id == *id);
    let is_added = !user_data.articles.is_empty()
        && page
            .corpus
            .article_of(row)
            .is_some_and(|article| user_data.articles.iter().any(|own| own.id == article.id));
    html! {
        <>
            if is_added { <span class="statement__label">{ "your article" }</span> }
            if is_corrected { <span class="statement__label">{ "corrected by you" }</span> }
        </>
    }
}

/// Draws the words inside their sentence, which is grey. Without a sentence there are ellipses between spans.
fn words_of(statement: &Statement, source: Option<&ArticleContent>, terms: &SearchQuery) -> Html {
    let text = source.map_or("", |source| source.text.as_str());
    let mut parts: Vec<Html> = Vec::new();
    let mut end = statement.context.map(|context| context.start);
    let around = |parts: &mut Vec<Html>, from: Option<u32>, to: u32| match from {
        Some(from) if from < to => parts.push(html! {
            <span class="statement__context">{ highlighted(Span::new(from, to).slice(text), terms) }</span>
        }),
        Some(_) => {}
        None if parts.is_empty() => {}
        None => parts.push(" … ".into()),
    };
    for span in &statement.spans {
        around(&mut parts, end, span.start);
        parts.push(highlighted(span.slice(text), terms));
        end = end.map(|_| span.end);
    }
    if let Some(context) = statement.context {
        around(&mut parts, end, context.end);
    }
    html! { <>{ for parts }</> }
}

/// Draws name, role and country. The name leads to all statements of the speaker, the country to all that are made for it.
fn speaker(page: &PageContext, speaker: Option<&Speaker>, terms: &SearchQuery) -> Html {
    let Some(speaker) = speaker else {
        return html! { <span class="statement__name">{ "Unknown speaker" }</span> };
    };
    let link = |to: PageTarget, class, name| page.view_link(&to.view(page.site.defaults), class, name);
    html! {
        <>
            { link(PageTarget::Speaker(speaker.id.clone()), "statement__name", highlighted(&speaker.name, terms)) }
            if let Some(role) = &speaker.role {
                <span class="statement__role">{ format!(", {role}") }</span>
            }
            if let Some(country) = speaker.country {
                { link(PageTarget::Country(country), "statement__country", locale::country(country).into()) }
            }
        </>
    }
}

/// Draws a text with the search terms in it highlighted.
fn highlighted(text: &str, terms: &SearchQuery) -> Html {
    let mut parts: Vec<Html> = Vec::new();
    let mut end = 0;
    for range in terms.match_ranges(text) {
        parts.push(text.get(end..range.start).unwrap_or_default().into());
        parts.push(html! { <mark class="match">{ text.get(range.clone()).unwrap_or_default() }</mark> });
        end = range.end;
    }
    parts.push(text.get(end..).unwrap_or_default().into());
    html! { <>{ for parts }</> }
}

/// Draws kind, date, channel and source, which leads to the article.
fn facts(page: &PageContext, row: usize) -> Html {
    let corpus = &*page.corpus;
    let statement = corpus.statement(row);
    let source = |article: ArticleMeta| {
        let publisher = article.publisher.as_ref().map(|publisher| format!("{publisher}, "));
        let title = article.title_or_id().to_owned().into();
        let link = page.view_link(&page.view.with_article(article.id), "", title);
        html! { <span class="statement__source">{ publisher.unwrap_or_default() }<cite>{ link }</cite></span> }
    };
    html! {
        <>
            { kind_label(corpus.kind_of(row).unwrap_or(QuoteKind::Indirect)) }
            if statement.is_some_and(|s| !s.asserted) { <span>{ "denial or hypothetical" }</span> }
            if statement.is_some_and(|s| !s.is_sure()) { <span>{ "uncertain" }</span> }
            if let Some(statement) = statement { <span>{ date_of(statement) }</span> }
            if let Some(channel) = corpus.channel_of(row) { <span>{ channel }</span> }
            if let Some(article) = corpus.article_of(row) { { source(article) } }
        </>
    }
}

/// Draws the word for a kind, with the colour of its marks.
pub(crate) fn kind_label(kind: QuoteKind) -> Html {
    html! { <span class={format!("kind kind--{}", kind.as_str())}>{ labels::kind(kind) }</span> }
}

/// Returns when a statement was made, in words that say what that is based on.
pub(crate) fn date_of(statement: &Statement) -> String {
    let Some(when) = statement.when else { return "undated".to_owned() };
    match (when.days, when.basis) {
        (DateSpan::Relative(from, to), _) => relative_days(from, to),
        (DateSpan::Calendar(_, to), DateBasis::Published) => {
            format!("reported {} (day not stated)", locale::day(to))
        }
        (DateSpan::Calendar(from, to), _) if from == to => format!("on {}", locale::day(from)),
        (DateSpan::Calendar(from, to), _) => format!("between {} and {}", locale::day(from), locale::day(to)),
    }
}

/// Draws links to the other articles that report the same words, each with its publisher.
pub(crate) fn other_sources(page: &PageContext, row: usize) -> Vec<Html> {
    let articles = page.corpus.articles();
    let others = page.corpus.other_occurrences(row).filter_map(|place| articles.get(place.article));
    others
        .map(|article| {
            let view = page.view.with_article(article.id.clone());
            let publisher = article.publisher.as_ref().map(|publisher| format!("{publisher}, "));
            let title = article.title_or_id().to_owned();
            html! { <li>{ publisher.unwrap_or_default() }{ page.view_link(&view, "", title.into()) }</li> }
        })
        .collect()
}

/// Draws the same links, collapsed.
fn folded_sources(page: &PageContext, row: usize) -> Html {
    let sources = other_sources(page, row);
    if sources.is_empty() {
        return Html::default();
    }
    let summary = format!("and {} more {}", sources.len(), plural(sources.len(), "source"));
    html! {
        <details class="statement__sources">
            <summary>{ summary }</summary>
            <ul>{ for sources }</ul>
        </details>
    }
}

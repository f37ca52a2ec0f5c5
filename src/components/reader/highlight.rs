//! A block's text with the statements in it highlighted. Statements may overlap: their marks are nested.

use onrecord_model::{Span, StatementId, ranked};
use yew::{Html, html};

use crate::components::PageContext;

/// A span of a statement.
pub(super) struct Highlight {
    pub(super) span: Span,
    pub(super) statement: StatementId,
}

/// Draws a block's text, cut wherever a highlight begins or ends.
pub(super) fn highlighted(page: &PageContext, text: &str, block: Span, highlights: &[Highlight]) -> Html {
    let open = page.view.statement.as_ref();
    let piece = |pair: &[u32]| {
        let &[start, end] = pair else { return Html::default() };
        let span = Span::new(start, end);
        let words = span.slice(text).to_owned();
        let all = highlights.iter().filter(|one| one.span.contains(span)).map(|one| &one.statement);
        // The open statement is innermost, where its colour is seen.
        let others = all.clone().filter(|id| Some(*id) != open);
        let ids: Vec<_> = others.chain(all.filter(|id| Some(*id) == open)).collect();
        let Some(inner) = ids.last() else { return words.into() };
        let link = match Some(*inner) == open {
            true => words.into(),
            false => page.view_link(&page.view.with_statement(Some((*inner).clone())), "", words.into()),
        };
        ids.iter().rev().fold(link, |content, id| {
            let class = if Some(*id) == open { "highlight highlight--open" } else { "highlight" };
            html! { <mark {class} data-statement={id.to_string()}>{ content }</mark> }
        })
    };
    html! { <>{ for boundaries(block, highlights).windows(2).map(piece) }</> }
}

/// Returns the offsets at which a block is cut, in bytes of the article: its own ends, and those of highlights inside it.
fn boundaries(block: Span, highlights: &[Highlight]) -> Vec<u32> {
    let ends = highlights.iter().flat_map(|one| [one.span.start, one.span.end]);
    let inside = ends.filter(|&offset| block.start < offset && offset < block.end);
    // A set would bring a sort of its own into the page.
    let mut all = ranked::sorted(inside.chain([block.start, block.end]).collect(), Ord::cmp);
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_cut_where_highlights_begin_and_end() {
        let highlight = |start, end| Highlight {
            span: Span::new(start, end),
            statement: StatementId::from_stored(String::new()),
        };
        let highlights = [highlight(5, 20), highlight(12, 14), highlight(18, 40), highlight(0, 3)];
        assert_eq!(boundaries(Span::new(10, 30), &highlights), [10, 12, 14, 18, 20, 30]);
        assert_eq!(boundaries(Span::new(50, 60), &highlights), [50, 60]);
    }
}

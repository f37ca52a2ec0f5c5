//! A block's text with the statements in it marked. Statements may overlap: their marks nest.

use onrecord_model::Span;
use yew::{Callback, Html, html};

use crate::{
    stage::{Step, ViewLink},
    view::View,
};

/// Words of a statement.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) statement: String,
}

/// The text of `block`, cut wherever a mark begins or ends.
pub(super) fn pieces(
    text: &str,
    block: Span,
    marks: &[Mark],
    chosen: Option<&str>,
    view: &View,
    go: &Callback<Step>,
) -> Html {
    let cuts = cuts(block, marks);
    let piece = |pair: &[u32]| {
        let &[start, end] = pair else { return Html::default() };
        let span = Span::new(start, end);
        let words = span.slice(text).to_owned();
        let mut here: Vec<_> =
            marks.iter().filter(|m| m.span.contains(span)).map(|m| m.statement.as_str()).collect();
        // The chosen one is innermost, where its colour is seen.
        here.sort_by_key(|id| Some(*id) == chosen);
        let Some(inner) = here.last() else { return html! { { words } } };
        let link = match Some(*inner) == chosen {
            true => html! { { words } },
            false => html! { <ViewLink to={view.opening(Some(inner))} go={go.clone()}>{ words }</ViewLink> },
        };
        here.iter().rev().fold(link, |inside, id| {
            let class = if Some(*id) == chosen { "said said--chosen" } else { "said" };
            html! { <mark {class} data-statement={(*id).to_owned()}>{ inside }</mark> }
        })
    };
    html! { <>{ for cuts.windows(2).map(piece) }</> }
}

/// Where a block is cut: its ends, and the ends of all marks inside.
fn cuts(block: Span, marks: &[Mark]) -> Vec<u32> {
    let ends = marks.iter().flat_map(|m| [m.span.start, m.span.end]);
    let mut cuts: Vec<_> = ends.filter(|&at| block.start < at && at < block.end).collect();
    cuts.extend([block.start, block.end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_cut_where_marks_begin_and_end() {
        let mark = |start, end| Mark { span: Span::new(start, end), statement: String::new() };
        let marks = [mark(5, 20), mark(12, 14), mark(18, 40), mark(0, 3)];
        assert_eq!(cuts(Span::new(10, 30), &marks), [10, 12, 14, 18, 20, 30]);
        assert_eq!(cuts(Span::new(50, 60), &marks), [50, 60]);
    }
}

//! A block's text with the statements in it marked. Statements may overlap: their marks nest.

use onrecord_corpus::Values;
use onrecord_model::{Span, StatementId};
use yew::Html;

use crate::markup::html;
use crate::stage::{Stage, view_link};

/// Words of a statement.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) statement: StatementId,
}

/// The text of `block`, cut wherever a mark begins or ends.
pub(super) fn pieces(stage: &Stage, text: &str, block: Span, marks: &[Mark]) -> Html {
    let chosen = stage.view.statement.as_ref();
    let cuts = cuts(block, marks);
    let piece = |pair: &[u32]| {
        let &[start, end] = pair else { return Html::default() };
        let span = Span::new(start, end);
        let words = span.slice(text).to_owned();
        let all = marks.iter().filter(|m| m.span.contains(span)).map(|m| &m.statement);
        // The chosen one is innermost, where its colour is seen.
        let others = all.clone().filter(|id| Some(*id) != chosen);
        let here: Vec<_> = others.chain(all.filter(|id| Some(*id) == chosen)).collect();
        let Some(inner) = here.last() else { return html! { { words } } };
        let link = match Some(*inner) == chosen {
            true => html! { { words } },
            false => view_link(stage, &stage.view.with_statement(Some((*inner).clone())), "", words.into()),
        };
        here.iter().rev().fold(link, |inside, id| {
            let class = if Some(*id) == chosen { "said said--chosen" } else { "said" };
            html! { <mark {class} data-statement={id.to_string()}>{ inside }</mark> }
        })
    };
    html! { <>{ for cuts.windows(2).map(piece) }</> }
}

/// Where a block is cut: its ends, and the ends of all marks inside.
fn cuts(block: Span, marks: &[Mark]) -> Vec<u32> {
    let ends = marks.iter().flat_map(|m| [m.span.start, m.span.end]);
    let inside = ends.filter(|&at| block.start < at && at < block.end);
    let cuts: Values<u32> = inside.chain([block.start, block.end]).collect();
    cuts.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_cut_where_marks_begin_and_end() {
        let mark = |start, end| Mark { span: Span::new(start, end), statement: StatementId::new("", 0, 1) };
        let marks = [mark(5, 20), mark(12, 14), mark(18, 40), mark(0, 3)];
        assert_eq!(cuts(Span::new(10, 30), &marks), [10, 12, 14, 18, 20, 30]);
        assert_eq!(cuts(Span::new(50, 60), &marks), [50, 60]);
    }
}

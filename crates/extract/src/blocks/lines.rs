//! The lines of a page, with hand-wrapped paragraphs joined.

use onrecord_model::Span;

use crate::{
    index::{SaturatingIndex as _, rest},
    tokens::is_space,
};

/// A trimmed line, and the number of its group: lines without a blank line between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) group: usize,
}

/// Length of the lines of a hand-wrapped text, in bytes.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=130;

/// Returns all lines that are not blank, in order.
pub(super) fn lines(source: &str, body: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut group = 0;
    let mut at = body;
    let mut rest = source.get(body..).unwrap_or_default();
    while !rest.is_empty() {
        let (raw, behind) = rest.split_at(line_end(rest));
        rest = behind;
        let start = at.plus(raw.len().saturating_sub(raw.trim_start_matches(is_space).len()));
        let length = raw.trim_matches(is_space).len();
        let blank = length == 0;
        // CR LF is a single line break.
        if blank && !(raw == "\n" && source.get(..at).is_some_and(|s| s.ends_with('\r'))) {
            group = group.plus(1);
        } else if !blank {
            lines.push(Line { span: Span::from_usize(start, start.plus(length)), group });
        }
        at = at.plus(raw.len());
    }
    join(source, lines)
}

/// Returns the offset one past the line break that ends the first line.
fn line_end(text: &str) -> usize {
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' | b'\r' | b'\x0c' => return at.plus(1),
            // U+2028 and U+2029, line and paragraph separator.
            0xe2 if rest(text, at).starts_with(['\u{2028}', '\u{2029}']) => return at.plus(3),
            _ => {}
        }
    }
    text.len()
}

/// Joins each group of lines that is a paragraph wrapped by hand.
fn join(source: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut joined = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|a, b| a.group == b.group) {
        match (run.first(), run.last()) {
            (Some(first), Some(last)) if is_wrapped(source, run) => {
                joined.push(Line { span: first.span.cover(last.span), group: first.group });
            }
            _ => joined.extend_from_slice(run),
        }
    }
    joined
}

fn is_wrapped(source: &str, run: &[Line]) -> bool {
    let Some((last, most)) = run.split_last() else { return false };
    let text = |line: &Line| line.span.slice(source);
    let long = most.iter().all(|line| WRAPPED.contains(&text(line).len()));
    let starts_small = |line: &Line| text(line).starts_with(char::is_lowercase);
    let broken = run.iter().skip(1).any(starts_small);
    !most.is_empty() && long && broken && text(last).len() <= *WRAPPED.end()
}

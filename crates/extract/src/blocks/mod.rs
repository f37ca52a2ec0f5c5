//! Splits a page into blocks and classifies each as part of the story or as boilerplate.
//!
//! A block is a line, or several lines that were wrapped by hand. Its kind follows from its form and its
//! neighbours: a line with a duration and an agency makes the lines above it captions. The meaning of the text is
//! never considered.

mod dateline;
mod lines;
mod notices;
mod shape;

use onrecord_model::{Block, BlockKind, Mark, MarkedBlock, Span};
use onrecord_text::lowercase;

use lines::Line;

use crate::index::SaturatingIndex as _;

/// Returns the blocks of `source` from byte `body` on, in order. `title` is the headline, if it is known.
pub(crate) fn blocks(source: &str, body: usize, title: Option<&str>) -> Vec<Block> {
    let lines = lines::lines(source, body);
    let mut kinds = vec![None; lines.len()];
    captions(source, &lines, &mut kinds);
    highlights(source, &lines, &mut kinds);
    headline(source, &lines, &mut kinds, title);
    let mut blocks = Vec::with_capacity(lines.len());
    for (line, kind) in lines.iter().zip(kinds) {
        let kind = kind.unwrap_or_else(|| shape::kind(line.span.slice(source)));
        push(&mut blocks, source, line.span, kind);
    }
    about_writer(source, &mut blocks);
    blocks
}

/// Returns the blocks of a page whose markup gives their kinds; notices among the paragraphs are found by their words.
pub(crate) fn marked(source: &str, marked: &[MarkedBlock]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(marked.len());
    for block in marked {
        let text = block.span.slice(source);
        let kind = match block.mark {
            Mark::Paragraph | Mark::Item | Mark::Standfirst | Mark::Subhead if notices::is_notice(text) => {
                BlockKind::Related
            }
            Mark::Paragraph if shape::is_credit(text) => BlockKind::Credit,
            mark => mark.kind(),
        };
        push(&mut blocks, source, block.span, kind);
    }
    about_writer(source, &mut blocks);
    blocks
}

/// Adds a block, with the dateline that opens it as a block of its own.
fn push(blocks: &mut Vec<Block>, source: &str, span: Span, kind: BlockKind) {
    let text = span.slice(source);
    let length = dateline::length(text).filter(|_| matches!(kind, BlockKind::Paragraph | BlockKind::Subhead));
    let Some(length) = length else { return blocks.push(block(kind, span)) };
    let (start, end) = (span.start as usize, span.end as usize);
    let split = start.plus(length);
    let place = source.get(start..split).unwrap_or_default().trim_end();
    blocks.push(block(BlockKind::Dateline, Span::from_usize(start, start.plus(place.len()))));
    if source.get(split..end).is_some_and(|rest| !rest.trim().is_empty()) {
        blocks.push(block(BlockKind::Paragraph, Span::from_usize(split, end)));
    }
}

/// The number of paragraphs at the end of a story that may be about the writer.
const LAST: usize = 3;

/// Marks the last paragraphs that are about the writer.
fn about_writer(source: &str, blocks: &mut [Block]) {
    let paragraphs = blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph);
    let mut paragraphs: Vec<_> = paragraphs.collect();
    let from = paragraphs.len().saturating_sub(LAST).max(2);
    for block in paragraphs.iter_mut().skip(from) {
        if notices::is_about_writer(block.span().slice(source)) {
            block.kind = BlockKind::Related;
        }
    }
}

/// Returns the place of a dateline: "Hong Kong" in "Hong Kong CNN  —".
pub(crate) fn place(dateline: &str) -> Option<&str> {
    dateline::place(dateline)
}

fn block(kind: BlockKind, span: Span) -> Block {
    Block { kind, start: span.start, end: span.end }
}

/// Marks the unfinished lines right above a credit line as captions.
fn captions(source: &str, lines: &[Line], kinds: &mut [Option<BlockKind>]) {
    for (at, line) in lines.iter().enumerate() {
        let text = line.span.slice(source);
        let credit = shape::is_credit(text);
        if !credit && !shape::is_file_name(text) {
            continue;
        }
        set(kinds, at, if credit { BlockKind::Credit } else { BlockKind::Caption });
        let above = lines.get(..at).unwrap_or_default().iter().enumerate().rev();
        // Two lines at most: the picture's name and what it shows.
        for (i, other) in above
            .take(2)
            .take_while(|(i, _)| lines.get(i.plus(1)).is_some_and(|next| next.group == line.group))
        {
            let same = other.group == line.group && kinds.get(i).is_some_and(Option::is_none);
            if !same || shape::is_finished(other.span.slice(source)) {
                break;
            }
            set(kinds, i, BlockKind::Caption);
        }
    }
}

/// Marks "Story highlights" and the unfinished lines that follow it as highlights.
fn highlights(source: &str, lines: &[Line], kinds: &mut [Option<BlockKind>]) {
    let mut on = false;
    for (at, line) in lines.iter().enumerate() {
        let text = line.span.slice(source);
        if shape::is_highlights_heading(text) {
            on = true;
        } else if on
            && (shape::is_bullet(text) || !shape::is_finished(text))
            && dateline::length(text).is_none()
            && kinds.get(at) == Some(&None)
        {
        } else {
            on = false;
            continue;
        }
        set(kinds, at, BlockKind::Highlight);
    }
}

/// Marks the headline: the known title, or a separate first line that does not end like a sentence.
fn headline(source: &str, lines: &[Line], kinds: &mut [Option<BlockKind>], title: Option<&str>) {
    let plain = |text: &str| lowercase(text.trim_end_matches('.').trim());
    if let Some(title) = title.map(plain) {
        let found = lines.iter().take(12).position(|line| plain(line.span.slice(source)) == title);
        if let Some(at) = found {
            set(kinds, at, BlockKind::Headline);
        }
        return;
    }
    let Some((first, next)) = lines.first().zip(lines.get(1)) else { return };
    let text = first.span.slice(source);
    let alone = first.group != next.group;
    let short = text.split_whitespace().count() <= 25;
    if alone
        && short
        && !shape::is_finished(text)
        && kinds.first() == Some(&None)
        && dateline::length(text).is_none()
    {
        set(kinds, 0, BlockKind::Headline);
    }
}

fn set(kinds: &mut [Option<BlockKind>], at: usize, kind: BlockKind) {
    if let Some(slot) = kinds.get_mut(at) {
        *slot = Some(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expect;

    /// Pages apart by lines of `=`: a page, a line of `-`, then the kind and the first words of
    /// each of its blocks.
    const TABLE: &str = include_str!("../../tests/blocks.txt");

    #[test]
    fn the_table_of_pages() {
        let render = |example: &str| {
            let (page, _) = example.split_once("\n----\n").unwrap();
            let blocks = blocks(page, 0, None);
            let lines = blocks.iter().map(|b| {
                let words: Vec<_> = b.span().slice(page).split_whitespace().take(4).collect();
                format!("{} {}", serde_json::to_value(b.kind).unwrap().as_str().unwrap(), words.join(" "))
            });
            format!("{page}\n----\n{}", lines.collect::<Vec<_>>().join("\n"))
        };
        let pages = TABLE.trim_end().split("\n====\n").map(render).collect::<Vec<_>>();
        expect::check("blocks.txt", &(pages.join("\n====\n") + "\n"));
    }

    #[test]
    fn a_known_title_is_the_headline() {
        let page = "Home\n\nIt Rained.\n\nIt rained on Monday.";
        let kinds: Vec<_> = blocks(page, 0, Some("It rained")).iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [BlockKind::Subhead, BlockKind::Headline, BlockKind::Paragraph]);
    }
}

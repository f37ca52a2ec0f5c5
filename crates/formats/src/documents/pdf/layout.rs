//! Puts the letters of pages together: to rows, columns, lines and paragraphs, without what runs through all pages.

use std::collections::HashMap;

use super::{
    super::{Paragraph, Role},
    letters::{Fragment, LetterPage},
};

/// What a document's pages hold.
pub(super) struct Read {
    pub(super) paragraphs: Vec<Paragraph>,
    /// The address that a browser printed below the page.
    pub(super) url: Option<String>,
}

/// Reads pages.
pub(super) fn read(mut pages: Vec<LetterPage>) -> Read {
    for page in &mut pages {
        page.fragments.retain(|fragment| !fragment.is_artifact && !fragment.text.trim().is_empty());
        drop_doubles(&mut page.fragments);
    }
    let url = pages.first().and_then(printed_address);
    drop_running(&mut pages);
    let mut lines: Vec<Line> = Vec::new();
    for page in pages {
        let mut blocks = Vec::new();
        columns(page.fragments, page.width, 0, &mut blocks);
        for block in blocks {
            lines.extend(lines_of(lines.len(), block));
        }
    }
    Read { paragraphs: paragraphs(&lines), url }
}

/// A line of a column.
#[derive(Debug)]
struct Line {
    /// The block that it belongs to: a column of a page, or a part of one; and the edges of that.
    block: usize,
    edges: (f64, f64),
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    is_bold: bool,
    text: String,
}

/// Drops fragments that are drawn twice on about the same place, as for a shadow.
fn drop_doubles(fragments: &mut Vec<Fragment>) {
    let mut seen: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
    fragments.retain(|fragment| {
        let places = seen.entry(fragment.text.clone()).or_default();
        let near = |(x, y): &(f64, f64)| (x - fragment.left).abs() < 1.5 && (y - fragment.y).abs() < 1.5;
        // A table of equal numbers would be compared with all of them.
        let is_double = places.iter().rev().take(50).any(near);
        places.push((fragment.left, fragment.y));
        !is_double
    });
}

/// The rows at the top and at the bottom of a page among which running lines are looked for.
const EDGE: usize = 3;

/// Fragments on one line across the whole page, by their places in the page's list.
struct Row {
    y: f64,
    size: f64,
    fragments: Vec<usize>,
    text: String,
}

fn rows(page: &LetterPage) -> Vec<Row> {
    let mut order: Vec<usize> = (0..page.fragments.len()).collect();
    let place =
        |at: &usize| page.fragments.get(*at).map_or((0.0, 0.0), |fragment| (fragment.y, fragment.left));
    order.sort_by(|a, b| place(a).0.total_cmp(&place(b).0));
    let mut rows: Vec<Row> = Vec::new();
    for at in order {
        let Some(fragment) = page.fragments.get(at) else { continue };
        match rows.last_mut() {
            Some(row) if (fragment.y - row.y).abs() < 0.4 * row.size.max(fragment.size) => {
                row.fragments.push(at);
                row.size = row.size.max(fragment.size);
            }
            _ => rows.push(Row {
                y: fragment.y,
                size: fragment.size,
                fragments: vec![at],
                text: String::new(),
            }),
        }
    }
    for row in &mut rows {
        row.fragments.sort_by(|a, b| place(a).1.total_cmp(&place(b).1));
        let texts = row.fragments.iter().filter_map(|at| page.fragments.get(*at));
        row.text = texts.map(|fragment| fragment.text.trim()).collect::<Vec<_>>().join(" ");
    }
    rows
}

/// Returns a running line without what changes from page to page.
fn key(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_ascii_digit() && !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns whether a line is the number of a page: "12", "- 12 -", "Page 2 of 3", "2/3".
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let plain: String =
        lower.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    let words: Vec<&str> =
        plain.split_whitespace().filter(|word| !matches!(*word, "page" | "p" | "pg" | "of")).collect();
    let is_number = |word: &&str| word.len() <= 4 && word.chars().all(|letter| letter.is_ascii_digit());
    (1..=2).contains(&words.len()) && words.iter().all(is_number)
}

/// Returns whether a line is what browsers print above and below a page: a moment and the title, the address and a number.
fn is_of_browser(text: &str) -> bool {
    let first = text.split(',').next().unwrap_or_default();
    let is_date = first.len() <= 10
        && first.split(['/', '.']).filter(|part| part.parse::<u16>().is_ok()).count() == 3
        && text.contains(':');
    let is_address = ["https://", "http://", "file://"].iter().any(|start| text.starts_with(start));
    is_date || is_address && text.split_whitespace().count() <= 2
}

fn printed_address(page: &LetterPage) -> Option<String> {
    let rows = rows(page);
    let last = rows.last().filter(|row| is_of_browser(&row.text))?;
    let address = last.text.split_whitespace().next()?;
    (address.starts_with("http") && !address.contains('…')).then(|| address.to_owned())
}

/// Drops the running heads and feet of pages, and their numbers.
fn drop_running(pages: &mut [LetterPage]) {
    let all: Vec<Vec<Row>> = pages.iter().map(rows).collect();
    let edges = |rows: &[Row]| -> Vec<usize> {
        let end = rows.len().saturating_sub(EDGE);
        (0..rows.len()).filter(|at| *at < EDGE || *at >= end).collect()
    };
    // The pages on which a line runs, and the smallest size of its letters.
    let mut running: HashMap<String, (usize, f64)> = HashMap::new();
    for rows in &all {
        let mut of_page: HashMap<String, f64> = HashMap::new();
        for row in edges(rows).into_iter().filter_map(|at| rows.get(at)) {
            let size = of_page.entry(key(&row.text)).or_insert(row.size);
            *size = size.min(row.size);
        }
        for (key, size) in of_page {
            let known = running.entry(key).or_insert((0, size));
            *known = (known.0 + 1, known.1.min(size));
        }
    }
    let count = pages.len();
    for (page, rows) in pages.iter_mut().zip(&all) {
        let mut dropped = vec![false; page.fragments.len()];
        for at in edges(rows) {
            let Some(row) = rows.get(at) else { continue };
            let (on, size) = running.get(&key(&row.text)).copied().unwrap_or_default();
            let runs = on > 1 && on * 3 >= count && row.size < size * 1.15 && !key(&row.text).is_empty();
            let is_at_edge = row.y < page.height * 0.12 || row.y > page.height * 0.86;
            if runs || is_at_edge && (is_page_number(&row.text) || is_of_browser(&row.text)) {
                for at in &row.fragments {
                    if let Some(slot) = dropped.get_mut(*at) {
                        *slot = true;
                    }
                }
            }
        }
        let mut at = 0;
        page.fragments.retain(|_| {
            at += 1;
            !dropped.get(at - 1).copied().unwrap_or_default()
        });
    }
}

/// How many columns may be beside each other, as a depth of halves.
const MAX_SPLITS: usize = 3;

/// Splits fragments into blocks in reading order: what crosses all columns stands between the blocks beside each other.
fn columns(mut fragments: Vec<Fragment>, width: f64, depth: usize, blocks: &mut Vec<Vec<Fragment>>) {
    let gutter = if depth < MAX_SPLITS { gutter(&fragments, width) } else { None };
    let Some(x) = gutter else {
        if !fragments.is_empty() {
            blocks.push(fragments);
        }
        return;
    };
    fragments.sort_by(|a, b| a.y.total_cmp(&b.y));
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    for fragment in fragments {
        let crosses = fragment.left < x && fragment.right > x;
        if crosses && (!left.is_empty() || !right.is_empty()) {
            columns(std::mem::take(&mut left), width, depth + 1, blocks);
            columns(std::mem::take(&mut right), width, depth + 1, blocks);
        }
        if !crosses && !across.is_empty() {
            blocks.push(std::mem::take(&mut across));
        }
        match () {
            () if crosses => across.push(fragment),
            () if fragment.right <= x => left.push(fragment),
            () => right.push(fragment),
        }
    }
    columns(left, width, depth + 1, blocks);
    columns(right, width, depth + 1, blocks);
    if !across.is_empty() {
        blocks.push(across);
    }
}

/// Returns the middle of the widest gap between two columns, if there are any.
fn gutter(fragments: &[Fragment], width: f64) -> Option<f64> {
    /// Fragments that a column has at least.
    const COLUMN: usize = 4;
    let left = fragments.iter().map(|fragment| fragment.left).fold(f64::INFINITY, f64::min);
    let right = fragments.iter().map(|fragment| fragment.right).fold(0.0, f64::max);
    if fragments.len() < 2 * COLUMN || right - left < width * 0.3 {
        return None;
    }
    // How many fragments cover each of a hundred places across the block.
    const PLACES: usize = 200;
    let step = (right - left) / PLACES as f64;
    let mut cover = [0_usize; PLACES];
    for fragment in fragments {
        for (at, count) in cover.iter_mut().enumerate() {
            let x = left + step * (at as f64 + 0.5);
            *count += usize::from(fragment.left < x && x < fragment.right);
        }
    }
    let free = fragments.len() * 3 / 10;
    let (from, to) = (PLACES / 6, PLACES * 5 / 6);
    let least = cover.get(from..to)?.iter().min().copied().filter(|least| *least <= free)?;
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for at in from..=to {
        let is_free = at < to && cover.get(at).is_some_and(|count| *count <= least + least / 4);
        match (is_free, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                if best.is_none_or(|(a, b)| at - first > b - a) {
                    best = Some((first, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    let (first, last) = best?;
    let x = left + step * ((first + last) as f64 / 2.0);
    let sizes: f64 = fragments.iter().map(|fragment| fragment.size).sum::<f64>() / fragments.len() as f64;
    let is_wide = step * (last - first) as f64 >= 0.6 * sizes;
    let side = |is_in: &dyn Fn(&Fragment) -> bool| {
        let of: Vec<&Fragment> = fragments.iter().filter(|fragment| is_in(fragment)).collect();
        let long = of.iter().filter(|fragment| fragment.text.len() >= 18).count();
        let top = of.iter().map(|fragment| fragment.y).fold(f64::INFINITY, f64::min);
        let end = of.iter().map(|fragment| fragment.y).fold(0.0, f64::max);
        (of.len(), long, top, end)
    };
    let (a, b) = (side(&|fragment| fragment.right <= x), side(&|fragment| fragment.left >= x));
    let overlap = a.3.min(b.3) - a.2.max(b.2);
    let shorter = (a.3 - a.2).min(b.3 - b.2);
    let is_column = |side: &(usize, usize, f64, f64)| side.0 >= COLUMN && side.1 * 2 >= side.0;
    (is_wide && is_column(&a) && is_column(&b) && overlap > shorter * 0.4).then_some(x)
}

/// Joins the fragments of a block to its lines.
fn lines_of(block: usize, mut fragments: Vec<Fragment>) -> Vec<Line> {
    fragments.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Fragment>> = Vec::new();
    for fragment in fragments {
        match rows.last_mut() {
            Some(row)
                if row.first().is_some_and(|first| {
                    (fragment.y - first.y).abs() < 0.4 * first.size.max(fragment.size)
                }) =>
            {
                row.push(fragment);
            }
            _ => rows.push(vec![fragment]),
        }
    }
    let left = rows.iter().flatten().map(|fragment| fragment.left).fold(f64::INFINITY, f64::min);
    let right = rows.iter().flatten().map(|fragment| fragment.right).fold(0.0, f64::max);
    let line = |mut row: Vec<Fragment>| {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let text = row.iter().map(|fragment| fragment.text.trim()).collect::<Vec<_>>().join(" ");
        let letters: usize = text.chars().filter(|letter| !letter.is_whitespace()).count();
        let bold: usize = row.iter().map(|fragment| fragment.bold).sum();
        // Most letters' size: a raised figure does not count.
        let size =
            row.iter().max_by_key(|fragment| fragment.text.len()).map_or(0.0, |fragment| fragment.size);
        Line {
            block,
            edges: (left, right),
            left: row.iter().map(|fragment| fragment.left).fold(f64::INFINITY, f64::min),
            right: row.iter().map(|fragment| fragment.right).fold(0.0, f64::max),
            y: row.first().map_or(0.0, |fragment| fragment.y),
            size,
            is_bold: bold * 10 >= letters * 8,
            text,
        }
    };
    rows.into_iter().map(line).collect()
}

/// Returns the size of most letters, and the usual distance of lines in sizes.
fn usual(lines: &[Line]) -> (f64, f64) {
    let mut sizes: HashMap<i64, usize> = HashMap::new();
    for line in lines {
        // In quarters of a point.
        *sizes.entry((line.size * 4.0).round() as i64).or_default() += line.text.len();
    }
    let size = sizes
        .into_iter()
        .max_by_key(|(size, letters)| (*letters, *size))
        .map_or(10.0, |(size, _)| size as f64 / 4.0);
    let pairs = lines.windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let is_usual = (a.size - size).abs() < 0.5 && (b.size - size).abs() < 0.5;
        let by = (b.y - a.y) / size;
        (is_usual && a.block == b.block && (0.8..3.0).contains(&by)).then_some(by)
    });
    let mut distances: Vec<f64> = pairs.collect();
    distances.sort_by(f64::total_cmp);
    // More lines go on with a paragraph than begin one.
    (size, distances.get(distances.len() * 2 / 5).copied().unwrap_or(1.2))
}

/// A paragraph that is being put together.
struct Open {
    text: String,
    size: f64,
    is_bold: bool,
    is_item: bool,
}

fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let (size, distance) = usual(lines);
    let mut read: Vec<Open> = Vec::new();
    let mut before: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        let bullet = bullet(&line.text);
        let text = bullet.unwrap_or(&line.text);
        if text.is_empty() {
            // A bullet that is drawn apart from its line is above it in the order of rows, or the line is empty.
            continue;
        }
        let goes_on = before
            .is_some_and(|before| bullet.is_none() && is_next(before, line, lines.get(at + 1), distance));
        match read.last_mut().filter(|_| goes_on) {
            Some(open) => join(&mut open.text, text, lines),
            None => read.push(Open {
                text: text.to_owned(),
                size: line.size,
                is_bold: line.is_bold,
                is_item: bullet.is_some(),
            }),
        }
        before = Some(line);
    }
    roles(read, size)
}

/// Returns a line without the bullet that begins it.
fn bullet(line: &str) -> Option<&str> {
    let rest =
        line.strip_prefix(['•', '▪', '■', '●', '‣', '◦', '○', '➢', '❖', '\u{f0b7}', '\u{f0a7}', '\u{f076}'])?;
    Some(rest.trim_start())
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', '…', ':'])
}

/// Returns whether a line goes on with the paragraph of the one before it.
fn is_next(before: &Line, line: &Line, after: Option<&Line>, distance: f64) -> bool {
    let is_like = (before.size - line.size).abs() <= 0.08 * before.size.max(line.size);
    // A heading in bold; words in bold within a paragraph hardly fill a line.
    let is_one_type = before.is_bold == line.is_bold;
    if !is_like || !is_one_type {
        return false;
    }
    let (left, right) = before.edges;
    let width = (right - left).max(1.0);
    let is_short = before.right < right - 0.12 * width;
    let is_finished = ends_sentence(&before.text);
    let indent = |line: &Line| line.left - line.edges.0;
    if before.block != line.block {
        // The next column or page.
        let begins_small = line.text.starts_with(char::is_lowercase);
        let is_indented =
            indent(line) > 0.8 * line.size && after.is_none_or(|after| indent(after) < 0.4 * line.size);
        return begins_small || !is_finished && !is_short && !is_indented;
    }
    let by = line.y - before.y;
    if by > distance * before.size * 1.28 || by < 0.0 {
        return false;
    }
    let is_indented = indent(line) - indent(before) > 0.8 * line.size;
    // Lines of a list or of a quotation are indented all alike.
    let goes_back = after
        .is_some_and(|after| after.block == line.block && indent(line) - indent(after) > 0.8 * line.size);
    if is_indented && (goes_back || is_finished) {
        return false;
    }
    if is_finished && is_short {
        return false;
    }
    // Lines of an address or of a list without bullets.
    !(before.right - left < 0.55 * width
        && line.text.starts_with(char::is_uppercase)
        && before.text.len() < 60)
}

/// Words before whose hyphen a compound is meant, and not a break of the line.
const COMPOUND: [&str; 30] = [
    "self", "well", "long", "short", "co", "non", "anti", "half", "high", "low", "full", "part", "ex",
    "vice", "cross", "old", "new", "two", "three", "four", "five", "ten", "mid", "pro", "north", "south",
    "east", "west", "so", "post",
];

/// Appends a line to a text. The hyphen of a word that was broken at the end of the line is dropped.
fn join(text: &mut String, line: &str, lines: &[Line]) {
    if text.ends_with('\u{ad}') {
        text.truncate(text.trim_end_matches('\u{ad}').len());
        text.push_str(line);
        return;
    }
    let stem = text.strip_suffix(['-', '‐']).filter(|stem| stem.ends_with(char::is_alphabetic));
    let Some(stem) = stem else {
        // A dash between words stands with spaces or without, as it was.
        if !text.ends_with(['—', '/']) {
            text.push(' ');
        }
        text.push_str(line);
        return;
    };
    let first = stem.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let second: String = line.chars().take_while(|letter| letter.is_alphabetic()).collect();
    let written = |word: &str| lines.iter().any(|line| line.text.contains(word));
    let is_compound = !line.starts_with(char::is_lowercase)
        || !written(&format!("{first}{second}"))
            && (written(&format!("{first}-{second}")) || COMPOUND.contains(&first.to_lowercase().as_str()));
    if !is_compound {
        text.truncate(stem.len());
    }
    text.push_str(line);
}

/// Tells headings, captions and notes by their type.
fn roles(read: Vec<Open>, size: f64) -> Vec<Paragraph> {
    let words = |open: &Open| open.text.split_whitespace().count();
    let is_heading = |open: &Open| {
        let is_line = words(open) <= 40 && !open.is_item;
        let is_open = !open.text.ends_with(['.', ',', ';', '”', '"']);
        is_line && open.size >= size * 1.15
            || open.is_bold && is_open && words(open) <= 25 && open.size > size * 0.9
    };
    let all: usize = read.iter().map(|open| open.text.len()).sum();
    let small: usize = read.iter().filter(|open| open.size < size * 0.87).map(|open| open.text.len()).sum();
    let prose = read.iter().position(|open| open.text.len() > 200 && !is_heading(open)).unwrap_or(read.len());
    // The headline is the largest line above the text; a masthead of few words may be larger.
    let largest = |least: usize| {
        let before = read.iter().take(prose).enumerate();
        let lines = before.filter(|(_, open)| {
            is_heading(open) && words(open) >= least && !super::super::is_label(&open.text)
        });
        let mut best: Option<(usize, f64)> = None;
        for (at, open) in lines {
            if best.is_none_or(|(_, known)| open.size > known + 0.3) {
                best = Some((at, open.size));
            }
        }
        best.map(|(at, _)| at)
    };
    let title = largest(5).or_else(|| largest(2));
    let role = |at: usize, open: &Open| match () {
        () if title == Some(at) => Role::Title,
        () if is_heading(open) => Role::Heading,
        () if open.is_item => Role::Item,
        () if open.size < size * 0.87 && small * 10 < all * 3 => Role::Beside,
        () => Role::Text,
    };
    let paragraphs: Vec<_> = read.iter().enumerate().map(|(at, open)| role(at, open)).collect();
    read.into_iter()
        .zip(paragraphs)
        .map(|(open, role)| Paragraph { role, text: open.text.replace('\u{ad}', "") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, at: (f64, f64, f64), block: usize) -> Line {
        let (left, right, y) = at;
        Line {
            block,
            edges: (72.0, 500.0),
            left,
            right,
            y,
            size: 10.0,
            is_bold: false,
            text: text.to_owned(),
        }
    }

    #[test]
    fn lines_become_paragraphs() {
        let lines = [
            line("The harbour council met on the quay for the well-", (72.0, 498.0, 100.0), 0),
            line("known vote on its old fer-", (72.0, 495.0, 112.0), 0),
            line("ry pier.", (72.0, 110.0, 124.0), 0),
            line("It will be closed in the", (72.0, 499.0, 136.0), 0),
            line("spring of the next year.", (72.0, 490.0, 90.0), 1),
            line("• One boat", (72.0, 130.0, 120.0), 1),
        ];
        let read: Vec<String> = paragraphs(&lines).into_iter().map(|paragraph| paragraph.text).collect();
        assert_eq!(
            read,
            [
                "The harbour council met on the quay for the well-known vote on its old ferry pier.",
                "It will be closed in the spring of the next year.",
                "One boat",
            ]
        );
    }

    #[test]
    fn numbers_of_pages() {
        for (text, expected) in [
            ("12", true),
            ("- 12 -", true),
            ("Page 2 of 3", true),
            ("2 / 3", true),
            ("p. 4", true),
            ("2026 was wet", false),
            ("Page one", false),
            ("", false),
        ] {
            assert_eq!(is_page_number(text), expected, "{text}");
        }
    }
}

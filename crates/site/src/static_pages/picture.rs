//! The picture of a card: the words, the speaker, the day.

use maud::html;
use onrecord_text::truncate;

use crate::{Error, Options, png_renderer::PngRenderer, xml::knows};

/// The width of preview pictures, in pixels.
pub(super) const WIDTH: u32 = 1200;
/// The height of preview pictures, in pixels.
pub(super) const HEIGHT: u32 = 630;

/// Font size in pixels, letters in a line, and lines. The first size that fits the words is used.
const SIZES: [(u32, usize, usize); 4] = [(68, 31, 4), (54, 39, 5), (44, 48, 7), (36, 59, 8)];
/// The number of letters that fit below the words.
const SMALL: usize = 62;

/// Returns the picture as SVG: its large text, and the lines below it.
pub(super) fn svg(large: &str, small: &str, options: &Options) -> String {
    let accent =
        options.accent.as_ref().map_or_else(|| "#9b2d1f".to_owned(), |accent| accent.light.to_string());
    let title = truncate(&printable(&options.site.title), SMALL / 3);
    let words = printable(large);
    let fit = |&(_, width, most): &(u32, usize, usize)| lines(&words, width).len() <= most;
    let (size, width, most) = SIZES.into_iter().find(fit).unwrap_or(SIZES[SIZES.len() - 1]);
    let mut set = lines(&words, width);
    if set.len() > most {
        set.truncate(most);
        if let Some(last) = set.last_mut() {
            last.push('…');
        }
    }
    let leading = size + size / 4;
    let y = |at: usize| 90 + size + leading * u32::try_from(at).unwrap_or(0);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(HEIGHT) {
            rect width=(WIDTH) height=(HEIGHT) fill="#fdfcf9" {}
            rect width="16" height=(HEIGHT) fill=(accent) {}
            @for (at, line) in set.iter().enumerate() {
                text x="80" y=(y(at)) font-family="Libertinus Serif" font-size=(size) fill="#1c1a17" { (line) }
            }
            @for (at, line) in printable_lines(small).iter().enumerate() {
                text x="80" y=(535 + 44 * at) font-family="Libertinus Serif" font-size="34" fill="#5b554c" { (line) }
            }
            text x="1120" y="579" text-anchor="end" font-family="Libertinus Serif" font-size="34" fill=(accent) { (title) }
        }
    }
    .into_string()
}

fn printable_lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(|line| truncate(&printable(line), SMALL)).collect()
}

/// Replaces characters that are not allowed in XML.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| knows(*c)).collect()
}

/// Breaks a text into lines of `width` letters; East Asian letters count twice.
fn lines(text: &str, width: usize) -> Vec<String> {
    let wide = |text: &str| {
        text.chars()
            .map(|c| if c >= '\u{1100}' && !('\u{2000}'..='\u{2fff}').contains(&c) { 2 } else { 1 })
            .sum::<usize>()
    };
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        while !rest.is_empty() {
            let taken: String = rest.drain(..rest.len().min(width / 2)).collect();
            match lines.last_mut() {
                Some(line) if taken.len() == word.len() && wide(line) + 1 + wide(&taken) <= width => {
                    line.push(' ');
                    line.push_str(&taken);
                }
                _ => lines.push(taken),
            }
        }
    }
    lines
}

/// Returns the picture as PNG.
pub(super) fn png(renderer: &PngRenderer, svg: &str) -> Result<Vec<u8>, Error> {
    renderer.png(svg, WIDTH, HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_set_in_lines() {
        for (text, set) in [
            ("It will rain today", vec!["It will", "rain today"]),
            ("", vec![]),
            ("北京 回应 很快", vec!["北京 回应", "很快"]),
            ("incomprehensibilities", vec!["incom", "prehe", "nsibi", "litie", "s"]),
        ] {
            assert_eq!(lines(text, 10), set);
        }
    }
}

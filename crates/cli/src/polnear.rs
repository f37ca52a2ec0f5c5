//! PolNeAR's annotations (Newell, Margolin and Ruths 2018), one article a line, offsets in characters.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    ops::Range,
    path::Path,
};

use anyhow::{Context as _, Result};
use onrecord_model::{Date, Span};
use onrecord_text::fnv1a;
use serde::Deserialize;

/// The number of parts into which articles are divided.
pub(crate) const FIFTHS: u64 = 5;

/// An annotated article.
#[derive(Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) published: Option<Date>,
    pub(crate) text: String,
    pub(crate) attributions: Vec<Annotation>,
}

/// An annotated attribution; its ranges are in characters.
#[derive(Deserialize)]
pub(crate) struct Annotation {
    pub(crate) content: Vec<(usize, usize)>,
    pub(crate) cue: Vec<(usize, usize)>,
    pub(crate) source: Vec<(usize, usize)>,
    pub(crate) kind: String,
    /// Whether the cue reports an utterance, not a belief.
    pub(crate) speech: bool,
}

impl Line {
    /// Returns whether the article is in the held-out fifth.
    pub(crate) fn is_held_out(&self) -> bool {
        self.fifth() == 0
    }

    /// Returns the article's fifth, from a stable hash of its id (FNV-1a).
    pub(crate) fn fifth(&self) -> u64 {
        (fnv1a(self.id.bytes()) >> 32) % FIFTHS
    }
}

/// Reads all articles of a file.
pub(crate) fn read(file: &Path) -> Result<Vec<Line>> {
    let reader = BufReader::new(File::open(file).with_context(|| format!("cannot read {}", file.display()))?);
    let mut lines = Vec::new();
    for (number, line) in reader.lines().enumerate() {
        let place = || format!("{}: line {}", file.display(), number + 1);
        lines.push(serde_json::from_str(&line.with_context(place)?).with_context(place)?);
    }
    Ok(lines)
}

/// Converts byte offsets of a text to characters.
pub(crate) struct Characters {
    chars: Vec<char>,
    /// The first byte of each character, then the text's length.
    bytes: Vec<usize>,
}

impl Characters {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { chars: text.chars().collect(), bytes }
    }

    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let at = |byte: u32| self.bytes.partition_point(|&b| b < byte as usize);
        at(span.start)..at(span.end)
    }

    /// Narrows a range to its first and last letter or digit.
    pub(crate) fn drawn_in(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        let plain = |at: usize| self.chars.get(at).is_some_and(|ch| ch.is_alphanumeric());
        while start < end && !plain(start) {
            start += 1;
        }
        while end > start && !plain(end - 1) {
            end -= 1;
        }
        start..end
    }
}

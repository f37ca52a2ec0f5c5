//! Builds the search index, one text at a time.

use onrecord_model::ranked::sorted;
use rustc_hash::FxHashMap;

use super::{
    postings::{add_rows, bytes_of, is_dense, write_number},
    query::each_word,
    text_index::TextIndex,
    vocabulary::Vocabulary,
};
use crate::{binary_array::BinaryArray, columns::RowSet};

/// Below this many rows, reading the postings of all terms is fast enough.
const LARGE: usize = 4096;
/// A prefix whose terms have more postings a row than this is answered when the index is built.
const POSTINGS_A_ROW: usize = 2;
/// The length in characters of the longest prefix that can have that many.
const LONGEST_PREFIX: usize = 4;

#[derive(Default)]
struct List {
    last: u32,
    count: usize,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

/// Takes texts in the order of rows.
#[derive(Default)]
pub(crate) struct TextIndexBuilder {
    known: FxHashMap<String, usize>,
    lists: Vec<List>,
    row: u32,
    /// The terms of the current text with their positions; a buffer that is reused.
    here: Vec<(usize, u32)>,
}

impl TextIndexBuilder {
    /// Adds the text of the next row.
    pub(crate) fn add(&mut self, text: &str) {
        self.here.clear();
        let mut position = 0;
        let (known, lists, here) = (&mut self.known, &mut self.lists, &mut self.here);
        each_word(text, |_, word| {
            let term = match known.get(word) {
                Some(&term) => term,
                None => {
                    known.insert(word.to_owned(), lists.len());
                    lists.push(List::default());
                    lists.len().saturating_sub(1)
                }
            };
            here.push((term, position));
            position = position.saturating_add(1);
        });
        self.here.sort_unstable();
        for same in self.here.chunk_by(|a, b| a.0 == b.0) {
            let Some(list) = same.first().and_then(|(term, _)| self.lists.get_mut(*term)) else { continue };
            write_number(self.row.saturating_sub(list.last), &mut list.postings);
            (list.last, list.count) = (self.row, list.count.saturating_add(1));
            let mut before = 0;
            for (left, (_, position)) in (0..same.len()).rev().zip(same) {
                write_number(position.saturating_sub(before) << 1 | u32::from(left > 0), &mut list.positions);
                before = *position;
            }
        }
        self.row = self.row.saturating_add(1);
    }

    /// Returns the index of all texts added, and the positions of its terms.
    pub(crate) fn finish(mut self) -> (TextIndex, BinaryArray) {
        let rows = self.row as usize;
        let terms: Vec<(String, usize)> = sorted(self.known.drain().collect(), Ord::cmp);
        let vocabulary = Vocabulary::from_terms(terms.iter().map(|(word, _)| word.as_str()));
        let mut counts = Vec::with_capacity(terms.len());
        let (mut postings, mut positions) = (Joined::default(), Joined::default());
        for (_, term) in &terms {
            let Some(list) = self.lists.get_mut(*term) else { continue };
            counts.push(u32::try_from(list.count).unwrap_or(u32::MAX));
            if is_dense(list.count, rows) {
                let mut inside = RowSet::empty(rows);
                add_rows(&list.postings, false, &mut inside);
                postings.push(&bytes_of(&inside));
            } else {
                postings.push(&list.postings);
            }
            positions.push(&list.positions);
        }
        let mut index =
            TextIndex { rows, vocabulary, counts, postings: postings.runs(), prefixes: Vec::new() };
        index.prefixes = prefixes(&index);
        (index, positions.runs())
    }
}

#[derive(Default)]
struct Joined {
    lengths: Vec<u32>,
    bytes: Vec<u8>,
}

impl Joined {
    fn push(&mut self, list: &[u8]) {
        self.lengths.push(u32::try_from(list.len()).unwrap_or(u32::MAX));
        self.bytes.extend_from_slice(list);
    }

    fn runs(self) -> BinaryArray {
        BinaryArray::new(self.lengths, self.bytes).unwrap_or_default()
    }
}

/// Returns the rows of each prefix that would take long to read from its terms.
fn prefixes(index: &TextIndex) -> Vec<(String, RowSet)> {
    let mut found: Vec<(String, RowSet)> = Vec::new();
    if index.rows < LARGE {
        return found;
    }
    let mut add = |prefix: &str| {
        let terms = index.vocabulary.with_prefix(prefix);
        let postings: usize =
            terms.clone().filter_map(|term| index.counts.get(term)).map(|&n| n as usize).sum();
        if terms.len() > 1 && postings > POSTINGS_A_ROW.saturating_mul(index.rows) {
            found.push((prefix.to_owned(), index.rows_of(terms)));
        }
    };
    for length in 1..=LONGEST_PREFIX {
        let mut last = "";
        for word in index.vocabulary.iter() {
            let Some((end, _)) = word.char_indices().nth(length) else { continue };
            let prefix = word.get(..end).unwrap_or_default();
            if prefix != last {
                add(prefix);
                last = prefix;
            }
        }
    }
    found
}

//! Matches annotated and extracted statements by their overlap.

use std::ops::Range;

/// The overlap from which two texts count as the same statement.
const LIKE: f64 = 0.5;

/// Sorted ranges that do not overlap.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extent(Vec<Range<usize>>);

impl Extent {
    pub(crate) fn new(ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().filter(|r| !r.is_empty()).collect();
        ranges.sort_by_key(|r| (r.start, r.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        Self(merged)
    }

    /// Creates an extent from the ranges of an annotation (the end exclusive).
    pub(crate) fn annotated(ranges: &[(usize, usize)]) -> Self {
        Self::new(ranges.iter().map(|(from, to)| *from..*to))
    }

    fn len(&self) -> usize {
        self.0.iter().map(Range::len).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn bounds(&self) -> Option<Range<usize>> {
        Some(self.0.first()?.start..self.0.last()?.end)
    }

    pub(crate) fn shared(&self, other: &Self) -> usize {
        let shared =
            |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
        self.0.iter().map(|a| other.0.iter().map(|b| shared(a, b)).sum::<usize>()).sum()
    }

    /// Returns whether the two share at least half of what either covers.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.likeness(other) >= LIKE
    }

    /// Returns what the two share, as a fraction of what either covers.
    fn likeness(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        let either = self.len() + other.len() - shared;
        if either == 0 { 0.0 } else { shared as f64 / either as f64 }
    }
}

/// Returns for each of `gold` the index in `found` of a match, used at most once; the greatest overlap is
/// matched first.
pub(crate) fn pair(gold: &[Extent], found: &[Extent]) -> Vec<Option<usize>> {
    let mut pairs: Vec<_> = (0..gold.len())
        .flat_map(|i| (0..found.len()).map(move |j| (i, j)))
        .map(|(i, j)| (gold[i].likeness(&found[j]), i, j))
        .filter(|(likeness, ..)| *likeness >= LIKE)
        .collect();
    // Ties go to the later pair, as in the published scorer.
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (b.1, b.2).cmp(&(a.1, a.2))));
    let mut of_gold = vec![None; gold.len()];
    let mut used = vec![false; found.len()];
    for (_, i, j) in pairs {
        if of_gold[i].is_none() && !used[j] {
            of_gold[i] = Some(j);
            used[j] = true;
        }
    }
    of_gold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_share_half() {
        let extents = |all: &[Range<usize>]| all.iter().map(|r| Extent::new([r.clone()])).collect::<Vec<_>>();
        let gold = extents(&[0..10, 20..30, 40..50]);
        let found = extents(&[0..9, 25..60, 0..10]);
        assert_eq!(pair(&gold, &found), [Some(2), None, None]);
    }
}

//! All terms, sorted by bytes, so that terms with the same prefix are adjacent.

use std::ops::Range;

use crate::binary_array::between;

/// All terms in one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Vocabulary {
    text: String,
    /// Where each term begins, and where the last ends. Empty if there are no terms.
    starts: Vec<u32>,
}

impl Vocabulary {
    /// Creates a vocabulary from sorted terms.
    pub(crate) fn from_terms<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all = Self::default();
        for term in terms {
            all.push(0, term);
        }
        all
    }

    /// Appends a term that shares its first `shared` bytes with the one before. Returns `false`, and does
    /// nothing, if it is not greater than that term or the split is within a character.
    pub(crate) fn push(&mut self, shared: usize, rest: &str) -> bool {
        let last = self.starts.len().checked_sub(2).and_then(|at| self.get(at)).unwrap_or_default();
        let Some(begin) = last.get(..shared) else { return false };
        let term = format!("{begin}{rest}");
        if !self.starts.is_empty() && term.as_str() <= last {
            return false;
        }
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.text.push_str(&term);
        self.starts.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        true
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn get(&self, term: usize) -> Option<&str> {
        (term < self.len()).then(|| self.text.get(between(&self.starts, term)))?
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|term| self.get(term))
    }

    /// Returns the first term for which `before` is false.
    fn lower_bound(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).is_some_and(&before) { low = middle.saturating_add(1) } else { high = middle }
        }
        low
    }

    /// Returns the terms that begin with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let start = self.lower_bound(|term| term < prefix);
        let end = self.lower_bound(|term| term < prefix || term.starts_with(prefix));
        start..end.max(start)
    }

    /// Returns the term equal to `word` as a range of one, or an empty range.
    pub(crate) fn exactly(&self, word: &str) -> Range<usize> {
        let start = self.lower_bound(|term| term < word);
        start..start.saturating_add(usize::from(self.get(start) == Some(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_with_one_prefix_are_adjacent() {
        let all = Vocabulary::from_terms(["a", "tal", "talk", "talks", "über", "übung"]);
        let under = |prefix: &str| all.with_prefix(prefix).filter_map(|t| all.get(t)).collect::<Vec<_>>();
        assert_eq!(under("tal"), ["tal", "talk", "talks"]);
        assert_eq!(under("talk"), ["talk", "talks"]);
        assert_eq!(under("üb"), ["über", "übung"]);
        assert_eq!(under("zebra"), [] as [&str; 0]);
        assert_eq!(under("").len(), 6);
        assert_eq!((all.exactly("talk"), all.exactly("ta")), (2..3, 1..1));
    }

    #[test]
    fn terms_out_of_order_are_refused() {
        let mut all = Vocabulary::from_terms(["talk"]);
        assert!(!all.push(0, "a") && !all.push(4, "") && !all.push(9, "x"));
        assert!(all.push(3, "l") && all.iter().eq(["talk", "tall"]));
        let mut cut = Vocabulary::from_terms(["ü"]);
        assert!(!cut.push(1, "x"));
    }
}

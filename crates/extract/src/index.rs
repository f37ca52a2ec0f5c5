//! Index arithmetic that cannot overflow.

/// Steps along a slice of tokens, items or bytes.
///
/// An index outside of the slice is a valid value: looking it up with `get` gives `None`.
pub(crate) trait SaturatingIndex {
    /// Returns the index `steps` further on.
    fn plus(self, steps: usize) -> usize;

    /// Returns the index `steps` further back, or `usize::MAX`, which no slice has, if that is before the start.
    fn minus(self, steps: usize) -> usize;
}

impl SaturatingIndex for usize {
    fn plus(self, steps: usize) -> usize {
        self.saturating_add(steps)
    }

    fn minus(self, steps: usize) -> usize {
        self.checked_sub(steps).unwrap_or(Self::MAX)
    }
}

/// Returns the part of `text` from byte `at` on, or an empty string if `at` is out of range or within a character.
pub(crate) fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_saturates() {
        assert_eq!((1.plus(2), 3.minus(2), 0.minus(0)), (3, 1, 0));
        assert_eq!((0.minus(1), usize::MAX.plus(1)), (usize::MAX, usize::MAX));
    }
}

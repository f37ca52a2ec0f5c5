//! Steps along tokens and bytes that cannot overflow.

/// A place in a row of things. Beyond either end is nowhere, and whoever looks there finds nothing.
pub(crate) trait Step {
    /// So many further on.
    fn on(self, steps: usize) -> usize;

    /// So many back.
    fn back(self, steps: usize) -> usize;
}

impl Step for usize {
    fn on(self, steps: usize) -> usize {
        self.saturating_add(steps)
    }

    fn back(self, steps: usize) -> usize {
        // What lies in front of the first is as far from every place as what lies behind the last.
        self.checked_sub(steps).unwrap_or(Self::MAX)
    }
}

/// What of a text stands behind a byte; nothing where that lies outside, or within a character.
pub(crate) fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_places_or_nowhere() {
        assert_eq!((1.on(2), 3.back(2), 0.back(0)), (3, 1, 0));
        assert_eq!((0.back(1), usize::MAX.on(1)), (usize::MAX, usize::MAX));
    }
}

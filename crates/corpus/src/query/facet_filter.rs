//! Values that are wanted and values that are not.

/// Some values, each once, in their order. There are few: a list is quick enough, and takes a tenth of a
/// tree's code in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedSet<T>(Vec<T>);

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> SortedSet<T> {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a value is among them.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.0.contains(value)
    }

    /// Adds a value.
    pub fn insert(&mut self, value: T) {
        if let Err(at) = self.0.binary_search(&value) {
            self.0.insert(at, value);
        }
    }

    /// Removes a value; false where it was not there.
    pub fn remove(&mut self, value: &T) -> bool {
        let at = self.0.binary_search(value);
        at.map(|at| self.0.remove(at)).is_ok()
    }

    /// Removes the values that a test fails.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The values in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

impl<'v, T> IntoIterator for &'v SortedSet<T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut all = Self::default();
        values.into_iter().for_each(|value| all.insert(value));
        all
    }
}

/// Some values of one facet: any of those wanted, none of those left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetFilter<T: Ord> {
    /// Any of these will do; where there are none, every value.
    pub include: SortedSet<T>,
    /// None of these.
    pub exclude: SortedSet<T>,
}

impl<T: Ord> Default for FacetFilter<T> {
    fn default() -> Self {
        Self { include: SortedSet::default(), exclude: SortedSet::default() }
    }
}

impl<T: Ord> FacetFilter<T> {
    /// Whether every value will do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether a statement that has `values`, which may be none, will do.
    pub fn matches<'v>(&self, values: impl IntoIterator<Item = &'v T>) -> bool
    where
        T: 'v,
    {
        let mut wanted = self.include.is_empty();
        for value in values {
            if self.exclude.contains(value) {
                return false;
            }
            wanted |= self.include.contains(value);
        }
        wanted
    }

    /// Wants a value, or no longer wants it where it was wanted; a value left out comes back.
    pub fn toggle_include(&mut self, value: T) {
        if !self.include.remove(&value) && !self.exclude.remove(&value) {
            self.include.insert(value);
        }
    }

    /// Leaves a value out, or no longer where it was left out; it is not wanted in either case.
    pub fn toggle_exclude(&mut self, value: T) {
        self.include.remove(&value);
        if !self.exclude.remove(&value) {
            self.exclude.insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_those_wanted_and_none_of_those_left_out() {
        let choice =
            FacetFilter { include: SortedSet::from_iter([1, 2]), exclude: SortedSet::from_iter([3]) };
        for (values, taken) in
            [(vec![1], true), (vec![2, 4], true), (vec![4], false), (vec![], false), (vec![1, 3], false)]
        {
            assert_eq!(choice.matches(&values), taken, "{values:?}");
        }
        let only_without = FacetFilter { include: SortedSet::default(), exclude: SortedSet::from_iter([3]) };
        assert!(only_without.matches(&[]) && only_without.matches(&[1]) && !only_without.matches(&[3]));
    }

    #[test]
    fn a_choice_toggled_twice_is_itself() {
        let mut choice = FacetFilter::default();
        choice.toggle_include('a');
        assert!(choice.include.contains(&'a'));
        choice.toggle_include('a');
        assert!(choice.is_empty());
        choice.toggle_exclude('a');
        choice.toggle_exclude('a');
        assert!(choice.is_empty());
    }

    #[test]
    fn what_is_left_out_is_not_wanted() {
        let mut choice = FacetFilter::default();
        choice.toggle_include('a');
        choice.toggle_exclude('a');
        assert_eq!(
            choice,
            FacetFilter { include: SortedSet::default(), exclude: SortedSet::from_iter(['a']) }
        );
    }
}

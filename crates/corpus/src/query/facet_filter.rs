//! Values to include and values to exclude.

/// A sorted set of a few values. A vector is fast enough and adds a tenth of a tree's code to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedSet<T>(Vec<T>);

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> SortedSet<T> {
    /// Returns whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether the set contains a value.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.0.contains(value)
    }

    /// Adds a value; one that is in the set already changes nothing.
    pub fn insert(&mut self, value: T) {
        if let Err(at) = self.0.binary_search(&value) {
            self.0.insert(at, value);
        }
    }

    /// Removes a value and returns whether it was in the set.
    pub fn remove(&mut self, value: &T) -> bool {
        let at = self.0.binary_search(value);
        at.map(|at| self.0.remove(at)).is_ok()
    }

    /// Keeps only the values for which `keep` returns true.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Removes all values.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns the values, sorted.
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

/// A choice of values of one facet: any of the included, none of the excluded.
///
/// ```
/// use onrecord_corpus::FacetFilter;
///
/// let mut channels = FacetFilter::default();
/// channels.toggle_exclude("tweet");
/// assert!(channels.matches([&"interview"]) && channels.matches([]));
/// channels.toggle_include("interview");
/// assert_eq!([channels.matches([&"interview"]), channels.matches([])], [true, false]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetFilter<T: Ord> {
    /// Any of these matches; if there are none, every value does.
    pub include: SortedSet<T>,
    /// None of these may occur.
    pub exclude: SortedSet<T>,
    /// Whether statements without a value match: `Some(true)` includes them like an included value, `Some(false)`
    /// excludes them, and `None` says nothing about them. It must be `None` where every statement has a value.
    pub none: Option<bool>,
}

impl<T: Ord> Default for FacetFilter<T> {
    fn default() -> Self {
        Self { include: SortedSet::default(), exclude: SortedSet::default(), none: None }
    }
}

impl<T: Ord> FacetFilter<T> {
    /// Returns whether the choice is empty, so that every statement matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty() && self.none.is_none()
    }

    /// Returns whether anything is included, so that all else does not match.
    pub(super) fn includes_any(&self) -> bool {
        !self.include.is_empty() || self.none == Some(true)
    }

    /// Returns whether a statement with these values (possibly none) matches. One without a value matches as
    /// [`none`](Self::none) says, or else unless values are included.
    pub fn matches<'v>(&self, values: impl IntoIterator<Item = &'v T>) -> bool
    where
        T: 'v,
    {
        let mut wanted = !self.includes_any();
        let mut has_value = false;
        for value in values {
            has_value = true;
            if self.exclude.contains(value) {
                return false;
            }
            wanted |= self.include.contains(value);
        }
        if has_value { wanted } else { self.none.unwrap_or(wanted) }
    }

    /// Includes a value that was neither included nor excluded; otherwise removes it from both sets.
    pub fn toggle_include(&mut self, value: T) {
        if !self.include.remove(&value) && !self.exclude.remove(&value) {
            self.include.insert(value);
        }
    }

    /// Excludes a value, or no longer if it was excluded. In either case it is no longer included.
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
    fn any_included_and_no_excluded_value() {
        let choice = FacetFilter {
            include: SortedSet::from_iter([1, 2]),
            exclude: SortedSet::from_iter([3]),
            none: None,
        };
        for (values, taken) in
            [(vec![1], true), (vec![2, 4], true), (vec![4], false), (vec![], false), (vec![1, 3], false)]
        {
            assert_eq!(choice.matches(&values), taken, "{values:?}");
        }
        let only_without = FacetFilter { exclude: SortedSet::from_iter([3]), ..FacetFilter::default() };
        assert!(only_without.matches(&[]) && only_without.matches(&[1]) && !only_without.matches(&[3]));
    }

    #[test]
    fn statements_without_a_value() {
        for (include, none, with_one, with_two, without) in [
            (&[][..], Some(true), false, false, true),
            (&[], Some(false), true, true, false),
            (&[1], Some(true), true, false, true),
            (&[1], Some(false), true, false, false),
        ] {
            let choice =
                FacetFilter { include: include.iter().copied().collect(), none, ..FacetFilter::default() };
            assert_eq!(
                [choice.matches(&[1]), choice.matches(&[2]), choice.matches(&[])],
                [with_one, with_two, without],
                "{choice:?}"
            );
        }
    }

    #[test]
    fn a_filter_toggled_twice_is_unchanged() {
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
    fn excluded_values_are_not_included() {
        let mut choice = FacetFilter::default();
        choice.toggle_include('a');
        choice.toggle_exclude('a');
        assert_eq!(choice, FacetFilter { exclude: SortedSet::from_iter(['a']), ..FacetFilter::default() });
    }
}

//! Values that are wanted and values that are not.

/// Some values, each once, in their order. There are few: a list is quick enough, and takes a tenth of a
/// tree's code in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values<T>(Vec<T>);

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> Values<T> {
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

impl<'v, T> IntoIterator for &'v Values<T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Ord> FromIterator<T> for Values<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut all = Self::default();
        values.into_iter().for_each(|value| all.insert(value));
        all
    }
}

/// Some values of one facet: any of those wanted, none of those left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T: Ord> {
    /// Any of these will do; where there are none, every value.
    pub wanted: Values<T>,
    /// None of these.
    pub left_out: Values<T>,
}

impl<T: Ord> Default for Choice<T> {
    fn default() -> Self {
        Self { wanted: Values::default(), left_out: Values::default() }
    }
}

impl<T: Ord> Choice<T> {
    /// Whether every value will do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.left_out.is_empty()
    }

    /// Whether a statement that has `values`, which may be none, will do.
    pub fn takes<'v>(&self, values: impl IntoIterator<Item = &'v T>) -> bool
    where
        T: 'v,
    {
        let mut wanted = self.wanted.is_empty();
        for value in values {
            if self.left_out.contains(value) {
                return false;
            }
            wanted |= self.wanted.contains(value);
        }
        wanted
    }

    /// Wants a value, or no longer wants it where it was wanted; a value left out comes back.
    pub fn toggle(&mut self, value: T) {
        if !self.wanted.remove(&value) && !self.left_out.remove(&value) {
            self.wanted.insert(value);
        }
    }

    /// Leaves a value out, or no longer where it was left out; it is not wanted in either case.
    pub fn exclude(&mut self, value: T) {
        self.wanted.remove(&value);
        if !self.left_out.remove(&value) {
            self.left_out.insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_those_wanted_and_none_of_those_left_out() {
        let choice = Choice { wanted: Values::from_iter([1, 2]), left_out: Values::from_iter([3]) };
        for (values, taken) in
            [(vec![1], true), (vec![2, 4], true), (vec![4], false), (vec![], false), (vec![1, 3], false)]
        {
            assert_eq!(choice.takes(&values), taken, "{values:?}");
        }
        let only_without = Choice { wanted: Values::default(), left_out: Values::from_iter([3]) };
        assert!(only_without.takes(&[]) && only_without.takes(&[1]) && !only_without.takes(&[3]));
    }

    #[test]
    fn a_choice_toggled_twice_is_itself() {
        let mut choice = Choice::default();
        choice.toggle('a');
        assert!(choice.wanted.contains(&'a'));
        choice.toggle('a');
        assert!(choice.is_empty());
        choice.exclude('a');
        choice.exclude('a');
        assert!(choice.is_empty());
    }

    #[test]
    fn what_is_left_out_is_not_wanted() {
        let mut choice = Choice::default();
        choice.toggle('a');
        choice.exclude('a');
        assert_eq!(choice, Choice { wanted: Values::default(), left_out: Values::from_iter(['a']) });
    }
}

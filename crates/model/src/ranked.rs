//! Sorting through indexes, by one function for all types.
//!
//! The standard library's sort is compiled once for each type, at three to seven kilobytes. The page and the corpus
//! sort a few short lists of many types, whose speed does not matter: with this, each costs only a comparison.

use std::{cmp::Ordering, mem};

/// Returns the indexes from 0 to `count`, exclusive, in the order that `compare` gives; equal ones keep their order.
///
/// ```
/// use onrecord_model::ranked::ranked;
/// let lengths = [3, 1, 2];
/// assert_eq!(ranked(lengths.len(), &|a, b| lengths[a].cmp(&lengths[b])), [1, 2, 0]);
/// ```
#[must_use]
pub fn ranked(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Returns the items in the order that `compare` gives; equal ones keep their order.
///
/// ```
/// use onrecord_model::ranked::sorted;
/// assert_eq!(sorted(vec![3, 1, 2], Ord::cmp), [1, 2, 3]);
/// ```
#[must_use]
pub fn sorted<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    if items.len() < 2 {
        return items;
    }
    let by_index = |a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    let order = ranked(items.len(), &by_index);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| items.get_mut(index)?.take()).collect()
}

/// Sorts the items in place; equal ones keep their order.
pub fn sort<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    *items = sorted(mem::take(items), compare);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let items = vec![("b", 1), ("a", 2), ("b", 0), ("a", 1)];
        assert_eq!(sorted(items, |a, b| a.0.cmp(b.0)), [("a", 2), ("a", 1), ("b", 1), ("b", 0)]);
    }
}

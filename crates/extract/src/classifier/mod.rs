//! Small linear classifiers, which decide where rules leave a choice.
//!
//! A decision is described by features, such as "mark is a comma, next word is `and`". Each feature is hashed to a
//! slot of a table of weights; the sum of the weights times a scale is the log-odds of "yes". `models/README.md`
//! says how the weights were learned.

mod calibration;
mod linear;

use std::sync::LazyLock;

use onrecord_text::fnv1a;

pub use calibration::POINTS;
pub(crate) use calibration::{Calibration, curve};
pub(crate) use linear::Linear;

use crate::index::SaturatingIndex as _;

const BITS: u32 = 16;
/// Number of slots of a table.
pub(crate) const PLACES: usize = 1 << BITS;
/// An odd number near 2^64 divided by the golden ratio, as in Fibonacci hashing (Knuth, volume 3).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Maximum number of features of one decision.
const MOST: usize = 48;

/// A hashed value that features combine: a word (ignoring case), a count or a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value(u64);

impl Value {
    pub(crate) const NONE: Self = Self(u64::MAX);

    pub(crate) const fn count(count: usize) -> Self {
        // Apart from yes and no.
        Self((count as u64).saturating_add(2))
    }
}

impl From<&str> for Value {
    fn from(word: &str) -> Self {
        Self(fnv1a(word.bytes().map(|byte| byte.to_ascii_lowercase())))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self(u64::from(yes))
    }
}

/// The features of one decision, as slots of a table.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    places: [u16; MOST],
    len: usize,
}

impl Features {
    pub(crate) const fn new() -> Self {
        Self { places: [0; MOST], len: 0 }
    }

    /// Adds a feature: its number and the values that it combines.
    pub(crate) fn add<const N: usize>(&mut self, name: u8, values: [Value; N]) {
        let join = |hash: u64, value: u64| (hash ^ value).wrapping_mul(SPREAD).rotate_left(23);
        let hash = values.into_iter().fold(join(0, u64::from(name)), |hash, value| join(hash, value.0));
        if let Some(slot) = self.places.get_mut(self.len) {
            // The upper bits are the best mixed.
            *slot = u16::try_from(hash.wrapping_mul(SPREAD) >> (64 - BITS)).unwrap_or_default();
            self.len = self.len.plus(1);
        }
    }

    pub(crate) fn places(&self) -> &[u16] {
        self.places.get(..self.len).unwrap_or_default()
    }
}

/// The tables of all models.
#[derive(Clone, Debug)]
pub struct Models {
    pub(crate) ends: Linear,
    pub(crate) who: Linear,
    pub(crate) keep: Linear,
    pub(crate) worth: Calibration,
}

impl Models {
    /// Returns the models that come with this crate.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Models> = LazyLock::new(|| {
            Models::new(
                include_bytes!("../../models/ends.bin"),
                include_bytes!("../../models/who.bin"),
                include_bytes!("../../models/keep.bin"),
                include_bytes!("../../models/worth.bin"),
            )
        });
        &SHIPPED
    }

    /// Decodes the tables of the end, speaker and acceptance models, and the calibration.
    #[must_use]
    pub fn new(ends: &[u8], who: &[u8], keep: &[u8], worth: &[u8]) -> Self {
        let [ends, who, keep] = [ends, who, keep].map(Linear::unpacked);
        Self { ends, who, keep, worth: Calibration::new(worth.to_vec()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_count() {
        let mut features = Features::new();
        features.add(1, ["a".into(), "b".into()]);
        features.add(2, ["A".into(), "b".into()]);
        let mut again = Features::new();
        again.add(1, ["A".into(), "B".into()]);
        assert_eq!(features.places()[0], again.places()[0]);
        assert_ne!(features.places()[0], features.places()[1]);
    }
}

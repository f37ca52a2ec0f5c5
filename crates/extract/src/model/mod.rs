//! Small linear models: where rules leave a choice, weights learned from annotated news decide.
//!
//! A decision is described by features, short texts such as "mark=, next=and", which are hashed to
//! places of a table. The table holds a weight of one byte for each place; their sum, times a
//! scale, is the log-odds of "yes". Which program learned the weights, and from what, is told in
//! `models/README.md`.

mod calibration;

pub use calibration::POINTS;
pub(crate) use calibration::{Calibration, curve};
use onrecord_model::fnv;

use crate::step::Step as _;

const BITS: u32 = 16;
/// Places of a table.
pub(crate) const PLACES: usize = 1 << BITS;
/// An odd number near 2^64 divided by the golden ratio, as in Fibonacci hashing (Knuth, volume 3).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// So many features describe one decision at most.
const MOST: usize = 48;

/// A value that features join, as a hash: a word, a count, a yes or no. Case does not count.
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
        Self(fnv(word.bytes().map(|byte| byte.to_ascii_lowercase())))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self(u64::from(yes))
    }
}

/// What describes one decision, as places of a table.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    places: [u16; MOST],
    len: usize,
}

impl Features {
    pub(crate) const fn new() -> Self {
        Self { places: [0; MOST], len: 0 }
    }

    /// Adds a feature: its name, and the values that it joins.
    pub(crate) fn add<const N: usize>(&mut self, name: u8, values: [Value; N]) {
        let join = |hash: u64, value: u64| (hash ^ value).wrapping_mul(SPREAD).rotate_left(23);
        let hash = values.into_iter().fold(join(0, u64::from(name)), |hash, value| join(hash, value.0));
        if let Some(slot) = self.places.get_mut(self.len) {
            // The upper bits are the best mixed.
            *slot = u16::try_from(hash.wrapping_mul(SPREAD) >> (64 - BITS)).unwrap_or_default();
            self.len = self.len.on(1);
        }
    }

    pub(crate) fn places(&self) -> &[u16] {
        self.places.get(..self.len).unwrap_or_default()
    }
}

/// The tables of all models.
#[derive(Clone, Copy, Debug)]
pub struct Models<'t> {
    pub(crate) ends: Linear<'t>,
    pub(crate) who: Linear<'t>,
    pub(crate) keep: Linear<'t>,
    pub(crate) worth: Calibration<'t>,
}

impl<'t> Models<'t> {
    /// The tables that come with this crate.
    pub const SHIPPED: Models<'static> = Models::new(
        include_bytes!("../../models/ends.bin"),
        include_bytes!("../../models/who.bin"),
        include_bytes!("../../models/keep.bin"),
        include_bytes!("../../models/worth.bin"),
    );

    /// Tables for "here the words end", "this one says it" and "this was said", and what scores
    /// are worth.
    #[must_use]
    pub const fn new(ends: &'t [u8], who: &'t [u8], keep: &'t [u8], worth: &'t [u8]) -> Self {
        Self {
            ends: Linear::new(ends),
            who: Linear::new(who),
            keep: Linear::new(keep),
            worth: Calibration::new(worth),
        }
    }
}

/// A table of weights: four bytes of scale, little-endian, then one signed byte a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Linear<'t> {
    table: &'t [u8],
}

impl<'t> Linear<'t> {
    pub(crate) const fn new(table: &'t [u8]) -> Self {
        Self { table }
    }

    /// Whether there is anything in it.
    pub(crate) const fn is_learned(self) -> bool {
        !self.table.is_empty()
    }

    /// The sum of the weights; above zero is "yes".
    pub(crate) fn score(self, features: &Features) -> i32 {
        let weights = self.table.get(4..).unwrap_or_default();
        let weight = |place: &u16| {
            weights.get(usize::from(*place)).map_or(0, |byte| i32::from(i8::from_le_bytes([*byte])))
        };
        features.places().iter().map(weight).sum()
    }

    /// The probability of "yes".
    pub(crate) fn probability(self, features: &Features) -> f32 {
        let scale = self.table.first_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
        // Sums of at most 48 bytes are exact.
        #[allow(clippy::cast_precision_loss, reason = "below 2^24")]
        let odds = self.score(features) as f32 * scale;
        1.0 / (1.0 + (-odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up() {
        let mut features = Features::new();
        features.add(1, ["a".into(), "b".into()]);
        features.add(2, ["A".into(), "b".into()]);
        let mut again = Features::new();
        again.add(1, ["A".into(), "B".into()]);
        assert_eq!(features.places()[0], again.places()[0]);
        assert_ne!(features.places()[0], features.places()[1]);
        let mut table = vec![0; 4 + PLACES];
        table[..4].copy_from_slice(&0.5_f32.to_le_bytes());
        table[4 + usize::from(features.places()[0])] = 3;
        table[4 + usize::from(features.places()[1])] = (-1_i8).to_le_bytes()[0];
        let model = Linear::new(table.leak());
        assert_eq!(model.score(&features), 2);
        assert!((model.probability(&features) - 0.731).abs() < 0.001);
        assert!((Linear::new(&[]).probability(&features) - 0.5).abs() < 0.001);
    }
}

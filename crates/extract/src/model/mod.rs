//! Small linear models: where rules leave a choice, weights learned from annotated news decide.
//!
//! A decision is described by features, short texts such as "mark=, next=and", which are hashed to
//! places of a table. The table holds a weight of one byte for each place; their sum, times a
//! scale, is the log-odds of "yes". Which program learned the weights, and from what, is told in
//! `models/README.md`.

use crate::hash::fnv;

/// Places of a table; a power of two.
pub(crate) const PLACES: usize = 1 << 16;
/// So many features describe one decision at most.
const MOST: usize = 48;

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

    /// Adds a feature: its name, and the values that it joins. Case does not count.
    pub(crate) fn add(&mut self, name: u8, values: &[&str]) {
        let letters = values.iter().flat_map(|value| value.bytes().chain([0xff]));
        let hash = fnv([name].into_iter().chain(letters.map(|byte| byte.to_ascii_lowercase())));
        let place = (hash >> 40) as usize % PLACES;
        if let Some(slot) = self.places.get_mut(self.len) {
            *slot = u16::try_from(place).unwrap_or_default();
            self.len += 1;
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
}

impl<'t> Models<'t> {
    /// The tables that come with this crate.
    pub const SHIPPED: Models<'static> = Models::new(
        include_bytes!("../../models/ends.bin"),
        include_bytes!("../../models/who.bin"),
        include_bytes!("../../models/keep.bin"),
    );

    /// Tables for "here the words end", "this one says it" and "this was said".
    #[must_use]
    pub const fn new(ends: &'t [u8], who: &'t [u8], keep: &'t [u8]) -> Self {
        Self { ends: Linear::new(ends), who: Linear::new(who), keep: Linear::new(keep) }
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
        features.add(1, &["a", "b"]);
        features.add(2, &["A", "b"]);
        let mut again = Features::new();
        again.add(1, &["A", "B"]);
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

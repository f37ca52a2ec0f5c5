//! A linear model: a table of integer weights with a common scale.

use super::{Features, PLACES};
use crate::index::SaturatingIndex as _;

/// Integer weights by slot, and the log-odds of one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Linear {
    scale: f32,
    weights: Vec<i8>,
}

impl Linear {
    /// Creates a model from a scale and one weight for each slot; without weights, every score is 0.
    pub(crate) const fn new(scale: f32, weights: Vec<i8>) -> Self {
        Self { scale, weights }
    }

    /// Decodes a model. The format is: the scale as a little-endian `f32`; for each stored weight the number of
    /// zero weights before it, one byte each; then the stored weights, one byte each. Three quarters of the weights
    /// are zero, and like bytes side by side compress best.
    pub(crate) fn unpacked(table: &[u8]) -> Self {
        let Some((scale, rest)) = table.split_first_chunk() else { return Self::default() };
        let (gaps, kept) = rest.split_at(rest.len() / 2);
        let mut weights = vec![0; PLACES];
        let mut at: usize = 0;
        for (gap, weight) in gaps.iter().zip(kept) {
            at = at.plus(usize::from(*gap));
            if let Some(place) = weights.get_mut(at) {
                *place = i8::from_le_bytes([*weight]);
            }
            at = at.plus(1);
        }
        Self { scale: f32::from_le_bytes(*scale), weights }
    }

    /// Encodes the model for [`Self::unpacked`]. A run of zeros longer than a byte can count is split by a stored
    /// zero.
    pub(crate) fn packed(&self) -> Vec<u8> {
        let (mut gaps, mut kept) = (Vec::new(), Vec::new());
        let mut gap = 0;
        for weight in &self.weights {
            if *weight == 0 && gap < u8::MAX {
                gap = gap.saturating_add(1);
            } else {
                gaps.push(gap);
                kept.extend(weight.to_le_bytes());
                gap = 0;
            }
        }
        [self.scale.to_le_bytes().as_slice(), &gaps, &kept].concat()
    }

    /// Whether the model has weights.
    pub(crate) const fn is_learned(&self) -> bool {
        !self.weights.is_empty()
    }

    /// Returns the sum of the weights of some features; positive means "yes".
    pub(crate) fn score(&self, features: &Features) -> i32 {
        let weight =
            |place: &u16| self.weights.get(usize::from(*place)).map_or(0, |weight| i32::from(*weight));
        features.places().iter().map(weight).sum()
    }

    /// Returns the probability of "yes", from 0 to 1.
    pub(crate) fn probability(&self, features: &Features) -> f32 {
        // Sums of at most 48 bytes are exact.
        #[allow(clippy::cast_precision_loss, reason = "below 2^24")]
        let odds = self.score(features) as f32 * self.scale;
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
        let mut weights = vec![0; PLACES];
        weights[usize::from(features.places()[0])] = 3;
        weights[usize::from(features.places()[1])] = -1;
        let model = Linear::new(0.5, weights);
        assert_eq!(model.score(&features), 2);
        assert!((model.probability(&features) - 0.731).abs() < 0.001);
        assert!((Linear::default().probability(&features) - 0.5).abs() < 0.001);
    }

    #[test]
    fn compressed_bytes_decompress_unchanged() {
        let with = |places: &[(usize, i8)]| {
            let mut weights = vec![0; PLACES];
            places.iter().for_each(|&(place, weight)| weights[place] = weight);
            Linear::new(0.25, weights)
        };
        for places in [
            &[][..],
            &[(0, 1), (1, -1), (PLACES - 1, 127)],
            // Gaps of 254, 255, 256, 511 and 512 places.
            &[(0, 1), (255, 2), (511, 3), (768, 4), (1280, 5), (1793, -128)],
        ] {
            let model = with(places);
            assert_eq!(Linear::unpacked(&model.packed()), model, "{places:?}");
        }
        let one = [0.5_f32.to_le_bytes(), [2, 0, 7, 9]].concat();
        assert_eq!(Linear::unpacked(&one).weights[..5], [0, 0, 7, 9, 0]);
        assert_eq!(Linear::unpacked(&[]), Linear::default());
    }
}

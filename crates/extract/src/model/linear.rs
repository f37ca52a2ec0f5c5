//! A table of weights.

use super::{Features, PLACES};
use crate::step::Step as _;

/// One weight for each place, and what a step of theirs is worth in log-odds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Linear {
    scale: f32,
    weights: Vec<i8>,
}

impl Linear {
    /// Without weights, nothing is learned.
    pub(crate) const fn new(scale: f32, weights: Vec<i8>) -> Self {
        Self { scale, weights }
    }

    /// From bytes: the scale in four, little-endian; then for each weight how many places of no weight are before it,
    /// a byte each; then the weights themselves. Three of four places have none, and what is alike stands together:
    /// so it packs best.
    pub(crate) fn unpacked(table: &[u8]) -> Self {
        let Some((scale, rest)) = table.split_first_chunk() else { return Self::default() };
        let (gaps, kept) = rest.split_at(rest.len() / 2);
        let mut weights = vec![0; PLACES];
        let mut at: usize = 0;
        for (gap, weight) in gaps.iter().zip(kept) {
            at = at.on(usize::from(*gap));
            if let Some(place) = weights.get_mut(at) {
                *place = i8::from_le_bytes([*weight]);
            }
            at = at.on(1);
        }
        Self { scale: f32::from_le_bytes(*scale), weights }
    }

    /// The bytes that [`Self::unpacked`] reads. Where the places of no weight are more than a byte can count, one of
    /// them stands among the weights.
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

    /// Whether there is anything in it.
    pub(crate) const fn is_learned(&self) -> bool {
        !self.weights.is_empty()
    }

    /// The sum of the weights; above zero is "yes".
    pub(crate) fn score(&self, features: &Features) -> i32 {
        let weight =
            |place: &u16| self.weights.get(usize::from(*place)).map_or(0, |weight| i32::from(*weight));
        features.places().iter().map(weight).sum()
    }

    /// The probability of "yes".
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
    fn what_is_packed_comes_back() {
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

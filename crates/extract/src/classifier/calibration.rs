//! Calibration of confidence: maps a score to the measured share of statements with that score that are right.

use onrecord_model::QuoteKind;

use crate::index::SaturatingIndex as _;

/// Number of points of a calibration curve, for scores from 0 to 1.
pub const POINTS: usize = 21;

/// A curve for each kind of statement, in per cent: the share of statements with a score that were right, measured
/// on articles that the other models were not trained on.
#[derive(Clone, Debug)]
pub(crate) struct Calibration {
    table: Vec<u8>,
}

impl Calibration {
    pub(crate) const fn new(table: Vec<u8>) -> Self {
        Self { table }
    }

    /// Returns the calibrated confidence of a score, from 0 to 1 in steps of 0.01; without a table, the score.
    pub(crate) fn confidence(&self, kind: QuoteKind, score: f32) -> f32 {
        let curve = self.table.get(curve(kind).saturating_mul(POINTS)..).and_then(|t| t.get(..POINTS));
        let worth = curve.map_or(score, |curve| between(curve, score));
        (worth * 100.0).round() / 100.0
    }
}

/// Returns the index of the curve of a kind.
pub(crate) const fn curve(kind: QuoteKind) -> usize {
    match kind {
        QuoteKind::Direct => 0,
        QuoteKind::Mixed => 1,
        QuoteKind::Indirect => 2,
    }
}

/// Interpolates a curve between its points.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place on a curve of 21 points"
)]
fn between(curve: &[u8], score: f32) -> f32 {
    let place = score.clamp(0.0, 1.0) * (POINTS - 1) as f32;
    let left = place.floor();
    let height = |at: usize| f32::from(curve.get(at).or(curve.last()).copied().unwrap_or_default()) / 100.0;
    let (a, b) = (height(left as usize), height((left as usize).plus(1)));
    a + (b - a) * (place - left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_off_the_curve_of_their_kind() {
        let mut table = vec![0; 3 * POINTS];
        table[POINTS - 1] = 90;
        table[POINTS..2 * POINTS].fill(40);
        let calibration = Calibration::new(table);
        assert_eq!(calibration.confidence(QuoteKind::Direct, 1.0), 0.9);
        assert_eq!(calibration.confidence(QuoteKind::Direct, 0.975), 0.45);
        assert_eq!(calibration.confidence(QuoteKind::Mixed, 0.2), 0.4);
        assert_eq!(calibration.confidence(QuoteKind::Indirect, 0.2), 0.0);
        assert_eq!(Calibration::new(Vec::new()).confidence(QuoteKind::Indirect, 0.234), 0.23);
    }
}

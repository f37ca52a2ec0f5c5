//! What a stated confidence is worth: scores made into the share of statements that are right.

use onrecord_model::Kind;

use crate::step::Step as _;

/// Points of a curve of confidence, from a score of 0 to one of 1.
pub const POINTS: usize = 21;

/// For each kind of statement a curve, in hundredths: what share of the statements with a score was
/// right, measured on articles that the other models had not learned from.
#[derive(Clone, Debug)]
pub(crate) struct Calibration {
    table: Vec<u8>,
}

impl Calibration {
    pub(crate) const fn new(table: Vec<u8>) -> Self {
        Self { table }
    }

    /// The confidence that a score is worth, from 0 to 1 in hundredths; without a table, the score.
    pub(crate) fn confidence(&self, kind: Kind, score: f32) -> f32 {
        let curve = self.table.get(curve(kind).saturating_mul(POINTS)..).and_then(|t| t.get(..POINTS));
        let worth = curve.map_or(score, |curve| between(curve, score));
        (worth * 100.0).round() / 100.0
    }
}

/// Which curve of a table is a kind's.
pub(crate) const fn curve(kind: Kind) -> usize {
    match kind {
        Kind::Direct => 0,
        Kind::Mixed => 1,
        Kind::Indirect => 2,
    }
}

/// The height of a curve between its points.
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
    let (a, b) = (height(left as usize), height((left as usize).on(1)));
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
        assert_eq!(calibration.confidence(Kind::Direct, 1.0), 0.9);
        assert_eq!(calibration.confidence(Kind::Direct, 0.975), 0.45);
        assert_eq!(calibration.confidence(Kind::Mixed, 0.2), 0.4);
        assert_eq!(calibration.confidence(Kind::Indirect, 0.2), 0.0);
        assert_eq!(Calibration::new(Vec::new()).confidence(Kind::Indirect, 0.234), 0.23);
    }
}

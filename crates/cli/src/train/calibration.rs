//! Calibration: for each kind of statement, a rising curve from scores to shares that were right.

use onrecord_extract::training::{POINTS, curve};
use onrecord_model::QuoteKind;

use crate::eval::Judged;

/// Learns the curves and returns them one after the other, in hundredths.
pub(super) fn learn(judged: &[Judged]) -> Vec<u8> {
    let mut table = vec![0; QuoteKind::ALL.len() * POINTS];
    for kind in QuoteKind::ALL {
        let mut scored: Vec<_> = judged.iter().filter(|j| j.kind == kind).collect();
        scored.sort_by(|a, b| a.score.total_cmp(&b.score));
        let steps = rising(&scored);
        for point in 0..POINTS {
            let score = point as f32 / (POINTS - 1) as f32;
            table[curve(kind) * POINTS + point] = (100.0 * height(&steps, score)).round() as u8;
        }
    }
    table
}

/// Statements with neighbouring scores, and the share that was right.
struct Step {
    score: f32,
    right: f32,
    count: f32,
}

/// Isotonic regression by the pool-adjacent-violators algorithm: neighbours are merged until the share that
/// is right rises with the score.
fn rising(scored: &[&Judged]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for one in scored {
        steps.push(Step { score: one.score, right: f32::from(u8::from(one.right)), count: 1.0 });
        while let [.., before, last] = steps.as_slice()
            && before.right >= last.right
        {
            let count = before.count + last.count;
            let mean = |a: f32, b: f32| (a * before.count + b * last.count) / count;
            let pooled =
                Step { score: mean(before.score, last.score), right: mean(before.right, last.right), count };
            steps.truncate(steps.len() - 2);
            steps.push(pooled);
        }
    }
    steps
}

/// Returns the share at a score by linear interpolation.
fn height(steps: &[Step], score: f32) -> f32 {
    let right = steps.partition_point(|s| s.score < score);
    match (right.checked_sub(1).and_then(|left| steps.get(left)), steps.get(right)) {
        (Some(a), Some(b)) => a.right + (b.right - a.right) * (score - a.score) / (b.score - a.score),
        (Some(one), None) | (None, Some(one)) => one.right,
        (None, None) => score,
    }
}

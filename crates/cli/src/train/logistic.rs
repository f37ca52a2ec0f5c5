//! Logistic regression by stochastic gradient descent, its weights rounded to a few steps.

use onrecord_extract::training::{TABLE, packed};

/// A decision with its right answer.
pub(super) struct Example {
    pub(super) places: Vec<u16>,
    pub(super) yes: bool,
}

/// Settings that did best in cross-validation.
const ROUNDS: u32 = 20;
const RATE: f32 = 0.03;
/// How strongly weights are drawn to zero in each step.
const DECAY: f32 = 1e-2;
/// The number of steps of either sign for the largest weight. With 16, most weights are zero and the tables
/// need half the bytes of 127 steps, with the same results in cross-validation.
const STEPS: f32 = 16.0;

/// Learns the weights and returns the table as the extractor reads it.
pub(super) fn learn(examples: &[Example]) -> Vec<u8> {
    let weights = fit(examples);
    let largest = weights.iter().fold(0.0_f32, |most, w| most.max(w.abs())).max(f32::MIN_POSITIVE);
    let scale = largest / STEPS;
    packed(scale, weights.iter().map(|w| (w / scale).round() as i8).collect())
}

fn odds(weights: &[f32], example: &Example) -> f32 {
    example.places.iter().filter_map(|&p| weights.get(usize::from(p))).sum()
}

fn fit(examples: &[Example]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; TABLE];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..ROUNDS {
        shuffle(&mut order, &mut random);
        let rate = RATE / (1.0 + round as f32 * 0.4);
        for &index in &order {
            let Some(example) = examples.get(index) else { continue };
            let error = f32::from(u8::from(example.yes)) - 1.0 / (1.0 + (-odds(&weights, example)).exp());
            for &place in &example.places {
                let Some(weight) = weights.get_mut(usize::from(place)) else { continue };
                *weight += rate * (error - DECAY * *weight);
            }
        }
    }
    weights
}

/// Shuffles in a reproducible order (Fisher-Yates with a small generator).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(last, (*random % (last as u64 + 1)) as usize);
    }
}

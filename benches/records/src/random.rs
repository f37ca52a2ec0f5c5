//! Pseudo-random numbers, the same as in `records.mjs`.

use anyhow::{Result, ensure};

/// Mulberry32, by Tommy Ettinger.
pub(crate) struct Random(u32);

impl Random {
    pub(crate) const fn new(seed: u32) -> Self {
        Self(seed)
    }

    /// Returns a number from 0 (inclusive) to 1 (exclusive).
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = (self.0 ^ self.0 >> 15).wrapping_mul(1 | self.0);
        t ^= t.wrapping_add((t ^ t >> 7).wrapping_mul(61 | t));
        f64::from(t ^ t >> 14) / 4_294_967_296.0
    }

    /// Returns an integer below a limit.
    pub(crate) fn below(&mut self, limit: f64) -> Result<u32> {
        let number = (self.next() * limit).floor();
        ensure!(number < f64::from(u32::MAX));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at above")]
        Ok(number as u32)
    }
}

/// Draws numbers from 0, where n has the frequency 1 / (n + 1).
pub(crate) struct Zipf(Vec<f64>);

impl Zipf {
    #[allow(clippy::cast_precision_loss, reason = "a few thousand")]
    pub(crate) fn new(count: usize) -> Self {
        let mut sum = 0.0;
        let shares = (0..count).map(|n| {
            sum += 1.0 / (n as f64 + 1.0);
            sum
        });
        Self(shares.collect())
    }

    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let point = random.next() * self.0.last().copied().unwrap_or_default();
        self.0.partition_point(|&share| share < point).min(self.0.len().saturating_sub(1))
    }
}

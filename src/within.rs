//! Numbers kept within bounds.

/// The number, or the bound that it is beyond. What the standard library has prints its bounds where they are wrong, and
/// that code weighs twelve kilobytes.
pub(crate) const fn within(number: f64, least: f64, most: f64) -> f64 {
    number.max(least).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_within_their_bounds() {
        for (number, expected) in
            [(-1.0, 0.0), (0.5, 0.5), (7.0, 1.0), (f64::NEG_INFINITY, 0.0), (f64::NAN, 0.0)]
        {
            assert_eq!(within(number, 0.0, 1.0), expected);
        }
    }
}

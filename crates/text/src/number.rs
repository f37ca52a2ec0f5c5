//! Numbers as English readers write them.

/// Returns a number in decimal digits with a comma between each group of three.
///
/// ```
/// use onrecord_text::group_digits;
/// assert_eq!(group_digits(1_234_567), "1,234,567");
/// ```
#[must_use]
pub fn group_digits(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Returns bytes as hexadecimal digits, two lower-case digits a byte.
///
/// ```
/// use onrecord_text::hexadecimal;
/// assert_eq!(hexadecimal(&[0, 10, 255]), "000aff");
/// ```
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns a number with a fixed count of decimals, at most nine, ties rounded away from zero, as SVG attributes take
/// it. A number that rounds to zero has no sign, and NaN becomes zero.
///
/// `format!` does the same, but brings the standard library's exact conversion of floating-point numbers along, which
/// nothing else in the page needs (5 KB with brotli).
///
/// ```
/// use onrecord_text::fixed;
/// assert_eq!(fixed(12.5, 3), "12.500");
/// assert_eq!(fixed(-0.26, 1), "-0.3");
/// ```
#[must_use]
pub fn fixed(value: f64, decimals: u8) -> String {
    let scale = 10_u64.pow(u32::from(decimals.min(9)));
    // A float that is too large, or no number, becomes the nearest integer or 0.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "see above"
    )]
    let scaled = (value.abs() * scale as f64).round() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, rest) = (scaled / scale, scaled % scale);
    match decimals.min(9) {
        0 => format!("{sign}{whole}"),
        width => format!("{sign}{whole}.{rest:0width$}", width = usize::from(width)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_fixed() {
        for (value, decimals, text) in [
            (0.0, 1, "0.0"),
            (99.999_96, 3, "100.000"),
            (0.004, 2, "0.00"),
            (-0.004, 2, "0.00"),
            (-1.5, 0, "-2"),
            (f64::NAN, 1, "0.0"),
        ] {
            assert_eq!(fixed(value, decimals), text);
        }
    }

    #[test]
    fn digits_are_grouped_by_three() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(group_digits(number), text);
        }
    }
}

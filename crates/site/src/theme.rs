//! Colours that a publisher chooses, and their contrast.

use std::{fmt, str::FromStr};

/// The page's background, light and dark, as in `style/tokens.css`.
const PAPER: [Color; 2] = [Color([0xfd, 0xfc, 0xf9]), Color([0x17, 0x16, 0x14])];
/// The minimum contrast of text of normal size (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// An sRGB colour, parsed from and printed as `#` and six hexadecimal digits.
///
/// ```
/// use onrecord_site::{Accent, Color};
///
/// let accent = Accent { light: "#9B2D1F".parse()?, dark: "#17181a".parse::<Color>()? };
/// assert_eq!(accent.light.to_string(), "#9b2d1f");
/// // Nearly black on nearly black.
/// assert_eq!(accent.faults().len(), 1);
/// # Ok::<(), onrecord_site::ParseColorError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// The error of parsing a [`Color`]: the text is not `#` and six hexadecimal digits. The message names the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no colour: give one like #0b5394")]
pub struct ParseColorError(String);

impl FromStr for Color {
    type Err = ParseColorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseColorError(text.to_owned());
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
        let byte = |at: usize| {
            let two = digits.get(2 * at..2 * at + 2).filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
            u8::from_str_radix(two.unwrap_or_default(), 16).map_err(|_| wrong())
        };
        Ok(Self([byte(0)?, byte(1)?, byte(2)?]))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Color {
    /// Returns the contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Returns the relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        let [red, green, blue] = linear;
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// The colour of links and marks, in a light and in a dark page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The colour on a light background.
    pub light: Color,
    /// The colour on a dark background.
    pub dark: Color,
}

impl Accent {
    /// Returns a sentence for each colour with too little contrast to the page's background: less than 4.5 to 1, which
    /// text of normal size needs (WCAG 2.2, success criterion 1.4.3). Returns an empty list if both have enough.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let fault = |(what, colour, paper): (&str, Color, Color)| {
            let contrast = colour.contrast(paper);
            (contrast < CONTRAST).then(|| {
                format!("the colour {colour} stands out from {what} paper by {contrast:.1} to 1, and text needs {CONTRAST}")
            })
        };
        [("light", self.light, PAPER[0]), ("dark", self.dark, PAPER[1])]
            .into_iter()
            .filter_map(fault)
            .collect()
    }

    /// Returns CSS that overrides the page's own accent.
    pub(crate) fn style(&self) -> String {
        let Self { light, dark } = self;
        let set = |colour: &Color| {
            format!(
                "html:root {{ --accent: {colour}; --accent-paper: color-mix(in srgb, {colour} 14%, var(--paper)); }}"
            )
        };
        format!("{} @media (prefers-color-scheme: dark) {{ {} }}", set(light), set(dark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_printed() {
        let colour: Color = "#0B5394".parse().unwrap();
        assert_eq!(colour.to_string(), "#0b5394");
        for wrong in ["0b5394", "#0b539", "#0b539g", "#+1+1+1", "red", "", "#é1234"] {
            assert!(wrong.parse::<Color>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn unreadable_files_are_reported() {
        let accent =
            |light: &str, dark: &str| Accent { light: light.parse().unwrap(), dark: dark.parse().unwrap() };
        // The page's own accent.
        assert!(accent("#9b2d1f", "#ef8d78").faults().is_empty());
        let black_and_white = Color([0; 3]).contrast(Color([255; 3]));
        assert!((black_and_white - 21.0).abs() < 1e-9);
        assert_eq!(accent("#dddddd", "#222222").faults().len(), 2);
    }
}

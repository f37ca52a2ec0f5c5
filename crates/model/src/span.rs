use serde::{Deserialize, Serialize};

/// A range of bytes of an article's text, counted from 0, the end exclusive.
///
/// For a text file, the text is the file as it was read, with its front matter; for a saved page, a feed or JSON, it is
/// the text made from the file.
///
/// ```
/// use onrecord_model::Span;
///
/// let text = "“Non,” said Élodie.";
/// let start = text.find("Élodie").unwrap();
/// let name = Span::from_usize(start, start + "Élodie".len());
/// assert_eq!((name.len(), name.slice(text)), (7, "Élodie"));
/// assert!(Span::from_usize(0, text.len()).contains(name));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset one past the last byte.
    pub end: u32,
}

impl Span {
    /// Creates a span from the byte offset `start` to `end` (exclusive); empty, at `start`, if `end` is before `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Creates a span from byte offsets into a string. Offsets beyond [`u32::MAX`] become [`u32::MAX`].
    #[must_use]
    pub fn from_usize(start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(narrow(start), narrow(end))
    }

    /// Returns the number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Returns whether the span is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Returns whether `other` is inside this span; every span contains itself.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns whether the spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that contains both spans, and so what is between them.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the words of the span in `text`, or an empty string if it is not within the text or not on character
    /// boundaries.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Words of an article with their place: a mention or a cue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The offset of the first byte in the article's text, from 0.
    pub start: u32,
    /// The offset one past the last byte.
    pub end: u32,
    /// The words themselves.
    pub text: String,
}

impl Phrase {
    /// Creates the phrase that `span` covers in `text`; its words are those of [`Span::slice`].
    #[must_use]
    pub fn at(span: Span, text: &str) -> Self {
        Self { start: span.start, end: span.end, text: span.slice(text).to_owned() }
    }

    /// Returns its span.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

use crate::Date;

/// A closed range of calendar dates: both ends belong to it. [`new`](Self::new) puts them in order; the other methods
/// expect `from` not to be after `to`.
///
/// ```
/// use onrecord_model::DateRange;
/// let july = DateRange::new("2017-07-01".parse()?, "2017-07-31".parse()?);
/// assert!(july.contains("2017-07-31".parse()?));
/// assert_eq!(july.days(), 31);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl DateRange {
    /// Returns the range between two days, given in any order.
    #[must_use]
    pub fn new(from: Date, to: Date) -> Self {
        Self { from: from.min(to), to: from.max(to) }
    }

    /// Returns the range of one day.
    #[must_use]
    pub const fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// Returns the smallest range that contains both ranges.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// Returns whether a day lies in the range.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Returns the number of days in the range, at least 1.
    #[must_use]
    pub const fn days(self) -> u32 {
        self.to.number().abs_diff(self.from.number()).saturating_add(1)
    }
}

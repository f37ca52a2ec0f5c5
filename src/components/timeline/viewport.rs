//! The viewport: the days that the timeline shows, as a part of the full range. It is the date filter; zooming, panning and
//! brushing change it.

use onrecord_model::{Date, DateRange};
use onrecord_view::View;

use super::scale::{Scale, bounded};

/// A range of days inside the full range. While the reader moves it, its edges may be within days; the filter takes whole
/// days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Viewport {
    /// The first and the last day of the full range, by their numbers.
    full: (i32, i32),
    /// The left edge, in days since 1970-01-01.
    from: f64,
    /// The width in days, at least one.
    days: f64,
}

impl Viewport {
    /// Returns the days that a view selects, of the full range.
    pub(super) fn from_view(view: &View, full: DateRange) -> Self {
        let full = (full.from.number(), full.to.number());
        let (from, to) = (view.from.map_or(full.0, Date::number), view.to.map_or(full.1, Date::number));
        Self { full, from: 0.0, days: 1.0 }.with_days(from, to)
    }

    /// Returns the viewport of other days, kept inside the full range.
    pub(super) fn with_days(self, from: i32, to: i32) -> Self {
        let inside = |day: i32| day.clamp(self.full.0, self.full.1);
        let (from, to) = (inside(from), inside(to));
        let (from, to) = (from.min(to), from.max(to));
        Self { from: f64::from(from), days: f64::from(to - from + 1), ..self }
    }

    /// Returns the visible days, rounded to whole ones.
    pub(super) fn days(self) -> DateRange {
        let day = |number: i32| Date::default().saturating_add(number.clamp(self.full.0, self.full.1));
        #[allow(clippy::cast_possible_truncation, reason = "days of the calendar")]
        let (from, end) = (self.from.round() as i32, (self.from + self.days).round() as i32);
        DateRange { from: day(from), to: day((end - 1).max(from)) }
    }

    /// Returns the scale of these days.
    pub(super) const fn scale(self) -> Scale {
        Scale::new(self.from, self.days)
    }

    /// Returns the scale of the full range.
    pub(super) fn full_scale(self) -> Scale {
        Scale::new(f64::from(self.full.0), self.full_days())
    }

    /// Returns whether the full range is visible.
    pub(super) fn is_full(self) -> bool {
        let days = self.days();
        (days.from.number(), days.to.number()) == self.full
    }

    /// Returns a viewport `factor` times as wide, in which what is at `share` of the width stays where it is.
    pub(super) fn zoomed(self, factor: f64, share: f64) -> Self {
        let days = bounded(self.days * factor, 1.0, self.full_days());
        self.placed(self.from + (self.days - days) * bounded(share, 0.0, 1.0), days)
    }

    /// Returns the viewport moved by a multiple of its width.
    pub(super) fn panned(self, widths: f64) -> Self {
        self.shifted(self.days * widths)
    }

    /// Returns the viewport moved by some days, as far as the full range allows.
    pub(super) fn shifted(self, days: f64) -> Self {
        self.placed(self.from + days, self.days)
    }

    /// Returns the viewport in which what was at two positions is at two others, all as shares of the width.
    pub(super) fn pinched(self, start: (f64, f64), current: (f64, f64)) -> Self {
        let distance = current.1 - current.0;
        let distance = if distance.abs() < 0.01 { 0.01 } else { distance };
        let days = bounded((self.days * (start.1 - start.0) / distance).abs(), 1.0, self.full_days());
        self.placed(self.from + start.0 * self.days - current.0 * days, days)
    }

    /// Returns the viewport in whole days. If it was zoomed or panned from `before` by less than a day, it differs by one.
    pub(super) fn stepped_from(self, before: Self) -> Self {
        let days = self.days();
        let (from, to) = (days.from.number(), days.to.number());
        let new = self.with_days(from, to);
        match (self.days - before.days, self.from - before.from) {
            _ if new != before => new,
            (wider, _) if wider > 0.0 => new.with_days(from, to + 1),
            (narrower, _) if narrower < 0.0 => new.with_days(from, (to - 1).max(from)),
            (_, later) if later > 0.0 => new.shifted(1.0),
            (_, later) if later < 0.0 => new.shifted(-1.0),
            _ => new,
        }
    }

    /// Returns the view with this viewport as its date filter; without a date filter if the full range is visible.
    pub(super) fn applied(self, view: &View) -> View {
        let days = (!self.is_full()).then(|| self.days());
        View { from: days.map(|days| days.from), to: days.map(|days| days.to), ..view.clone() }
    }

    /// Returns how many days the full range has.
    fn full_days(self) -> f64 {
        f64::from(self.full.1 - self.full.0 + 1)
    }

    /// Returns a viewport of a width that begins at a moment, or as near to it as the full range allows.
    fn placed(self, from: f64, days: f64) -> Self {
        let first = f64::from(self.full.0);
        let last = first + self.full_days() - days;
        Self { from: bounded(from, first, last), days, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn viewport(full: (i32, i32), from: i32, to: i32) -> Viewport {
        Viewport { full, from: 0.0, days: 1.0 }.with_days(from, to)
    }

    #[test]
    fn viewports_zoom_and_pan() {
        let all = viewport((0, 99), 0, 99);
        assert_eq!(all.zoomed(0.5, 0.5), viewport((0, 99), 25, 74));
        assert_eq!(all.zoomed(0.5, 0.0), viewport((0, 99), 0, 49));
        assert_eq!(all.zoomed(2.0, 0.5), all);
        let part = viewport((0, 99), 20, 29);
        assert_eq!(part.zoomed(2.0, 0.5), viewport((0, 99), 15, 34));
        assert_eq!(part.panned(0.5), viewport((0, 99), 25, 34));
        assert_eq!(part.panned(-5.0), viewport((0, 99), 0, 9));
        assert_eq!(part.panned(50.0), viewport((0, 99), 90, 99));
    }

    #[test]
    fn a_step_is_a_day_at_least() {
        let one = viewport((0, 99), 5, 5);
        let step = |to: Viewport| to.stepped_from(one);
        assert_eq!(step(one.zoomed(0.5, 0.5)), one);
        assert_eq!(step(one.zoomed(1.1, 0.5)), viewport((0, 99), 5, 6));
        assert_eq!(step(one.panned(0.1)), viewport((0, 99), 6, 6));
        assert_eq!(step(one.panned(-0.1)), viewport((0, 99), 4, 4));
        assert_eq!(step(one.zoomed(10.0, 0.5)).days, 10.0);
    }

    #[test]
    fn the_full_range_is_no_filter() {
        let view = View { from: Date::from_number(3), ..View::default() };
        assert_eq!(viewport((0, 9), 0, 9).applied(&view), View::default());
        assert_eq!(viewport((0, 9), 3, 9).applied(&view).to, Date::from_number(9));
    }

    proptest! {
        #[test]
        fn a_viewport_stays_inside_the_full_range(
            full in (0..500_i32, 0..500_i32).prop_map(|(a, b)| (a.min(b), a.max(b))),
            steps in prop::collection::vec((0.1..4.0_f64, -0.5..1.5_f64, any::<bool>()), 0..9),
        ) {
            let mut viewport = viewport(full, full.0, full.1);
            for (by, share, zoom) in steps {
                viewport = if zoom { viewport.zoomed(by, share) } else { viewport.panned(by - 2.0) };
                let DateRange { from, to } = viewport.days();
                prop_assert!(full.0 <= from.number() && from <= to && to.number() <= full.1);
                let stepped = viewport.stepped_from(viewport);
                prop_assert_eq!(stepped.days(), viewport.days());
            }
        }
    }
}

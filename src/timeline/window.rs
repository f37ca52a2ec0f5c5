//! The days that the timeline shows, as a part of all days that there are. The date filter is this
//! window: zooming, panning and brushing change it.

use onrecord_model::Day;

use super::scale::Scale;
use onrecord_view::View;

use crate::within::within;

/// A range of days inside a whole one. While the reader moves it, its edges may lie inside days; the
/// filter takes whole ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    whole: (i32, i32),
    /// Where it begins: days since 1970.
    from: f64,
    /// Its length in days, one at least.
    days: f64,
}

impl Window {
    /// The days that a view asks for, of the whole range that there is.
    pub(super) fn of(view: &View, whole: (Day, Day)) -> Self {
        let whole = (whole.0.number(), whole.1.number());
        let (from, to) = (view.from.map_or(whole.0, Day::number), view.to.map_or(whole.1, Day::number));
        Self { whole, from: 0.0, days: 1.0 }.moved(from, to)
    }

    /// The same whole with other days shown, held inside it.
    pub(super) fn moved(self, from: i32, to: i32) -> Self {
        let inside = |day: i32| day.clamp(self.whole.0, self.whole.1);
        let (from, to) = (inside(from), inside(to));
        let (from, to) = (from.min(to), from.max(to));
        Self { from: f64::from(from), days: f64::from(to - from + 1), ..self }
    }

    /// The first and the last day, both taken whole.
    pub(super) fn days(self) -> (Day, Day) {
        let day = |number: i32| Day::default().plus(number.clamp(self.whole.0, self.whole.1));
        #[allow(clippy::cast_possible_truncation, reason = "days of the calendar")]
        let (from, end) = (self.from.round() as i32, (self.from + self.days).round() as i32);
        (day(from), day((end - 1).max(from)))
    }

    /// Its days as places across the screen.
    pub(super) const fn scale(self) -> Scale {
        Scale::new(self.from, self.days)
    }

    /// All days as places across the screen.
    pub(super) fn whole_scale(self) -> Scale {
        Scale::new(f64::from(self.whole.0), self.all())
    }

    /// Whether all days are shown.
    pub(super) fn is_whole(self) -> bool {
        let (from, to) = self.days();
        (from.number(), to.number()) == self.whole
    }

    /// A window `times` as long, in which what is at `share` of the width stays where it is.
    pub(super) fn zoomed(self, times: f64, share: f64) -> Self {
        let days = within(self.days * times, 1.0, self.all());
        self.placed(self.from + (self.days - days) * within(share, 0.0, 1.0), days)
    }

    /// The window moved by so many of its own lengths.
    pub(super) fn panned(self, lengths: f64) -> Self {
        self.shifted(self.days * lengths)
    }

    /// The window moved by so many days, as far as the whole allows.
    pub(super) fn shifted(self, days: f64) -> Self {
        self.placed(self.from + days, self.days)
    }

    /// The window in which what was at two places is at two others, all as shares of the width.
    pub(super) fn pinched(self, was: (f64, f64), is: (f64, f64)) -> Self {
        let apart = is.1 - is.0;
        let days = self.days * (was.1 - was.0) / if apart.abs() < 0.01 { 0.01 } else { apart };
        let days = within(days.abs(), 1.0, self.all());
        self.placed(self.from + was.0 * self.days - is.0 * days, days)
    }

    /// The window with its edges between days, and by a day at least another one than `before`, where
    /// it was zoomed or moved by a step.
    pub(super) fn stepped_from(self, before: Self) -> Self {
        let (from, to) = self.days();
        let (from, to) = (from.number(), to.number());
        let new = self.moved(from, to);
        match (self.days - before.days, self.from - before.from) {
            _ if new != before => new,
            (longer, _) if longer > 0.0 => new.moved(from, to + 1),
            (shorter, _) if shorter < 0.0 => new.moved(from, (to - 1).max(from)),
            (_, later) if later > 0.0 => new.shifted(1.0),
            (_, later) if later < 0.0 => new.shifted(-1.0),
            _ => new,
        }
    }

    /// How many days there are in all.
    fn all(self) -> f64 {
        f64::from(self.whole.1 - self.whole.0 + 1)
    }

    /// A window of a length that begins at a place, or as near as the whole allows.
    fn placed(self, from: f64, days: f64) -> Self {
        let first = f64::from(self.whole.0);
        let last = first + self.all() - days;
        Self { from: within(from, first, last.max(first)), days, ..self }
    }

    /// The view with this window as its date filter; without one where all days are shown.
    pub(super) fn applied(self, view: &View) -> View {
        let ends = (!self.is_whole()).then(|| self.days());
        View { from: ends.map(|(from, _)| from), to: ends.map(|(_, to)| to), ..view.clone() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn window(whole: (i32, i32), from: i32, to: i32) -> Window {
        Window { whole, from: 0.0, days: 1.0 }.moved(from, to)
    }

    #[test]
    fn windows_zoom_and_pan() {
        let all = window((0, 99), 0, 99);
        assert_eq!(all.zoomed(0.5, 0.5), window((0, 99), 25, 74));
        assert_eq!(all.zoomed(0.5, 0.0), window((0, 99), 0, 49));
        assert_eq!(all.zoomed(2.0, 0.5), all);
        let part = window((0, 99), 20, 29);
        assert_eq!(part.zoomed(2.0, 0.5), window((0, 99), 15, 34));
        assert_eq!(part.panned(0.5), window((0, 99), 25, 34));
        assert_eq!(part.panned(-5.0), window((0, 99), 0, 9));
        assert_eq!(part.panned(50.0), window((0, 99), 90, 99));
    }

    #[test]
    fn a_step_is_a_day_at_least() {
        let one = window((0, 99), 5, 5);
        let step = |to: Window| to.stepped_from(one);
        assert_eq!(step(one.zoomed(0.5, 0.5)), one);
        assert_eq!(step(one.zoomed(1.1, 0.5)), window((0, 99), 5, 6));
        assert_eq!(step(one.panned(0.1)), window((0, 99), 6, 6));
        assert_eq!(step(one.panned(-0.1)), window((0, 99), 4, 4));
        assert_eq!(step(one.zoomed(10.0, 0.5)).days, 10.0);
    }

    #[test]
    fn the_whole_window_is_no_filter() {
        let view = View { from: Day::from_number(3), ..View::default() };
        assert_eq!(window((0, 9), 0, 9).applied(&view), View::default());
        assert_eq!(window((0, 9), 3, 9).applied(&view).to, Day::from_number(9));
    }

    proptest! {
        #[test]
        fn a_window_stays_inside(
            whole in (0..500_i32, 0..500_i32).prop_map(|(a, b)| (a.min(b), a.max(b))),
            steps in prop::collection::vec((0.1..4.0_f64, -0.5..1.5_f64, any::<bool>()), 0..9),
        ) {
            let mut window = window(whole, whole.0, whole.1);
            for (by, share, zoom) in steps {
                window = if zoom { window.zoomed(by, share) } else { window.panned(by - 2.0) };
                let (from, to) = window.days();
                prop_assert!(whole.0 <= from.number() && from <= to && to.number() <= whole.1);
                let stepped = window.stepped_from(window);
                prop_assert_eq!(stepped.days(), window.days());
            }
        }
    }
}

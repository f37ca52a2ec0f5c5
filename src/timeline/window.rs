//! The days that the timeline shows, as a part of all days that there are. The date filter is this
//! window: zooming, panning and brushing change it.

use onrecord_model::Day;

use crate::view::View;

/// A closed range of days inside a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    whole: (i32, i32),
    from: i32,
    to: i32,
}

/// A day inside a whole range, both ends of which the calendar has.
fn day(number: i32) -> Day {
    Day::default().plus(number)
}

impl Window {
    /// The days that a view asks for, of the whole range that there is.
    pub(super) fn of(view: &View, whole: (Day, Day)) -> Self {
        let whole = (whole.0.number(), whole.1.number());
        let (from, to) = (view.from.map_or(whole.0, Day::number), view.to.map_or(whole.1, Day::number));
        Self { whole, from: whole.0, to: whole.1 }.moved(from, to)
    }

    /// The same whole with other days shown, held inside it.
    pub(super) fn moved(self, from: i32, to: i32) -> Self {
        let inside = |day: i32| day.clamp(self.whole.0, self.whole.1);
        let (from, to) = (inside(from), inside(to));
        Self { from: from.min(to), to: from.max(to), ..self }
    }

    /// The first and the last day.
    pub(super) fn days(self) -> (Day, Day) {
        (day(self.from), day(self.to))
    }

    /// Whether all days are shown.
    pub(super) const fn is_whole(self) -> bool {
        self.from == self.whole.0 && self.to == self.whole.1
    }

    fn length(self) -> i32 {
        self.to - self.from + 1
    }

    /// A window `times` as long, in which the day at `share` of the width stays where it is.
    pub(super) fn zoomed(self, times: f64, share: f64) -> Self {
        let share = share.clamp(0.0, 1.0);
        let length = f64::from(self.length());
        let all = f64::from(self.whole.1 - self.whole.0 + 1);
        // A step must be seen, and end at a day.
        let new = if times > 1.0 { (length * times).max(length + 1.0) } else { length * times };
        let new = new.round().clamp(1.0, all);
        let from = (f64::from(self.from) + (length - new) * share).round();
        self.placed(from, new)
    }

    /// The window moved by so many of its own lengths.
    pub(super) fn panned(self, lengths: f64) -> Self {
        let length = f64::from(self.length());
        let by = (length * lengths).abs().max(1.0).round() * lengths.signum();
        self.placed(f64::from(self.from) + by, length)
    }

    /// The window moved by so many days, as far as the whole allows.
    pub(super) fn shifted(self, days: i32) -> Self {
        self.placed(f64::from(self.from) + f64::from(days), f64::from(self.length()))
    }

    /// A window of a length that begins at a day, or as near as the whole allows.
    fn placed(self, from: f64, length: f64) -> Self {
        let last = f64::from(self.whole.1) - length + 1.0;
        let from = from.clamp(f64::from(self.whole.0), last.max(f64::from(self.whole.0)));
        #[allow(clippy::cast_possible_truncation, reason = "days of the calendar")]
        self.moved(from as i32, (from + length - 1.0) as i32)
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
        Window { whole, from, to }
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
        let one = window((0, 99), 5, 5);
        assert_eq!((one.zoomed(0.5, 0.5), one.zoomed(1.1, 0.5).length()), (one, 2));
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
                prop_assert!(whole.0 <= window.from && window.from <= window.to && window.to <= whole.1);
            }
        }
    }
}

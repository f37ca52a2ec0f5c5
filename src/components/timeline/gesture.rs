//! Gestures that move the timeline: a pointer that drags it, two that pinch it, or one that brushes the overview.

use onrecord_model::{Date, DateRange};

use super::{scale::Scale, viewport::Viewport};

/// Pointers that are pressed on the lanes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drag {
    /// The viewport when the number of pointers last changed.
    start: Viewport,
    pointers: Vec<Pointer>,
}

/// A pointer, with where it was then and where it is, as shares of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pointer {
    id: i32,
    start: f64,
    current: f64,
}

impl Drag {
    pub(super) const fn new(start: Viewport) -> Self {
        Self { start, pointers: Vec::new() }
    }

    /// Returns whether no pointer is pressed.
    pub(super) fn is_empty(&self) -> bool {
        self.pointers.is_empty()
    }

    /// Adds a pointer.
    pub(super) fn press(&mut self, id: i32, share: f64) {
        self.release(id);
        self.pointers.push(Pointer { id, start: share, current: share });
    }

    /// Removes a pointer; the others go on from where they are.
    pub(super) fn release(&mut self, id: i32) {
        self.start = self.viewport();
        self.pointers.retain(|pointer| pointer.id != id);
        self.pointers.iter_mut().for_each(|pointer| pointer.start = pointer.current);
    }

    /// Moves a pointer; returns how far it is from where it was pressed, as a share of the width, or `None` if it is not one
    /// of these.
    pub(super) fn move_to(&mut self, id: i32, share: f64) -> Option<f64> {
        let pointer = self.pointers.iter_mut().find(|pointer| pointer.id == id)?;
        pointer.current = share;
        Some((pointer.current - pointer.start).abs())
    }

    /// Returns the viewport that the pointers have made.
    pub(super) fn viewport(&self) -> Viewport {
        match self.pointers.as_slice() {
            [] => self.start,
            [one] => self.start.panned(one.start - one.current),
            [a, b, ..] => self.start.pinched((a.start, b.start), (a.current, b.current)),
        }
    }
}

/// The part of the overview that a pressed pointer moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Brush {
    /// The end opposite to this day, or a new brush that starts at this day.
    End(Date),
    /// The whole brush, grabbed at this day, and its days at that moment.
    Whole(Date, Viewport),
}

/// A pointer this near to an end of the brush, in per cent of the width, moves that end.
const END_TOLERANCE: f64 = 1.2;

impl Brush {
    pub(super) fn new(day: Date, viewport: Viewport, scale: Scale) -> Self {
        let DateRange { from: first, to: last } = viewport.days();
        let x = |day: Date| scale.x_of_day(day.number());
        let is_near = |end: Date| !viewport.is_full() && (x(day) - x(end)).abs() <= END_TOLERANCE;
        match () {
            () if is_near(first) => Self::End(last),
            () if is_near(last) => Self::End(first),
            () if !viewport.is_full() && first < day && day < last => Self::Whole(day, viewport),
            () => Self::End(day),
        }
    }

    /// Returns the viewport that it makes when the pointer is at a day; `None` if it has not moved yet.
    pub(super) fn viewport(self, day: Date, viewport: Viewport) -> Option<Viewport> {
        match self {
            Self::End(anchor) => (anchor != day).then(|| viewport.with_days(anchor.number(), day.number())),
            Self::Whole(held, start) => Some(start.shifted(f64::from(day.number() - held.number()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use onrecord_view::View;

    use super::*;

    fn day(number: i32) -> Date {
        Date::from_number(number).unwrap()
    }

    fn viewport(from: i32, to: i32) -> Viewport {
        let view = View { from: Some(day(from)), to: Some(day(to)), ..View::default() };
        Viewport::from_view(&view, DateRange::new(day(0), day(199)))
    }

    #[test]
    fn one_pointer_drags_and_two_pinch() {
        let mut drag = Drag::new(viewport(100, 149));
        drag.press(1, 0.5);
        assert_eq!(drag.move_to(1, 0.7), Some(0.7 - 0.5));
        assert_eq!(drag.viewport().days(), DateRange::new(day(90), day(139)));
        // A second pointer anchors the day under it from now on.
        drag.press(2, 0.2);
        assert_eq!(drag.viewport().days(), DateRange::new(day(90), day(139)));
        drag.move_to(1, 0.95);
        drag.move_to(2, 0.45);
        assert_eq!(drag.viewport().days(), DateRange::new(day(78), day(127)));
        drag.move_to(1, 0.7);
        drag.move_to(2, 0.2);
        drag.move_to(1, 0.45);
        // Half the distance: twice as many days, of which there are no more than these.
        assert_eq!(drag.viewport().days(), DateRange::new(day(80), day(179)));
        drag.release(2);
        assert_eq!((drag.move_to(9, 0.1), drag.is_empty()), (None, false));
        drag.release(1);
        assert!(drag.is_empty());
    }

    #[test]
    fn a_brush_is_drawn_moved_by_an_end_or_moved_as_a_whole() {
        let scale = Scale::between(DateRange::new(day(0), day(199)));
        let brushed = viewport(50, 99);
        for (pressed, moved, from, to) in [
            (120, 150, 120, 150),
            (150, 120, 120, 150),
            (51, 20, 20, 99),
            (98, 110, 50, 110),
            (70, 75, 55, 104),
            (70, 0, 0, 49),
        ] {
            let brush = Brush::new(day(pressed), brushed, scale);
            assert_eq!(brush.viewport(day(moved), brushed), Some(viewport(from, to)), "{pressed} to {moved}");
        }
        let all = Viewport::from_view(&View::default(), DateRange::new(day(0), day(199)));
        assert_eq!(Brush::new(day(70), all, scale).viewport(day(70), all), None);
        assert_eq!(Brush::new(day(70), all, scale).viewport(day(90), all), Some(viewport(70, 90)));
    }
}

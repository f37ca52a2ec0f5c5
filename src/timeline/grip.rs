//! What holds the timeline while it is moved: a pointer that drags it, two that pinch it, or one on the
//! strip of all days.

use onrecord_model::Day;

use super::{scale::Scale, window::Window};

/// Pointers on the lanes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grip {
    /// The window when the number of pointers changed last.
    begun: Window,
    held: Vec<Held>,
}

/// A pointer by its number, with where it was then and where it is, as shares of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    pointer: i32,
    was: f64,
    is: f64,
}

impl Grip {
    pub(super) const fn new(begun: Window) -> Self {
        Self { begun, held: Vec::new() }
    }

    /// Whether no pointer is left.
    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// One more pointer.
    pub(super) fn press(&mut self, pointer: i32, share: f64) {
        self.release(pointer);
        self.held.push(Held { pointer, was: share, is: share });
    }

    /// One pointer less; the others go on from here.
    pub(super) fn release(&mut self, pointer: i32) {
        self.begun = self.window();
        self.held.retain(|held| held.pointer != pointer);
        self.held.iter_mut().for_each(|held| held.was = held.is);
    }

    /// A pointer has moved: how far from where it was, as a share of the width; nothing where it is none
    /// of these.
    pub(super) fn drag(&mut self, pointer: i32, share: f64) -> Option<f64> {
        let held = self.held.iter_mut().find(|held| held.pointer == pointer)?;
        held.is = share;
        Some((held.is - held.was).abs())
    }

    /// The window that the pointers have made.
    pub(super) fn window(&self) -> Window {
        match self.held.as_slice() {
            [] => self.begun,
            [one] => self.begun.panned(one.was - one.is),
            [a, b, ..] => self.begun.pinched((a.was, b.was), (a.is, b.is)),
        }
    }
}

/// What a pointer that was pressed on the strip of all days does when it moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Brush {
    /// Draws a brush from a day, or moves the end that is not this one.
    Ends(Day),
    /// Moves the brush, held at a day, from where it was.
    Whole(Day, Window),
}

/// So near to an end, in hundredths of the width, the end is meant.
const NEAR: f64 = 1.2;

impl Brush {
    pub(super) fn new(day: Day, window: Window, scale: Scale) -> Self {
        let (first, last) = window.days();
        let x = |day: Day| scale.x(day.number());
        let near = |end: Day| !window.is_whole() && (x(day) - x(end)).abs() <= NEAR;
        match () {
            () if near(first) => Self::Ends(last),
            () if near(last) => Self::Ends(first),
            () if !window.is_whole() && first < day && day < last => Self::Whole(day, window),
            () => Self::Ends(day),
        }
    }

    /// The window that it makes at a day; nothing where it has not moved yet.
    pub(super) fn window(self, day: Day, window: Window) -> Option<Window> {
        match self {
            Self::Ends(anchor) => (anchor != day).then(|| window.moved(anchor.number(), day.number())),
            Self::Whole(held, begun) => Some(begun.shifted(f64::from(day.number() - held.number()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_view::View;

    fn day(number: i32) -> Day {
        Day::from_number(number).unwrap()
    }

    fn window(from: i32, to: i32) -> Window {
        let view = View { from: Some(day(from)), to: Some(day(to)), ..View::default() };
        Window::of(&view, (day(0), day(199)))
    }

    #[test]
    fn one_pointer_drags_and_two_pinch() {
        let mut grip = Grip::new(window(100, 149));
        grip.press(1, 0.5);
        assert_eq!(grip.drag(1, 0.7), Some(0.7 - 0.5));
        assert_eq!(grip.window().days(), (day(90), day(139)));
        // A second finger holds what is under it from now on.
        grip.press(2, 0.2);
        assert_eq!(grip.window().days(), (day(90), day(139)));
        grip.drag(1, 0.95);
        grip.drag(2, 0.45);
        assert_eq!(grip.window().days(), (day(78), day(127)));
        grip.drag(1, 0.7);
        grip.drag(2, 0.2);
        grip.drag(1, 0.45);
        // Half as far from each other: twice as many days, of which there are no more than these.
        assert_eq!(grip.window().days(), (day(80), day(179)));
        grip.release(2);
        assert_eq!((grip.drag(9, 0.1), grip.is_empty()), (None, false));
        grip.release(1);
        assert!(grip.is_empty());
    }

    #[test]
    fn a_brush_is_drawn_moved_by_an_end_or_moved_as_a_whole() {
        let scale = Scale::between((day(0), day(199)));
        let brushed = window(50, 99);
        for (pressed, moved, from, to) in [
            (120, 150, 120, 150),
            (150, 120, 120, 150),
            (51, 20, 20, 99),
            (98, 110, 50, 110),
            (70, 75, 55, 104),
            (70, 0, 0, 49),
        ] {
            let brush = Brush::new(day(pressed), brushed, scale);
            assert_eq!(brush.window(day(moved), brushed), Some(window(from, to)), "{pressed} to {moved}");
        }
        let all = Window::of(&View::default(), (day(0), day(199)));
        assert_eq!(Brush::new(day(70), all, scale).window(day(70), all), None);
        assert_eq!(Brush::new(day(70), all, scale).window(day(90), all), Some(window(70, 90)));
    }
}

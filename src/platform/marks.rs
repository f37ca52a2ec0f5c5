//! Marks of the timeline that the pointer, a finger or the focus reaches, and where their card goes.

use gloo::{events::EventListener, utils::document};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::{Callback, KeyboardEvent, PointerEvent};

use super::{
    dom::{Bounds, query, query_all, query_as},
    events::closest,
};

/// The card, and the element in which it is placed.
const CARD: &str = "#mark-card";
const AROUND: &str = ".results";
/// The attribute that ties a mark to its card.
const DESCRIBED: &str = "aria-describedby";
/// The mark with a card.
const WITH_CARD: &str = "[aria-describedby=mark-card]";
/// Set while a mark has been touched whose card was not there before: the touch shows it, and the next one opens the mark.
const FIRST_TOUCH: &str = "data-touched";
/// The distance between a mark and its card, in pixels.
const GAP: f64 = 6.0;

/// A mark that was reached.
pub(crate) struct ReachedMark {
    /// The query string that it links to.
    pub(crate) link: String,
    mark: Element,
}

impl ReachedMark {
    /// Moves the card below the mark, or above it where the window ends. Its links are no stops of the Tab key, since the mark
    /// itself is.
    pub(crate) fn place(&self) {
        let (Some(card), Some(around), Some(window)) =
            (query_as::<HtmlElement>(CARD), query(AROUND), document().document_element())
        else {
            return;
        };
        query_all(&card, "a").for_each(|link| drop(link.set_attribute("tabindex", "-1")));
        let (mark, own, around) =
            (Bounds::from_element(&self.mark), Bounds::from_element(&card), Bounds::from_element(&around));
        let below = mark.top + mark.height + GAP;
        let above = mark.top - own.height - GAP;
        let fits = below + own.height <= f64::from(window.client_height()) || above < 0.0;
        let left = (mark.left - around.left).min(around.width - own.width).max(0.0);
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a screen")]
        let (top, left) = ((if fits { below } else { above } - around.top) as i32, left as i32);
        let _ = card.style().set_property("inset", &format!("{top}px auto auto {left}px"));
    }
}

/// Listens for marks that are reached, and for what hides their card: another place, or Escape.
pub(crate) fn on_reached(reached: &Callback<Option<ReachedMark>>) -> Vec<EventListener> {
    let listen = |name: &'static str| {
        let reached = reached.clone();
        EventListener::new(&document(), name, move |event| {
            let mark = match event.dyn_ref::<KeyboardEvent>() {
                Some(press) if press.key() == "Escape" => None,
                Some(_) => return,
                // The card itself can be reached, to select its words.
                None if closest(event, CARD).is_some() => return,
                None => closest(event, ".mark"),
            };
            let before = query(WITH_CARD);
            if mark == before {
                return;
            }
            if let Some(before) = before {
                let _ = before.remove_attribute(DESCRIBED);
            }
            if let Some(mark) = &mark {
                let _ = mark.set_attribute(DESCRIBED, "mark-card");
                if event.dyn_ref().is_some_and(|event: &PointerEvent| event.pointer_type() == "touch") {
                    let _ = mark.set_attribute(FIRST_TOUCH, "");
                }
            }
            reached.emit(mark.and_then(|mark| Some(ReachedMark { link: mark.get_attribute("href")?, mark })));
        })
    };
    ["pointerover", "focusin", "keydown"].map(listen).into()
}

/// Returns whether a click on a link only shows the card of its mark: the first touch does.
pub(super) fn takes_first_touch(link: &Element) -> bool {
    let is_first = link.has_attribute(FIRST_TOUCH);
    let _ = link.remove_attribute(FIRST_TOUCH);
    is_first
}

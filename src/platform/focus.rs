//! The keyboard focus: moved along lists and lanes, and restored after the page has been replaced.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, FocusOptions, HtmlElement, HtmlInputElement, SvgElement};
use yew::{KeyboardEvent, NodeRef, TargetCast as _};

use super::dom::{self, Bounds, query_all, query_page};

/// Focuses the first element that a selector finds, without scrolling; returns whether there is one.
pub(crate) fn focus(selector: &str) -> bool {
    let element = dom::query(selector);
    element.iter().for_each(focus_element);
    element.is_some()
}

/// Focuses an HTML or SVG element, without scrolling.
fn focus_element(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // SVG elements have the same method, but share no type with HTML elements that has it.
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.focus_with_options(&options);
}

/// Where the reader is: which element has the focus, and how far the page is scrolled.
pub(crate) struct Place {
    /// The focused element and the elements around it, innermost first.
    elements: Vec<Element>,
    /// Where the focused element is in the window.
    top: f64,
    scrolled: f64,
}

impl Place {
    /// Returns the current place; it has no elements if nothing has the focus.
    pub(crate) fn current() -> Self {
        let focused = document().active_element().filter(|one| one.tag_name() != "BODY");
        let top = focused.as_ref().map_or(0.0, |one| Bounds::from_element(one).top);
        let elements = std::iter::successors(focused, |one| one.parent_element()).collect();
        Self { elements, top, scrolled: window().scroll_y().unwrap_or(0.0) }
    }

    /// Focuses the element again if the page was drawn without it, or what took its place: the first control of the
    /// nearest element around it that is still there. Does nothing if something has the focus.
    pub(crate) fn refocus(&self) {
        if document().active_element().is_some_and(|one| one.tag_name() != "BODY") {
            return;
        }
        let Some(nearest) = self.elements.iter().find(|one| one.is_connected()) else { return };
        if self.elements.first() == Some(nearest) {
            focus_element(nearest);
        } else if let Some(control) =
            query_all(nearest, CONTROLS).find(|one| !Bounds::from_element(one).is_empty())
        {
            focus_element(&control);
        }
    }

    /// Returns to the place: with `scrolls` to the part of the page that was seen, and to the element that had the focus.
    /// Returns false if that element is no longer there.
    pub(crate) fn restore(&self, scrolls: bool) -> bool {
        if scrolls {
            scroll_to(self.scrolled);
        }
        let Some(element) = self.elements.first().filter(|one| one.is_connected()) else { return false };
        if scrolls {
            // What was laid out meanwhile may have another height.
            scroll_to(self.scrolled + Bounds::from_element(element).top - self.top);
        }
        focus_element(element);
        true
    }
}

/// Scrolls the page at once, though its style sheet may let it glide.
fn scroll_to(top: f64) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let Some(style) = root.map(|root| root.style()) else { return };
    let _ = style.set_property("scroll-behavior", "auto");
    window().scroll_to_with_x_and_y(0.0, top);
    let _ = style.remove_property("scroll-behavior");
}

/// Moves the focus along the elements that a selector finds, to the next one or the previous one; to the first one if
/// none has the focus. The page scrolls with it.
pub(crate) fn focus_neighbour(selector: &str, forward: bool) {
    let all: Vec<_> = query_page(selector).collect();
    let focused = document().active_element();
    let next = match (all.iter().position(|one| focused.as_ref() == Some(one)), forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.saturating_sub(1),
    };
    if let Some(element) = all.get(next).and_then(|one| one.dyn_ref::<HtmlElement>()) {
        let _ = element.focus();
    }
}

/// Moves the focus from the event's target to its next or previous sibling that a selector matches; returns false if there is none.
pub(crate) fn focus_sibling(event: &KeyboardEvent, selector: &str, forward: bool) -> bool {
    let step =
        |one: &Element| if forward { one.next_element_sibling() } else { one.previous_element_sibling() };
    let start = event.target_dyn_into::<Element>();
    let mut siblings = std::iter::successors(start.as_ref().and_then(step), step);
    let sibling = siblings.find(|one| one.matches(selector).unwrap_or(false));
    sibling.and_then(|one| one.dyn_into::<SvgElement>().ok()).is_some_and(|one| one.focus().is_ok())
}

/// Returns which of the `groups` holds the focused element, if that is an `element`, and the x coordinate of its middle in
/// the window.
pub(crate) fn focused_group(groups: &str, element: &str) -> Option<(usize, f64)> {
    let focused = document().active_element()?.closest(element).ok()??;
    let group = query_page(groups).position(|group| group.contains(Some(&focused)))?;
    Some((group, middle(&focused)))
}

/// Focuses the descendant nearest to an x coordinate of the window, of those that a selector finds.
pub(crate) fn focus_nearest(root: &NodeRef, selector: &str, x: f64) {
    let Some(root) = root.cast::<Element>() else { return };
    let distance = |one: &Element| (middle(one) - x).abs();
    let nearest = query_all(&root, selector).min_by(|a, b| distance(a).total_cmp(&distance(b)));
    if let Some(one) = nearest.and_then(|one| one.dyn_into::<SvgElement>().ok()) {
        let _ = one.focus();
    }
}

/// Returns the x coordinate of an element's middle in the window.
fn middle(element: &Element) -> f64 {
    let bounds = Bounds::from_element(element);
    bounds.left + bounds.width / 2.0
}

/// Elements that can take the focus over from one that was removed.
const CONTROLS: &str = "a, button, input, select, summary";
/// Elements of the prerendered page that can have the focus.
const FOCUSABLE: &str = "#app :is(a, button, input, select, summary, textarea)";

/// Which element has the focus, and what was typed into it, so that both survive the replacement of the page.
pub(super) struct FocusSnapshot {
    fingerprint: String,
    /// How many elements with the same fingerprint precede it.
    preceding: usize,
    typed: Option<String>,
}

impl FocusSnapshot {
    /// Takes a snapshot; `None` if no element of the app has the focus.
    pub(super) fn take() -> Option<Self> {
        let element = document().active_element().filter(|one| one.matches(FOCUSABLE).unwrap_or(false))?;
        let fingerprint = fingerprint(&element);
        let preceding = with_fingerprint(&fingerprint).position(|one| one == element)?;
        let typed = search_field(&element).map(|field| field.value()).filter(|value| !value.is_empty());
        Some(Self { fingerprint, preceding, typed })
    }

    /// Focuses the same element again, if it still exists, and repeats what was typed.
    pub(super) fn restore(&self) {
        let Some(element) = with_fingerprint(&self.fingerprint).nth(self.preceding) else { return };
        focus_element(&element);
        let (Some(typed), Some(field)) = (&self.typed, search_field(&element)) else { return };
        field.set_value(typed);
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
            let _ = field.dispatch_event(&event);
        }
    }
}

fn search_field(element: &Element) -> Option<&HtmlInputElement> {
    element.dyn_ref().filter(|field: &&HtmlInputElement| field.type_() == "search")
}

/// Iterates over the focusable elements with a fingerprint, in document order.
fn with_fingerprint(wanted: &str) -> impl Iterator<Item = Element> {
    query_page(FOCUSABLE).filter(move |one| fingerprint(one) == wanted)
}

/// Returns what distinguishes an element from most others: its id, or else tag name, link and text.
fn fingerprint(element: &Element) -> String {
    let id = element.id();
    if !id.is_empty() {
        return id;
    }
    let link = element.get_attribute("href").unwrap_or_default();
    format!("{} {link} {}", element.tag_name(), element.text_content().unwrap_or_default())
}

//! What a reader holds on to while everything is drawn anew: the focus, and what was typed.

use gloo::utils::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, HtmlInputElement};

use super::{all_in, focus_on};

/// What can have the focus on a page that was just written.
const FOCUSABLE: &str = "#app :is(a, button, input, select, summary, textarea)";

/// What had the focus, so that it is found again among new elements.
pub(super) struct Held {
    mark: String,
    /// How many with the same mark stand before it.
    before: usize,
    typed: Option<String>,
}

impl Held {
    /// What has the focus now.
    pub(super) fn now() -> Option<Self> {
        let element = document().active_element().filter(|one| one.matches(FOCUSABLE).unwrap_or(false))?;
        let mark = mark(&element);
        let before = marked(&mark).position(|one| one == element)?;
        let typed = field(&element).map(|field| field.value()).filter(|value| !value.is_empty());
        Some(Self { mark, before, typed })
    }

    /// Gives it the focus again, where it is still there, and has what was typed take effect.
    pub(super) fn take_up(&self) {
        let Some(element) = marked(&self.mark).nth(self.before) else { return };
        focus_on(&element);
        let (Some(typed), Some(field)) = (&self.typed, field(&element)) else { return };
        field.set_value(typed);
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
            let _ = field.dispatch_event(&event);
        }
    }
}

/// A field that is typed into.
fn field(element: &Element) -> Option<&HtmlInputElement> {
    element.dyn_ref().filter(|field: &&HtmlInputElement| field.type_() == "search")
}

/// The elements with a mark, in the order of the page.
fn marked(wanted: &str) -> impl Iterator<Item = Element> {
    let page = document().document_element();
    page.into_iter().flat_map(|page| all_in(&page, FOCUSABLE)).filter(move |one| mark(one) == wanted)
}

/// What tells an element from most others: its id, or else its name, its words and where it leads.
fn mark(element: &Element) -> String {
    let id = element.id();
    if !id.is_empty() {
        return id;
    }
    let link = element.get_attribute("href").unwrap_or_default();
    format!("{} {link} {}", element.tag_name(), element.text_content().unwrap_or_default())
}

//! Elements of the page: found by selectors or by Yew's node references, read, measured and scrolled.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, NodeList, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use yew::NodeRef;

/// A rectangle relative to the window's upper left corner, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Bounds {
    pub(super) fn from_element(element: &Element) -> Self {
        let rect = element.get_bounding_client_rect();
        Self { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
    }

    /// Whether nothing is drawn there.
    pub(super) fn is_empty(self) -> bool {
        self.width <= 0.0 || self.height <= 0.0
    }

    /// Returns where an x coordinate of the window lies, as a share of the width; `None` for an empty rectangle.
    pub(crate) fn share_of(self, x: f64) -> Option<f64> {
        (self.width > 0.0).then(|| (x - self.left) / self.width)
    }
}

/// Returns the first element that a selector finds.
pub(super) fn query(selector: &str) -> Option<Element> {
    document().document_element()?.query_selector(selector).ok()?
}

/// Returns the first element that a selector finds, if it is of type `T`.
pub(super) fn query_as<T: JsCast>(selector: &str) -> Option<T> {
    query(selector)?.dyn_into().ok()
}

/// Iterates over the descendants of an element that a selector finds, in document order.
pub(super) fn query_all(root: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let all = root.query_selector_all(selector).ok();
    let count = all.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |at| all.as_ref()?.item(at)?.dyn_into().ok())
}

/// Iterates over the elements of the page that a selector finds, in document order.
pub(super) fn query_page(selector: &str) -> impl Iterator<Item = Element> + use<> {
    document().document_element().map(|page| query_all(&page, selector)).into_iter().flatten()
}

/// Returns the content of the `meta` element of this name.
pub(crate) fn meta_content(name: &str) -> Option<String> {
    query(&format!("meta[name=\"{name}\"]"))?.get_attribute("content")
}

/// Sets the document's title.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// Returns the value of a CSS custom property of the page, such as `--paper`.
pub(crate) fn css_variable(name: &str) -> String {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok()?);
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.map(|value| value.trim().to_owned()).unwrap_or_default()
}

/// Returns how many device pixels a CSS pixel has, from 1 to 4.
#[allow(
    clippy::manual_clamp,
    reason = "a panic of `clamp` would bring the formatting of floats into the page"
)]
pub(super) fn device_pixel_ratio() -> f64 {
    window().device_pixel_ratio().min(4.0).max(1.0)
}

/// Returns whether the window has room for a single column only, as the style sheet of the page decides: in em, so that
/// readers of large text get a single column sooner.
pub(crate) fn is_single_column() -> bool {
    !css_variable("--single-column").is_empty()
}

/// Returns the value of an input, a select or a text area.
pub(crate) fn field_value(selector: &str) -> Option<String> {
    value_of(&query(selector)?)
}

/// Returns the value of an element that is a form field.
pub(super) fn value_of(element: &Element) -> Option<String> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        return Some(select.value());
    }
    element.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value)
}

/// Sets the value of a text area.
pub(crate) fn set_field_value(selector: &str, value: &str) {
    if let Some(field) = query_as::<HtmlTextAreaElement>(selector) {
        field.set_value(value);
    }
}

/// Returns whether a check box is checked.
pub(crate) fn is_checked(selector: &str) -> bool {
    query_as::<HtmlInputElement>(selector).is_some_and(|input| input.checked())
}

/// Returns a selector for the elements of a statement.
pub(crate) fn statement_selector(tag: &str, id: &str) -> String {
    let quoted = id.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ");
    format!("{tag}[data-statement=\"{quoted}\"]")
}

/// Scrolls to a descendant: inside the container if that scrolls by itself, else the page.
pub(crate) fn scroll_into_view(container: &NodeRef, selector: &str) {
    let Some(container) = container.cast::<Element>() else { return };
    let Ok(Some(element)) = container.query_selector(selector) else { return };
    if container.scroll_height() > container.client_height() {
        let (inner, outer) = (Bounds::from_element(&element), Bounds::from_element(&container));
        let by = inner.top - outer.top - outer.height / 3.0;
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a screen")]
        container.set_scroll_top(container.scroll_top() + by as i32);
    } else {
        center(&element);
    }
}

/// Scrolls the page to the first element that a selector finds.
pub(crate) fn scroll_to(selector: &str) {
    query(selector).iter().for_each(center);
}

fn center(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Returns where an element is in the window.
pub(crate) fn bounds(node: &NodeRef) -> Option<Bounds> {
    Some(Bounds::from_element(&node.cast::<Element>()?))
}

/// Returns where the descendants are that a selector finds, in document order.
pub(crate) fn bounds_of_all(node: &NodeRef, selector: &str) -> Vec<Bounds> {
    let root = node.cast::<Element>();
    root.iter().flat_map(|root| query_all(root, selector)).map(|one| Bounds::from_element(&one)).collect()
}

/// Adds a class to an element, or removes it.
pub(crate) fn set_class(node: &NodeRef, class: &str, on: bool) {
    if let Some(element) = node.cast::<Element>() {
        let _ = element.class_list().toggle_with_force(class, on);
    }
}

/// Sets attributes of the first descendant that a selector finds.
pub(crate) fn set_attributes(node: &NodeRef, selector: &str, attributes: &[(&str, &str)]) {
    let Some(root) = node.cast::<Element>() else { return };
    let Ok(Some(element)) = root.query_selector(selector) else { return };
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
}

/// Sends all further events of a pointer to this element.
pub(crate) fn capture_pointer(node: &NodeRef, pointer: i32) {
    if let Some(element) = node.cast::<Element>() {
        let _ = element.set_pointer_capture(pointer);
    }
}

/// Makes the browser show an SVG element's `aria-label` as a tooltip. Called for the element under the pointer only,
/// because a `title` in each of hundreds of marks would slow down rendering.
pub(super) fn set_svg_tooltip(element: &Element) {
    let existing = element.query_selector("title").ok().flatten();
    let create = || document().create_element_ns(element.namespace_uri().as_deref(), "title").ok();
    let Some(title) = existing.or_else(create) else { return };
    title.set_text_content(element.get_attribute("aria-label").as_deref());
    let _ = element.append_child(&title);
}

//! The browser's own things: address, title, focus, clipboard, and what is told to the page around.

mod held;

use gloo::{
    file::{Blob, ObjectUrl},
    utils::{document, window},
};
use onrecord_model::Day;
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    CustomEvent, CustomEventInit, Element, EventTarget, FocusOptions, HtmlDialogElement, HtmlElement,
    HtmlInputElement, HtmlSelectElement, NodeList, ScrollIntoViewOptions, ScrollLogicalPosition, SvgElement,
};
use yew::Callback;

use crate::within::within;
use held::Held;

/// The query string of the address.
pub(crate) fn query_string() -> String {
    window().location().search().unwrap_or_default()
}

/// The whole address; nothing where the page is written beforehand.
pub(crate) fn address() -> String {
    if cfg!(not(target_arch = "wasm32")) {
        return String::new();
    }
    window().location().href().unwrap_or_default()
}

/// The address without query string and fragment.
pub(crate) fn page_address() -> String {
    address().split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Puts a link into the address: as a new entry of the history, or in the place of the last one.
pub(crate) fn set_address(link: &str, new_entry: bool) {
    // A page without filters has an address without a question mark.
    let path = window().location().pathname().unwrap_or_default();
    let link = if link == "?" { path.as_str() } else { link };
    let Ok(history) = window().history() else { return };
    let (state, title) = (JsValue::NULL, "");
    // A browser that refuses (too many steps at once) leaves the address as it is.
    let _ = match new_entry {
        true => history.push_state_with_url(&state, title, Some(link)),
        false => history.replace_state_with_url(&state, title, Some(link)),
    };
}

/// What embedders hear as the event `onrecord:view`, in its `detail`.
#[derive(Serialize)]
pub(crate) struct Seen<'a> {
    /// The query string of the view.
    pub(crate) link: &'a str,
    pub(crate) title: &'a str,
    /// How many statements its filters leave.
    pub(crate) count: usize,
}

/// Names the view in the document's title, and tells scripts of the page around.
pub(crate) fn show(seen: &Seen<'_>) {
    document().set_title(seen.title);
    tell(&document(), "onrecord:view", &serde_wasm_bindgen::to_value(seen).unwrap_or_default());
}

/// Tells scripts of the page something, as an event with a detail.
fn tell(target: &EventTarget, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = target.dispatch_event(&event);
    }
}

/// Copies text; false where the browser does not let us.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = JsValue::from(window().navigator());
    // Without a secure origin there is no clipboard at all.
    match js_sys::Reflect::get(&navigator, &"clipboard".into()) {
        Ok(clipboard) if !clipboard.is_undefined() => {
            let promise = window().navigator().clipboard().write_text(text);
            wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
        }
        _ => false,
    }
}

/// The value of a token of the style.
pub(crate) fn token(name: &str) -> String {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok()?);
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.map(|value| value.trim().to_owned()).unwrap_or_default()
}

/// How many pixels of the screen a pixel of the page has.
pub(crate) fn pixel_ratio() -> f64 {
    within(window().device_pixel_ratio(), 1.0, 4.0)
}

/// The reader's language, such as "en-US".
pub(crate) fn language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// The day that it is where the reader is.
pub(crate) fn today() -> Option<Day> {
    let now = js_sys::Date::new_0();
    let year = i16::try_from(now.get_full_year()).ok()?;
    Day::new(year, i8::try_from(now.get_month() + 1).ok()?, i8::try_from(now.get_date()).ok()?)
}

/// Among some groups, the one with the focus on such an element, and where that lies across the screen.
pub(crate) fn focused_among(groups: &str, element: &str) -> Option<(usize, f64)> {
    let focused = document().active_element()?.closest(element).ok()??;
    let all = document().query_selector_all(groups).ok()?;
    let holds = |at: &u32| all.item(*at).is_some_and(|group| group.contains(Some(&focused)));
    let group = (0..all.length()).find(holds)?;
    Some((group as usize, middle(&focused)))
}

/// Where the middle of an element lies across the screen.
fn middle(element: &Element) -> f64 {
    let bounds = element.get_bounding_client_rect();
    bounds.left() + bounds.width() / 2.0
}

/// The elements inside another one that a selector finds, in order.
pub(crate) fn all_in(inside: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let all = inside.query_selector_all(selector).ok();
    let count = all.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |at| all.as_ref()?.item(at)?.dyn_into().ok())
}

/// Moves the focus to the element nearest to a place across the screen, of those that a selector finds.
pub(crate) fn focus_nearest(inside: &Element, selector: &str, x: f64) {
    let far = |one: &Element| (middle(one) - x).abs();
    let nearest = all_in(inside, selector).min_by(|a, b| far(a).total_cmp(&far(b)));
    if let Some(one) = nearest.and_then(|one| one.dyn_into::<SvgElement>().ok()) {
        let _ = one.focus();
    }
}

/// Whether there is room for one column only.
pub(crate) fn is_narrow() -> bool {
    const ONE_COLUMN: f64 = 900.0;
    window().inner_width().ok().and_then(|w| w.as_f64()).is_some_and(|w| w < ONE_COLUMN)
}

/// Moves the focus to the first element that a selector finds.
pub(crate) fn focus(selector: &str) {
    if let Some(element) = element(selector) {
        focus_on(&element);
    }
}

/// Moves the focus to an element of HTML or of SVG.
fn focus_on(element: &Element) {
    // Where the page is scrolled to is decided on its own.
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Both sorts have the same method; SVG's is not known to be another's.
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.focus_with_options(&options);
}

/// Has the browser show the name of an element of SVG where the pointer rests on it. What is told there stands beside
/// what was drawn, made only for what a pointer comes to.
pub(crate) fn name_at_pointer(element: &Element) {
    let known = element.query_selector("title").ok().flatten();
    let made = || document().create_element_ns(element.namespace_uri().as_deref(), "title").ok();
    let Some(title) = known.or_else(made) else { return };
    title.set_text_content(element.get_attribute("aria-label").as_deref());
    let _ = element.append_child(&title);
}

/// Moves the focus along the elements that a selector finds: to the next one, or the one before; to
/// the first one where none has it. The page scrolls with it.
pub(crate) fn focus_neighbour(selector: &str, forward: bool) {
    let Ok(all) = document().query_selector_all(selector) else { return };
    let element = |at: u32| all.item(at).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let here = document().active_element();
    let is_here = |at: &u32| {
        let one = element(*at);
        one.is_some_and(|one| here.as_ref().is_some_and(|here| here.is_same_node(Some(&one))))
    };
    let at = (0..all.length()).find(is_here);
    let next = match (at, forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.saturating_sub(1),
    };
    if let Some(element) = element(next) {
        let _ = element.focus();
    }
}

/// Shows a dialog over everything else. The browser holds the focus inside, and gives it back.
pub(crate) fn open_sheet(selector: &str) {
    if let Some(sheet) = sheet(selector) {
        let _ = sheet.show_modal();
    }
}

/// Closes a dialog; false where it was not open.
pub(crate) fn close_sheet(selector: &str) -> bool {
    let open = sheet(selector).filter(HtmlDialogElement::open);
    open.iter().for_each(HtmlDialogElement::close);
    open.is_some()
}

fn sheet(selector: &str) -> Option<HtmlDialogElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Hands a file to the reader, to be saved under a name.
pub(crate) fn save(name: &str, mime: &str, text: &str) {
    save_blob(name, Blob::new_with_options(text, Some(mime)));
}

/// The same for what is no text.
pub(crate) fn save_blob(name: &str, blob: Blob) {
    let url = ObjectUrl::from(blob);
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
}

/// A selector for the elements of a statement.
pub(crate) fn of_statement(tag: &str, id: &str) -> String {
    let quoted = id.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ");
    format!("{tag}[data-statement=\"{quoted}\"]")
}

/// Brings an element in a container into view: by scrolling the container where it scrolls by
/// itself, else by scrolling the page.
pub(crate) fn bring_into_view(container: &Element, selector: &str) {
    let Ok(Some(element)) = container.query_selector(selector) else { return };
    if container.scroll_height() > container.client_height() {
        let (inner, outer) = (element.get_bounding_client_rect(), container.get_bounding_client_rect());
        let by = inner.top() - outer.top() - outer.height() / 3.0;
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a screen")]
        container.set_scroll_top(container.scroll_top() + by as i32);
    } else {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The element that the page keeps for the app.
const APP: &str = "app";
/// What that element has for as long as what stands in it was written before there was a script.
const PRERENDERED: &str = "data-prerendered";

/// What is said of the first screen, where it was written when the site was built.
pub(crate) fn prerendered() -> Option<String> {
    document().get_element_by_id(APP)?.get_attribute(PRERENDERED)
}

/// What tells whoever reads the page aloud, or by machine, that more of it is still to be drawn.
const BUSY: &str = "aria-busy";

/// Calls `render` with an element for the app, and with what is to be told when everything is drawn in it. Where what
/// was written beforehand is what will be drawn, that `stands` until then: nothing blinks.
pub(crate) fn start(stands: bool, render: impl FnOnce(Element, Callback<()>)) {
    let Some(old) = document().get_element_by_id(APP) else { return };
    let copy = if stands { old.clone_node().ok().and_then(|copy| copy.dyn_into().ok()) } else { None };
    let new: Element = copy.unwrap_or_else(|| old.clone());
    if new == old {
        old.set_text_content(None);
    }
    let _ = new.remove_attribute(PRERENDERED);
    let _ = new.set_attribute(BUSY, "true");
    let drawn = Callback::from({
        let new = new.clone();
        move |()| {
            let _ = new.remove_attribute(BUSY);
            if !new.is_connected() {
                let held = Held::now();
                let _ = old.replace_with_with_node_1(&new);
                held.iter().for_each(Held::take_up);
            }
        }
    });
    render(new, drawn);
}

/// What the page says of itself in a `meta` element of this name.
pub(crate) fn said_of_page(name: &str) -> Option<String> {
    let meta = document().query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    meta.get_attribute("content")
}

/// A panic would leave a dead page: say so where the reader looks; the address stays as it is.
pub(crate) fn report_panics() {
    // Yew puts its own hook in the place of any other.
    yew::set_custom_panic_hook(Box::new(|info| {
        let what = JsValue::from_str(&info.to_string());
        web_sys::console::error_1(&what);
        // The page's own script tells it, since nothing here may work any more.
        tell(&window(), "onrecord:panic", &what);
    }));
}

/// The first element that a selector finds.
pub(crate) fn element(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok()?
}

/// An element as what it is.
#[allow(clippy::needless_pass_by_value, reason = "it becomes another one")]
pub(crate) fn cast<T: wasm_bindgen::JsCast>(element: Element) -> Option<T> {
    element.dyn_into().ok()
}

/// What stands in a field.
pub(crate) fn value_of(selector: &str) -> Option<String> {
    let field = element(selector)?;
    match field.dyn_ref::<HtmlInputElement>() {
        Some(input) => Some(input.value()),
        None => Some(field.dyn_ref::<HtmlSelectElement>()?.value()),
    }
}

/// Whether a box is ticked.
pub(crate) fn is_checked(selector: &str) -> bool {
    element(selector).and_then(cast::<HtmlInputElement>).is_some_and(|input| input.checked())
}

/// What the browser remembers under a name.
pub(crate) fn remembered(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Has the browser remember something, or forget it; one that remembers nothing does neither.
pub(crate) fn remember(name: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        };
    }
}

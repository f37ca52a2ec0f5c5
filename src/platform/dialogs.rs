//! Modal dialogs. The browser keeps the focus inside an open one, and returns it when the dialog closes.

use web_sys::HtmlDialogElement;

use super::dom;

/// Opens the dialog that a selector finds.
pub(crate) fn open_dialog(selector: &str) {
    if let Some(dialog) = dom::query_as::<HtmlDialogElement>(selector) {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog that a selector finds; returns false if it was not open.
pub(crate) fn close_dialog(selector: &str) -> bool {
    let open = dom::query_as::<HtmlDialogElement>(selector).filter(HtmlDialogElement::open);
    open.iter().for_each(HtmlDialogElement::close);
    open.is_some()
}

//! Keyboard shortcuts: which there are, and the dialog that lists them. What they do is in `app::shortcuts`.

use yew::{Callback, Html, MouseEvent, html};

use super::button;
use crate::platform::dialogs;

/// The action of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shortcut {
    Search,
    Next,
    Previous,
    Newest,
    CopyLink,
    Help,
    Close,
}

/// Each shortcut's key, its description and what it does.
const SHORTCUTS: [(&str, &str, Shortcut); 7] = [
    ("/", "search", Shortcut::Search),
    ("j", "next statement", Shortcut::Next),
    ("k", "previous statement", Shortcut::Previous),
    ("t", "all days, newest first", Shortcut::Newest),
    ("c", "copy link", Shortcut::CopyLink),
    ("?", "this list", Shortcut::Help),
    ("Escape", "close the article or this list", Shortcut::Close),
];

/// Keys that work in one place only.
const LOCAL_KEYS: [(&[&str], &str); 5] = [
    (&["←", "→"], "timeline: previous, next mark"),
    (&["+", "−"], "timeline: zoom in, out"),
    (&["Shift", "←", "→"], "timeline: earlier, later"),
    (&["−"], "filters: exclude the focused value"),
    (&["Enter"], "open the focused item"),
];

/// The dialog's selector.
const DIALOG: &str = "#shortcuts";

/// Returns the shortcut of a key. In a form field only Escape is one.
pub(crate) fn find(key: &str, in_field: bool) -> Option<Shortcut> {
    let (_, _, shortcut) = SHORTCUTS.into_iter().find(|(known, ..)| *known == key)?;
    (!in_field || shortcut == Shortcut::Close).then_some(shortcut)
}

/// Draws the dialog, closed.
pub(crate) fn dialog() -> Html {
    let row = |keys: &[&'static str], does: &'static str| {
        let key = |(n, key): (usize, &&'static str)| html! { <>{ if n > 0 { " " } else { "" } }<kbd>{ *key }</kbd></> };
        html! { <div class="shortcuts__row"><dt>{ for keys.iter().enumerate().map(key) }</dt><dd>{ does }</dd></div> }
    };
    let onclick = Callback::from(|_: MouseEvent| {
        close_dialog();
    });
    html! {
        <dialog id="shortcuts" class="shortcuts" aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{ "Keyboard shortcuts" }</h2>
            <dl>
                { for SHORTCUTS.iter().map(|(key, does, _)| row(&[key], does)) }
                { for LOCAL_KEYS.iter().map(|(keys, does)| row(keys, does)) }
            </dl>
            { button("Close", onclick) }
        </dialog>
    }
}

/// Opens the dialog, or closes it if it is open.
pub(crate) fn toggle_dialog() {
    if !dialogs::close_dialog(DIALOG) {
        dialogs::open_dialog(DIALOG);
    }
}

/// Closes the dialog; returns false if it was not open.
pub(crate) fn close_dialog() -> bool {
    dialogs::close_dialog(DIALOG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_letters_in_a_field() {
        assert_eq!(find("j", false), Some(Shortcut::Next));
        assert_eq!(find("j", true), None);
        assert_eq!(find("Escape", true), Some(Shortcut::Close));
        assert_eq!(find("x", false), None);
    }
}

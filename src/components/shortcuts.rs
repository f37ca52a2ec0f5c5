//! Keyboard shortcuts: which there are, and the dialog that lists them, which is in `index.html`. What they do is in
//! `app::shortcuts`.

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

/// Each shortcut's key and what it does; the dialog says so in words.
const SHORTCUTS: [(&str, Shortcut); 7] = [
    ("/", Shortcut::Search),
    ("j", Shortcut::Next),
    ("k", Shortcut::Previous),
    ("t", Shortcut::Newest),
    ("c", Shortcut::CopyLink),
    ("?", Shortcut::Help),
    ("Escape", Shortcut::Close),
];

/// The dialog's selector.
const DIALOG: &str = "#shortcuts";

/// Returns the shortcut of a key. In a form field only Escape is one.
pub(crate) fn find(key: &str, in_field: bool) -> Option<Shortcut> {
    let (_, shortcut) = SHORTCUTS.into_iter().find(|(known, _)| *known == key)?;
    (!in_field || shortcut == Shortcut::Close).then_some(shortcut)
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
    fn every_shortcut_is_in_the_dialog() {
        let page = include_str!("../../index.html");
        for (key, _) in SHORTCUTS {
            assert!(page.contains(&format!("<dt><kbd>{key}</kbd></dt>")), "{key}");
        }
    }

    #[test]
    fn letters_are_letters_in_a_field() {
        assert_eq!(find("j", false), Some(Shortcut::Next));
        assert_eq!(find("j", true), None);
        assert_eq!(find("Escape", true), Some(Shortcut::Close));
        assert_eq!(find("x", false), None);
    }
}

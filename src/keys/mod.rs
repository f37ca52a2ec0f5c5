//! What keys do, wherever the focus is; and the sheet that says so.
//!
//! Keys are left alone while a field is filled in, and where a key is held that makes it the
//! browser's own.

mod help;

pub(crate) use help::{close_help, help, toggle_help};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Search,
    Next,
    Previous,
    Newest,
    Copy,
    Help,
    Close,
}

/// Every key, what it is called on the sheet, and what it does.
pub(crate) const KEYS: [(&str, &str, Act); 7] = [
    ("/", "search for words", Act::Search),
    ("j", "the next statement", Act::Next),
    ("k", "the statement before", Act::Previous),
    ("t", "all days, the newest first", Act::Newest),
    ("c", "copy the link to this view", Act::Copy),
    ("?", "this sheet", Act::Help),
    ("Escape", "close the article, or this sheet", Act::Close),
];

/// What a key does; nothing where it is not ours. Only Escape counts in a field.
pub(crate) fn act(key: &str, in_field: bool) -> Option<Act> {
    let (_, _, act) = KEYS.into_iter().find(|(known, ..)| *known == key)?;
    (!in_field || act == Act::Close).then_some(act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_letters_in_a_field() {
        assert_eq!(act("j", false), Some(Act::Next));
        assert_eq!(act("j", true), None);
        assert_eq!(act("Escape", true), Some(Act::Close));
        assert_eq!(act("x", false), None);
    }
}

//! The marks with which the parts of a table begin; each goes on to the next mark. The macro writes them, and the page,
//! which has this file as well, reads them.

/// An element: its tag. Its attributes come next, then its children.
pub(crate) const OPEN: char = '\u{1}';
/// The element ends.
pub(crate) const CLOSE: char = '\u{2}';
/// An attribute: its name. Its value is filled in, unless it comes next.
pub(crate) const NAME: char = '\u{3}';
/// The value of the attribute.
pub(crate) const LITERAL: char = '\u{4}';
/// What is filled in and is no attribute of the browser's.
pub(crate) const LISTENER: char = '\u{5}';
pub(crate) const KEY: char = '\u{6}';
pub(crate) const REFERENCE: char = '\u{7}';
/// What stands in a field.
pub(crate) const VALUE: char = '\u{8}';
/// Whether a field is ticked.
pub(crate) const CHECKED: char = '\u{e}';
/// A value among the children.
pub(crate) const HOLE: char = '\u{f}';
/// Words.
pub(crate) const TEXT: char = '\u{10}';

/// Whether a byte of a table is a mark.
pub(crate) const fn is_mark(byte: u8) -> bool {
    matches!(byte, 1..=8 | 14..=16)
}

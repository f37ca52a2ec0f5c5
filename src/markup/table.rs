//! A table: markup without its values, read once from the text that `html!` has written.
//!
//! As text it takes three and a half kilobytes less of the page, packed, than as constants that point at each other.

#[path = "../../crates/markup/src/marks.rs"]
mod marks;

use std::sync::OnceLock;

use marks::{CHECKED, CLOSE, HOLE, KEY, LISTENER, LITERAL, NAME, OPEN, REFERENCE, TEXT, VALUE, is_mark};

/// Markup without its values.
pub(crate) struct Table {
    text: &'static str,
    root: OnceLock<Element>,
}

/// A node of a table.
pub(super) enum Node {
    Text(&'static str),
    Element(Element),
    /// The next value is shown here.
    Hole,
}

/// An element of a table.
#[derive(Default)]
pub(super) struct Element {
    pub(super) tag: &'static str,
    /// The names of those of its attributes that are the browser's.
    pub(super) names: Vec<&'static str>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) children: Vec<Node>,
}

/// An attribute of a table: its value, or what the next value is.
pub(super) enum Attribute {
    Literal(&'static str),
    Filled,
    Listener,
    Key,
    Reference,
    /// What stands in a field.
    Value,
    /// Whether a field is ticked.
    Checked,
}

impl Table {
    /// The table of a text of marks.
    pub(crate) const fn of(text: &'static str) -> Self {
        Self { text, root: OnceLock::new() }
    }

    /// What stands beside each other in it.
    pub(super) fn nodes(&'static self) -> &'static [Node] {
        &self.root.get_or_init(|| element("", &mut Parts(self.text))).children
    }
}

/// The parts of a text that are left.
struct Parts(&'static str);

impl Iterator for Parts {
    type Item = (char, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        let mark = char::from(*self.0.as_bytes().first()?);
        let rest = self.0.get(1..)?;
        let end = rest.bytes().position(is_mark).unwrap_or(rest.len());
        self.0 = rest.get(end..)?;
        Some((mark, rest.get(..end)?))
    }
}

/// An element up to where it is closed.
fn element(tag: &'static str, parts: &mut Parts) -> Element {
    let mut all = Element { tag, ..Element::default() };
    while let Some((mark, words)) = parts.next() {
        match mark {
            OPEN => all.children.push(Node::Element(element(words, parts))),
            NAME => {
                all.names.push(words);
                all.attributes.push(Attribute::Filled);
            }
            LITERAL => {
                all.attributes.pop();
                all.attributes.push(Attribute::Literal(words));
            }
            LISTENER => all.attributes.push(Attribute::Listener),
            KEY => all.attributes.push(Attribute::Key),
            REFERENCE => all.attributes.push(Attribute::Reference),
            VALUE => all.attributes.push(Attribute::Value),
            CHECKED => all.attributes.push(Attribute::Checked),
            HOLE => all.children.push(Node::Hole),
            TEXT => all.children.push(Node::Text(words)),
            CLOSE => break,
            _ => {}
        }
    }
    all
}

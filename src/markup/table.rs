//! A table: markup without its values, read once from the text that `html!` has written.
//!
//! As text it is packed in half the bytes that it would take as numbers of places: four kilobytes of the page.

use std::sync::OnceLock;

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
    /// The table of a text. In it each part begins with a mark, and goes on to the next one: the tag of an element
    /// (1), after which come its attributes and its children until it is closed (2); the name of an attribute (3)
    /// and its value (4) unless that is filled in; what is filled in otherwise (5 to 8, 14); a value among the
    /// children (15); and words (16).
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
    type Item = (u8, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        let mark = *self.0.as_bytes().first()?;
        let rest = self.0.get(1..)?;
        let ends = |byte: u8| byte <= 16 && byte != b'\n' && byte != b'\t';
        let end = rest.bytes().position(ends).unwrap_or(rest.len());
        self.0 = rest.get(end..)?;
        Some((mark, rest.get(..end)?))
    }
}

/// An element up to where it is closed.
fn element(tag: &'static str, parts: &mut Parts) -> Element {
    let mut all = Element { tag, ..Element::default() };
    while let Some((mark, words)) = parts.next() {
        match mark {
            1 => all.children.push(Node::Element(element(words, parts))),
            3 => {
                all.names.push(words);
                all.attributes.push(Attribute::Filled);
            }
            4 => {
                all.attributes.pop();
                all.attributes.push(Attribute::Literal(words));
            }
            5 => all.attributes.push(Attribute::Listener),
            6 => all.attributes.push(Attribute::Key),
            7 => all.attributes.push(Attribute::Reference),
            8 => all.attributes.push(Attribute::Value),
            14 => all.attributes.push(Attribute::Checked),
            15 => all.children.push(Node::Hole),
            16 => all.children.push(Node::Text(words)),
            _ => break,
        }
    }
    all
}

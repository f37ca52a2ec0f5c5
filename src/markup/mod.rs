//! Draws markup: a table of what never changes, and the values that go into it.
//!
//! `html!` (`crates/markup`) writes both. One function for all elements weighs a quarter of the code that
//! Yew's own macro writes for each.

mod table;
#[cfg(test)]
mod tests;
mod values;

use std::rc::Rc;

use yew::{
    Html, NodeRef,
    virtual_dom::{AttrValue, AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText},
};

pub(crate) use onrecord_markup::html;
pub(crate) use table::Table;
use table::{Attribute, Element, Node};
pub(crate) use values::{alone, each, filled, shown};

/// A value that goes into a table.
#[derive(Default)]
pub(crate) enum Hole {
    #[default]
    Nothing,
    Text(AttrValue),
    Flag(bool),
    Node(Html),
    Listener(Option<Rc<dyn Listener>>),
    Key(Key),
    Reference(NodeRef),
}

/// What a table shows; each value is taken once.
pub(crate) fn draw(table: &'static Table, holes: &mut [Hole]) -> Html {
    nodes(table.nodes(), &mut holes.iter_mut())
}

type Holes<'a> = std::slice::IterMut<'a, Hole>;

fn next(holes: &mut Holes<'_>) -> Hole {
    holes.next().map(std::mem::take).unwrap_or_default()
}

fn nodes(table: &'static [Node], holes: &mut Holes<'_>) -> Html {
    match table {
        [] => Html::default(),
        [one] => node(one, holes),
        _ => VList::with_children(table.iter().map(|one| node(one, holes)).collect(), None).into(),
    }
}

fn node(node: &'static Node, holes: &mut Holes<'_>) -> Html {
    match node {
        Node::Text(text) => VText::new(*text).into(),
        Node::Element(one) => element(one, holes),
        Node::Hole => values::html_of(next(holes)),
    }
}

fn element(element: &'static Element, holes: &mut Holes<'_>) -> Html {
    let mut tag = VTag::new(element.tag);
    let mut values = Vec::with_capacity(element.names.len());
    let mut listeners = Vec::new();
    for attribute in &element.attributes {
        let hole = if let Attribute::Literal(text) = attribute {
            Hole::Text(AttrValue::Static(text))
        } else {
            next(holes)
        };
        match (attribute, hole) {
            (Attribute::Literal(_) | Attribute::Filled, Hole::Text(text)) => values.push(Some(text)),
            // As HTML has it, a flag is on where it is named.
            (Attribute::Filled, Hole::Flag(true)) => {
                values.push(element.names.get(values.len()).map(|name| AttrValue::Static(name)));
            }
            (Attribute::Filled, _) => values.push(None),
            (Attribute::Value, Hole::Text(text)) => tag.set_value(Some(text)),
            (Attribute::Checked, Hole::Flag(on)) => tag.set_checked(on),
            (_, Hole::Listener(listener)) => listeners.push(listener),
            (_, Hole::Key(key)) => tag.key = Some(key),
            (_, Hole::Reference(reference)) => tag.node_ref = reference,
            _ => {}
        }
    }
    tag.set_attributes(Attributes::Dynamic {
        keys: &element.names,
        values: values.into_iter().map(|value| value.map(AttributeOrProperty::Attribute)).collect(),
    });
    if !listeners.is_empty() {
        tag.set_listeners(listeners.into());
    }
    if let Some(children) = tag.children_mut() {
        *children = nodes(&element.children, holes);
    }
    tag.into()
}

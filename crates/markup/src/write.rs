//! Markup as a table, and the values that go into it.
//!
//! The table says in which order values are taken: an element's attributes as they are written, then
//! its children. It is one text, which `src/markup/table.rs` of the page reads: each part begins with a mark.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Lit;

use crate::{
    marks::{CHECKED, CLOSE, HOLE, KEY, LISTENER, LITERAL, NAME, OPEN, REFERENCE, TEXT, VALUE},
    parse::{Attribute, Element, If, Node, Nodes, Value},
};

/// An expression that draws the nodes.
pub(crate) fn markup(Nodes(nodes): &Nodes) -> TokenStream {
    match nodes.as_slice() {
        [] => return quote!(::yew::Html::default()),
        [Node::Component(..)] | [Node::If(_)] => {
            let mut values = Vec::new();
            nodes.iter().for_each(|one| drop(node(one, &mut values)));
            return quote!(crate::markup::alone(#(#values)*));
        }
        _ => {}
    }
    let mut values = Vec::new();
    let table: String = nodes.iter().map(|one| node(one, &mut values)).collect();
    // Each value is taken where the table says so: there is nothing left to drop.
    quote!({
        static TABLE: crate::markup::Table = crate::markup::Table::of(#table);
        crate::markup::draw(&TABLE, &mut *::std::mem::ManuallyDrop::new([#(#values),*]))
    })
}

fn node(node: &Node, values: &mut Vec<TokenStream>) -> String {
    let value = match node {
        Node::Text(text) => return part(TEXT, &text.value()),
        Node::Element(element) => return self::element(element, values),
        Node::Value(value) => quote!(crate::markup::shown(#value)),
        Node::Each(all) => quote!(crate::markup::each(#all)),
        Node::If(branches) => {
            let If { condition, then, otherwise } = &**branches;
            let (then, otherwise) = (markup(then), markup(otherwise));
            quote!(crate::markup::Hole::Node(if #condition { #then } else { #otherwise }))
        }
        Node::Component(name, attributes) => {
            let (names, properties): (Vec<_>, Vec<_>) = attributes
                .iter()
                .map(|attribute| (format_ident!("{}", attribute.name), attribute.value.tokens()))
                .unzip();
            quote!(crate::markup::Hole::Node(::yew::html! { <#name #(#names={#properties})* /> }))
        }
    };
    values.push(value);
    HOLE.into()
}

/// A mark and what belongs to it.
fn part(mark: char, words: &str) -> String {
    format!("{mark}{words}")
}

fn element(element: &Element, values: &mut Vec<TokenStream>) -> String {
    let Element { tag, attributes, children } = element;
    let mut table = part(OPEN, tag);
    for one in attributes {
        table.push_str(&attribute(tag, one, values));
    }
    for child in &children.0 {
        table.push_str(&node(child, values));
    }
    table.push(CLOSE);
    table
}

/// What becomes of an attribute.
fn attribute(tag: &str, Attribute { name, value }: &Attribute, values: &mut Vec<TokenStream>) -> String {
    let is_field = tag == "input" || tag == "textarea";
    let tokens = value.tokens();
    let (part, hole) = match name.as_str() {
        "key" => (KEY.into(), quote!(crate::markup::Hole::Key(::yew::virtual_dom::Key::from(#tokens)))),
        "ref" => (REFERENCE.into(), quote!(crate::markup::Hole::Reference(#tokens))),
        "value" if is_field => (VALUE.into(), quote!(crate::markup::filled(#tokens))),
        "checked" if is_field => (CHECKED.into(), quote!(crate::markup::filled(#tokens))),
        event if event.starts_with("on") => {
            let event = format_ident!("{event}");
            let listener = quote!(::yew::html::#event::Wrapper::__macro_new(#tokens));
            (LISTENER.into(), quote!(crate::markup::Hole::Listener(#listener)))
        }
        name => {
            let name = part(NAME, name);
            if let Value::Literal(Lit::Str(text)) = value {
                return name + &part(LITERAL, &text.value());
            }
            (name, quote!(crate::markup::filled(#tokens)))
        }
    };
    values.push(hole);
    part
}

impl Value {
    fn tokens(&self) -> TokenStream {
        match self {
            Self::Literal(value) => quote!(#value),
            Self::Expression(value) => quote!(#value),
        }
    }
}

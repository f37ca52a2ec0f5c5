//! Markup as a table, and the values that go into it.
//!
//! The table says in which order values are taken: an element's attributes as they are written, then
//! its children.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Lit;

use crate::parse::{Attribute, Element, If, Node, Nodes, Value};

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
    let table: Vec<_> = nodes.iter().map(|one| node(one, &mut values)).collect();
    // Each value is taken where the table says so: there is nothing left to drop.
    quote!({
        const TABLE: &[crate::markup::Node] = &[#(#table),*];
        crate::markup::draw(TABLE, &mut *::std::mem::ManuallyDrop::new([#(#values),*]))
    })
}

fn node(node: &Node, values: &mut Vec<TokenStream>) -> TokenStream {
    let value = match node {
        Node::Text(text) => return quote!(crate::markup::Node::Text(#text)),
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
    quote!(crate::markup::Node::Hole)
}

fn element(element: &Element, values: &mut Vec<TokenStream>) -> TokenStream {
    let Element { tag, attributes, children } = element;
    let mut names = Vec::new();
    let parts: Vec<_> = attributes.iter().map(|one| attribute(tag, one, &mut names, values)).collect();
    let children: Vec<_> = children.0.iter().map(|child| node(child, values)).collect();
    quote!(crate::markup::Node::Element(&crate::markup::Element {
        tag: #tag,
        names: &[#(#names),*],
        attributes: &[#(#parts),*],
        children: &[#(#children),*],
    }))
}

/// What becomes of an attribute; its name, where it is one for the browser.
fn attribute<'a>(
    tag: &str,
    Attribute { name, value }: &'a Attribute,
    names: &mut Vec<&'a str>,
    values: &mut Vec<TokenStream>,
) -> TokenStream {
    let is_field = tag == "input" || tag == "textarea";
    let literal = match value {
        Value::Literal(Lit::Bool(_)) | Value::Expression(_) => None,
        Value::Literal(value) => Some(value),
    };
    let value = value.tokens();
    let (kind, hole) = match name.as_str() {
        "key" => (quote!(Key), quote!(crate::markup::Hole::Key(::yew::virtual_dom::Key::from(#value)))),
        "ref" => (quote!(Reference), quote!(crate::markup::Hole::Reference(#value))),
        "value" if is_field => (quote!(Value), quote!(crate::markup::filled(#value))),
        "checked" if is_field => (quote!(Checked), quote!(crate::markup::filled(#value))),
        event if event.starts_with("on") => {
            let event = format_ident!("{event}");
            (
                quote!(Listener),
                quote!(crate::markup::Hole::Listener(::yew::html::#event::Wrapper::__macro_new(#value))),
            )
        }
        name => {
            names.push(name);
            if let Some(text) = literal {
                return quote!(crate::markup::Attribute::Literal(#text));
            }
            (quote!(Filled), quote!(crate::markup::filled(#value)))
        }
    };
    values.push(hole);
    quote!(crate::markup::Attribute::#kind)
}

impl Value {
    fn tokens(&self) -> TokenStream {
        match self {
            Self::Literal(value) => quote!(#value),
            Self::Expression(value) => quote!(#value),
        }
    }
}

//! Markup as it is written.

use quote::quote;
use syn::{
    Expr, Ident, Lit, LitStr, Result, Token, braced,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
    token::Brace,
};

use crate::marks::is_mark;

/// What stands beside each other.
pub(crate) struct Nodes(pub(crate) Vec<Node>);

pub(crate) enum Node {
    Text(LitStr),
    /// Anything that can be shown.
    Value(Expr),
    /// Each of what is gone through.
    Each(Expr),
    If(Box<If>),
    Element(Element),
    /// A component of Yew, with its properties.
    Component(Ident, Vec<Attribute>),
}

pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Nodes,
    pub(crate) otherwise: Nodes,
}

pub(crate) struct Element {
    pub(crate) tag: String,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Nodes,
}

pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    Literal(Lit),
    Expression(Expr),
}

impl Parse for Nodes {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut nodes = Vec::new();
        let closes = || input.peek(Token![<]) && input.peek2(Token![/]);
        while !input.is_empty() && !closes() {
            nodes.extend(some(input)?);
        }
        Ok(Self(nodes))
    }
}

/// The next node; several, where it is a fragment.
fn some(input: ParseStream) -> Result<Vec<Node>> {
    if input.peek(Token![if]) {
        return Ok(vec![Node::If(Box::new(input.parse()?))]);
    }
    if input.peek(Brace) {
        let inside;
        braced!(inside in input);
        let each = inside.parse::<Option<Token![for]>>()?.is_some();
        let value = inside.parse()?;
        return Ok(vec![match value {
            _ if each => Node::Each(value),
            Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Node::Text(plain(text)?),
            value => Node::Value(value),
        }]);
    }
    input.parse::<Token![<]>()?;
    if input.parse::<Option<Token![>]>>()?.is_some() {
        let Nodes(nodes) = input.parse()?;
        input.parse::<Token![<]>()?;
        input.parse::<Token![/]>()?;
        input.parse::<Token![>]>()?;
        return Ok(nodes);
    }
    let tag = input.call(Ident::parse_any)?;
    let mut attributes = Vec::new();
    while !input.peek(Token![/]) && !input.peek(Token![>]) {
        attributes.push(input.parse()?);
    }
    let closed = input.parse::<Option<Token![/]>>()?.is_some();
    input.parse::<Token![>]>()?;
    if tag.to_string().starts_with(|first: char| first.is_uppercase()) {
        return if closed {
            Ok(vec![Node::Component(tag, attributes)])
        } else {
            Err(syn::Error::new(tag.span(), "a component has no children: close it with `/>`"))
        };
    }
    let children = if closed { Nodes(Vec::new()) } else { children_of(&tag, input)? };
    Ok(vec![Node::Element(Element { tag: tag.to_string(), attributes, children })])
}

/// What stands between an element's two tags.
fn children_of(tag: &Ident, input: ParseStream) -> Result<Nodes> {
    let children = input.parse()?;
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>()?;
    let closing = input.call(Ident::parse_any)?;
    input.parse::<Token![>]>()?;
    if closing == *tag {
        Ok(children)
    } else {
        Err(syn::Error::new(closing.span(), format!("`</{tag}>` must come first")))
    }
}

impl Parse for If {
    fn parse(input: ParseStream) -> Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = input.call(Expr::parse_without_eager_brace)?;
        let then = in_braces(input)?;
        let otherwise = if input.parse::<Option<Token![else]>>()?.is_none() {
            Nodes(Vec::new())
        } else if input.peek(Token![if]) {
            Nodes(vec![Node::If(Box::new(input.parse()?))])
        } else {
            in_braces(input)?
        };
        Ok(Self { condition, then, otherwise })
    }
}

/// Words that hold nothing which would be read as a mark.
fn plain(text: LitStr) -> Result<LitStr> {
    if text.value().bytes().any(is_mark) {
        return Err(syn::Error::new(text.span(), "markup holds no control characters"));
    }
    Ok(text)
}

fn in_braces(input: ParseStream) -> Result<Nodes> {
    let inside;
    braced!(inside in input);
    inside.parse()
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(Brace) {
            let inside;
            braced!(inside in input);
            let name: Ident = inside.parse()?;
            let value = Value::Expression(syn::parse2(quote!(#name))?);
            return Ok(Self { name: name.to_string(), value });
        }
        let mut name = input.call(Ident::parse_any)?.to_string();
        while input.parse::<Option<Token![-]>>()?.is_some() {
            name = format!("{name}-{}", input.call(Ident::parse_any)?);
        }
        input.parse::<Token![=]>()?;
        let value = if input.peek(Brace) {
            let inside;
            braced!(inside in input);
            Value::Expression(inside.parse()?)
        } else {
            Value::Literal(match input.parse()? {
                Lit::Str(text) => Lit::Str(plain(text)?),
                other => other,
            })
        };
        Ok(Self { name, value })
    }
}

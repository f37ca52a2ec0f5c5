//! Markup in the page's source, made a table that one function draws.
//!
//! The grammar is that of Yew's own `html!`, as far as the page uses it. Yew's writes code for each
//! element; this one writes what never changes as one text, and code only for the values that go
//! between them. What draws both is `src/markup` of the page. Never looks at what an element means.

mod marks;
mod parse;
mod write;

use proc_macro::TokenStream;

/// Markup: elements, `{ value }`, `{ for values }`, `if`, `<>…</>`, and components.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let nodes = syn::parse_macro_input!(input as parse::Nodes);
    write::markup(&nodes).into()
}

//! A button with nothing but a label.

use yew::{AttrValue, Callback, Html, MouseEvent, html};

/// Draws a button.
pub(crate) fn button(label: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    draw(label.into(), onclick)
}

fn draw(label: AttrValue, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {onclick}>{ label }</button> }
}

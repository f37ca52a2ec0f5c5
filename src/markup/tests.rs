//! What is drawn of markup.

use yew::{Html, virtual_dom::VNode};

use super::html;

/// A node as it would be written; children that are lists leave no trace.
fn written(node: &Html) -> String {
    match node {
        VNode::VText(text) => text.text.to_string(),
        VNode::VList(list) => list.iter().map(written).collect(),
        VNode::VTag(tag) => {
            let attributes: String =
                tag.attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
            let inside = tag.children().map(written).unwrap_or_default();
            format!("<{0}{attributes}>{inside}</{0}>", tag.tag())
        }
        _ => unreachable!("the tests hold no other nodes"),
    }
}

#[test]
fn markup_is_drawn_as_it_is_written() {
    let (class, on, off) = ("lane".to_owned(), true, false);
    let (some, none) = (Some("x"), None::<String>);
    let words = ["a", "b"];
    let cases: [(Html, &str); 10] = [
        (html! {}, ""),
        (html! { <p>{ "words" }</p> }, "<p>words</p>"),
        (html! { <>{ "a" }<b>{ 'x'.to_string() }</b></> }, "a<b>x</b>"),
        (
            html! { <p {class} aria-label="name" hidden={on} /> },
            r#"<p class="lane" aria-label="name" hidden="hidden"></p>"#,
        ),
        (html! { <p hidden={off} title={some} lang={none} /> }, r#"<p title="x"></p>"#),
        (
            html! { <ul>{ for words.iter().map(|word| html! { <li>{ *word }</li> }) }</ul> },
            "<ul><li>a</li><li>b</li></ul>",
        ),
        (html! { <p>if on { { "yes" } } else { { "no" } }</p> }, "<p>yes</p>"),
        (
            html! { <p>if off { { "yes" } } else if let Some(x) = some { <i>{ x }</i> }</p> },
            "<p><i>x</i></p>",
        ),
        (html! { if off { { "yes" } } }, ""),
        // Values are taken in the order in which they are written, an element's own before its children's.
        (
            html! { <a title={words[0]}>{ words[1] }<b title={words[1]}>{ words[0] }</b></a> },
            r#"<a title="a">b<b title="b">a</b></a>"#,
        ),
    ];
    for (drawn, expected) in cases {
        assert_eq!(written(&drawn), expected);
    }
}

#[test]
fn a_field_keeps_its_value_and_its_tick_beside_its_attributes() {
    let drawn = html! { <input type="checkbox" value={"x".to_owned()} checked={true} key="k" /> };
    let VNode::VTag(field) = drawn else { panic!("an element was written") };
    assert_eq!(field.value().map(|value| value.as_str()), Some("x"));
    assert_eq!(field.checked(), Some(true));
    assert_eq!(field.key.as_ref().map(ToString::to_string).as_deref(), Some("k"));
    assert_eq!(field.attributes.iter().collect::<Vec<_>>(), [("type", "checkbox")]);
}

//! Reads XML as a flat run of what documents need of it: elements by their local names, and texts.

use std::borrow::Cow;

use anyhow::{Context as _, Result};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// What is met in a text.
pub(super) enum Part<'x> {
    /// An element begins; a part that ends it follows.
    Open(&'x BytesStart<'x>),
    /// An element of this local name ends.
    Close(&'x str),
    Text(&'x str),
}

/// Passes the parts of a text on in order.
///
/// # Errors
/// If the text is not well formed.
pub(super) fn each(text: &str, take: &mut dyn FnMut(Part<'_>)) -> Result<()> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().context("it is not well-formed XML")? {
            Event::Start(element) => take(Part::Open(&element)),
            Event::Empty(element) => {
                take(Part::Open(&element));
                take(Part::Close(element.local_name().as_ref()));
            }
            Event::End(element) => take(Part::Close(element.local_name().as_ref())),
            Event::Text(text) => take(Part::Text(&text.xml10_content())),
            Event::CData(text) => take(Part::Text(&text.xml10_content())),
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().ok().flatten();
                let letter = letter.or_else(|| named(&name.xml10_content()));
                take(Part::Text(letter.map(String::from).as_deref().unwrap_or_default()));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Returns the value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|known| known.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

//! Changes to a page of HTML, element by element.

use std::borrow::Cow;

use lol_html::{
    ElementContentHandlers, LocalHandlerTypes, RewriteStrSettings, Selector, errors::RewritingError,
    rewrite_str,
};

/// A selector, with the change to the elements that it matches.
pub(crate) type Handler<'h> = (Cow<'h, Selector>, ElementContentHandlers<'h, LocalHandlerTypes>);

/// Returns a page after some of its elements were changed or read.
pub(crate) fn rewrite(page: &str, handlers: Vec<Handler<'_>>) -> Result<String, RewritingError> {
    let settings = RewriteStrSettings::new();
    let settings = handlers.into_iter().fold(settings, RewriteStrSettings::append_element_content_handler);
    rewrite_str(page, settings)
}

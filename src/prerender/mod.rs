//! Renders the first screen to HTML without a browser. The app replaces it when it has rendered.

use std::{cell::RefCell, rc::Rc};

use onrecord_corpus::{Corpus, DecodeError, Part};
use onrecord_view::SiteSettings;
use yew::{Callback, LocalServerRenderer};

use crate::{
    app::{App, AppProps},
    components::PtrEq,
};

/// The first screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerendered {
    /// The content of the app's root element.
    pub html: String,
    /// The parts of the record that it was made from, besides the index.
    pub parts: Vec<Part>,
}

/// Renders the first screen of a record; parts are requested when they are needed.
///
/// # Errors
/// Returns an error if the files are not a record of this version, or one of them is unavailable.
pub fn prerender<E: From<DecodeError>>(
    index: &[u8],
    site: &SiteSettings,
    part: &mut dyn FnMut(Part) -> Result<Option<Vec<u8>>, E>,
) -> Result<Prerendered, E> {
    let site = Rc::new(site.clone());
    let mut corpus = Corpus::open(index)?;
    let mut parts = Vec::new();
    loop {
        let wanted = Rc::new(RefCell::new(Vec::new()));
        let html = render(&site, corpus.clone(), &wanted);
        let mut missing = wanted.take();
        missing.sort_unstable();
        missing.dedup();
        missing.retain(|part| !parts.contains(part));
        if missing.is_empty() {
            parts.sort_unstable();
            return Ok(Prerendered { html, parts });
        }
        for name in missing {
            parts.push(name);
            if let Some(bytes) = part(name)? {
                corpus.add_part(name, bytes)?;
            }
        }
    }
}

/// Renders once and records the parts that were missing.
fn render(site: &Rc<SiteSettings>, corpus: Corpus, wanted: &Rc<RefCell<Vec<Part>>>) -> String {
    let wanted = Rc::clone(wanted);
    let request_part = Callback::from(move |part| wanted.borrow_mut().push(part));
    let props = AppProps {
        site: Rc::clone(site),
        loaded: Ok(PtrEq::new(corpus)),
        query: String::new(),
        is_prerendering: true,
        is_hidden: false,
        on_drawn: Callback::noop(),
        request_part: Some(request_part),
    };
    let renderer = LocalServerRenderer::<App>::with_props(props);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let Ok(runtime) = runtime else { return String::new() };
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

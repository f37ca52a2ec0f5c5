//! The page: explore who said what, for which country, and when.
//!
//! Data goes one way: the address is parsed into a `View`, the view asks the corpus for a
//! `Selection`, and components draw it. What a reader does becomes a new view, and so a new
//! address. A component keeps nothing that the address could keep. Only `browser` and `load` touch
//! the browser beside Yew itself. The first screen is also written by a machine without a browser, into
//! the page, where it stands until this draws it: `prerender` (feature `ssr`).

mod app;
mod browser;
mod choose;
mod compare;
mod filters;
mod header;
mod keys;
mod load;
mod markup;
mod names;
mod notices;
#[cfg(feature = "ssr")]
mod prerender;
mod profile;
mod reader;
mod site;
mod stage;
mod statements;
mod takeaway;
mod timeline;
mod within;
mod yours;

#[cfg(feature = "ssr")]
pub use prerender::{Prerendered, prerender};

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use onrecord_corpus::Part;
use onrecord_view::View;

/// Opens the record and shows the page, in a browser.
pub fn start() {
    browser::report_panics();
    let site = Rc::new(site::of_page());
    wasm_bindgen_futures::spawn_local(async {
        let query = browser::query_string();
        let mut loaded = load::load().await;
        // What was written beforehand shows words of these parts: they are there when it is drawn anew.
        let stands = match (&mut loaded, load::prerendered(&query)) {
            (Ok(corpus), Some(parts)) => load::complete(corpus, &parts).await,
            _ => false,
        };
        if let Ok(corpus) = &mut loaded
            && View::parse(&query, site.defaults).0.needs_redirects(corpus)
            && corpus.past().is_none()
        {
            // Without it the link is told to lead nowhere, which is true as far as anybody knows.
            load::complete(corpus, &[Part::Past]).await;
        }
        let draw = move || {
            browser::start(stands, |root, drawn| {
                let loaded = loaded.map(stage::Shared::new);
                let begin =
                    app::Begin { site, loaded, query, prerendered: false, unseen: stands, drawn, want: None };
                yew::Renderer::<app::App>::with_root_and_props(root, begin).render();
            });
        };
        // Where something can be read already, the browser may do what it has to before.
        if stands {
            Timeout::new(0, draw).forget();
        } else {
            draw();
        }
    });
}

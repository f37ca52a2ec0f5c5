//! The web app, which explores who said what, for which country, and when.
//!
//! Data goes one way: the address is parsed into a `View`, the view selects statements of the corpus, and components draw
//! them. What the reader does becomes a new view, and so a new address. Only `platform` touches the browser. The first
//! screen can also be rendered without a browser (`prerender`, feature `ssr`); it stays until the app has drawn itself.

mod app;
mod components;
mod platform;
#[cfg(feature = "ssr")]
mod prerender;

#[cfg(feature = "ssr")]
pub use prerender::{Prerendered, prerender};

use std::rc::Rc;

use onrecord_corpus::Part;
use onrecord_view::View;

/// Compiles the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

use app::{App, AppProps};
use components::PtrEq;
use platform::{Timeout, location, mount, spawn_local};

/// Starts the app in a browser.
pub fn start() {
    mount::report_panics();
    let site = Rc::new(app::site_settings());
    spawn_local(async {
        let query = location::query_string();
        let mut loaded = app::load().await;
        // The prerendered page shows words of these parts, which must be there when the app takes its place.
        let keeps_prerendered = match (&mut loaded, app::prerendered_parts(&query)) {
            (Ok(corpus), Some(parts)) => app::load_parts(corpus, &parts).await,
            _ => false,
        };
        if let Ok(corpus) = &mut loaded
            && View::parse(&query, site.defaults).0.needs_redirects(corpus)
            && corpus.redirects().is_none()
        {
            // If this part cannot be loaded, the link is reported as dead.
            app::load_parts(corpus, &[Part::Redirects]).await;
        }
        let render = move || {
            mount::mount(keeps_prerendered, |root, on_drawn| {
                let props = AppProps {
                    site,
                    loaded: loaded.map(PtrEq::new),
                    query,
                    is_prerendering: false,
                    is_hidden: keeps_prerendered,
                    on_drawn,
                    request_part: None,
                };
                yew::Renderer::<App>::with_root_and_props(root, props).render();
            });
        };
        // While the prerendered page can be read, the browser may first handle pending events.
        if keeps_prerendered {
            Timeout::new(0, render).forget();
        } else {
            render();
        }
    });
}

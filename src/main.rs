//! The page: explore who said what, for which country, and when.
//!
//! Data goes one way: the address is parsed into a `View`, the view asks the corpus for a
//! `Selection`, and components draw it. What a reader does becomes a new view, and so a new
//! address. A component keeps nothing that the address could keep. Only `browser` and `load` touch
//! the browser beside Yew itself.

mod app;
mod browser;
mod choose;
mod compare;
mod filters;
mod header;
mod keys;
mod load;
mod names;
mod notices;
mod profile;
mod ranked;
mod reader;
mod stage;
mod statements;
mod takeaway;
mod timeline;
mod view;

fn main() {
    browser::report_panics();
    browser::start(|root| {
        yew::Renderer::<app::App>::with_root(root).render();
    });
}

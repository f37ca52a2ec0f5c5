//! The built site in a real browser, headless Chromium and Firefox, as a reader uses it.
//!
//! Needs the site (`ONRECORD_SITE`), the command (`ONRECORD_COMMAND`), Chromium (`CHROMIUM`,
//! `CHROMEDRIVER`) and Firefox (`FIREFOX`, `GECKODRIVER`): `cargo xtask test` provides them. Without them each test says that it is skipped.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

mod accessibility;
mod drivers;
mod embeds;
mod exploring;
mod export;
mod faults;
mod faulty_server;
mod interaction;
mod large;
mod link_matrix;
mod links;
mod locale;
mod page;
mod people;
mod persistence;
mod redirects;
mod site;
mod timeline;
mod user_articles;

/// Runs a scenario on a page of its own, in a fresh profile, in every browser; skips it by name where there is no
/// site or no browser.
macro_rules! scenario {
    ($name:ident, $site:expr, |$page:ident| $body:block) => {
        crate::scenario!($name, $site, [], |$page| $body);
    };
    ($name:ident, $site:expr, [$($switch:expr),*], |$page:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "some need nothing of their file")]
            use super::*;

            crate::in_one_browser!(Chromium, in_chromium, $site, [$($switch),*], |$page| $body);
            crate::in_one_browser!(Firefox, in_firefox, $site, [$($switch),*], |$page| $body);
        }
    };
}
pub(crate) use scenario;

/// The same where it takes what only one browser has: switches, or a way to meddle with it.
macro_rules! in_one_browser {
    ($browser:ident, $name:ident, $site:expr, [$($switch:expr),*], |$page:ident| $body:block) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let browser = crate::drivers::Browser::$browser;
            let name = concat!(module_path!(), "::", stringify!($name));
            let Some(tools) = crate::page::tools(name, browser) else { return };
            let $page = crate::page::Page::new(&tools, browser, $site, &[$($switch),*]).await.unwrap();
            let done: anyhow::Result<()> = async { $body Ok(()) }.await;
            // The browser is closed whatever came of it.
            $page.close().await;
            match done {
                Err(error) if crate::page::is_too_old(&error) => eprintln!("skipped: {name} needs a newer browser: {error}"),
                done => done.unwrap(),
            }
        }
    };
}
pub(crate) use in_one_browser;

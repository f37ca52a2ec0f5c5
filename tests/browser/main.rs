//! Tests of the built site in Chromium, Firefox and WebKitGTK.
//!
//! Needs the site (`ONRECORD_SITE`), the command (`ONRECORD_COMMAND`), axe-core (`ONRECORD_AXE`), Chromium
//! (`CHROMIUM`, `CHROMEDRIVER`), Firefox (`FIREFOX`, `GECKODRIVER`) and WebKitGTK's MiniBrowser (`WEBKIT`,
//! `WEBKITDRIVER`, and `XVFB` for its display): `cargo xtask test` provides them. A scenario that lacks one of them, or
//! a command of its driver, is ignored and counted as such. `ONRECORD_BROWSER=chromium,firefox` leaves the others out;
//! an argument selects scenarios by a part of their name, as in any other test.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod accessibility;
mod embeds;
mod exploring;
mod export;
mod faults;
mod harness;
mod interaction;
mod large;
mod link_matrix;
mod links;
mod locale;
mod people;
mod persistence;
mod redirects;
mod timeline;
mod tour;
mod user_articles;

fn main() -> std::process::ExitCode {
    harness::main()
}

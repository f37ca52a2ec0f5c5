//! What a publisher has made of the site: its name, the line below it, and what its lanes begin with.

use std::{cell::RefCell, rc::Rc};

use crate::{
    browser,
    view::{Lanes, Named as _},
};

/// The choices of a publisher, which hold for every view of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What it is called.
    pub title: String,
    /// What it is about, in a line.
    pub line: String,
    /// What its lanes stand for where a link does not say: `speaker`, `country`, `kind` or `article`.
    pub lanes: String,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            title: "Onrecord".to_owned(),
            line: "Who said what, for which country, and when".to_owned(),
            lanes: "speaker".to_owned(),
        }
    }
}

thread_local! {
    static OWN: RefCell<Rc<Site>> = RefCell::default();
}

/// The site that this page belongs to.
pub(crate) fn site() -> Rc<Site> {
    OWN.with_borrow(Rc::clone)
}

/// From now on pages belong to this site.
pub(crate) fn know(site: Site) {
    OWN.set(Rc::new(site));
}

/// What the lanes of this site begin with.
pub(crate) fn first_lanes() -> Lanes {
    OWN.with_borrow(|site| Lanes::from_name(&site.lanes)).unwrap_or(Lanes::Speaker)
}

/// What the page says of the site that it belongs to.
pub(crate) fn of_page() -> Site {
    let plain = Site::default();
    let said = |name: &str, plain: String| browser::said_of_page(name).unwrap_or(plain);
    Site {
        title: said("onrecord:title", plain.title),
        line: said("onrecord:line", plain.line),
        lanes: said("onrecord:lanes", plain.lanes),
    }
}

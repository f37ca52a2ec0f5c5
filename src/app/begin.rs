//! What the page begins with.

use std::rc::Rc;

use onrecord_corpus::{Corpus, Part};
use onrecord_view::SiteSettings;
use yew::{Callback, Properties};

use crate::{load::Failure, stage::Shared};

/// What the page begins with.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Begin {
    pub(crate) site: Rc<SiteSettings>,
    pub(crate) loaded: Result<Shared<Corpus>, Failure>,
    /// The query string of the address.
    pub(crate) query: String,
    /// The first screen is drawn as it is where nobody knows the width of the window, nor the day.
    pub(crate) prerendered: bool,
    /// Nobody sees what is drawn before all of it is.
    pub(crate) unseen: bool,
    /// Is told when everything is drawn.
    pub(crate) drawn: Callback<()>,
    /// Who is asked for parts of the record; the server where there is none.
    pub(crate) want: Option<Callback<Part>>,
}

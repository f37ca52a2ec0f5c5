//! What every part of the page is drawn from, and the one way back.

use std::{ops::Deref, rc::Rc};

use onrecord_corpus::{Bits, Corpus, Counts, Part, Selection};
use onrecord_model::Day;
use onrecord_view::{SiteSettings, View};
use onrecord_worker::Yours;
use yew::{Callback, Html, MouseEvent, Properties};

use crate::{markup::html, names::Tongue, yours};

/// A value that is shared by reference, and equal only to itself: comparing whole corpora at each
/// rendering would cost more than drawing them.
pub(crate) struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A move to another view.
pub(crate) enum Step {
    /// One that "back" leads back from.
    To(View),
    /// One of many on the way, such as a letter typed: it takes the place of the view before.
    Over(View),
}

/// A filter that could be dropped.
pub(crate) struct Remedy {
    /// The filter in words.
    pub(crate) filter: String,
    pub(crate) without: View,
    /// How many statements that leaves.
    pub(crate) count: usize,
}

/// The view with everything that follows from it.
#[derive(Clone, PartialEq)]
pub(crate) struct Stage {
    pub(crate) site: Rc<SiteSettings>,
    pub(crate) corpus: Shared<Corpus>,
    /// Counts with no filter on: they keep lists in one order while filters change.
    pub(crate) totals: Shared<Counts>,
    pub(crate) view: View,
    pub(crate) selection: Shared<Selection>,
    /// The rows that have what is searched for as whole words, where the list asks for the best first.
    pub(crate) best: Option<Shared<Bits>>,
    /// Where no statement is left: each filter that could be dropped.
    pub(crate) remedies: Shared<Vec<Remedy>>,
    /// The day that it is where the reader is; not known before the page lives.
    pub(crate) today: Option<Day>,
    /// In whose way days and numbers are written: what is drawn changes with it.
    pub(crate) tongue: Tongue,
    pub(crate) go: Callback<Step>,
    /// Asks for a part of the record that something on the screen needs.
    pub(crate) want: Callback<Part>,
    /// What of the record is the reader's own.
    pub(crate) yours: Rc<Yours>,
    /// Does something with that, where this page can.
    pub(crate) own: Option<Callback<yours::Act>>,
}

impl Stage {
    /// Returns the link to a view on this site.
    pub(crate) fn link(&self, to: &View) -> String {
        to.link(self.site.defaults)
    }

    /// Returns the view of the site's plain address.
    pub(crate) fn plain_view(&self) -> View {
        View::new(self.site.defaults)
    }

    /// Asks for a part of the record that is drawn without it until it comes; one that was asked for
    /// before is not fetched again.
    pub(crate) fn ask(&self, missing: Option<Part>) {
        missing.iter().for_each(|part| self.want.emit(*part));
    }

    /// What a press of a button does that leads to a view.
    pub(crate) fn press(&self, to: View) -> Callback<MouseEvent> {
        let go = self.go.clone();
        Callback::from(move |_| go.emit(Step::To(to.clone())))
    }

    /// A callback that leads from the view to another, made when it is called.
    pub(crate) fn to<T: 'static>(&self, change: impl Fn(&mut View, T) + 'static) -> Callback<T> {
        self.on(Some, change)
    }

    /// The same for what is read from an event; where nothing can be read, nothing happens.
    pub(crate) fn on<E: 'static, T>(
        &self,
        read: impl Fn(E) -> Option<T> + 'static,
        change: impl Fn(&mut View, T) + 'static,
    ) -> Callback<E> {
        let (view, go) = (self.view.clone(), self.go.clone());
        Callback::from(move |event| {
            let Some(value) = read(event) else { return };
            let mut view = view.clone();
            change(&mut view, value);
            go.emit(Step::To(view));
        })
    }
}

/// What a part of the page takes.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OnStage {
    pub(crate) stage: Stage,
}

/// A real link to a view: it can be copied and opened in a new tab, and a plain click stays here, as on all links
/// that begin with `?`.
pub(crate) fn view_link(stage: &Stage, to: &View, class: &'static str, inside: Html) -> Html {
    // In a frame everything stays in the frame.
    let to = &View { embed: stage.view.embed, ..to.clone() };
    // The one that is open says so.
    let current = to.statement.is_some() && to.statement == stage.view.statement;
    html! {
        <a {class} dir="auto" href={stage.link(to)} aria-current={current.then_some("true")}>{ inside }</a>
    }
}

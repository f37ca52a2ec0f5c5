//! What every component is drawn from, and the callbacks by which it asks for changes.

use std::{ops::Deref, rc::Rc};

use onrecord_corpus::{Corpus, FacetCounts, Part, RowSet, Selection};
use onrecord_model::Date;
use onrecord_view::{SiteSettings, View};
use onrecord_worker::Yours;
use yew::{Callback, Html, MouseEvent, Properties, html};

use super::user_articles::UserAction;
use crate::platform::locale::Locale;

/// A shared value that is equal only to itself: comparing whole corpora at each rendering would cost more than drawing them.
pub(crate) struct PtrEq<T>(Rc<T>);

impl<T> PtrEq<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for PtrEq<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for PtrEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for PtrEq<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A change to another view.
pub(crate) enum Navigation {
    /// Adds a history entry.
    Push(View),
    /// One of many small steps, such as a letter typed: the first adds a history entry, which the next ones replace until
    /// the reader pauses.
    Step(View),
}

/// What is left if one filter is removed.
pub(crate) struct RelaxedFilter {
    /// The filter's description.
    pub(crate) filter: String,
    /// The view without it.
    pub(crate) view: View,
    /// How many statements that view has.
    pub(crate) count: usize,
}

/// The view and everything derived from it.
#[derive(Clone, PartialEq)]
pub(crate) struct PageContext {
    pub(crate) site: Rc<SiteSettings>,
    pub(crate) corpus: PtrEq<Corpus>,
    /// Counts without any filter. Lists are sorted by them, so that their order stays when filters change.
    pub(crate) totals: PtrEq<FacetCounts>,
    pub(crate) view: View,
    pub(crate) selection: PtrEq<Selection>,
    /// The rows that contain the search terms as whole words, if the list is sorted by relevance.
    pub(crate) whole_word_matches: Option<PtrEq<RowSet>>,
    /// If nothing matches: each filter that could be removed.
    pub(crate) relaxed_filters: PtrEq<Vec<RelaxedFilter>>,
    /// Today's date where the reader is; `None` in the prerendered page.
    pub(crate) today: Option<Date>,
    /// How dates and numbers are written; a property, so that a change draws everything again.
    pub(crate) locale: Locale,
    pub(crate) navigate: Callback<Navigation>,
    /// Requests a part of the record.
    pub(crate) request_part: Callback<Part>,
    /// The reader's own articles and corrections.
    pub(crate) user_data: Rc<Yours>,
    /// Changes these; `None` if this page has no worker.
    pub(crate) on_user_action: Option<Callback<UserAction>>,
}

impl PageContext {
    /// Returns the link to a view of this site.
    pub(crate) fn link(&self, view: &View) -> String {
        view.link(self.site.defaults)
    }

    /// Returns the view of the site's plain address.
    pub(crate) fn plain_view(&self) -> View {
        View::new(self.site.defaults)
    }

    /// Requests a part of the record that is missing, if any. What needs it is drawn without it until it comes.
    pub(crate) fn request_missing(&self, missing: Option<Part>) {
        missing.iter().for_each(|part| self.request_part.emit(*part));
    }

    /// Returns a click handler that shows a view.
    pub(crate) fn on_click(&self, view: View) -> Callback<MouseEvent> {
        let navigate = self.navigate.clone();
        Callback::from(move |_| navigate.emit(Navigation::Push(view.clone())))
    }

    /// Returns a callback that changes the view by a value.
    pub(crate) fn on_change<T: 'static>(&self, change: impl Fn(&mut View, T) + 'static) -> Callback<T> {
        self.on_event(Some, change)
    }

    /// Returns an event handler that changes the view by a value read from the event, if there is one.
    pub(crate) fn on_event<E: 'static, T>(
        &self,
        read: impl Fn(E) -> Option<T> + 'static,
        change: impl Fn(&mut View, T) + 'static,
    ) -> Callback<E> {
        let (view, navigate) = (self.view.clone(), self.navigate.clone());
        Callback::from(move |event| {
            let Some(value) = read(event) else { return };
            let mut view = view.clone();
            change(&mut view, value);
            navigate.emit(Navigation::Push(view));
        })
    }

    /// Draws a link to a view. It can be copied and opened in a new tab; a plain click is handled by the page
    /// (`platform::events::on_view_link`).
    pub(crate) fn view_link(&self, view: &View, class: &'static str, content: Html) -> Html {
        // Links in an embedded view stay embedded.
        let view = &View { embed: self.view.embed, ..view.clone() };
        let is_current = view.statement.is_some() && view.statement == self.view.statement;
        html! {
            <a {class} dir="auto" href={self.link(view)} aria-current={is_current.then_some("true")}>{ content }</a>
        }
    }
}

/// The properties of a component that takes nothing but the context.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ContextProps {
    pub(crate) page: PageContext,
}

//! The keyboard focus after a change of the view: it stays where it was, and returns from a closed article.

use onrecord_model::StatementId;
use onrecord_view::View;

use super::{App, State};
use crate::platform::{
    dom,
    focus::{self, Place},
};

/// Where the focus goes when a view is drawn.
pub(super) enum NextFocus {
    /// Where it was.
    Stay(Place),
    /// Where it was when the article was opened, or else to the statement that was open.
    Return(Option<Place>, Option<StatementId>),
}

const fn is_reading(view: &View) -> bool {
    view.statement.is_some() || view.article.is_some()
}

impl App {
    /// Notes, before the view is drawn that follows `old`, where the focus goes.
    pub(super) fn plan_focus(&mut self, old: &View) {
        let State::Ready(session) = &self.state else { return };
        match (is_reading(old), is_reading(&session.page.view)) {
            (true, false) => {
                self.next_focus = Some(NextFocus::Return(self.return_place.take(), old.statement.clone()));
            }
            // The open article takes the focus.
            (false, true) => self.return_place = Some(Place::current()),
            _ => self.next_focus = Some(NextFocus::Stay(Place::current())),
        }
    }

    /// Moves the focus when the view has been drawn.
    pub(super) fn move_focus(&mut self) {
        match self.next_focus.take() {
            Some(NextFocus::Stay(place)) => place.refocus(),
            Some(NextFocus::Return(place, statement)) => {
                // A single column shows the article in place of the list, whose place is lost.
                let scrolls = dom::is_single_column();
                if place.as_ref().is_some_and(|place| place.restore(scrolls)) {
                    return;
                }
                let statement =
                    statement.map(|id| format!("{} a", dom::statement_selector("article", id.as_str())));
                let is_listed = statement.as_deref().is_some_and(focus::focus);
                if !is_listed {
                    focus::focus("#statements");
                }
                if scrolls && place.is_none() {
                    dom::scroll_to(statement.as_deref().filter(|_| is_listed).unwrap_or("#statements"));
                }
            }
            None => {}
        }
    }
}

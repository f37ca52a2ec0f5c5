//! What keyboard shortcuts do.

use onrecord_view::View;
use yew::Context;

use super::{App, Msg, State};
use crate::{
    components::shortcuts::{self, Shortcut},
    platform::{clipboard, focus, location::HistoryEntry},
};

/// The links along which the focus moves.
const STATEMENT_LINKS: &str = ".statement__link";

impl App {
    /// Performs a shortcut's action; returns whether the page must be drawn again.
    pub(super) fn run_shortcut(&mut self, ctx: &Context<Self>, shortcut: Shortcut) -> bool {
        let State::Ready(session) = &self.state else { return false };
        let view = &session.page.view;
        match shortcut {
            Shortcut::Search => drop(focus::focus("#search")),
            Shortcut::Next => focus::focus_neighbour(STATEMENT_LINKS, true),
            Shortcut::Previous => focus::focus_neighbour(STATEMENT_LINKS, false),
            Shortcut::CopyLink => {
                let link = session.share_url();
                ctx.link().send_future(async move { Msg::Copied(clipboard::copy(&link).await) });
                return false;
            }
            Shortcut::Help => shortcuts::toggle_dialog(),
            Shortcut::Close if shortcuts::close_dialog() => {}
            Shortcut::Close if view.statement.is_some() || view.article.is_some() => {
                let closed = view.with_statement(None);
                self.navigate(closed, Some(HistoryEntry::New));
            }
            Shortcut::Close => return false,
            Shortcut::Newest => {
                let all = View { from: None, to: None, ..view.clone() };
                self.navigate(all, Some(HistoryEntry::New));
                focus::focus("#statements");
            }
        }
        true
    }
}

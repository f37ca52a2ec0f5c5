//! What keys do.

use onrecord_view::View;
use yew::Context;

use super::{App, Msg, State, share};
use crate::{
    browser,
    keys::{self, Act},
};

/// The links of the list, for the keys that lead along it.
const STATEMENT_LINKS: &str = ".statement__link";

impl App {
    /// Does what a key asks for; whether the page must be drawn anew.
    pub(super) fn act(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        let State::Ready(ready) = &self.state else { return false };
        let view = &ready.stage.view;
        match act {
            Act::Search => (self.filters_open, self.to_search) = (true, true),
            Act::Next => browser::focus_neighbour(STATEMENT_LINKS, true),
            Act::Previous => browser::focus_neighbour(STATEMENT_LINKS, false),
            Act::Copy => {
                let link = share::link(&ready.stage);
                ctx.link().send_future(async move { Msg::Copied(browser::copy(&link).await) });
                return false;
            }
            Act::Help => keys::toggle_help(),
            Act::Close if keys::close_help() => {}
            Act::Close if view.statement.is_some() || view.article.is_some() => {
                let closed = view.with_statement(None);
                self.go(closed, Some(true));
            }
            Act::Close => return false,
            Act::Newest => {
                let all = View { from: None, to: None, ..view.clone() };
                self.go(all, Some(true));
                browser::focus("#statements");
            }
        }
        true
    }
}

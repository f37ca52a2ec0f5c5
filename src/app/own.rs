//! What of the record is the reader's own, kept and joined to it.

use yew::{Callback, Context};

use super::{App, Msg};
use crate::{
    browser,
    stage::Shared,
    yours::{self, Done, Keeper},
};

impl App {
    /// Begins to keep what is the reader's own, and takes up what was kept.
    pub(super) fn keep(&mut self, ctx: &Context<Self>) {
        let act = ctx.link().callback(Msg::Yours);
        self.keeper = Keeper::new(act.clone());
        let Some(keeper) = &mut self.keeper else { return };
        self.listeners.extend(yours::hear(&act));
        if Keeper::has_own() {
            self.awaits_own = true;
            keeper.wake();
        }
    }

    /// What does something with the reader's own, where that is kept.
    pub(super) fn own(&self, ctx: &Context<Self>) -> Option<Callback<yours::Act>> {
        self.keeper.is_some().then(|| ctx.link().callback(Msg::Yours))
    }

    /// Does something with the reader's own; whether the page must be drawn anew.
    pub(super) fn act_on_own(&mut self, ctx: &Context<Self>, act: yours::Act) -> bool {
        let Some(keeper) = &mut self.keeper else { return false };
        match keeper.act(act) {
            Done::Nothing => false,
            Done::Changed => true,
            Done::Record(corpus) => {
                self.awaits_own = false;
                self.loaded(ctx, Ok(Shared::new(*corpus)), &browser::query_string());
                self.tell(Some(false));
                true
            }
        }
    }
}

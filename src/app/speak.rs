//! Days and numbers in the reader's own way.

use gloo::timers::callback::Timeout;
use yew::Context;

use super::{App, Msg, State};
use crate::{browser, names};

impl App {
    /// Writes days and numbers in the reader's way: at once where that is English, else when everything stands.
    pub(super) fn speak(&mut self, ctx: &Context<Self>) {
        if !names::speak_english(&browser::language()) {
            let speak = ctx.link().callback(|()| Msg::Speak);
            self.speaks = Some(Timeout::new(0, move || speak.emit(())));
        }
    }

    /// Writes them as the browser says; nothing changes where it does not know the language.
    pub(super) fn speak_otherwise(&mut self) -> bool {
        self.speaks = None;
        let speaks = names::speak(&browser::language());
        self.spoken();
        speaks
    }

    /// Draws everything in the tongue that was found, and titles the page in it.
    pub(super) fn spoken(&mut self) {
        let State::Ready(ready) = &mut self.state else { return };
        if ready.stage.tongue != names::tongue() {
            ready.stage.tongue = names::tongue();
            self.tell(None);
        }
    }
}

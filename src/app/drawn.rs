//! The page is drawn in steps, the timeline first: the browser paints between them, and hears what the reader does.

use gloo::timers::callback::Timeout;
use yew::Context;

use super::{App, Msg, State};

/// How much of the page is drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Drawn {
    /// What stands above the statements, with the timeline as it looks.
    Timeline,
    /// The timeline with all that it leads to.
    Links,
    /// What has been said as well.
    Statements,
    /// Everything.
    All,
}

impl Drawn {
    /// One step more.
    pub(super) const fn more(self) -> Self {
        match self {
            Self::Timeline => Self::Links,
            Self::Links => Self::Statements,
            Self::Statements | Self::All => Self::All,
        }
    }
}

/// A frame, in milliseconds. A timer also comes to its end where nobody looks, which a frame does not.
const FRAME: u32 = 16;

impl App {
    /// Goes on with the next step, or tells that there is none.
    pub(super) fn draw_further(&mut self, ctx: &Context<Self>) {
        if self.drawn == Drawn::All || !matches!(self.state, State::Ready(_)) {
            ctx.props().drawn.emit(());
        } else if self.further.is_none() {
            let further = ctx.link().callback(|()| Msg::Further);
            self.further = Some(Timeout::new(FRAME, move || further.emit(())));
        }
    }
}

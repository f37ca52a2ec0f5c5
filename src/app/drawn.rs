//! The page is drawn in steps, the timeline first: the browser paints between them, and hears what the reader does.

use gloo::timers::callback::Timeout;
use yew::Context;

use super::{App, Begin, Msg, State};

/// How much of the page is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Drawn {
    /// What stands above the timeline.
    Head,
    /// The timeline as it looks.
    Timeline,
    /// The timeline with all that it leads to.
    Links,
    /// What has been said as well.
    Statements,
    /// Everything.
    All,
}

impl Drawn {
    /// What is drawn first: the timeline, where somebody waits for it.
    pub(super) const fn first(begin: &Begin) -> Self {
        match begin {
            Begin { prerendered: true, .. } => Self::All,
            Begin { unseen: true, .. } => Self::Head,
            _ => Self::Timeline,
        }
    }

    /// One step more.
    pub(super) const fn more(self) -> Self {
        match self {
            Self::Head => Self::Timeline,
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
            // Between steps that nobody sees there is nothing to paint.
            let wait = if ctx.props().unseen { 0 } else { FRAME };
            self.further = Some(Timeout::new(wait, move || further.emit(())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Drawn;

    #[test]
    fn each_step_draws_more_until_everything_is_drawn() {
        let steps: Vec<_> =
            std::iter::successors(Some(Drawn::Head), |step| Some(step.more())).take(6).collect();
        assert_eq!(
            steps,
            [Drawn::Head, Drawn::Timeline, Drawn::Links, Drawn::Statements, Drawn::All, Drawn::All]
        );
    }
}

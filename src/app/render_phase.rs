//! Render phases: the page is drawn in steps, the timeline first. Between them the browser paints, and handles what the
//! reader does.

use yew::Context;

use super::{App, AppProps, Msg, State};
use crate::platform::Timeout;

/// How much of the page is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RenderPhase {
    /// What is above the timeline.
    Header,
    /// The timeline without links.
    Timeline,
    /// The timeline with its links.
    Links,
    /// The list of statements and the reader.
    Statements,
    /// Everything.
    All,
}

impl RenderPhase {
    /// Returns the first phase. Without a prerendered page the reader waits for the timeline.
    pub(super) const fn first(props: &AppProps) -> Self {
        match props {
            AppProps { is_prerendering: true, .. } => Self::All,
            AppProps { is_hidden: true, .. } => Self::Header,
            _ => Self::Timeline,
        }
    }

    /// Returns the next phase.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Header => Self::Timeline,
            Self::Timeline => Self::Links,
            Self::Links => Self::Statements,
            Self::Statements | Self::All => Self::All,
        }
    }
}

/// The current phase, and the timer for the next one.
pub(super) struct RenderPhases {
    pub(super) current: RenderPhase,
    timer: Option<Timeout>,
}

/// A frame in milliseconds. A timer also fires in a hidden tab, where there are no frames.
const FRAME: u32 = 16;

impl RenderPhases {
    pub(super) const fn new(first: RenderPhase) -> Self {
        Self { current: first, timer: None }
    }

    /// Goes on to the next phase.
    pub(super) fn advance(&mut self) {
        self.timer = None;
        self.current = self.current.next();
    }
}

impl App {
    /// Schedules the next phase, or reports that there is none.
    pub(super) fn schedule_phase(&mut self, ctx: &Context<Self>) {
        if self.phases.current == RenderPhase::All || !matches!(self.state, State::Ready(_)) {
            ctx.props().on_drawn.emit(());
        } else if self.phases.timer.is_none() {
            let next = ctx.link().callback(|()| Msg::NextPhase);
            // While nothing is visible there is nothing to paint.
            let delay = if ctx.props().is_hidden { 0 } else { FRAME };
            self.phases.timer = Some(Timeout::new(delay, move || next.emit(())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RenderPhase;

    #[test]
    fn each_phase_draws_more_until_everything_is_drawn() {
        use RenderPhase::{All, Header, Links, Statements, Timeline};
        let phases: Vec<_> =
            std::iter::successors(Some(Header), |phase| Some(phase.next())).take(6).collect();
        assert_eq!(phases, [Header, Timeline, Links, Statements, All, All]);
        assert!(phases.is_sorted());
    }
}

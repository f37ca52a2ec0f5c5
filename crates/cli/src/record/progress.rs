//! A progress bar on terminals.

use std::{
    sync::Once,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes less time needs no bar.
const SOON: Duration = Duration::from_secs(1);

/// A bar with counts, rate and remaining time, drawn only on a terminal and after a second.
pub(crate) struct Progress {
    bar: ProgressBar,
    since: Instant,
    shown: Once,
}

impl Progress {
    pub(crate) fn new(count: usize, what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{msg} {bar:30} {human_pos}/{human_len}, {per_sec}, {eta} left");
        // The template is valid; otherwise a plain bar is drawn.
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(what);
        Self { bar, since: Instant::now(), shown: Once::new() }
    }

    /// Advances the bar by one.
    pub(crate) fn step(&self) {
        if self.since.elapsed() > SOON {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

//! History entries of many small steps: the letters of a search, the turns of a wheel.

use onrecord_view::View;

use super::{App, State};
use crate::platform::location::HistoryEntry;

/// After a pause this long, in milliseconds, the next step is undone by itself.
const PAUSE: f64 = 3000.0;

/// The latest of several steps: whether it was typed, and when it was made.
#[derive(Default)]
pub(super) struct Steps(Option<(bool, f64)>);

impl Steps {
    /// Returns what a step does to the history: the first one adds an entry, the others replace it, so that Back undoes
    /// all of them and never leaves the site.
    pub(super) fn entry(&mut self, is_typed: bool, now: f64) -> HistoryEntry {
        let continues = self.0.is_some_and(|(typed, then)| typed == is_typed && now - then < PAUSE);
        self.0 = Some((is_typed, now));
        if continues { HistoryEntry::Replace } else { HistoryEntry::New }
    }
}

impl App {
    /// Returns whether a view differs from the current one in what is searched for.
    pub(super) fn is_typed(&self, view: &View) -> bool {
        matches!(&self.state, State::Ready(session) if session.page.view.query != view.query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_make_one_entry_until_there_is_a_pause() {
        let mut steps = Steps::default();
        for (is_typed, now, expected) in [
            (true, 0.0, HistoryEntry::New),
            (true, 2000.0, HistoryEntry::Replace),
            (true, 4000.0, HistoryEntry::Replace),
            (false, 4100.0, HistoryEntry::New),
            (false, 9000.0, HistoryEntry::New),
        ] {
            assert_eq!(steps.entry(is_typed, now), expected, "{now}");
        }
    }
}

//! The browsers that wait for their next scenario.

use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use tokio::sync::OnceCell;

use super::{
    Scenario,
    browser::{Programs, Session},
    display::Display,
};

/// Browsers that are idle: never more than scenarios have run side by side.
#[derive(Default)]
pub(super) struct Pool {
    idle: Mutex<Vec<Session>>,
    /// Where browsers draw that have no mode without a window; started for the first of them.
    display: OnceCell<Display>,
}

impl Pool {
    /// Returns an idle browser, or one that is started for this scenario.
    pub(super) async fn take(&self, scenario: &Scenario, programs: &Programs) -> Result<Session> {
        let kept = scenario.switches.is_empty().then(|| {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            let at = idle.iter().position(|session| session.browser == scenario.browser)?;
            Some(idle.swap_remove(at))
        });
        match kept.flatten() {
            Some(session) => Ok(session),
            None => {
                let display = match &programs.display {
                    Some(xvfb) => Some(self.display.get_or_try_init(|| Display::start(xvfb)).await?),
                    None => None,
                };
                Session::start(scenario.browser, programs, scenario.switches, display).await
            }
        }
    }

    /// Keeps a browser for the next scenario, without anything that this one has left in it.
    ///
    /// A browser with switches of its own, one without profiles, and one that does not answer, are closed.
    pub(super) async fn give_back(&self, session: Session, scenario: &Scenario) {
        let can_be_shared = scenario.switches.is_empty() && scenario.browser.has_profiles();
        if can_be_shared && session.remove_profiles().await.is_ok() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        } else {
            session.close().await;
        }
    }

    /// Closes all that are idle.
    pub(super) async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for session in idle {
            session.close().await;
        }
    }
}

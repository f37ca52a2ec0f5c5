//! The browsers that wait for their next scenario.

use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use super::{
    Scenario,
    browser::{Programs, Session},
};

/// Browsers that are idle: never more than scenarios have run side by side.
#[derive(Default)]
pub(super) struct Pool {
    idle: Mutex<Vec<Session>>,
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
            None => Session::start(scenario.browser, programs, scenario.switches).await,
        }
    }

    /// Keeps a browser for the next scenario, without anything that this one has left in it.
    ///
    /// A browser with switches of its own, and one that does not answer, are closed.
    pub(super) async fn give_back(&self, session: Session, scenario: &Scenario) {
        if scenario.switches.is_empty() && session.remove_profiles().await.is_ok() {
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

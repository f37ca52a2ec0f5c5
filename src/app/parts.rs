//! Parts of the record that come later, and what waits for them.

use onrecord_corpus::{Corpus, Part};

use super::{App, State, ready::Ready};
use crate::{
    load::{self, Failure},
    stage::Shared,
    takeaway::{self, Form},
};

impl App {
    /// Takes a part of the record that has come, and answers anew what it was needed for.
    pub(super) fn add(&mut self, part: Part, fetched: Result<Vec<u8>, Failure>) {
        let State::Ready(ready) = &mut self.state else { return };
        // It may have been given up while it was on its way.
        ready.note(part);
        let Ready { stage, engine, .. } = &mut **ready;
        let mut corpus = Corpus::clone(&stage.corpus);
        let added = fetched.and_then(|bytes| corpus.add(part, bytes).map_err(|e| load::explain(&e)));
        if let Err(failure) = added {
            self.lost = Some(failure);
            return;
        }
        stage.corpus = Shared::new(corpus);
        if !stage.selection.is_exact {
            let view = stage.view.clone();
            stage.selection = Shared::new(engine.select(&stage.corpus, &view.filter()));
            self.go(view, Some(false));
        }
        if let Some((form, _)) = self.saving {
            self.save(form);
        }
    }

    /// Takes the statements in view away, once nothing of them is missing.
    pub(super) fn save(&mut self, form: Form) {
        let State::Ready(ready) = &self.state else { return };
        let missing = takeaway::missing(&ready.stage, form);
        missing.iter().for_each(|part| ready.stage.want.emit(*part));
        self.saving = (!missing.is_empty()).then_some((form, missing.len()));
        if missing.is_empty() {
            takeaway::save(&ready.stage, form);
        }
    }
}

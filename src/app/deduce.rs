//! What else follows from a view.

use onrecord_corpus::{Bits, Engine, Filter};
use onrecord_view::Order;

use crate::{
    filters::filters_on,
    stage::{Remedy, Shared, Stage},
};

/// Which rows answer a search best, and what could be done where no
/// statement is left.
pub(super) fn deduce(stage: &mut Stage, engine: &mut Engine, filter: &Filter) {
    let best_first = stage.view.order == Order::Relevance && !stage.view.query.is_empty();
    let mut best = || Bits::clone(&engine.find(&stage.corpus, &filter.words.whole()));
    stage.best = best_first.then(|| Shared::new(best()));
    let mut remedies = Vec::new();
    if stage.selection.is_empty() && stage.selection.is_exact {
        for chip in filters_on(stage) {
            let count = engine.select(&stage.corpus, &chip.without.filter()).len();
            remedies.push(Remedy { filter: chip.words, without: chip.without, count });
        }
    }
    stage.remedies = Shared::new(remedies);
}

//! The card of the mark that the pointer, a finger or the focus has reached: who said what, when and where.

use onrecord_corpus::SearchQuery;
use onrecord_view::View;
use yew::{Html, html};

use crate::{
    components::{PageContext, statements::card_content},
    platform::marks::ReachedMark,
};

/// Draws the card of a mark, or nothing if the mark does not stand for one statement.
pub(crate) fn mark_card(page: &PageContext, mark: &ReachedMark) -> Html {
    let view = View::parse(&mark.link, page.site.defaults).0;
    let Some(row) = view.statement.and_then(|id| page.corpus.find_statement(&id)) else {
        return Html::default();
    };
    html! {
        <div id="mark-card" class="mark-card">
            { card_content(page, &SearchQuery::parse(&page.view.query), row, "mark-card__words") }
        </div>
    }
}

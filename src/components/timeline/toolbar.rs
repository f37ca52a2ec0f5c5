//! The toolbar above the lanes: buttons that zoom and pan, what lanes are grouped by, and their order.

use onrecord_model::DateRange;
use onrecord_view::{LaneOrder, Lanes, View};
use yew::{Html, html};

use super::viewport::Viewport;
use crate::components::{PageContext, select::select};

const GROUPS: [(Lanes, &str); 4] = [
    (Lanes::Speaker, "Speaker"),
    (Lanes::Country, "Country"),
    (Lanes::Kind, "Kind"),
    (Lanes::Article, "Article"),
];
const ORDERS: [(LaneOrder, &str); 2] =
    [(LaneOrder::Size, "most statements"), (LaneOrder::First, "first statement")];

/// Draws the toolbar.
pub(super) fn toolbar(page: &PageContext, viewport: Viewport, results: Option<DateRange>) -> Html {
    let on_group = page.on_change(View::set_lanes);
    let on_order = page.on_change(|view, order| view.lane_order = order);
    let button = |label: &'static str, icon: &'static str, target: Viewport| {
        let target = target.stepped_from(viewport);
        html! {
            <button type="button" aria-label={label} title={label} disabled={target == viewport}
                onclick={page.on_click(target.applied(&page.view))}>{ icon }</button>
        }
    };
    html! {
        <div class="timeline__toolbar">
            <h2 id="timeline-heading">{ "Timeline" }</h2>
            <div class="timeline__zoom" role="group" aria-label="Visible days">
                { button("Earlier", "‹", viewport.panned(-0.5)) }
                { button("Zoom in", "+", viewport.zoomed(0.5, 0.5)) }
                { button("Zoom out", "−", viewport.zoomed(2.0, 0.5)) }
                { button("Later", "›", viewport.panned(0.5)) }
                if let Some(days) = results {
                    { button("Fit to results", "Fit", viewport.with_days(days.from.number(), days.to.number())) }
                }
            </div>
            <div class="timeline__lanes">
                { select("Group by", &GROUPS, page.view.lanes, on_group) }
                { select("Order of lanes", &ORDERS, page.view.lane_order, on_order) }
            </div>
        </div>
    }
}

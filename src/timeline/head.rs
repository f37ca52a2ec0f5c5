//! What stands above the lanes: which lanes, in which order, and buttons that change the days.

use onrecord_view::{LaneOrder, Lanes, View};
use yew::Html;

use super::window::Window;
use crate::{choose::choose, markup::html, stage::Stage};

const LANES: [(Lanes, &str); 4] = [
    (Lanes::Speaker, "by speaker"),
    (Lanes::Country, "by country"),
    (Lanes::Kind, "by kind"),
    (Lanes::Article, "by article"),
];
const ORDERS: [(LaneOrder, &str); 2] =
    [(LaneOrder::Size, "largest first"), (LaneOrder::First, "who spoke first")];

pub(super) fn head(stage: &Stage, window: Window) -> Html {
    let lanes = stage.to(View::set_lanes);
    let order = stage.to(|view, order| view.lane_order = order);
    let button = |label: &'static str, sign: &'static str, to: Window| {
        let to = to.stepped_from(window);
        html! {
            <button type="button" aria-label={label} title={label} disabled={to == window}
                onclick={stage.press(to.applied(&stage.view))}>{ sign }</button>
        }
    };
    html! {
        <div class="timeline__head">
            <h2 id="timeline-heading">{ "Timeline" }</h2>
            <div class="timeline__zoom" role="group" aria-label="Days that are shown">
                { button("Earlier", "‹", window.panned(-0.5)) }
                { button("Zoom in", "+", window.zoomed(0.5, 0.5)) }
                { button("Zoom out", "−", window.zoomed(2.0, 0.5)) }
                { button("Later", "›", window.panned(0.5)) }
            </div>
            <div class="timeline__lanes">
                { choose("Lanes", &LANES, stage.view.lanes, lanes) }
                { choose("Order of lanes", &ORDERS, stage.view.lane_order, order) }
            </div>
        </div>
    }
}

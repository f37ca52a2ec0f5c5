//! The timeline: statements over time in lanes, a mark for each statement, or a histogram where there are too many.
//!
//! At rest everything is an element that can be focused. While the reader drags, pinches, brushes or turns the wheel, a
//! canvas shows the lanes; the view follows when the movement ends.

mod axis;
mod drag_overlay;
mod events;
mod gesture;
mod histogram;
mod image;
mod interaction;
mod lane;
mod lanes;
mod mark_card;
mod overview;
mod scale;
mod scene;
mod toolbar;
mod viewport;

use onrecord_corpus::RowSet;
use onrecord_model::{DateRange, QuoteKind};
use onrecord_view::{Lanes, MAX_COMPARED};
use yew::{
    Component, Context, Html, KeyboardEvent, MouseEvent, NodeRef, PointerEvent, Properties, WheelEvent, html,
};

use super::{Navigation, PageContext, statements::kind_label};
use crate::platform::{
    EventListener, Timeout, events as page_events, focus,
    locale::{self, counted},
};
use drag_overlay::DragOverlay;
use gesture::{Brush, Drag};
pub(crate) use histogram::sparklines;
pub(crate) use image::image;
use lane::{content_height, lane_row, undated_lane, visible_lane_count};
use lanes::{LaneContent, LaneLimit, MAX_LANES, contents, lanes, rows_of};
pub(crate) use mark_card::mark_card;
use overview::overview;
use toolbar::toolbar;
use viewport::Viewport;

/// At most this many lanes are drawn before the reader asks for more.
const INITIAL_LANES: usize = 7;

/// What a pointer does on the overview.
pub(crate) enum BrushPhase {
    Press,
    Move,
    Release,
}

pub(crate) enum Msg {
    /// Show all lanes, or only the first ones.
    ToggleAll,
    Wheel(WheelEvent),
    Press(PointerEvent),
    Move(PointerEvent),
    Release(PointerEvent),
    Brush(BrushPhase, PointerEvent),
    Key(KeyboardEvent),
    /// The movement has ended.
    Settle,
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TimelineProps {
    pub(crate) page: PageContext,
    /// Whether marks are links already; before, the timeline is drawn with fewer elements.
    pub(crate) is_interactive: bool,
}

/// The timeline.
pub(crate) struct Timeline {
    shows_all: bool,
    /// The axis and the lanes, which can be dragged.
    body: NodeRef,
    canvas: NodeRef,
    overview: NodeRef,
    overlay: Option<DragOverlay>,
    drag: Option<Drag>,
    brush: Option<Brush>,
    settle_timer: Option<Timeout>,
    /// The lane that had the focus when a key moved the viewport, and the x coordinate in the window.
    refocus: Option<(usize, f64)>,
    wheel_listener: Option<EventListener>,
}

impl Component for Timeline {
    type Message = Msg;
    type Properties = TimelineProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            shows_all: false,
            body: NodeRef::default(),
            canvas: NodeRef::default(),
            overview: NodeRef::default(),
            overlay: None,
            drag: None,
            brush: None,
            settle_timer: None,
            refocus: None,
            wheel_listener: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let page = &ctx.props().page;
        match msg {
            Msg::ToggleAll => {
                self.shows_all = !self.shows_all;
                return true;
            }
            Msg::Wheel(event) => self.wheel(ctx, &event),
            Msg::Press(event) => self.press(page, &event),
            Msg::Move(event) => self.move_pointer(page, &event),
            Msg::Release(event) => self.release(page, &event),
            Msg::Brush(phase, event) => self.brush(page, &phase, &event),
            Msg::Key(event) => self.key(page, &event),
            Msg::Settle => self.settle(page, Navigation::Step),
        }
        // Movements are drawn on the canvas.
        false
    }

    /// Another view ends a movement. A part of the record that has been loaded does not.
    fn changed(&mut self, ctx: &Context<Self>, old: &TimelineProps) -> bool {
        let page = &ctx.props().page;
        if page.view != old.page.view {
            self.overlay = None;
        }
        // A reader who has added a lane to the comparison wants to see the compared lanes together.
        if page.view.compare != old.page.view.compare && !page.view.compared(&page.corpus).is_empty() {
            self.shows_all = false;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let TimelineProps { page, is_interactive } = ctx.props();
        let Some(full) = full_range(page) else { return Html::default() };
        let viewport = Viewport::from_view(&page.view, full);
        let scale = viewport.scale();
        let (mut lanes, mut hidden) = lanes(page, self.lane_limit());
        let rows = rows_of(page, &lanes, &page.selection.dated_rows(&page.corpus));
        let contents = contents(page, scale, &rows);
        let heights: Vec<_> = contents.iter().map(|content| content_height(page, scale, content)).collect();
        let compared = page.view.compared(&page.corpus).len();
        let visible = if compared > 0 { compared } else { visible_lane_count(&lanes, &heights) };
        if !self.shows_all {
            hidden += lanes.len() - visible;
            lanes.truncate(visible);
        }
        let markers = scale.day_markers(page);
        let visible_events = events::visible(page, scale);
        let on_toggle = ctx.link().callback(|_: MouseEvent| Msg::ToggleAll);
        // A list of its own: Yew moves keyed elements, and so keeps their focus, only where no sibling lacks a key.
        let lane_rows: Html = lanes
            .iter()
            .zip(contents.iter().zip(heights))
            .map(|(lane, content)| lane_row(page, scale, lane, content, *is_interactive))
            .collect();
        html! {
            <section class="timeline" aria-labelledby="timeline-heading">
                { toolbar(page, viewport, results(page)) }
                if full.from < full.to {
                    { overview(page, full, &self.overview, ctx.link()) }
                }
                <div class="timeline__body" ref={self.body.clone()}
                    onpointerdown={ctx.link().callback(Msg::Press)} onpointermove={ctx.link().callback(Msg::Move)}
                    onpointerup={ctx.link().callback(Msg::Release)} onpointercancel={ctx.link().callback(Msg::Release)}
                    onkeydown={ctx.link().callback(Msg::Key)}>
                    <div class="axis" aria-hidden="true"><svg class="axis__labels">{ axis::labels(scale) }</svg></div>
                    { events::events(page, scale, &visible_events) }
                    { lane_area(page, axis::grid(scale, &markers, &visible_events), lane_rows) }
                    <canvas class="timeline__canvas" aria-hidden="true" ref={self.canvas.clone()} />
                </div>
                if page.view.compare.len() == 1 {
                    <p class="timeline__hint" role="status">{ "Compare another lane to show both side by side." }</p>
                }
                <p class="timeline__footer">
                    if hidden > 0 || self.shows_all && lanes.len() > visible {
                        <button type="button" aria-expanded={self.shows_all.to_string()} onclick={on_toggle}>
                            { self.toggle_label(page, compared, hidden.min(MAX_LANES - visible)) }
                        </button>
                    }
                    if self.shows_all && hidden > 0 {
                        <span>{ format!("{} smaller lanes are hidden: use the filters", locale::number(hidden)) }</span>
                    }
                    { legend(&contents) }
                    { for markers.iter().map(|marker| html! { <span class={marker.class}>{ &marker.label }</span> }) }
                </p>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if self.wheel_listener.is_none() {
            self.wheel_listener = page_events::on_wheel(&self.body, ctx.link().callback(Msg::Wheel));
        }
        self.redraw(&ctx.props().page);
        if let Some((lane, x)) = self.refocus.take() {
            focus::focus_nearest(&self.body, &format!(".lane:nth-child({}) .mark", lane + 1), x);
        }
    }
}

impl Timeline {
    const fn lane_limit(&self) -> LaneLimit {
        if self.shows_all { LaneLimit::All } else { LaneLimit::First(INITIAL_LANES) }
    }

    /// Returns the label of the button that shows more lanes, or fewer.
    fn toggle_label(&self, page: &PageContext, compared: usize, more: usize) -> String {
        let can_compare = matches!(page.view.lanes, Lanes::Speaker | Lanes::Country);
        match compared {
            _ if self.shows_all => "Show fewer lanes".to_owned(),
            1..MAX_COMPARED if can_compare => format!("Show {more} more lanes to compare"),
            _ => format!("Show {more} more lanes"),
        }
    }
}

/// Draws the lanes over the grid, and below them the statements without a day.
fn lane_area(page: &PageContext, grid: Html, lane_rows: Html) -> Html {
    html! {
        <div class="lanes">
            <svg class="grid" aria-hidden="true">{ grid }</svg>
            <svg class="half" aria-hidden="true">
                <linearGradient id="half" x2="0" y2="1"><stop offset=".5" /><stop offset=".5" /></linearGradient>
            </svg>
            <ol>
                { lane_rows }
                { undated_lane(page) }
            </ol>
        </div>
    }
}

/// Draws what the shapes of marks, or the heights of bars, mean.
fn legend(contents: &[LaneContent]) -> Html {
    html! {
        <>
            if contents.iter().any(LaneContent::is_marks) {
                <span class="timeline__legend">
                    { for QuoteKind::ALL.into_iter().map(kind_label) }
                    <span class="kind kind--assumed">{ "day not stated" }</span>
                </span>
            }
            if let Some(LaneContent::Bins(_, largest)) = contents.first() {
                <span class="timeline__scale">{ counted(*largest as usize, "statement") }</span>
            }
        </>
    }
}

/// Returns the days from the first to the last of the record's statements: the axis stays as it is when filters change.
pub(crate) fn full_range(page: &PageContext) -> Option<DateRange> {
    page.corpus.date_extent(&RowSet::full(page.corpus.row_count()), scale::PRECISE_DAYS)
}

/// Returns the days from the first to the last of the statements that match without the date filter.
fn results(page: &PageContext) -> Option<DateRange> {
    page.corpus.date_extent(&page.selection.rows_of_any_date, scale::PRECISE_DAYS)
}

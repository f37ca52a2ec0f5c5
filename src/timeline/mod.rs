//! The statements over time, in lanes: one mark a statement, ranges as bars; where there are too many
//! to be told apart, how many there are in each span of days.

mod lane;
mod scale;
mod sorted;

use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, Html, MouseEvent, TargetCast as _, function_component, html, use_state};

use crate::{stage::OnStage, view::Lanes};
use lane::LaneRow;
use scale::Scale;
use sorted::lanes;

/// So many lanes leave room for the statements below; the rest come when they are asked for.
const AT_ONCE: usize = 7;
/// More lanes than these nobody scrolls through; the filters choose among all.
const MOST: usize = 60;

/// The timeline.
#[function_component]
pub(crate) fn Timeline(props: &OnStage) -> Html {
    let stage = &props.stage;
    let all = use_state(|| false);
    let Some(scale) = Scale::of(stage) else { return Html::default() };
    let (lanes, hidden) = lanes(stage, scale, if *all { MOST } else { AT_ONCE });
    let undated = stage.selection.len() - stage.selection.dated();
    let toggle = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    let chosen = |event: Event| {
        let field = event.target_dyn_into::<HtmlSelectElement>()?;
        Some(Lanes::ALL.into_iter().find(|l| l.as_str() == field.value()).unwrap_or_default())
    };
    let change = stage.on(chosen, |view, lanes| view.lanes = lanes);
    let option = |by: Lanes| {
        html! { <option value={by.as_str()} selected={by == stage.view.lanes}>{ format!("by {}", by.as_str()) }</option> }
    };
    html! {
        <section class="timeline" aria-labelledby="timeline-heading">
            <div class="timeline__head">
                <h2 id="timeline-heading">{ "Timeline" }</h2>
                <label class="timeline__lanes">
                    <span class="visually-hidden">{ "Lanes" }</span>
                    <select onchange={change}>{ for Lanes::ALL.into_iter().map(option) }</select>
                </label>
            </div>
            <div class="axis" aria-hidden="true"><svg class="axis__labels" height="20">{ scale.labels() }</svg></div>
            <div class="lanes">
                <svg class="grid" aria-hidden="true">{ scale.grid() }</svg>
                <ol>
                    { for lanes.iter().map(|lane| html! {
                        <LaneRow key={lane.key.clone()} stage={stage.clone()} lane={lane.clone()} {scale} />
                    }) }
                </ol>
            </div>
            <p class="timeline__foot">
                if hidden > 0 || *all && lanes.len() > AT_ONCE {
                    <button type="button" aria-expanded={(*all).to_string()} onclick={toggle}>
                        { if *all { "Show fewer lanes".to_owned() } else { format!("Show {} more lanes", hidden.min(MOST - AT_ONCE)) } }
                    </button>
                }
                if *all && hidden > 0 {
                    <span>{ format!("{hidden} smaller lanes are not drawn: choose by the filters") }</span>
                }
                if undated > 0 {
                    <span>{ format!("{undated} without a known day, at the end of the list") }</span>
                }
            </p>
        </section>
    }
}

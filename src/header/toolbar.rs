//! How many statements the filters leave, and the link to exactly this view.

use gloo::timers::callback::Timeout;
use yew::{Component, Context, Html, MouseEvent, html};

use super::counted;
use crate::{browser, names, stage::OnStage};

/// So long it is said that the link was copied, in milliseconds.
const SAID_FOR: u32 = 4000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Yes,
    /// The browser does not let us: the reader can copy it by hand.
    Refused,
}

pub(crate) enum Msg {
    Copy,
    Done(bool),
    Over,
}

/// The line above the timeline.
pub(crate) struct Toolbar {
    copied: Copied,
    timer: Option<Timeout>,
}

impl Component for Toolbar {
    type Message = Msg;
    type Properties = OnStage;

    fn create(_: &Context<Self>) -> Self {
        Self { copied: Copied::NotYet, timer: None }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Copy => {
                ctx.link().send_future(async { Msg::Done(browser::copy(&browser::address()).await) });
                return false;
            }
            Msg::Done(done) => {
                self.copied = if done { Copied::Yes } else { Copied::Refused };
                let over = ctx.link().callback(|()| Msg::Over);
                self.timer = done.then(|| Timeout::new(SAID_FOR, move || over.emit(())));
            }
            Msg::Over => self.copied = Copied::NotYet,
        }
        true
    }

    /// The link that was copied is no longer this view's.
    fn changed(&mut self, ctx: &Context<Self>, old: &OnStage) -> bool {
        if ctx.props().stage.view != old.stage.view {
            self.copied = Copied::NotYet;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let stage = &ctx.props().stage;
        let (left, all) = (stage.selection.len(), stage.corpus.rows());
        let words = counted(left, "statement");
        let of = if left == all { String::new() } else { format!("of {}", names::number(all)) };
        let copy = ctx.link().callback(|_: MouseEvent| Msg::Copy);
        html! {
            <div class="toolbar">
                <p class="toolbar__count" role="status" data-count={left.to_string()}>
                    <strong>{ words }</strong>{ " " }<span>{ of }</span>
                </p>
                <span class="toolbar__said" role="status">
                    if self.copied == Copied::Yes { { "Link copied" } }
                </span>
                if self.copied == Copied::Refused {
                    <label class="toolbar__by-hand">
                        { "Copy this link" }
                        <input type="text" readonly=true value={browser::address()} />
                    </label>
                }
                <button type="button" class="toolbar__copy" onclick={copy}>{ "Copy link" }</button>
            </div>
        }
    }
}

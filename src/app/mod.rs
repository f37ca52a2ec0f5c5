//! The whole page: loads the record, follows the address, and hands the stage to the parts.

mod act;
mod begin;
mod deduce;
mod drawn;
mod listen;
mod own;
mod parts;
mod ready;
mod share;
mod speak;
mod title;

use std::rc::Rc;

use gloo::{events::EventListener, timers::callback::Timeout};
use onrecord_corpus::{Corpus, Engine, Filter, Part};
use onrecord_view::{LinkWarning, View, ViewDefaults};
use yew::{Component, Context, Html, MouseEvent};

use crate::{
    browser::{self, Seen},
    filters::{chips, filters},
    header::{Copied, header, toolbar},
    keys::{self, Act},
    load::{self, Failure},
    markup::html,
    names,
    notices::{failed, notices},
    profile::profile,
    reader::Reader,
    stage::{Shared, Stage, Step},
    statements::Statements,
    takeaway::{Form, in_full, take_away},
    timeline::Timeline,
    yours::{self, Keeper, panel},
};

pub(crate) use begin::Begin;
use deduce::deduce;
use drawn::Drawn;
use listen::listen;
use ready::Ready;

pub(crate) enum Msg {
    Loaded(Box<Result<Shared<Corpus>, Failure>>),
    Retry,
    /// Something on the screen needs a part of the record.
    Want(Part),
    Fetched(Part, Result<Vec<u8>, Failure>),
    /// Parts that could not be had are asked for again.
    RetryParts,
    Go(Box<Step>),
    /// Back or forward: the address is another one.
    Moved,
    /// The notices were read.
    Dismiss,
    /// A key was pressed that does something.
    Key(Act),
    /// The link was copied, or the browser did not let us.
    Copied(bool),
    /// That it was has been said for long enough.
    CopiedOver,
    /// The filters were unfolded, or folded.
    Filters(bool),
    /// The statements in view are to be taken away.
    Save(Form),
    /// The browser may have painted what is drawn: more is drawn.
    Further,
    /// Everything stands: there is time to ask how the reader's language writes days and numbers.
    Speak,
    /// Something is done with the reader's own.
    Yours(yours::Act),
}

enum State {
    Loading,
    Failed(Failure),
    Ready(Box<Ready>),
}

pub(crate) struct App {
    state: State,
    unknown: Vec<LinkWarning>,
    /// Why some part of the record could not be had.
    lost: Option<Failure>,
    copied: Copied,
    copied_timer: Option<Timeout>,
    /// What is to be taken away as soon as all its words are here, and how many parts that takes.
    saving: Option<(Form, usize)>,
    /// In one column the filters would push everything else off the screen: they begin closed.
    filters_open: bool,
    /// The field for words gets the focus as soon as it is there.
    to_search: bool,
    /// How much of the page is drawn, and what waits for the browser to paint that.
    drawn: Drawn,
    further: Option<Timeout>,
    /// Kept until it is asked how the reader's language writes days and numbers.
    speaks: Option<Timeout>,
    /// Keeps the reader's own, where this page can.
    keeper: Option<Keeper>,
    /// What the reader has kept is not there yet: a link may name it.
    awaits_own: bool,
    /// Kept for as long as the page listens.
    listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = Begin;

    fn create(ctx: &Context<Self>) -> Self {
        let begin = ctx.props();
        let mut app = Self {
            state: State::Loading,
            unknown: Vec::new(),
            lost: None,
            copied: Copied::NotYet,
            copied_timer: None,
            saving: None,
            filters_open: begin.prerendered || !browser::is_narrow(),
            to_search: false,
            drawn: Drawn::first(begin),
            further: None,
            speaks: None,
            keeper: None,
            awaits_own: false,
            listeners: Vec::new(),
        };
        if !begin.prerendered {
            app.keep(ctx);
            app.speak(ctx);
        }
        app.loaded(ctx, begin.loaded.clone(), &begin.query);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Loaded(loaded) => {
                self.loaded(ctx, *loaded, &browser::query_string());
                self.tell(Some(false));
            }
            Msg::Retry => {
                self.state = State::Loading;
                load::distrust_copies();
                fetch(ctx);
            }
            Msg::Want(part) => {
                let State::Ready(ready) = &mut self.state else { return false };
                if ready.note(part) {
                    ctx.link().send_future(async move { Msg::Fetched(part, load::part(part).await) });
                }
                return false;
            }
            Msg::Fetched(part, fetched) => self.add(part, fetched),
            Msg::RetryParts => {
                self.lost = None;
                load::distrust_copies();
                let State::Ready(ready) = &mut self.state else { return false };
                for part in ready.lost() {
                    ctx.link().send_message(Msg::Want(part));
                }
            }
            Msg::Dismiss => self.unknown.clear(),
            Msg::Moved => self.follow_address(ctx.props().site.defaults),
            Msg::Key(act) => return self.act(ctx, act),
            Msg::Copied(done) => {
                self.copied = if done { Copied::Yes } else { Copied::Refused };
                let over = ctx.link().callback(|()| Msg::CopiedOver);
                self.copied_timer = done.then(|| Timeout::new(SAID_FOR, move || over.emit(())));
            }
            Msg::CopiedOver => self.copied = Copied::NotYet,
            Msg::Filters(open) if open == self.filters_open => return false,
            Msg::Filters(open) => self.filters_open = open,
            Msg::Save(form) => {
                self.save(form);
            }
            Msg::Go(step) => match *step {
                Step::To(view) => self.go(view, Some(true)),
                Step::Over(view) => self.go(view, Some(false)),
            },
            Msg::Further => {
                self.further = None;
                self.drawn = self.drawn.more();
                // Nobody waits for the title as for the timeline.
                if self.drawn == Drawn::Links {
                    // What is not here yet must not go from the address.
                    self.tell((!self.awaits_own).then_some(false));
                }
            }
            Msg::Speak => return self.speak_otherwise(),
            Msg::Yours(act) => return self.act_on_own(ctx, act),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let stage = match &self.state {
            State::Loading => {
                return html! { <>{ header(&ctx.props().site, None) }<div class="loading" role="status">{ "Opening the record…" }</div></> };
            }
            State::Failed(failure) => {
                let retry = ctx.link().callback(|_| Msg::Retry);
                return html! { <>{ header(&ctx.props().site, None) }<main>{ failed(failure, retry) }</main></> };
            }
            State::Ready(ready) => &ready.stage,
        };
        let open = stage.view.statement.is_some() || stage.view.article.is_some();
        let embedded = stage.view.embed;
        let dismiss = ctx.link().callback(|_| Msg::Dismiss);
        let retry = ctx.link().callback(|_| Msg::RetryParts);
        let key = |act: Act| ctx.link().callback(move |_: MouseEvent| Msg::Key(act));
        html! {
            <>
                <a class="skip" href="#statements">{ "Skip to the statements" }</a>
                if !embedded {
                    { header(&stage.site, Some(stage)) }
                }
                <main class={if open { "page page--reading" } else { "page" }}>
                    { notices(&self.unknown, dismiss, self.lost.as_ref(), retry) }
                    if !embedded {
                        { filters(stage, self.filters_open, self.drawn == Drawn::All, ctx.link().callback(Msg::Filters)) }
                    }
                    <div class="results">
                        { toolbar(stage, self.copied, key(Act::Copy)) }
                        { chips(stage) }
                        { profile(stage) }
                        if self.drawn >= Drawn::Timeline {
                            <Timeline stage={stage.clone()} linked={self.drawn >= Drawn::Links} />
                        }
                        if self.drawn >= Drawn::Statements {
                            <Statements stage={stage.clone()} written={ctx.props().prerendered} />
                        }
                        if self.drawn < Drawn::All {
                        } else if embedded {
                            { in_full(stage) }
                        } else {
                            { take_away(stage, self.saving.map_or(0, |(_, parts)| parts), &ctx.link().callback(Msg::Save)) }
                            if let Some(keeper) = &self.keeper {
                                { panel(stage, keeper.state(), &ctx.link().callback(Msg::Yours)) }
                            }
                        }
                    </div>
                    if open && self.drawn >= Drawn::Statements {
                        <Reader stage={stage.clone()} />
                    }
                </main>
                if self.drawn == Drawn::All {
                    { keys::help() }
                }
                <p class="foot"><button type="button" onclick={key(Act::Help)}>{ "Keys" }</button></p>
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            // Beside those that may be kept for dropped articles already.
            self.listeners.extend(listen(ctx));
        }
        self.draw_further(ctx);
        if std::mem::take(&mut self.to_search) {
            browser::focus("#search");
        }
    }
}

impl App {
    /// Shows what a link asks for, or why nothing can be shown.
    fn loaded(&mut self, ctx: &Context<Self>, loaded: Result<Shared<Corpus>, Failure>, query: &str) {
        let corpus = match loaded {
            Ok(corpus) => corpus,
            Err(failure) => {
                self.state = State::Failed(failure);
                return;
            }
        };
        names::know(&corpus);
        let begin = ctx.props();
        let go = ctx.link().callback(|step| Msg::Go(Box::new(step)));
        let want = begin.want.clone().unwrap_or_else(|| ctx.link().callback(Msg::Want));
        let mut engine = Engine::new(&corpus);
        let everything = engine.select(&corpus, &Filter::default());
        let totals = everything.counts.clone();
        let (asked, unread) = View::parse(query, begin.site.defaults);
        let (view, mut unknown) = asked.resolve_against(&corpus, &totals);
        unknown.splice(0..0, unread);
        self.unknown = unknown;
        let filter = view.filter();
        let is_everything = filter == Filter::default();
        let selection = if is_everything { everything } else { engine.select(&corpus, &filter) };
        let selection = Shared::new(selection);
        let (totals, remedies) = (Shared::new(totals), Shared::new(Vec::new()));
        let today = if begin.prerendered { None } else { browser::today() };
        let yours = self.keeper.as_ref().map(|keeper| keeper.state().yours.clone()).unwrap_or_default();
        let own = self.own(ctx);
        let stage = Stage {
            site: Rc::clone(&begin.site),
            corpus,
            totals,
            view: view.clone(),
            selection,
            best: None,
            remedies,
            today,
            tongue: names::tongue(),
            go,
            want,
            yours,
            own,
        };
        self.state = State::Ready(Box::new(Ready { stage, engine, asked: Vec::new() }));
        self.show(view);
    }

    /// Shows a view; `new_entry` says how the address follows, nothing where it led here.
    fn go(&mut self, mut view: View, new_entry: Option<bool>) {
        let State::Ready(ready) = &self.state else { return };
        // No step leads out of a frame.
        view.embed |= ready.stage.view.embed;
        let open = ready.stage.view.statement.clone();
        self.show(view);
        self.tell(new_entry);
        // The reader is back where it was before the article was opened.
        let State::Ready(ready) = &self.state else { return };
        if let Some(id) = open.filter(|_| ready.stage.view.statement.is_none()) {
            browser::focus(&format!("{} a", browser::of_statement("article", id.as_str())));
        }
    }

    /// Puts the view into the address and the title, and tells those who listen.
    fn tell(&self, new_entry: Option<bool>) {
        let State::Ready(ready) = &self.state else { return };
        let stage = &ready.stage;
        let link = stage.link(&stage.view);
        if let Some(new_entry) = new_entry {
            browser::set_address(&link, new_entry);
        }
        let title = title::of(stage);
        browser::show(&Seen { link: &link, title: &title, count: stage.selection.len() });
    }

    /// Makes a view the one that is drawn.
    fn show(&mut self, view: View) {
        let State::Ready(ready) = &mut self.state else { return };
        if view != ready.stage.view && self.saving.is_none() {
            ready.forget();
        }
        let Ready { stage, engine, .. } = &mut **ready;
        let (view, unknown) = view.resolve_against(&stage.corpus, &stage.totals);
        self.unknown.extend(unknown);
        if view != stage.view {
            // The link that was copied is no longer this view's.
            self.copied = Copied::NotYet;
        }
        let filter = view.filter();
        if filter != stage.view.filter() {
            stage.selection = Shared::new(engine.select(&stage.corpus, &filter));
        }
        // The first screen needs no words of the whole record, a search does.
        if let Some(part) = stage.corpus.missing_for(&filter) {
            stage.want.emit(part);
        }
        stage.view = view;
        deduce(stage, engine, &filter);
    }

    fn follow_address(&mut self, defaults: ViewDefaults) {
        let (view, unknown) = View::parse(&browser::query_string(), defaults);
        self.unknown = unknown;
        self.go(view, None);
    }
}

/// So long it is said that the link was copied, in milliseconds.
const SAID_FOR: u32 = 4000;

fn fetch(ctx: &Context<App>) {
    ctx.link().send_future(async { Msg::Loaded(Box::new(load::load().await.map(Shared::new))) });
}

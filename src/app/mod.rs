//! The whole page: loads the record, follows the address, and hands the stage to the parts.

mod title;

use gloo::{
    events::EventListener,
    utils::{document, window},
};
use onrecord_corpus::{Corpus, Filter};
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;
use yew::{Component, Context, Html, html};

use crate::{
    browser::{self, Seen},
    filters::{Chips, Filters},
    header::{Header, Toolbar},
    load::{Failure, load},
    notices::{Failed, Notices},
    reader::Reader,
    stage::{Shared, Stage, Step},
    statements::Statements,
    timeline::Timeline,
    view::{Unknown, View, parse},
};

pub(crate) enum Msg {
    Loaded(Box<Result<Corpus, Failure>>),
    Retry,
    Go(Box<Step>),
    /// Back or forward: the address is another one.
    Moved,
    /// The notices were read.
    Dismiss,
    Escape,
}

enum State {
    Loading,
    Failed(Failure),
    Ready(Box<Stage>),
}

pub(crate) struct App {
    state: State,
    unknown: Vec<Unknown>,
    /// Kept for as long as the page listens.
    _listeners: [EventListener; 2],
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        fetch(ctx);
        let moved = ctx.link().callback(|()| Msg::Moved);
        let escape = ctx.link().callback(|()| Msg::Escape);
        let listeners = [
            EventListener::new(&window(), "popstate", move |_| moved.emit(())),
            EventListener::new(&document(), "keydown", move |event| {
                if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape") {
                    escape.emit(());
                }
            }),
        ];
        Self { state: State::Loading, unknown: Vec::new(), _listeners: listeners }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Loaded(loaded) => match *loaded {
                Ok(corpus) => self.open(ctx, corpus),
                Err(failure) => self.state = State::Failed(failure),
            },
            Msg::Retry => {
                self.state = State::Loading;
                fetch(ctx);
            }
            Msg::Dismiss => self.unknown.clear(),
            Msg::Moved => self.follow_address(),
            Msg::Escape => {
                let State::Ready(stage) = &self.state else { return false };
                if stage.view.statement.is_none() && stage.view.article.is_none() {
                    return false;
                }
                let closed = stage.view.opening(None);
                self.go(closed, Some(true));
            }
            Msg::Go(step) => match *step {
                Step::To(view) => self.go(view, Some(true)),
                Step::Over(view) => self.go(view, Some(false)),
            },
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let stage = match &self.state {
            State::Loading => {
                return html! { <><Header /><p class="loading" role="status">{ "Opening the record…" }</p></> };
            }
            State::Failed(failure) => {
                let retry = ctx.link().callback(|_| Msg::Retry);
                return html! { <><Header /><main><Failed failure={failure.clone()} {retry} /></main></> };
            }
            State::Ready(stage) => stage,
        };
        let open = stage.view.statement.is_some() || stage.view.article.is_some();
        let dismiss = ctx.link().callback(|_| Msg::Dismiss);
        html! {
            <>
                <a class="skip" href="#statements">{ "Skip to the statements" }</a>
                <Header corpus={stage.corpus.clone()} />
                <main class={if open { "page page--reading" } else { "page" }}>
                    <Notices unknown={self.unknown.clone()} {dismiss} />
                    <Filters stage={(**stage).clone()} />
                    <div class="results">
                        <Toolbar stage={(**stage).clone()} />
                        <Chips stage={(**stage).clone()} />
                        <Timeline stage={(**stage).clone()} />
                        <Statements stage={(**stage).clone()} />
                    </div>
                    if open {
                        <Reader stage={(**stage).clone()} />
                    }
                </main>
            </>
        }
    }
}

impl App {
    fn open(&mut self, ctx: &Context<Self>, corpus: Corpus) {
        let go = ctx.link().callback(|step| Msg::Go(Box::new(step)));
        let (asked, unread) = parse(&browser::query_string());
        let (view, mut unknown) = asked.known_to(&corpus);
        unknown.splice(0..0, unread);
        self.unknown = unknown;
        let selection = Shared::new(corpus.select(&view.filter()));
        let totals = Shared::new(corpus.select(&Filter::default()).counts);
        let corpus = Shared::new(corpus);
        self.state = State::Ready(Box::new(Stage { corpus, totals, view: view.clone(), selection, go }));
        self.go(view, Some(false));
    }

    /// Shows a view; `new_entry` says how the address follows, nothing where it led here.
    fn go(&mut self, view: View, new_entry: Option<bool>) {
        let State::Ready(stage) = &mut self.state else { return };
        let (view, unknown) = view.known_to(&stage.corpus);
        self.unknown.extend(unknown);
        let closed = stage.view.statement.take().filter(|_| view.statement.is_none());
        let filter = view.filter();
        if filter != stage.view.filter() {
            stage.selection = Shared::new(stage.corpus.select(&filter));
        }
        stage.view = view;
        let link = stage.view.link();
        if let Some(new_entry) = new_entry {
            browser::set_address(&link, new_entry);
        }
        let title = title::of(&stage.view, &stage.corpus);
        browser::show(&Seen { link: &link, title: &title, count: stage.selection.len() });
        // The reader is back where it was before the article was opened.
        if let Some(id) = closed {
            browser::focus(&format!("{} a", browser::of_statement("article", &id)));
        }
    }

    fn follow_address(&mut self) {
        let (view, unknown) = parse(&browser::query_string());
        self.unknown = unknown;
        self.go(view, None);
    }
}

fn fetch(ctx: &Context<App>) {
    ctx.link().send_future(async { Msg::Loaded(Box::new(load().await)) });
}

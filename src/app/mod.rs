//! The app: loads the record, follows the address, and hands a context to the components.

mod announcement;
mod corpus_loader;
mod history;
mod next_focus;
mod props;
mod render_phase;
mod router;
mod session;
mod shortcuts;
mod user_data;

use std::rc::Rc;

use onrecord_corpus::{Corpus, Engine, Filter, Part};
use onrecord_view::{LinkWarning, View};
use yew::{Component, Context, Html, MouseEvent, html};

use crate::{
    components::{
        Navigation, PageContext, PtrEq, button,
        export::{self, ExportFormat, embed_head, export},
        filters::{chips, filters},
        header::{CopyState, header, toolbar},
        notices::{UserError, failure, notices},
        profile::profile,
        reader::Reader,
        shortcuts::{Shortcut, find},
        statements::Statements,
        timeline::{Timeline, mark_card},
        user_articles::panel,
    },
    platform::{
        EventListener, Timeout, dom,
        events::{self, KeyPress},
        fetch::bypass_http_cache,
        focus::Place,
        locale,
        location::{self, HistoryEntry},
        marks::{self, ReachedMark},
    },
};

use announcement::announcement;
use corpus_loader::PartSource;
pub(crate) use corpus_loader::{load, load_parts, prerendered_parts};
use history::Steps;
use next_focus::NextFocus;
pub(crate) use props::{AppProps, site_settings};
use render_phase::{RenderPhase, RenderPhases};
use session::Session;
use user_data::{UserDataController, UserDataEvent};

/// How long the page says that the link was copied, in milliseconds.
const COPY_NOTICE: u32 = 4000;

pub(crate) enum Msg {
    Loaded(Box<Result<PtrEq<Corpus>, UserError>>),
    /// Load the record again.
    Retry,
    /// A component needs a part of the record.
    RequestPart(Part),
    PartLoaded(Part, Result<Vec<u8>, UserError>),
    /// Load the parts again that could not be loaded.
    RetryParts,
    Navigate(Box<Navigation>),
    /// The reader went back or forward.
    UrlChanged,
    DismissWarnings,
    Shortcut(Shortcut),
    /// Whether the browser has copied the link.
    Copied(bool),
    CopyNoticeExpired,
    /// The filters were expanded, or collapsed.
    ToggleFilters(bool),
    Export(ExportFormat),
    /// The browser has had time to paint the current phase.
    NextPhase,
    /// The pointer, a finger or the focus has reached a mark of the timeline, or left it.
    MarkReached(Option<ReachedMark>),
    /// There is time to ask the browser for the formats of the reader's language.
    LocaleReady,
    UserData(UserDataEvent),
}

enum State {
    Loading,
    Failed(UserError),
    Ready(Box<Session>),
}

/// Whether the link was copied, and the timer that ends the notice.
struct CopyNotice {
    state: CopyState,
    timer: Option<Timeout>,
}

pub(crate) struct App {
    state: State,
    part_source: PartSource,
    link_warnings: Vec<LinkWarning>,
    /// Why a part of the record could not be loaded.
    part_error: Option<UserError>,
    copy_notice: CopyNotice,
    /// What changed about the lanes, for screen readers.
    announcement: String,
    /// A download that waits for parts of the record, and how many.
    pending_export: Option<(ExportFormat, usize)>,
    filters_open: bool,
    /// The mark whose card is shown.
    reached_mark: Option<ReachedMark>,
    /// Where the reader was when an article was opened.
    return_place: Option<Place>,
    /// Where the focus goes when the view is drawn.
    next_focus: Option<NextFocus>,
    steps: Steps,
    phases: RenderPhases,
    locale_timer: Option<Timeout>,
    /// Controls the reader's own articles and corrections, if this page can.
    user_data: Option<UserDataController>,
    listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let mut app = Self {
            state: State::Loading,
            part_source: PartSource::default(),
            link_warnings: Vec::new(),
            part_error: None,
            copy_notice: CopyNotice { state: CopyState::Idle, timer: None },
            announcement: String::new(),
            pending_export: None,
            // In a single column they would push everything else off the screen.
            filters_open: props.is_prerendering || !dom::is_single_column(),
            reached_mark: None,
            return_place: None,
            next_focus: None,
            steps: Steps::default(),
            phases: RenderPhases::new(RenderPhase::first(props)),
            locale_timer: None,
            user_data: None,
            listeners: Vec::new(),
        };
        if !props.is_prerendering {
            // The height of a frame would tell the page around it about the reader's own articles.
            if !View::parse(&props.query, props.site.defaults).0.embed {
                app.start_user_data(ctx);
            }
            app.choose_locale(ctx);
        }
        app.open(ctx, props.loaded.clone(), &props.query);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Loaded(loaded) => {
                self.open(ctx, *loaded, &location::query_string());
                self.publish_view(Some(HistoryEntry::Replace));
            }
            Msg::Retry => {
                self.state = State::Loading;
                bypass_http_cache();
                ctx.link().send_future(async { Msg::Loaded(Box::new(load().await.map(PtrEq::new))) });
            }
            Msg::RequestPart(part) => {
                self.request_part(ctx, part);
                return false;
            }
            Msg::PartLoaded(part, loaded) => self.add_part(part, loaded),
            Msg::RetryParts => {
                self.part_error = None;
                bypass_http_cache();
                let State::Ready(session) = &mut self.state else { return false };
                for part in session.take_failed() {
                    ctx.link().send_message(Msg::RequestPart(part));
                }
            }
            Msg::DismissWarnings => self.link_warnings.clear(),
            Msg::UrlChanged => {
                self.steps = Steps::default();
                self.follow_address(ctx.props().site.defaults);
            }
            Msg::Shortcut(shortcut) => return self.run_shortcut(ctx, shortcut),
            Msg::Copied(done) => {
                self.copy_notice.state = if done { CopyState::Copied } else { CopyState::Refused };
                let expired = ctx.link().callback(|()| Msg::CopyNoticeExpired);
                self.copy_notice.timer = done.then(|| Timeout::new(COPY_NOTICE, move || expired.emit(())));
            }
            Msg::CopyNoticeExpired => self.copy_notice.state = CopyState::Idle,
            Msg::ToggleFilters(open) if open == self.filters_open => return false,
            Msg::ToggleFilters(open) => self.filters_open = open,
            Msg::Export(format) => self.export(format),
            Msg::Navigate(navigation) => self.follow(*navigation),
            Msg::NextPhase => self.advance_phase(),
            Msg::MarkReached(mark) => self.reached_mark = mark,
            Msg::LocaleReady => return self.use_browser_locale(),
            Msg::UserData(event) => return self.handle_user_data(ctx, event),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match &self.state {
            State::Loading => html! {
                <>{ header(&ctx.props().site, None) }<div class="loading" role="status">{ "Opening the record…" }</div></>
            },
            State::Failed(error) => {
                let on_retry = ctx.link().callback(|_| Msg::Retry);
                html! { <>{ header(&ctx.props().site, None) }<main>{ failure(error, on_retry) }</main></> }
            }
            State::Ready(session) => self.page(ctx, &session.page),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.listeners.extend(listeners(ctx));
            self.listeners.extend(marks::on_reached(&ctx.link().callback(Msg::MarkReached)));
        }
        self.schedule_phase(ctx);
        self.move_focus();
        if let Some(mark) = &self.reached_mark {
            mark.place();
        }
    }
}

impl App {
    /// Draws the page, as far as the current phase allows.
    fn page(&self, ctx: &Context<Self>, page: &PageContext) -> Html {
        let phase = self.phases.current;
        let is_complete = phase == RenderPhase::All;
        let is_reading = page.view.statement.is_some() || page.view.article.is_some();
        let is_embedded = page.view.embed;
        let on_dismiss = ctx.link().callback(|_| Msg::DismissWarnings);
        let on_retry = ctx.link().callback(|_| Msg::RetryParts);
        let shortcut = |shortcut| ctx.link().callback(move |_: MouseEvent| Msg::Shortcut(shortcut));
        html! {
            <>
                <a class="skip-link" href="#statements">{ "Skip to statements" }</a>
                <a class="skip-link" href="#timeline-heading">{ "Skip to timeline" }</a>
                if is_embedded {
                    { embed_head(page, router::title(page)) }
                } else {
                    { header(&page.site, Some(page)) }
                }
                <main class={if is_reading { "page page--reading" } else { "page" }}>
                    { notices(&self.link_warnings, on_dismiss, self.part_error.as_ref(), on_retry) }
                    if !is_embedded {
                        { filters(page, self.filters_open, is_complete, ctx.link().callback(Msg::ToggleFilters)) }
                    }
                    <div class="results">
                        { toolbar(page, self.copy_notice.state, shortcut(Shortcut::CopyLink)) }
                        <p class="visually-hidden" role="status">{ &self.announcement }</p>
                        // The first words of an embedded view are on its first screen.
                        if !is_embedded {
                            { chips(page) }
                            { profile(page) }
                        }
                        if phase >= RenderPhase::Timeline {
                            <Timeline page={page.clone()} is_interactive={phase >= RenderPhase::Links} />
                            // One node with or without a card: else Yew would draw the timeline anew.
                            if let Some(mark) = &self.reached_mark { { mark_card(page, mark) } }
                        }
                        if phase >= RenderPhase::Statements {
                            <Statements page={page.clone()} is_prerendered={ctx.props().is_prerendering} />
                        }
                        if is_complete && !is_embedded {
                            { self.footer(ctx, page) }
                        }
                    </div>
                    if is_reading && phase >= RenderPhase::Statements {
                        <Reader page={page.clone()} />
                    }
                </main>
                <p class="foot">{ button("Keyboard shortcuts", shortcut(Shortcut::Help)) }</p>
            </>
        }
    }

    /// Draws what is below the statements.
    fn footer(&self, ctx: &Context<Self>, page: &PageContext) -> Html {
        let awaited = self.pending_export.map_or(0, |(_, parts)| parts);
        let on_action = self.on_user_action(ctx);
        html! {
            <>
                { export(page, awaited, &ctx.link().callback(Msg::Export)) }
                { self.user_data.as_ref().zip(on_action).map(|(data, on_action)| panel(page, data.state(), &on_action)).unwrap_or_default() }
            </>
        }
    }

    /// Shows the link's view of a record, or why there is no record.
    fn open(&mut self, ctx: &Context<Self>, loaded: Result<PtrEq<Corpus>, UserError>, query: &str) {
        let corpus = match loaded {
            Ok(corpus) => corpus,
            Err(error) => {
                self.state = State::Failed(error);
                return;
            }
        };
        locale::use_country_names(&corpus);
        let props = ctx.props();
        let mut engine = Engine::new(&corpus);
        let everything = engine.select(&corpus, &Filter::default());
        let totals = everything.counts.clone();
        let (requested, mut warnings) = View::parse(query, props.site.defaults);
        let (view, of_record) = requested.resolve_against(&corpus, &totals);
        warnings.extend(of_record);
        self.link_warnings = warnings;
        let filter = view.filter();
        let selection =
            if filter == Filter::default() { everything } else { engine.select(&corpus, &filter) };
        let request_part =
            props.request_part.clone().unwrap_or_else(|| ctx.link().callback(Msg::RequestPart));
        let page = PageContext {
            site: Rc::clone(&props.site),
            corpus,
            totals: PtrEq::new(totals),
            view: view.clone(),
            selection: PtrEq::new(selection),
            whole_word_matches: None,
            relaxed_filters: PtrEq::new(Vec::new()),
            today: if props.is_prerendering { None } else { locale::today() },
            locale: locale::current(),
            navigate: ctx.link().callback(|navigation| Msg::Navigate(Box::new(navigation))),
            request_part,
            user_data: self.user_data.as_ref().map(|data| data.state().user_data.clone()).unwrap_or_default(),
            on_user_action: self.on_user_action(ctx),
        };
        self.state = State::Ready(Box::new(Session::new(page, engine)));
        self.show(view);
    }

    /// Shows the view that the reader asked for, with an entry in the browser's history.
    fn follow(&mut self, navigation: Navigation) {
        match navigation {
            Navigation::Push(view) => {
                self.steps = Steps::default();
                self.navigate(view, Some(HistoryEntry::New));
            }
            Navigation::Step(view) => {
                let is_typed = self.is_typed(&view);
                let entry = self.steps.entry(is_typed, locale::now());
                self.navigate(view, Some(entry));
            }
        }
    }

    /// Begins the next phase of drawing the page.
    fn advance_phase(&mut self) {
        self.phases.advance();
        // The title can wait for the timeline.
        if self.phases.current == RenderPhase::Links {
            // A link may name user data that is not there yet, and must stay in the address.
            let is_restoring = self.user_data.as_ref().is_some_and(|data| data.is_restoring);
            self.publish_view((!is_restoring).then_some(HistoryEntry::Replace));
        }
    }

    /// Requests a part of the record, unless that has been done.
    fn request_part(&mut self, ctx: &Context<Self>, part: Part) {
        let State::Ready(session) = &mut self.state else { return };
        if session.note_request(part) {
            let source = self.part_source.clone();
            let path = corpus_loader::part_path(&session.page.corpus, part);
            ctx.link().send_future(async move { Msg::PartLoaded(part, source.load(part, &path).await) });
        }
    }

    /// Shows a view, without changing the address.
    fn show(&mut self, view: View) {
        let State::Ready(session) = &mut self.state else { return };
        let old = session.page.view.clone();
        let warnings = session.show(view, self.pending_export.is_some());
        self.link_warnings.extend(warnings);
        if session.page.view != old {
            // The copied link is no longer that of the view.
            self.copy_notice.state = CopyState::Idle;
            self.announcement = announcement(&session.page, &old);
        }
    }

    /// Adds a part of the record that was requested, and computes again what was incomplete without it.
    fn add_part(&mut self, part: Part, loaded: Result<Vec<u8>, UserError>) {
        let State::Ready(session) = &mut self.state else { return };
        match session.add_part(part, loaded) {
            Ok(true) => {
                let view = session.page.view.clone();
                self.navigate(view, Some(HistoryEntry::Replace));
            }
            Ok(false) => {}
            Err(error) => {
                self.part_error = Some(error);
                return;
            }
        }
        if let Some((format, _)) = self.pending_export {
            self.export(format);
        }
    }

    /// Downloads the matching statements or the timeline, once all parts that this needs are loaded.
    fn export(&mut self, format: ExportFormat) {
        let State::Ready(session) = &self.state else { return };
        let page = &session.page;
        let missing = export::missing_parts(page, format);
        missing.iter().for_each(|part| page.request_part.emit(*part));
        self.pending_export = (!missing.is_empty()).then_some((format, missing.len()));
        if missing.is_empty() {
            export::save(page, format, router::title(page));
        }
    }

    /// Uses English at once if that is the reader's language, else asks the browser when the page is drawn.
    fn choose_locale(&mut self, ctx: &Context<Self>) {
        if !locale::use_english(&locale::language()) {
            let ready = ctx.link().callback(|()| Msg::LocaleReady);
            self.locale_timer = Some(Timeout::new(0, move || ready.emit(())));
        }
    }

    /// Uses the browser's formats for the reader's language; returns whether it has any.
    fn use_browser_locale(&mut self) -> bool {
        self.locale_timer = None;
        let is_known = locale::use_browser_formats(&locale::language());
        let State::Ready(session) = &mut self.state else { return is_known };
        if session.page.locale != locale::current() {
            session.page.locale = locale::current();
            self.publish_view(None);
        }
        is_known
    }
}

/// Attaches the listeners for the whole page: history, shortcuts, links to views, and tooltips.
fn listeners(ctx: &Context<App>) -> [EventListener; 5] {
    let on_shortcut = ctx.link().callback(Msg::Shortcut);
    let on_key = move |press: KeyPress| {
        let Some(shortcut) = find(&press.key, press.in_field).filter(|_| !press.has_modifier) else {
            return false;
        };
        on_shortcut.emit(shortcut);
        // Escape keeps its own effect on a field; any other key would be typed into the field that gets the focus.
        shortcut != Shortcut::Close || !press.in_field
    };
    let defaults = ctx.props().site.defaults;
    let on_link = ctx.link().callback(move |link: String| {
        Msg::Navigate(Box::new(Navigation::Push(View::parse(&link, defaults).0)))
    });
    [
        events::on_history(ctx.link().callback(|()| Msg::UrlChanged)),
        events::on_key(on_key),
        events::on_view_link(on_link),
        events::on_copy_button(),
        events::show_mark_tooltips(),
    ]
}

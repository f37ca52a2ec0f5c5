//! The controller of the reader's own articles and corrections: the worker's requests, their results, and what is
//! in progress. The worker is fetched when it is first needed.

use std::rc::Rc;

use onrecord_corpus::Corpus;
use onrecord_worker::{Event, Request, Yours};
use yew::{Callback, Context};

use super::{
    App, Msg,
    corpus_loader::{self, PartSource},
};
use crate::{
    components::{
        PtrEq,
        notices::UserError,
        user_articles::{PanelState, Progress, UserAction},
    },
    platform::{
        File, dom, download, drop_paste, location,
        location::HistoryEntry,
        spawn_local, storage,
        worker_client::{Message, WorkerClient},
    },
};

/// The `meta` element that names the worker's script; pages opened from a disk have none.
const SCRIPT_META: &str = "onrecord:intake";
/// With the site's address, the key under which the browser stores that there is user data.
const STORAGE_KEY: &str = "onrecord:own";
/// The field into which an article is pasted.
const PASTE_FIELD: &str = "#user-articles-text";
/// The name of errors about corrections that do not apply, in the panel.
const MISFIT: &str = "Not corrected";

/// Something that happened to the user data.
pub(crate) enum UserDataEvent {
    /// The reader asks for something.
    Action(UserAction),
    /// The site's record for the worker has been loaded, or why it has not.
    RecordLoaded(Result<Message, String>),
    /// The worker sent a message.
    Heard(Message),
    /// The worker could not be fetched, or has crashed.
    WorkerFailed,
}

/// The parts of the page that an event changed.
enum Outcome {
    Nothing,
    /// The panel's state.
    Panel,
    /// The record.
    Record(Box<(Corpus, PartSource)>),
}

/// Controls the worker.
pub(super) struct UserDataController {
    script: String,
    worker: Option<WorkerClient>,
    /// How often the script could not be fetched.
    failed_starts: u32,
    /// Whether the worker has opened the stored data, so that another one can do so too.
    has_opened: bool,
    /// Whether there is stored data that has not been opened yet: a link may name some of it.
    pub(super) is_restoring: bool,
    state: PanelState,
    /// The text of an article that is being added; its field is emptied when that is done.
    pasted: Option<String>,
    on_event: Callback<UserDataEvent>,
}

impl UserDataController {
    /// Creates the controller, and opens stored data; `None` if this page has no worker.
    pub(super) fn new(on_event: Callback<UserDataEvent>) -> Option<Self> {
        let script = dom::meta_content(SCRIPT_META).filter(|script| !script.is_empty())?;
        let is_restoring = storage::local_storage_get(&storage_key()).is_some();
        let mut controller = Self {
            script,
            worker: None,
            failed_starts: 0,
            has_opened: false,
            is_restoring,
            state: PanelState::default(),
            pasted: None,
            on_event,
        };
        if is_restoring {
            controller.start_worker();
        }
        Some(controller)
    }

    /// Returns what the panel shows.
    pub(super) const fn state(&self) -> &PanelState {
        &self.state
    }

    fn handle(&mut self, event: UserDataEvent) -> Outcome {
        match event {
            UserDataEvent::Action(action) => self.act(action),
            UserDataEvent::RecordLoaded(Ok(record)) => {
                if let Some(worker) = &mut self.worker {
                    worker.open(record);
                }
                return Outcome::Nothing;
            }
            UserDataEvent::RecordLoaded(Err(reason)) => {
                self.worker = None;
                self.fail("The record", reason);
            }
            UserDataEvent::Heard(message) if message.is_crash() => return self.worker_failed(),
            UserDataEvent::Heard(message) => {
                let Some(worker) = &mut self.worker else { return Outcome::Nothing };
                let Some((reply, files)) = worker.receive(&message) else { return Outcome::Nothing };
                return self.receive(reply, files);
            }
            UserDataEvent::WorkerFailed => return self.worker_failed(),
        }
        Outcome::Panel
    }

    fn act(&mut self, action: UserAction) {
        // What went wrong before is over when the reader tries something else.
        self.state.errors.clear();
        self.state.removed = 0;
        match action {
            UserAction::AddFiles(files) => self.add(None, &files),
            UserAction::AddText(text) => {
                self.pasted = Some(text.clone());
                self.add(Some(text), &[]);
            }
            UserAction::SetDay(article, day) => {
                self.request(&Request::SetDay { article, day }, &[]);
            }
            UserAction::UndoRemoval => self.request(&Request::UndoRemoval, &[]),
            UserAction::Remove(articles) => {
                self.state.removed = articles.len();
                self.request(&Request::Remove { articles }, &[]);
            }
            UserAction::Correct(correction) => {
                self.start_task("Saving the correction");
                self.request(&Request::Amend(correction), &[]);
            }
            UserAction::UndoCorrection(statement) => self.request(&Request::Restore { statement }, &[]),
            UserAction::SaveCorrections => self.request(&Request::Corrections, &[]),
            UserAction::SaveArticles => self.request(&Request::Articles, &[]),
            UserAction::SavePage => {
                self.start_task("Creating the page");
                self.request(&Request::Page { address: location::page_address() }, &[]);
            }
            UserAction::Cancel => {
                // A busy worker does not receive messages: a new one opens the stored data.
                self.worker = None;
                self.state.progress = None;
                if has_content(&self.state.user_data) {
                    self.start_worker();
                }
            }
            UserAction::DismissErrors => {}
        }
    }

    /// Asks the worker to add articles.
    fn add(&mut self, pasted: Option<String>, files: &[File]) {
        self.start_task("Reading articles");
        let published = dom::field_value("#user-articles-day").filter(|day| !day.is_empty());
        self.request(&Request::Add { pasted, published }, files);
    }

    /// Starts the worker, which opens what this browser has stored.
    fn start_worker(&mut self) {
        if self.worker.is_some() {
            return;
        }
        let heard = self.on_event.reform(UserDataEvent::Heard);
        let failed = self.on_event.reform(|()| UserDataEvent::WorkerFailed);
        // The browser may have stored half of the script as if it were complete: another address is fetched again.
        let script = match self.failed_starts {
            0 => self.script.clone(),
            times => format!("{}?{times}", self.script),
        };
        self.worker = WorkerClient::start(&script, heard, failed);
        if self.worker.is_none() {
            self.fail("Your articles", "this browser cannot run workers, which read them".to_owned());
            return;
        }
        let on_loaded = self.on_event.reform(UserDataEvent::RecordLoaded);
        spawn_local(async move {
            on_loaded.emit(match corpus_loader::load_all().await {
                Ok(files) => Ok(Message::with_record(&Request::Open { store: storage_key() }, &files)),
                Err(error) => Err(sentence(&error)),
            });
        });
    }

    fn request(&mut self, request: &Request, files: &[File]) {
        self.start_worker();
        if let Some(worker) = &mut self.worker {
            worker.send(Message::with_files(request, files));
        }
    }

    fn start_task(&mut self, task: &str) {
        self.state.progress = Some(Progress { task: task.to_owned(), done: 0, total: 0 });
    }

    /// Ends the task with an error.
    fn fail(&mut self, name: &str, reason: String) {
        self.state.progress = None;
        self.state.errors.push((name.to_owned(), reason));
    }

    fn worker_failed(&mut self) -> Outcome {
        let Some(worker) = self.worker.take() else { return Outcome::Nothing };
        let reason = if worker.has_started() {
            "the worker failed on this. Articles added before are kept: \
             try again with fewer or smaller files"
        } else {
            self.failed_starts += 1;
            "the worker could not be loaded: check the connection and try again"
        };
        self.fail("Your articles", reason.to_owned());
        // The stored data has been opened before, so it did not cause the failure.
        if std::mem::take(&mut self.has_opened) {
            self.start_worker();
        }
        Outcome::Panel
    }

    fn receive(&mut self, reply: Event, files: Vec<(String, Vec<u8>)>) -> Outcome {
        match reply {
            Event::Progress { name, done, total } => {
                self.state.progress = Some(Progress { task: name, done, total });
            }
            Event::Refused { name, reason } => self.state.errors.push((name, reason)),
            Event::NotKept => {
                let reason = "this browser cannot store them: they are lost when the page is closed";
                self.state.errors.push(("Your articles".to_owned(), reason.to_owned()));
            }
            Event::Failed { reason } => self.fail("The record", reason),
            Event::File { name, text } => {
                self.state.progress = None;
                download::save_text(&name, "application/octet-stream", &text);
            }
            Event::Record(user_data) => return self.receive_record(user_data, files),
        }
        Outcome::Panel
    }

    fn receive_record(&mut self, user_data: Yours, files: Vec<(String, Vec<u8>)>) -> Outcome {
        self.state.progress = None;
        self.has_opened = true;
        let pasted = self.pasted.take().filter(|_| self.state.errors.is_empty());
        if pasted.is_some() && dom::field_value(PASTE_FIELD) == pasted {
            dom::set_field_value(PASTE_FIELD, "");
        }
        storage::local_storage_set(&storage_key(), has_content(&user_data).then_some("1"));
        self.state.errors.retain(|(name, _)| name != MISFIT);
        let misfits = user_data.misfits.iter().map(|misfit| (MISFIT.to_owned(), misfit.clone()));
        self.state.errors.extend(misfits);
        self.state.user_data = Rc::new(user_data);
        match corpus_loader::open_joined(files) {
            Ok(record) => Outcome::Record(Box::new(record)),
            Err(error) => {
                self.fail("The record", sentence(&error));
                Outcome::Panel
            }
        }
    }
}

fn has_content(user_data: &Yours) -> bool {
    !user_data.articles.is_empty() || !user_data.amended.is_empty()
}

fn sentence(error: &UserError) -> String {
    format!("{} {}", error.message, error.hint)
}

/// Returns the storage key for this site, which is a folder of its host.
fn storage_key() -> String {
    let address = location::page_address();
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{STORAGE_KEY}:{folder}/")
}

impl App {
    /// Starts to keep user data, and listens for dropped and pasted articles.
    pub(super) fn start_user_data(&mut self, ctx: &Context<Self>) {
        self.user_data = UserDataController::new(ctx.link().callback(Msg::UserData));
        if self.user_data.is_some() {
            let on_files = ctx.link().callback(|files| action(UserAction::AddFiles(files)));
            let on_text = ctx.link().callback(|text| action(UserAction::AddText(text)));
            self.listeners.extend(drop_paste::listen(&on_files, on_text));
        }
    }

    /// Returns the callback for what the reader asks for; `None` if this page has no worker.
    pub(super) fn on_user_action(&self, ctx: &Context<Self>) -> Option<Callback<UserAction>> {
        self.user_data.is_some().then(|| ctx.link().callback(action))
    }

    /// Handles an event; returns whether the page must be drawn again.
    pub(super) fn handle_user_data(&mut self, ctx: &Context<Self>, event: UserDataEvent) -> bool {
        let Some(controller) = &mut self.user_data else { return false };
        match controller.handle(event) {
            Outcome::Nothing => false,
            Outcome::Panel => true,
            Outcome::Record(record) => {
                controller.is_restoring = false;
                let (corpus, source) = *record;
                self.part_source = source;
                self.open(ctx, Ok(PtrEq::new(corpus)), &location::query_string());
                self.publish_view(Some(HistoryEntry::Replace));
                true
            }
        }
    }
}

const fn action(action: UserAction) -> Msg {
    Msg::UserData(UserDataEvent::Action(action))
}

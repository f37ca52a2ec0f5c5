//! The page's end of the work: what is asked for, what came of it, and what is being waited for.

use std::rc::Rc;

use onrecord_corpus::Corpus;
use onrecord_worker::{Ask, Tell, Text, Yours};
use wasm_bindgen::JsValue;
use yew::Callback;

use super::{Act, one_file::one_file, pages, worker::Worker};
use crate::{browser, load};

/// Under this name the page says where the worker's script lies.
const META: &str = "onrecord:intake";
/// Under this name, and the site's, the browser knows that there is something of the reader's.
const FLAG: &str = "onrecord:own";

/// What is going on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) yours: Rc<Yours>,
    /// What is waited for, and how far it is: done, of all.
    pub(crate) busy: Option<(String, usize, usize)>,
    /// What could not be taken, and why.
    pub(crate) refused: Vec<(String, String)>,
}

/// What became of something.
pub(crate) enum Done {
    /// Nothing is to be drawn anew.
    Nothing,
    /// The state has changed.
    Changed,
    /// The record has changed.
    Record(Box<Corpus>),
}

/// Keeps the worker, and knows what it does.
pub(crate) struct Keeper {
    script: String,
    worker: Option<Worker>,
    /// How often it could not be had.
    lost: u32,
    /// Whether the worker has shown the reader's own.
    is_sound: bool,
    state: State,
    act: Callback<Act>,
}

impl Keeper {
    /// Nothing where this page has no worker, such as one that was opened from a disk.
    pub(crate) fn new(act: Callback<Act>) -> Option<Self> {
        let script = browser::said_of_page(META).filter(|script| !script.is_empty())?;
        Some(Self { script, worker: None, lost: 0, is_sound: false, state: State::default(), act })
    }

    pub(crate) const fn state(&self) -> &State {
        &self.state
    }

    /// Whether this browser keeps something of the reader's for this site.
    pub(crate) fn has_own() -> bool {
        browser::remembered(&flag()).is_some()
    }

    /// Does what is asked for.
    pub(crate) fn act(&mut self, act: Act) -> Done {
        match act {
            Act::Files(files) => {
                self.wait("Reading files");
                let read = self.act.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    let (texts, files) = pages::of_files(files).await;
                    read.emit(Act::Read(texts, files));
                });
            }
            Act::Pasted(text) => {
                let texts = vec![Text { name: "pasted.txt".to_owned(), text }];
                return self.act(Act::Read(texts, Vec::new()));
            }
            Act::Read(texts, files) => {
                self.wait("Reading articles");
                let published = browser::value_of("#yours-day").filter(|day| !day.is_empty());
                self.ask(&Ask::Add { texts, published }, &files);
            }
            Act::Remove(articles) => self.ask(&Ask::Remove { articles }, &[]),
            Act::Amend(amendment) => {
                self.wait("Putting it right");
                self.ask(&Ask::Amend(amendment), &[]);
            }
            Act::Restore(statement) => self.ask(&Ask::Restore { statement }, &[]),
            Act::Corrections => self.ask(&Ask::Corrections, &[]),
            Act::Articles => self.ask(&Ask::Articles, &[]),
            Act::OneFile => {
                self.wait("Putting the page together");
                self.ask(&Ask::OneFile, &[]);
            }
            Act::Whole(file) => {
                self.state.busy = None;
                match file {
                    Some(file) => browser::save("record.html", "text/html", &file),
                    None => {
                        self.refuse("The page", "a piece of it could not be fetched: try again".to_owned())
                    }
                }
            }
            Act::Opened(Ok(record)) => {
                if let Some(worker) = &mut self.worker {
                    worker.open(record);
                }
                return Done::Nothing;
            }
            Act::Opened(Err(reason)) => {
                self.worker = None;
                self.refuse("The record", reason);
            }
            Act::Cancel => {
                // It cannot hear while it works: another one takes up what was kept.
                self.worker = None;
                self.state.busy = None;
                if !self.state.yours.articles.is_empty() || !self.state.yours.amended.is_empty() {
                    self.wake();
                }
            }
            Act::Lost => {
                let Some(worker) = self.worker.take() else { return Done::Nothing };
                let reason = match worker.has_started() {
                    true => {
                        "what reads articles broke down over this; what was kept before is kept: \
                         try again with fewer or smaller files"
                    }
                    false => {
                        self.lost += 1;
                        "what reads articles could not be fetched: check the connection and try again"
                    }
                };
                self.refuse("Your articles", reason.to_owned());
                // What is kept was shown before: another one takes it up.
                if std::mem::take(&mut self.is_sound) {
                    self.wake();
                }
            }
            Act::Dismiss => self.state.refused.clear(),
            Act::Told(told) => return self.told(&told),
        }
        Done::Changed
    }

    /// Starts the worker, which tells what this browser has kept.
    pub(crate) fn wake(&mut self) {
        if self.worker.is_some() {
            return;
        }
        let (told, lost) = (self.act.reform(Act::Told), self.act.reform(|()| Act::Lost));
        // Half of the script may have been stored as if it were whole: under another address it is fetched anew.
        let script = match self.lost {
            0 => self.script.clone(),
            times => format!("{}?{times}", self.script),
        };
        self.worker = Worker::start(&script, told, lost);
        if self.worker.is_none() {
            self.refuse("Your articles", "this browser starts no worker, which reads them".to_owned());
            return;
        }
        let opened = self.act.reform(Act::Opened);
        wasm_bindgen_futures::spawn_local(async move {
            let record = load::whole().await;
            opened.emit(match record {
                Ok(files) => Ok(Worker::message(&Ask::Open { store: flag() }, &files)),
                Err(failure) => Err(format!("{} {}", failure.what, failure.remedy)),
            });
        });
    }

    fn ask(&mut self, ask: &Ask, files: &[web_sys::File]) {
        self.wake();
        if let Some(worker) = &mut self.worker {
            worker.ask(Worker::message_with(ask, files));
        }
    }

    fn wait(&mut self, what: &str) {
        self.state.busy = Some((what.to_owned(), 0, 0));
    }

    fn refuse(&mut self, name: &str, reason: String) {
        self.state.busy = None;
        self.state.refused.push((name.to_owned(), reason));
    }

    fn told(&mut self, told: &JsValue) -> Done {
        if told.is_string() {
            return self.act(Act::Lost);
        }
        let Some(worker) = &mut self.worker else { return Done::Nothing };
        let Some((tell, files)) = worker.hear(told) else { return Done::Nothing };
        match tell {
            Tell::Progress { name, done, total } => self.state.busy = Some((name, done, total)),
            Tell::Refused { name, reason } => self.state.refused.push((name, reason)),
            Tell::NotKept => {
                let reason = "this browser keeps nothing here: they are gone when the page is left";
                self.state.refused.push(("Your own articles".to_owned(), reason.to_owned()));
            }
            Tell::Failed { reason } => self.refuse("The record", reason),
            Tell::File { name, text } => {
                browser::save(&name, "text/plain", &text);
                return Done::Nothing;
            }
            Tell::Whole => {
                let whole = self.act.reform(Act::Whole);
                let record = files.into_iter().next().map(|(_, bytes)| bytes).unwrap_or_default();
                wasm_bindgen_futures::spawn_local(async move {
                    whole.emit(one_file(&record).await);
                });
                return Done::Nothing;
            }
            Tell::Record(yours) => {
                self.state.busy = None;
                self.is_sound = true;
                let has_own = !yours.articles.is_empty() || !yours.amended.is_empty();
                browser::remember(&flag(), has_own.then_some("1"));
                let misfits = yours.misfits.iter().map(|misfit| ("Not put right".to_owned(), misfit.clone()));
                self.state.refused.retain(|(name, _)| name != "Not put right");
                self.state.refused.extend(misfits);
                self.state.yours = Rc::new(yours);
                return match load::joined(files) {
                    Ok(corpus) => Done::Record(Box::new(corpus)),
                    Err(failure) => {
                        self.refuse("The record", format!("{} {}", failure.what, failure.remedy));
                        Done::Changed
                    }
                };
            }
        }
        Done::Changed
    }
}

/// The name of the reader's own for this site, which has a folder of its own.
fn flag() -> String {
    let address = browser::page_address();
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{FLAG}:{folder}/")
}

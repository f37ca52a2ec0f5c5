//! The router: the address is the only home of the view. A change of the view changes the address, the title and the event
//! that scripts of the page around receive; a change of the address changes the view.

use onrecord_corpus::Corpus;
use onrecord_text::truncate;
use onrecord_view::{View, ViewDefaults, page_of};

use super::{App, State, session::Session};
use crate::{
    components::{PageContext, filters::filters_in_use},
    platform::{
        dom,
        events::{self, ViewEvent},
        location::{self, HistoryEntry},
    },
};

/// The `meta` element that says for how many statements the site has pages of their own.
const PAGES: &str = "onrecord:pages";
/// How many characters of a statement a title has.
const MAX_WORDS: usize = 60;

impl App {
    /// Shows a view and publishes it.
    pub(super) fn navigate(&mut self, mut view: View, entry: Option<HistoryEntry>) {
        let State::Ready(session) = &self.state else { return };
        // No link leads out of an embedded page.
        view.embed |= session.page.view.embed;
        let old = session.page.view.clone();
        self.show(view);
        self.publish_view(entry);
        self.plan_focus(&old);
    }

    /// Shows the view of the address, after the reader has gone back or forward.
    pub(super) fn follow_address(&mut self, defaults: ViewDefaults) {
        let (view, warnings) = View::parse(&location::query_string(), defaults);
        self.link_warnings = warnings;
        self.navigate(view, None);
    }

    /// Publishes the view: in the title, as an event, and with `entry` in the address.
    pub(super) fn publish_view(&self, entry: Option<HistoryEntry>) {
        let State::Ready(session) = &self.state else { return };
        let page = &session.page;
        let link = page.link(&page.view);
        if let Some(entry) = entry {
            location::set_address(&link, entry);
        }
        let title = title(page);
        dom::set_title(&title);
        events::publish_view(&ViewEvent { link: &link, title: &title, count: page.selection.len() });
    }
}

impl Session {
    /// Returns the address of the view to be shared: that of the small page which shows the same, if there is one, because it
    /// has a preview where it is pasted.
    pub(super) fn share_url(&self) -> String {
        let page = || {
            let limit = dom::meta_content(PAGES)?.parse().ok()?;
            let page = page_of(&self.page.view, self.page.site.defaults, &self.page.corpus, limit)?;
            let address = location::page_address();
            let (folder, _) = address.rsplit_once('/')?;
            Some(format!("{folder}/{page}"))
        };
        page().unwrap_or_else(location::address)
    }
}

/// Returns the document's title for a view: "Nikki Haley · mentioning China – Onrecord".
pub(super) fn title(page: &PageContext) -> String {
    let (view, corpus, site) = (&page.view, &*page.corpus, &page.site);
    let mut parts: Vec<String> = open_title(view, corpus).into_iter().collect();
    parts.extend(filters_in_use(page).into_iter().map(|chip| chip.label));
    if parts.is_empty() {
        let about = site.tagline.split_once(". ").map_or(site.tagline.as_str(), |(first, _)| first);
        return format!("{}: {about}", site.title);
    }
    format!("{} – {}", parts.join(" · "), site.title)
}

/// Returns what is open: a statement's words, or an article's title.
fn open_title(view: &View, corpus: &Corpus) -> Option<String> {
    if let Some(id) = &view.statement {
        let row = corpus.find_statement(id)?;
        let speaker = corpus.speaker_of(row).map_or("Unknown", |s| s.name.as_str());
        // Until its article is loaded, the title has the speaker only.
        return Some(match corpus.statement(row) {
            Some(statement) => format!("{speaker}: {}", truncate(&statement.text, MAX_WORDS)),
            None => speaker.to_owned(),
        });
    }
    let article = corpus.articles().get(corpus.find_article(view.article.as_ref()?)?)?;
    Some(article.title_or_id().to_owned())
}

//! The document's title, which names the view.

use onrecord_corpus::{Choice, Corpus};
use onrecord_model::Country;
use onrecord_text::truncate;
use onrecord_view::View;

use crate::{names, stage::Stage};

/// So many characters of a statement's words stand in a title.
const WORDS: usize = 60;

/// "Nikki Haley · about China – Onrecord"
pub(crate) fn of(stage: &Stage) -> String {
    let (view, corpus, site) = (&stage.view, &*stage.corpus, &stage.site);
    let mut parts = Vec::new();
    if let Some(open) = open(view, corpus) {
        parts.push(open);
    }
    let name = |id: &str| corpus.speaker(id).map_or_else(|| id.to_owned(), |s| s.name.clone());
    list(&mut parts, "", &view.speakers, |id| name(id.as_str()));
    list(&mut parts, "", &view.countries, |c: &Country| names::country(*c));
    list(&mut parts, "about ", &view.about, |c: &Country| names::country(*c));
    list(&mut parts, "", &view.kinds, |kind| names::kind(*kind).to_owned());
    list(&mut parts, "by ", &view.channels, Clone::clone);
    list(&mut parts, "in ", &view.publishers, Clone::clone);
    if !view.query.is_empty() {
        parts.push(format!("“{}”", view.query.trim_matches('"')));
    }
    match (view.from, view.to) {
        (Some(from), Some(to)) => parts.push(names::range(from, to)),
        (Some(from), None) => parts.push(format!("since {}", names::day(from))),
        (None, Some(to)) => parts.push(format!("until {}", names::day(to))),
        (None, None) => {}
    }
    if parts.is_empty() {
        return format!("{}: {}", site.title, site.tagline);
    }
    format!("{} – {}", parts.join(" · "), site.title)
}

/// What is open: a statement's words, or an article's title.
fn open(view: &View, corpus: &Corpus) -> Option<String> {
    if let Some(id) = &view.statement {
        let row = corpus.find_statement(id.as_str())?;
        let speaker = corpus.speaker_of(row).map_or("Unknown", |s| s.name.as_str());
        // Until its article is there, the speaker's name must do.
        let Some(said) = corpus.statement(row).map(|s| &s.text) else { return Some(speaker.to_owned()) };
        return Some(format!("{speaker}: {}", truncate(said, WORDS)));
    }
    let article = corpus.articles().get(corpus.find_article(view.article.as_ref()?.as_str())?)?;
    Some(article.title_or_id().to_owned())
}

fn list<T: Ord>(parts: &mut Vec<String>, lead: &str, choice: &Choice<T>, name: impl Fn(&T) -> String) {
    if !choice.wanted.is_empty() {
        let names: Vec<_> = choice.wanted.iter().map(&name).collect();
        parts.push(format!("{lead}{}", names.join(" or ")));
    }
    parts.extend(choice.left_out.iter().map(|value| format!("not {lead}{}", name(value))));
}

//! What a link asks for and cannot get.

use std::borrow::Cow;

use onrecord_corpus::{Because, Choice, Corpus, Counts, Past, Values};
use onrecord_model::{Country, Kind, SpeakerId};

use super::{Lanes, View};
use crate::compare::{MOST, Side};

/// A key or a value that was skipped, or replaced by the nearest there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) key: String,
    pub(crate) value: String,
    /// Why, in words that go on from "because".
    pub(crate) because: String,
    /// Whether it was of an earlier record, and led on to what took its place.
    pub(crate) led_on: bool,
}

/// Longer texts of strangers are shown cut.
const SHOWN: usize = 80;

impl Unknown {
    pub(crate) fn new(key: &str, value: &str, because: impl Into<Cow<'static, str>>) -> Self {
        // A reason may quote the value, and has words of its own.
        Self {
            key: cut(key, SHOWN),
            value: cut(value, SHOWN),
            because: cut(&because.into(), 3 * SHOWN),
            led_on: false,
        }
    }
}

/// Whether a view names something that may be of an earlier record.
pub(super) fn may_be_past(view: &View, corpus: &Corpus) -> bool {
    let mut speakers =
        [&view.speakers.wanted, &view.speakers.left_out].into_iter().flat_map(|ids| ids.iter());
    view.statement.as_ref().is_some_and(|id| corpus.find_statement(id).is_none())
        || view.article.as_ref().is_some_and(|id| corpus.find_article(id).is_none())
        || speakers.any(|id| corpus.find_speaker(id.as_str()).is_none())
        || view.compare.iter().any(|name| Side::of(corpus, name).is_none())
}

/// Leads what an earlier record named on to what took its place, and says so.
fn lead_on(view: &mut View, corpus: &Corpus, past: &Past, unknown: &mut Vec<Unknown>) {
    let mut tell = |key: &str, id: &str, because: String| {
        unknown.push(Unknown { led_on: true, ..Unknown::new(key, id, because) });
    };
    let known = |id: &str| corpus.find_speaker(id).is_some();
    let heirs = |id: &str| past.speakers.get(id).filter(|heirs| !known(id) && !heirs.is_empty());
    let mut lead = |ids: &mut Values<SpeakerId>, minus: &str| {
        let lost: Vec<_> = ids.iter().filter(|id| heirs(id.as_str()).is_some()).cloned().collect();
        for id in lost {
            let heirs = heirs(id.as_str()).cloned().unwrap_or_default();
            ids.retain(|known| *known != id);
            tell("speaker", &format!("{minus}{id}"), format!("this speaker is now {}", heirs.join(" and ")));
            heirs.into_iter().map(SpeakerId::from_stored).for_each(|heir| {
                ids.insert(heir);
            });
        }
    };
    lead(&mut view.speakers.wanted, "");
    lead(&mut view.speakers.left_out, "-");
    for name in &mut view.compare {
        if let Some([heir]) = heirs(name).map(Vec::as_slice) {
            tell("compare", name, format!("this speaker is now {heir}"));
            name.clone_from(heir);
        }
    }
    if let Some(id) = view.article.as_mut().filter(|id| corpus.find_article(id).is_none())
        && let Some(Some(heir)) = past.articles.get(id)
    {
        tell("article", id, format!("this article is now {heir}"));
        id.clone_from(heir);
    }
    if let Some(id) = view.statement.as_mut().filter(|id| corpus.find_statement(id).is_none())
        && let Some(Some(heir)) = past.statements.get(id)
    {
        let because = match heir.because {
            Because::Moved => "it now stands in another article, in the same words",
            Because::Merged => "it is now part of the statement that is shown",
            Because::Split => "it is now several statements; the one with most of its words is shown",
            Because::Reworded => "it now stands in the record in the words that are shown",
        };
        tell("statement", id, because.to_owned());
        id.clone_from(&heir.id);
    }
}

/// A text of so many characters at most, and a sign where there were more.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Drops from a view what the corpus, of which these are the counts without a filter, does not have.
pub(super) fn known_to(mut view: View, corpus: &Corpus, totals: &Counts) -> (View, Vec<Unknown>) {
    let mut unknown = Vec::new();
    if let Some(past) = corpus.past() {
        lead_on(&mut view, corpus, past, &mut unknown);
    }
    keep(&mut view.speakers, "speaker", "nobody in this record has that name", &mut unknown, |id| {
        corpus.find_speaker(id.as_str()).is_some()
    });
    let counted = |counts: &[u32], country: &Country| {
        let at = corpus.countries().binary_search(country).ok();
        at.and_then(|at| counts.get(at)).is_some_and(|&count| count > 0)
    };
    let speaks = |c: &Country| counted(&totals.countries, c);
    keep(&mut view.countries, "country", "nobody in this record speaks for it", &mut unknown, speaks);
    let named = |c: &Country| counted(&totals.about, c);
    keep(&mut view.about, "about", "no statement of this record names it", &mut unknown, named);
    let used = |c: &String| corpus.channels().contains(c);
    keep(&mut view.channels, "channel", "no statement of this record came that way", &mut unknown, used);
    let used = |p: &String| corpus.publishers().contains(p);
    keep(&mut view.publishers, "publisher", "no article of this record is theirs", &mut unknown, used);
    let lanes = view.lanes;
    view.pinned.retain(|lane| {
        let known = match lanes {
            Lanes::Speaker => corpus.find_speaker(lane).is_some(),
            Lanes::Country => lane.parse().is_ok_and(|c| corpus.countries().contains(&c)),
            Lanes::Kind => Kind::from_name(lane).is_some(),
            Lanes::Article => corpus.find_article(lane).is_some(),
        };
        if !known {
            unknown.push(Unknown::new("pin", lane, "there is no such lane"));
        }
        known
    });
    let mut compared = 0;
    view.compare.retain(|name| {
        let because = match Side::of(corpus, name) {
            Some(_) if compared < MOST => {
                compared += 1;
                return true;
            }
            Some(_) => "more than four cannot be compared",
            None => "this record has no such speaker, nor anybody of such a country",
        };
        unknown.push(Unknown::new("compare", name, because));
        false
    });
    if let Some(id) = view.article.take() {
        if corpus.find_article(&id).is_some() {
            view.article = Some(id);
        } else {
            unknown.push(Unknown::new("article", &id, "this record has no such article"));
        }
    }
    if let Some(id) = view.statement.take() {
        let nearest = || Some(corpus.id(corpus.nearest(&id)?)?.to_string());
        // Another article that reports the same words has another id for it; one view has one link.
        if let Some(known) = corpus.find_statement(&id).and_then(|row| corpus.id(row)) {
            view.statement = Some(known.to_string());
        } else if let Some(other) = nearest() {
            let because =
                "it is no longer in the record; the first statement of its article is shown instead";
            unknown.push(Unknown::new("statement", &id, because));
            view.statement = Some(other);
        } else {
            unknown.push(Unknown::new("statement", &id, "it is not in this record, nor is its article"));
        }
    }
    (view, unknown)
}

fn keep<T: Ord + ToString>(
    choice: &mut Choice<T>,
    key: &str,
    because: &'static str,
    unknown: &mut Vec<Unknown>,
    is_known: impl Fn(&T) -> bool,
) {
    for (values, minus) in [(&mut choice.wanted, ""), (&mut choice.left_out, "-")] {
        values.retain(|value| {
            let known = is_known(value);
            if !known {
                unknown.push(Unknown::new(key, &format!("{minus}{}", value.to_string()), because));
            }
            known
        });
    }
}

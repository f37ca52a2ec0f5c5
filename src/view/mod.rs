//! What the reader is looking at, as a value and as a link.
//!
//! The address is the only home of a [`View`]: it is parsed from the query string, and printed
//! into it again at every step. One view has one link: keys in one order, values sorted, defaults
//! left out. Parsing never fails; what is not understood is told and skipped. No browser here.

mod parse;
mod print;
mod unknown;

use onrecord_corpus::{Choice, Corpus, Counts, Filter, Words};
use onrecord_model::{Country, Day, Kind, SpeakerId};

use crate::site::first_lanes;
pub(crate) use parse::parse;
pub(crate) use unknown::Unknown;

/// Everything that a link holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) speakers: Choice<SpeakerId>,
    pub(crate) countries: Choice<Country>,
    pub(crate) about: Choice<Country>,
    pub(crate) kinds: Choice<Kind>,
    pub(crate) channels: Choice<String>,
    pub(crate) publishers: Choice<String>,
    /// What is searched for, as it was typed.
    pub(crate) query: String,
    pub(crate) from: Option<Day>,
    pub(crate) to: Option<Day>,
    pub(crate) lanes: Lanes,
    pub(crate) lane_order: LaneOrder,
    /// The lanes that stand above all others, in the reader's order, by the ids of what they stand for.
    pub(crate) pinned: Vec<String>,
    pub(crate) order: Order,
    /// Countries or speakers to set side by side, in the reader's order.
    pub(crate) compare: Vec<String>,
    /// The article that is open, where no statement is.
    pub(crate) article: Option<String>,
    /// The statement that is open in its article.
    pub(crate) statement: Option<String>,
    /// In a frame on another page: without what that page has itself.
    pub(crate) embed: bool,
}

/// What the lanes of the timeline stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lanes {
    Speaker,
    Country,
    Kind,
    Article,
}

/// In which order lanes stand below those that are pinned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LaneOrder {
    /// The one with the most statements first.
    #[default]
    Size,
    /// The one that spoke first.
    First,
}

/// In which order statements are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    Newest,
    Oldest,
    /// Those that answer a search best first.
    Relevance,
}

/// Something of which a link names one by a word; the default is meant where it names none.
pub(crate) trait Named: Copy + Default + PartialEq + 'static {
    const ALL: &[(Self, &str)];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(known, _)| *known)
    }
}

/// What the site's lanes begin with.
impl Default for Lanes {
    fn default() -> Self {
        first_lanes()
    }
}

impl Named for Lanes {
    const ALL: &[(Self, &str)] = &[
        (Self::Speaker, "speaker"),
        (Self::Country, "country"),
        (Self::Kind, "kind"),
        (Self::Article, "article"),
    ];
}

impl Named for LaneOrder {
    const ALL: &[(Self, &str)] = &[(Self::Size, "size"), (Self::First, "first")];
}

impl Named for Order {
    const ALL: &[(Self, &str)] =
        &[(Self::Newest, "newest"), (Self::Oldest, "oldest"), (Self::Relevance, "relevance")];
}

impl View {
    /// The filter that the view asks for.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            speakers: self.speakers.clone(),
            countries: self.countries.clone(),
            about: self.about.clone(),
            kinds: self.kinds.clone(),
            channels: self.channels.clone(),
            publishers: self.publishers.clone(),
            words: Words::parse(&self.query),
            from: self.from,
            to: self.to,
        }
    }

    /// The same view with no filter on.
    pub(crate) fn without_filters(self) -> Self {
        Self {
            lanes: self.lanes,
            lane_order: self.lane_order,
            pinned: self.pinned,
            order: self.order,
            compare: self.compare,
            article: self.article,
            statement: self.statement,
            embed: self.embed,
            ..Self::default()
        }
    }

    /// The same view with a statement open, or with nothing open.
    pub(crate) fn opening(&self, statement: Option<&str>) -> Self {
        Self { statement: statement.map(str::to_owned), article: None, ..self.clone() }
    }

    /// The same view of some days only.
    pub(crate) fn between(&self, from: Day, to: Day) -> Self {
        Self { from: Some(from), to: Some(to), ..self.clone() }
    }

    /// The same view with one more to compare, or without the one that is compared already.
    pub(crate) fn comparing(&self, name: &str) -> Self {
        let mut view = self.clone();
        toggle(&mut view.compare, name);
        view
    }

    /// The same view with a lane above all others, or back in its place.
    pub(crate) fn pinning(&self, lane: &str) -> Self {
        let mut view = self.clone();
        toggle(&mut view.pinned, lane);
        view
    }

    /// The query string with its question mark, the link to this view on the same page; `?` alone
    /// for the view with nothing chosen.
    pub(crate) fn link(&self) -> String {
        format!("?{}", print::query_string(self))
    }

    /// The view without what this record does not have, and what that was.
    pub(crate) fn known_to(self, corpus: &Corpus, totals: &Counts) -> (Self, Vec<Unknown>) {
        unknown::known_to(self, corpus, totals)
    }
}

/// Whether a link names something that may be of an earlier record: then that is asked.
pub(crate) fn may_be_past(query_string: &str, corpus: &Corpus) -> bool {
    unknown::may_be_past(&parse(query_string).0, corpus)
}

fn toggle(names: &mut Vec<String>, name: &str) {
    match names.iter().position(|known| known == name) {
        Some(at) => drop(names.remove(at)),
        None => names.push(name.to_owned()),
    }
}

#[cfg(test)]
mod tests;

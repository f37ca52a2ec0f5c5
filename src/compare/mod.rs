//! Two to four speakers or countries side by side: their words in columns, on one time axis.

use onrecord_corpus::{Bits, By, Corpus, Words};
use onrecord_model::Country;
use yew::Html;

use crate::{markup::html, names, stage::Stage, statements::item};

/// More columns cannot be read.
pub(crate) const MOST: usize = 4;
/// So many statements stand in a column.
const IN_A_COLUMN: usize = 25;

/// One of those that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) by: By,
    /// Its heap.
    pub(crate) heap: usize,
}

impl Side {
    /// Whom a name in a link means: a country by its code in capitals, else a speaker by the id.
    pub(crate) fn of(corpus: &Corpus, name: &str) -> Option<Self> {
        let country = name.parse::<Country>().ok().filter(|country| country.code() == name);
        let (by, index) = match country {
            Some(country) => (By::Country, corpus.countries().binary_search(&country).ok()?),
            None => (By::Speaker, corpus.find_speaker(name)?),
        };
        Some(Self { by, heap: index + 1 })
    }

    /// How it is named in links; nothing where a heap is of something else, or of nobody known.
    pub(crate) fn key(self, corpus: &Corpus) -> Option<String> {
        let index = self.heap.checked_sub(1)?;
        match self.by {
            By::Speaker => Some(corpus.speakers().get(index)?.id.to_string()),
            By::Country => Some(corpus.countries().get(index)?.to_string()),
            By::Kind | By::Article => None,
        }
    }

    pub(crate) fn name(self, corpus: &Corpus) -> String {
        let index = self.heap.wrapping_sub(1);
        let speaker = || corpus.speakers().get(index).map(|speaker| speaker.name.clone());
        let country = || corpus.countries().get(index).map(|country| names::country(*country));
        if self.by == By::Country { country() } else { speaker() }.unwrap_or_default()
    }

    fn rows(self, stage: &Stage) -> Bits {
        stage.corpus.heap(self.by, self.heap, &stage.selection.rows)
    }
}

/// Those that a view compares; nobody where it names fewer than two.
pub(crate) fn sides(stage: &Stage) -> Vec<Side> {
    let sides: Vec<_> = stage.view.compare.iter().filter_map(|name| Side::of(&stage.corpus, name)).collect();
    if sides.len() < 2 { Vec::new() } else { sides }
}

/// The columns, the newest words first.
pub(crate) fn compare(stage: &Stage) -> Html {
    let words = Words::parse(&stage.view.query);
    let column = |side: Side| {
        let rows = side.rows(stage);
        let count = rows.count();
        let dated = rows.before(stage.corpus.dated(), 0);
        let shown: Vec<usize> = dated.chain(rows.from(stage.corpus.dated())).take(IN_A_COLUMN).collect();
        let hidden = count - shown.len();
        let key = side.key(&stage.corpus).unwrap_or_default();
        html! {
            <section class="compare__side" key={key.clone()} aria-label={side.name(&stage.corpus)}>
                <h3><bdi>{ side.name(&stage.corpus) }</bdi><span class="compare__count">{ format!(" {}", names::number(count)) }</span></h3>
                <ol>{ for shown.into_iter().map(|row| html! { <li key={row}>{ item(stage, &words, row) }</li> }) }</ol>
                if hidden > 0 { <p class="compare__more">{ format!("{} older ones: narrow the days to see them", names::number(hidden)) }</p> }
            </section>
        }
    };
    html! {
        <section id="statements" class="compare" aria-labelledby="compare-heading" tabindex="-1">
            <div class="compare__head">
                <h2 id="compare-heading">{ "Side by side" }</h2>
                <button type="button" onclick={stage.press(crate::view::View { compare: Vec::new(), ..stage.view.clone() })}>{ "End comparison" }</button>
            </div>
            <div class="compare__sides">{ for sides(stage).into_iter().map(column) }</div>
        </section>
    }
}

//! Finds the place of the story on a page: the area that holds most of its prose, its headline, and the entries of a live
//! blog.

use std::collections::HashMap;

use onrecord_model::Date;

use super::{
    facts::Facts,
    layout::{Layout, Piece},
    moment::moment,
    same,
    signs::Signs,
};

/// How much of the prose of an area, in per cent, must be in one of the areas within it for that area to be the core.
const MOST: usize = 70;
/// Bytes of prose of the shortest story that the elements `article` and `main` can tell.
pub(super) const STORY: usize = 700;

/// Signs that exclude a piece from the story, in whichever area it is.
pub(super) const OUTSIDE: Signs = Signs::PAGE
    .with(Signs::FURNITURE)
    .with(Signs::RELATED)
    .with(Signs::COMMENTS)
    .with(Signs::ASIDE)
    .with(Signs::WRITER)
    .with(Signs::HIGHLIGHTS)
    .with(Signs::CAPTION)
    .with(Signs::CREDIT);

/// What an area holds.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    /// Bytes of prose that nothing marks as something else.
    pub(super) mass: usize,
    /// The number of pieces.
    pub(super) all: usize,
    /// The number of those that are links.
    pub(super) links: usize,
    /// The number of those of several words that are no links.
    pub(super) prose: usize,
    /// The number of those that repeat a title of the page.
    titles: usize,
}

/// The tally of each area.
pub(super) struct Tallies(Vec<Tally>);

impl Tallies {
    /// Sums up the pieces of each area, those of the areas within it included.
    pub(super) fn new(layout: &Layout, facts: &Facts) -> Self {
        let mut tallies = vec![Tally::default(); layout.areas.len()];
        for piece in &layout.pieces {
            let Some(tally) = tallies.get_mut(piece.area) else { continue };
            let signs = layout.signs(piece);
            if piece.is_prose() && !signs.any(OUTSIDE.with(Signs::HEADING)) {
                tally.mass += piece.text.len();
            }
            let is_title = signs.any(Signs::TITLE)
                && facts.titles.iter().chain(&facts.title).any(|title| same(title, &piece.text));
            tally.all += 1;
            tally.links += usize::from(piece.is_linked(60));
            tally.prose += usize::from(piece.words() >= 4 && !piece.is_linked(60));
            tally.titles += usize::from(is_title);
        }
        for (at, area) in layout.areas.iter().enumerate().skip(1).rev() {
            let own = tallies.get(at).copied().unwrap_or_default();
            if let Some(around) = tallies.get_mut(area.parent) {
                around.mass += own.mass;
                around.all += own.all;
                around.links += own.links;
                around.prose += own.prose;
                around.titles += own.titles;
            }
        }
        Self(tallies)
    }

    /// Returns the tally of an area.
    pub(super) fn get(&self, area: usize) -> Tally {
        self.0.get(area).copied().unwrap_or_default()
    }

    /// Returns the mass of an area.
    pub(super) fn mass(&self, area: usize) -> usize {
        self.get(area).mass
    }
}

/// Returns the area in which the story is, and the one in it that holds most of its prose.
pub(super) fn core(layout: &Layout, tallies: &Tallies, facts: &Facts) -> (usize, usize) {
    let of = |at: usize| tallies.mass(at);
    let all = of(0);
    let holds_title = |at: usize| tallies.get(at).titles > 0;
    let marked = Signs::ARTICLE.with(Signs::MAIN).with(Signs::BODY);
    let told = layout.areas.iter().enumerate().skip(1).filter(|(at, area)| {
        area.signs.any(marked) && !area.signs.any(Signs::PAGE.with(Signs::COMMENTS)) && of(*at) > 0
    });
    let worth = |at: usize| of(at) * if holds_title(at) { 3 } else { 1 };
    let best = told.map(|(at, _)| at).max_by_key(|at| (worth(*at), *at));
    let start = best.filter(|&at| of(at) * 100 >= all * 40 || of(at) >= STORY).unwrap_or(0);
    // Entries of a live blog are articles beside each other.
    let start = layout.areas.get(start).map_or(start, |area| {
        let beside = children(layout, area.parent)
            .filter(|&at| {
                layout.areas.get(at).is_some_and(|a| a.signs.any(Signs::ARTICLE) && a.name == area.name)
            })
            .count();
        if start > 0 && beside > 1 && facts.is_live && !holds_title(start) { area.parent } else { start }
    });
    let mut core = start;
    while let Some(inner) = children(layout, core).max_by_key(|&at| of(at))
        && of(inner) * 100 >= of(core) * MOST
        && of(core) > 0
    {
        core = inner;
    }
    let mut root = start;
    if start == 0 {
        // Without elements that tell, the smallest area around the core that has a headline.
        root = core;
        while root > 0 && !holds_title(root) {
            root = layout.areas.get(root).map_or(0, |area| area.parent);
        }
        if root == 0 && !holds_title(0) {
            root = core;
        }
    } else if !holds_title(start) {
        // The headline and the standfirst may stand right above.
        let around = layout.areas.get(start).map_or(0, |area| area.parent);
        if holds_title(around) {
            root = around;
        }
    }
    (root, core)
}

fn children(layout: &Layout, of: usize) -> impl Iterator<Item = usize> {
    let end = layout.areas.get(of).map_or(0, |area| area.end);
    let mut at = of + 1;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let child = at;
        at = layout.areas.get(at).map_or(end, |area| area.end.max(at + 1));
        Some(child)
    })
}

/// Returns the piece that is the headline.
pub(super) fn headline(layout: &Layout, facts: &Facts, root: usize) -> Option<usize> {
    let is_title = |piece: &Piece| facts.title.iter().any(|title| same(title, &piece.text));
    let heads =
        || layout.pieces.iter().enumerate().filter(|(_, piece)| layout.signs(piece).any(Signs::HEADING));
    let inside = heads().find(|(_, piece)| layout.is_within(piece.area, root) && is_title(piece));
    let found = inside.or_else(|| heads().find(|(_, piece)| is_title(piece)));
    found
        .or_else(|| {
            heads().find(|(_, piece)| {
                layout.signs(piece).any(Signs::TITLE) && layout.is_within(piece.area, root)
            })
        })
        .map(|(at, _)| at)
        // Old pages only set it in large letters.
        .or_else(|| {
            layout.pieces.iter().position(|piece| is_title(piece) && layout.is_within(piece.area, root))
        })
}

/// Returns the days of the entries of a live blog: areas beside each other that each begin with a moment.
pub(super) fn entries(layout: &Layout, tallies: &Tallies, core: usize) -> HashMap<usize, Date> {
    let of = |at: usize| tallies.mass(at);
    let end = layout.areas.get(core).map_or(0, |area| area.end);
    let mut found = HashMap::new();
    for around in core..end {
        let dated: Vec<_> = children(layout, around)
            .filter_map(|at| {
                let area = layout.areas.get(at).filter(|_| of(at) > 0)?;
                Some((at, moment(area.moment.as_deref()?, None)?.day))
            })
            .collect();
        let held: usize = dated.iter().map(|(at, _)| of(*at)).sum();
        if dated.len() > 1 && held * 10 >= of(around) * 6 {
            found.extend(dated);
        }
    }
    found
}

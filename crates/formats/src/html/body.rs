//! Chooses the story among the pieces of a page, and tells the role of each of its blocks.
//!
//! The core is the deepest area that holds most of the prose. What is beside it belongs to the story only if it looks
//! like its paragraphs; what is within it is left out where its markup says that it is something else. Words decide
//! only where headings announce other stories.

use std::collections::{HashMap, HashSet};

use onrecord_model::{Date, Mark};

use super::{
    announcements::{announces, ends_story, is_colophon, is_credit, is_promotion, is_wall, leads_away},
    facts::Facts,
    layout::{Layout, Piece},
    moment::{moment, moment_in},
    place::{OUTSIDE, STORY, Tallies, Tally, core, entries, headline},
    same,
    signs::Signs,
    squeezed,
};

/// Maximum number of quotations of a page that are looked up among its other texts.
const LOOKED_UP: usize = 200;

/// What the reader should know of a story that the page gives for machines alone.
const TOLD: &str = "the story was read from what the page gives for search engines, as it shows hardly any of it: its \
                    paragraphs may run into each other";

/// A block of the story.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) mark: Mark,
    pub(super) text: String,
    pub(super) day: Option<Date>,
}

/// The story of a page.
pub(super) struct Story {
    pub(super) blocks: Vec<Block>,
    /// What the reader should know of how it was found.
    pub(super) notes: Vec<String>,
}

/// Returns the story of a page.
pub(super) fn read(layout: &Layout, facts: &Facts) -> Story {
    let tallies = Tallies::new(layout, facts);
    let (root, core) = core(layout, &tallies, facts);
    let title = headline(layout, facts, root);
    let mut reader = Reader {
        layout,
        facts,
        root,
        core,
        entries: entries(layout, &tallies, core),
        tallies,
        letters: Vec::new(),
        looked_up: 0,
        blocks: Vec::new(),
        long: HashSet::new(),
        has_begun: false,
        skipped: None,
        quoted: Vec::new(),
    };
    if let Some(title) = &facts.title {
        reader.blocks.push(Block { mark: Mark::Headline, text: title.clone(), day: None });
        reader.long.insert(title);
    }
    let first = layout.pieces.iter().position(|piece| layout.is_within(piece.area, core)).unwrap_or(0);
    // A heading like the title may stand again below the first paragraphs.
    let is_opening = |piece: &Piece| {
        piece.text.len() > 120
            && !piece.is_linked(40)
            && !layout.signs(piece).any(OUTSIDE.with(Signs::FIGURE))
    };
    let before = |title: usize| layout.pieces.iter().take(title).skip(first).any(is_opening);
    let start = title.filter(|title| !before(*title)).map_or(first, |title| title + 1);
    for at in start..layout.pieces.len() {
        reader.piece(at);
    }
    reader.finish()
}

struct Reader<'l> {
    layout: &'l Layout,
    facts: &'l Facts,
    root: usize,
    core: usize,
    tallies: Tallies,
    /// The days of the entries of a live blog, by area.
    entries: HashMap<usize, Date>,
    /// The letters of each piece, read for the first quotation.
    letters: Vec<String>,
    /// The quotations that were looked up among the pieces.
    looked_up: usize,
    blocks: Vec<Block>,
    /// The long texts among the blocks.
    long: HashSet<&'l str>,
    /// Whether a paragraph has been read.
    has_begun: bool,
    /// The area whose rest is left out, behind a heading that announces other stories.
    skipped: Option<Skipped>,
    /// The areas of figures with a quotation.
    quoted: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Skipped {
    area: usize,
    /// Whether prose ends it: the heading is among the story's own paragraphs.
    is_open: bool,
}

impl<'l> Reader<'l> {
    fn piece(&mut self, at: usize) {
        let layout: &'l Layout = self.layout;
        let Some(piece) = layout.pieces.get(at) else { return };
        if !self.layout.is_within(piece.area, self.root) {
            return;
        }
        let signs = self.layout.signs(piece);
        let is_core = self.layout.is_within(piece.area, self.core);
        if signs.any(Signs::PAGE.with(Signs::COMMENTS)) || self.is_skipped(piece, signs) {
            return;
        }
        let Some(mark) = self.mark(at, piece, signs, is_core) else { return };
        // A long text stands in the story once.
        if piece.text.len() > 40 && !self.long.insert(&piece.text) {
            return;
        }
        if matches!(mark, Mark::Paragraph | Mark::Quotation | Mark::Post | Mark::Item)
            && piece.text.len() > 30
        {
            self.has_begun = true;
        }
        if mark == Mark::Quotation {
            self.quoted.extend(self.around(piece.area, Signs::FIGURE));
        }
        self.blocks.push(Block { mark, text: piece.text.clone(), day: self.day(piece.area) });
    }

    /// Returns the outermost area around another that has a sign.
    fn around(&self, area: usize, sign: Signs) -> Option<usize> {
        let mut at = area;
        let mut found = None;
        while let Some(area) = self.layout.areas.get(at).filter(|area| area.signs.any(sign)) {
            found = Some(at);
            if at == 0 {
                break;
            }
            at = area.parent;
        }
        found
    }

    fn day(&self, area: usize) -> Option<Date> {
        let mut at = area;
        while at > 0 && !self.entries.is_empty() {
            if let Some(day) = self.entries.get(&at) {
                return Some(*day);
            }
            at = self.layout.areas.get(at)?.parent;
        }
        None
    }

    fn is_skipped(&mut self, piece: &Piece, signs: Signs) -> bool {
        let Some(skipped) = self.skipped else { return false };
        let inside = self.layout.is_within(piece.area, skipped.area);
        let is_story = skipped.is_open
            && signs.any(Signs::PARAGRAPH)
            && !signs.any(Signs::ITEM.with(Signs::HEADING))
            && piece.text.len() > 100
            && piece.is_finished()
            && !piece.is_linked(40)
            && self.layout.areas.get(piece.area).is_some_and(|area| area.parent == skipped.area);
        if !inside || is_story {
            self.skipped = None;
            return false;
        }
        true
    }

    /// Skips what a heading announces.
    fn skip(&mut self, piece: &Piece) {
        let mut around = self.layout.areas.get(piece.area).map_or(0, |area| area.parent);
        // The box around the heading may hold nothing else.
        let holds = |area: usize| self.tallies.get(area).all;
        while around > self.core && holds(around) == 1 {
            around = self.layout.areas.get(around).map_or(0, |area| area.parent);
        }
        let is_open =
            self.layout.is_within(self.core, around) && !(ends_story(&piece.text) && self.is_near_end(piece));
        self.skipped = Some(Skipped { area: around, is_open });
    }

    /// Returns whether most of the story is before a piece.
    fn is_near_end(&self, piece: &Piece) -> bool {
        let behind = self.layout.pieces.iter().skip_while(|other| !std::ptr::eq(*other, piece));
        let behind = behind.filter(|other| self.layout.is_within(other.area, self.core));
        behind.map(|other| other.text.len()).sum::<usize>() < self.length()
    }

    /// Returns the role of a piece, or `None` if it is no part of the story.
    fn mark(&mut self, at: usize, piece: &Piece, signs: Signs, is_core: bool) -> Option<Mark> {
        if signs.any(Signs::TITLE) && self.facts.titles.iter().any(|title| same(title, &piece.text)) {
            return None;
        }
        if signs.any(Signs::POST) {
            return Some(if is_dashed(&piece.text) { Mark::Attribution } else { Mark::Post });
        }
        let furniture =
            Signs::FURNITURE.with(Signs::RELATED).with(Signs::WRITER).with(Signs::PULL).with(Signs::ASIDE);
        if signs.any(furniture) {
            return None;
        }
        if signs.any(Signs::QUOTE) {
            return self.quotation(piece, signs);
        }
        if signs.any(Signs::FOOTER) {
            return None;
        }
        if signs.any(Signs::HIGHLIGHTS) {
            return Some(Mark::Highlight);
        }
        if signs.any(Signs::CREDIT.with(Signs::CAPTION).with(Signs::FIGURE)) {
            return self.caption(piece, signs);
        }
        let is_lead = !self.has_begun && self.is_lead(piece, signs);
        if is_lead {
            return Some(Mark::Standfirst);
        }
        if signs.any(Signs::BYLINE.with(Signs::DATE)) && (!self.has_begun || piece.text.len() < 200) {
            return None;
        }
        if signs.any(Signs::HEADING) {
            return self.heading(at, piece, is_core);
        }
        if !is_core {
            return self.outside(at, piece, signs);
        }
        if signs.any(Signs::ITEM) {
            return self.item(piece);
        }
        self.paragraph(piece, signs)
    }

    fn quotation(&mut self, piece: &Piece, signs: Signs) -> Option<Mark> {
        let short = piece.words() <= 20;
        if short
            && (signs.any(Signs::FOOTER.with(Signs::SOURCE).with(Signs::CAPTION)) || is_dashed(&piece.text))
        {
            let follows =
                self.blocks.last().is_some_and(|block| matches!(block.mark, Mark::Quotation | Mark::Post));
            return follows.then_some(Mark::Attribution);
        }
        if piece.is_linked(80) || promotes(piece) {
            return None;
        }
        // Words of the story set large beside it.
        self.looked_up += 1;
        let is_pull = self.looked_up <= LOOKED_UP && self.is_elsewhere(piece);
        (!is_pull).then_some(Mark::Quotation)
    }

    /// Returns whether the words of a piece are part of a longer one.
    fn is_elsewhere(&mut self, piece: &Piece) -> bool {
        let layout = self.layout;
        if self.letters.is_empty() {
            self.letters = layout.pieces.iter().map(|other| squeezed(&other.text)).collect();
        }
        let words = squeezed(&piece.text);
        layout.pieces.iter().zip(&self.letters).any(|(other, letters)| {
            other.text.len() > piece.text.len()
                && other.area != piece.area
                && !layout.signs(other).any(Signs::QUOTE)
                && letters.contains(&words)
        })
    }

    fn caption(&self, piece: &Piece, signs: Signs) -> Option<Mark> {
        if self.around(piece.area, Signs::FIGURE).is_some_and(|figure| self.quoted.contains(&figure)) {
            return Some(Mark::Attribution);
        }
        if !self.layout.is_within(piece.area, self.core) {
            return None;
        }
        Some(if signs.any(Signs::CREDIT) { Mark::Credit } else { Mark::Caption })
    }

    /// Returns whether a piece before the story is its standfirst.
    fn is_lead(&self, piece: &Piece, signs: Signs) -> bool {
        if piece.is_linked(50) || piece.words() < 4 || piece.text.len() > 700 || self.is_line_of_page(piece) {
            return false;
        }
        let words = squeezed(&piece.text);
        let described = self.facts.descriptions.iter().map(|told| squeezed(told)).any(|told| {
            let told = told.trim_end_matches("...");
            words.len() > 25 && told.len() > 25 && (told.starts_with(&words) || words.starts_with(told))
        });
        let is_core = self.layout.is_within(piece.area, self.core);
        signs.any(Signs::STANDFIRST)
            || described && (signs.any(Signs::HEADING) || !is_core)
            || signs.any(Signs::HEADING)
                && piece.words() >= 6
                && !piece.is_linked(20)
                && !announces(&piece.text)
            || !is_core && !signs.any(Signs::BYLINE.with(Signs::DATE).with(Signs::ITEM)) && piece.words() >= 8
    }

    /// Returns whether a piece is a byline, a date or a button above the story.
    fn is_line_of_page(&self, piece: &Piece) -> bool {
        let lower = piece.text.to_lowercase();
        let dated = ["by ", "published", "posted", "updated", "last updated"];
        let buttons = ["share", "listen", "photo", "image", "getty", "advertis", "text size", "reading time"];
        piece.words() <= 25 && dated.iter().any(|start| lower.starts_with(start))
            || piece.words() <= 8 && buttons.iter().any(|start| lower.starts_with(start))
            || piece.words() <= 12 && moment(&piece.text, None).is_some()
            || lower.ends_with("min read")
    }

    fn heading(&mut self, at: usize, piece: &Piece, is_core: bool) -> Option<Mark> {
        if announces(&piece.text) {
            self.skip(piece);
            return None;
        }
        if self.heads_links(at, piece) || opens_pull_quote(piece) {
            return None;
        }
        if piece.is_linked(70) {
            // A card: the picture, the headline and the first words of another story.
            let around = self.layout.areas.get(piece.area).map_or(0, |area| area.parent);
            if !self.layout.is_within(self.core, around) {
                self.skipped = Some(Skipped { area: around, is_open: false });
            }
            return None;
        }
        // The entries of a live blog begin with a heading each.
        (is_core && (self.has_begun || self.facts.is_live && !self.entries.is_empty()))
            .then_some(Mark::Subhead)
    }

    /// Returns whether a heading stands above links to other pages.
    fn heads_links(&self, at: usize, piece: &Piece) -> bool {
        let least = if piece.text.ends_with(':') { 1 } else { 2 };
        let mut below = self.layout.pieces.iter().skip(at + 1).take(least);
        below.len() == least && below.all(|other| other.is_linked(70))
    }

    /// Returns the role of a piece beside the core.
    fn outside(&self, at: usize, piece: &Piece, signs: Signs) -> Option<Mark> {
        let looks = piece.text.len() >= 80
            && piece.is_finished()
            && !piece.is_linked(25)
            && !signs.any(Signs::ITEM.with(Signs::CELL).with(Signs::FOOTER));
        // One of several beside each other, or as long as a paragraph of a story is.
        let is_story = |other: &&Piece| {
            other.text.len() >= 80
                && other.is_finished()
                && !other.is_linked(25)
                && self
                    .layout
                    .areas
                    .get(other.area)
                    .zip(self.layout.areas.get(piece.area))
                    .is_some_and(|(a, b)| a.parent == b.parent)
        };
        let from = at.saturating_sub(2);
        let near = self.layout.pieces.get(from..).unwrap_or_default().iter().take(5).filter(is_story).count();
        let is_open = self.has_begun;
        (looks && is_open && near > 1).then_some(Mark::Paragraph)
    }

    fn item(&self, piece: &Piece) -> Option<Mark> {
        let Some(list) = self.around(piece.area, Signs::ITEM) else { return Some(Mark::Item) };
        let list = self.layout.areas.get(list).map_or(0, |area| area.parent);
        let Tally { mass, all, links, prose, .. } = self.tallies.get(list);
        // A list of links, or of tags, names and buttons.
        if links * 2 > all || prose * 2 < all || !self.has_begun && links > 0 {
            return None;
        }
        // A short list above the first paragraph sums the story up.
        let sums_up = !self.has_begun && piece.words() <= 45 && mass * 3 < self.tallies.mass(self.core);
        let mark = if sums_up { Mark::Highlight } else { Mark::Item };
        (!piece.is_linked(80) && !promotes(piece)).then_some(mark)
    }

    fn paragraph(&mut self, piece: &Piece, signs: Signs) -> Option<Mark> {
        let words = piece.words();
        if words == 0 {
            return None;
        }
        let is_paragraph = signs.any(Signs::PARAGRAPH);
        let is_bold = piece.bold * 10 >= piece.text.len() * 9;
        let finished = piece.is_finished();
        if piece.is_linked(85) && (!finished || words <= 25) {
            return None;
        }
        if is_colophon(&piece.text) || promotes(piece) {
            return None;
        }
        if words <= 15 && is_credit(&piece.text) {
            return Some(Mark::Credit);
        }
        if is_labelled_link(piece) {
            return None;
        }
        if words <= 10 && (!finished || piece.text.ends_with(':')) && announces(&piece.text) {
            self.skip(piece);
            return None;
        }
        if (piece.is_linked(30) || is_bold) && words <= 30 && leads_away(&piece.text) {
            return None;
        }
        if !self.has_begun {
            let prose = piece.text.len() >= 60
                && !piece.is_linked(50)
                && (finished || is_paragraph || piece.text.len() > 140);
            let short = is_paragraph && finished && words >= 3 && !self.is_line_of_page(piece);
            return (prose && !self.is_line_of_page(piece) || short).then_some(Mark::Paragraph);
        }
        if signs.any(Signs::CELL) && !is_paragraph && !(finished && piece.text.len() >= 60) {
            return None;
        }
        if is_bold && !finished && words <= 14 {
            return Some(Mark::Subhead);
        }
        // "Published in the Gazette, March 5th, 2026".
        if words <= 10 && piece.text.starts_with("Published ") && moment_in(&piece.text, None).is_some() {
            return None;
        }
        // Buttons, and the labels of charts.
        if !finished && (words <= 3 || !is_paragraph && piece.text.len() < 80) {
            return None;
        }
        Some(Mark::Paragraph)
    }

    fn finish(mut self) -> Story {
        // Headings with nothing behind them.
        while self.blocks.len() > 1
            && self
                .blocks
                .last()
                .is_some_and(|block| matches!(block.mark, Mark::Subhead | Mark::Caption | Mark::Credit))
            && self.blocks.last().is_some_and(|block| block.mark == Mark::Subhead)
        {
            self.blocks.pop();
        }
        let notes = if self.read_told_body() { vec![TOLD.to_owned()] } else { self.notes() };
        Story { blocks: self.blocks, notes }
    }

    /// Takes the text that the page gives for machines where hardly any of it is shown; returns whether that is so.
    fn read_told_body(&mut self) -> bool {
        let Some(told) = self.facts.body.as_deref().filter(|told| told.len() > 2 * self.length() + 600)
        else {
            return false;
        };
        if self.length() >= 900 {
            return false;
        }
        let lines: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let known = |text: &str| squeezed(told).contains(&squeezed(text));
        self.blocks.retain(|block| block.mark != Mark::Paragraph || !known(&block.text));
        let paragraph = |text: &&str| Block { mark: Mark::Paragraph, text: (*text).to_owned(), day: None };
        self.blocks.extend(lines.iter().map(paragraph));
        true
    }

    /// Returns the length of the story in bytes.
    fn length(&self) -> usize {
        let story = self.blocks.iter().filter(|block| !block.mark.kind().is_boilerplate());
        story.map(|block| block.text.len()).sum()
    }

    /// Returns what is doubtful about the story.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let of = |at: usize| self.tallies.mass(at);
        let other = self.layout.areas.iter().enumerate().find(|(at, area)| {
            area.signs.any(Signs::ARTICLE)
                && !self.layout.is_within(*at, self.root)
                && !self.layout.is_within(self.root, *at)
                && of(*at) > STORY
                && of(*at) * 2 > of(self.root)
        });
        if other.is_some() {
            notes.push("this page has two stories: the one under its headline was read".to_owned());
        }
        let length = self.length();
        let has_wall = || self.facts.is_paid || self.layout.pieces.iter().any(|piece| is_wall(&piece.text));
        let breaks_off = self
            .blocks
            .last()
            .is_some_and(|block| block.text.ends_with(['…']) || block.text.ends_with("..."));
        if length < 900 && (breaks_off || has_wall()) {
            notes.push(
                "the story looks cut off, as behind a wall: save the page while you can read all of it"
                    .to_owned(),
            );
        }
        notes
    }
}

/// Returns whether a heading only opens words of the story that are set large below it.
fn opens_pull_quote(piece: &Piece) -> bool {
    piece.text.starts_with('“') && !piece.text.contains('”') && piece.words() <= 3
}

/// Returns whether a piece is a link behind a label: "Coast news: Rain all week".
fn is_labelled_link(piece: &Piece) -> bool {
    let Some((label, rest)) = piece.text.split_once(':') else { return false };
    let rest = rest.trim_end_matches(['.', ' ']).trim_start();
    piece.words() > 3 && label.split(' ').count() <= 4 && piece.links > 0 && piece.links >= rest.len()
}

/// Returns whether a piece asks for readers, and leads to where they can sign up.
fn promotes(piece: &Piece) -> bool {
    (piece.links > 0 || piece.bold * 10 >= piece.text.len() * 9) && is_promotion(&piece.text)
}

/// Returns whether a text begins with a dash, as the source of a quotation does.
fn is_dashed(text: &str) -> bool {
    text.starts_with(['—', '–', '―']) || text.starts_with("-- ") || text.starts_with("- ")
}

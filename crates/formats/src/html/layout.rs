//! A page as the areas that it is divided into and the pieces of text in them, in order.
//!
//! Words are neither glued nor split: inline elements join, block elements and line breaks part. What is not shown is
//! left out.

use dom_query::{Document, NodeRef};

use super::signs::{Signs, signs};

/// A block element.
#[derive(Debug)]
pub(super) struct Area {
    pub(super) parent: usize,
    /// One past the last area within it.
    pub(super) end: usize,
    /// Its own signs; after [`Layout::from_page`], also those of the areas around it.
    pub(super) signs: Signs,
    /// Bytes of prose in it.
    pub(super) mass: usize,
    /// The moment of the first `time` element in it.
    pub(super) moment: Option<String>,
    /// The name of the element with its class, for comparing areas.
    pub(super) name: String,
    /// Whether it has a picture or a video.
    pub(super) has_picture: bool,
}

/// A text without a break.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) area: usize,
    pub(super) text: String,
    /// Bytes of it that are in links, and in bold.
    pub(super) links: usize,
    pub(super) bold: usize,
}

impl Piece {
    /// Returns whether more than this share, in hundredths, is in links.
    pub(super) const fn is_linked(&self, share: usize) -> bool {
        self.links * 100 > self.text.len() * share
    }

    pub(super) fn words(&self) -> usize {
        self.text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count()
    }

    /// Returns whether it ends as a sentence does.
    pub(super) fn is_finished(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
        end.ends_with(['.', '!', '?', '…', ':', ';'])
    }

    pub(super) fn is_prose(&self) -> bool {
        self.text.len() >= 40 && !self.is_linked(50)
    }
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// In the order in which they open: the area around another comes before it. The first is the whole page.
    pub(super) areas: Vec<Area>,
    pub(super) pieces: Vec<Piece>,
}

/// Elements whose content is not text of the page.
const SKIPPED: [&str; 24] = [
    "script", "style", "noscript", "template", "iframe", "svg", "math", "canvas", "button", "select",
    "option", "textarea", "input", "object", "embed", "audio", "video", "map", "datalist", "head",
    "noframes", "label", "rp", "rt",
];

/// Elements that flow in a line; all others are blocks.
const INLINE: [&str; 44] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img", "picture", "source", "ruby", "rb", "meta", "link", "param",
    "track", "amp-img", "blink",
];

impl Layout {
    pub(super) fn from_page(page: &Document) -> Self {
        let mut walk = Walk::default();
        walk.open(Signs::NONE, String::new());
        walk.tree(page.root());
        walk.flush();
        let mut layout = walk.layout;
        let count = layout.areas.len();
        if let Some(whole) = layout.areas.first_mut() {
            whole.end = count;
        }
        layout.join_initials();
        layout.weigh();
        layout
    }

    /// Joins an initial that is set as a block of its own to the word that it begins.
    fn join_initials(&mut self) {
        let mut joined: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        for piece in std::mem::take(&mut self.pieces) {
            let begins = piece.text.starts_with(char::is_lowercase);
            match joined.last_mut() {
                Some(before) if begins && is_initial(&before.text) => {
                    before.text.push_str(&piece.text);
                    before.links += piece.links;
                    before.bold += piece.bold;
                    before.area = piece.area;
                }
                _ => joined.push(piece),
            }
        }
        self.pieces = joined;
    }

    /// Sums the prose of each area, drops signs that its size contradicts, and hands the others on.
    fn weigh(&mut self) {
        for piece in self.pieces.iter().filter(|piece| piece.is_prose()) {
            if let Some(area) = self.areas.get_mut(piece.area) {
                area.mass += piece.text.len();
            }
        }
        let mut has_title = vec![false; self.areas.len()];
        let mut has_heading = vec![false; self.areas.len()];
        let headings = self.areas.iter().filter(|area| area.signs.any(Signs::TITLE)).count();
        for at in (1..self.areas.len()).rev() {
            let Some(area) = self.areas.get(at) else { continue };
            let (parent, mass) = (area.parent, area.mass);
            let is_heading = area.signs.any(Signs::TITLE);
            let title = area.signs.any(Signs::TITLE.with(Signs::MAIN).with(Signs::BODY).with(Signs::ARTICLE))
                || has_title.get(at) == Some(&true);
            if let Some(around) = self.areas.get_mut(parent) {
                around.mass += mass;
            }
            if let Some(slot) = has_title.get_mut(parent) {
                *slot |= title;
            }
            let heading = is_heading || has_heading.get(at) == Some(&true);
            if let Some(slot) = has_heading.get_mut(parent) {
                *slot |= heading;
            }
        }
        let all = self.areas.first().map_or(0, |area| area.mass);
        for at in 1..self.areas.len() {
            let around = self.areas.get(at).and_then(|area| self.areas.get(area.parent));
            let inherited = around.map_or(Signs::NONE, |area| area.signs.only(Signs::INHERITED));
            let holds_title = has_title.get(at) == Some(&true);
            let Some(area) = self.areas.get_mut(at) else { continue };
            let mut own = area.signs;
            let is_story = holds_title && area.mass * 4 > all;
            if area.mass * 3 > all || is_story || area.mass > 4000 {
                own = own.without(Signs::SMALL);
            }
            // The headline is in no sidebar, whatever the layout calls its columns.
            if headings <= 3 && has_heading.get(at) == Some(&true) {
                own = own.without(Signs::FURNITURE.with(Signs::RELATED).with(Signs::ASIDE));
            }
            if is_story && area.mass * 2 > all {
                own = own.without(Signs::PAGE.with(Signs::COMMENTS));
            }
            if area.mass > 1500 {
                let small = Signs::CAPTION.with(Signs::CREDIT).with(Signs::BYLINE).with(Signs::DATE);
                own = own.without(small.with(Signs::STANDFIRST));
            }
            area.signs = own.with(inherited);
        }
    }

    /// Returns the signs of a piece's area.
    pub(super) fn signs(&self, piece: &Piece) -> Signs {
        self.areas.get(piece.area).map_or(Signs::NONE, |area| area.signs)
    }

    /// Returns whether an area is another one or lies within it.
    pub(super) fn is_within(&self, area: usize, around: usize) -> bool {
        area >= around && self.areas.get(around).is_some_and(|outer| area < outer.end)
    }
}

fn is_initial(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !matches!(letter, '“' | '"' | '‘' | '\''));
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// What has been read of a page.
#[derive(Default)]
struct Walk {
    layout: Layout,
    /// The open areas.
    open: Vec<usize>,
    /// The texts since the last block began, apart by line breaks.
    lines: Vec<Piece>,
    links: usize,
    bold: usize,
}

/// What is to be undone when an element ends.
enum End {
    Block,
    Link,
    Bold,
    Quote,
    Nothing,
}

impl Walk {
    fn tree(&mut self, root: NodeRef<'_>) {
        let mut ends: Vec<End> = Vec::new();
        let mut node = root;
        loop {
            if self.enter(&node, &mut ends)
                && let Some(child) = node.first_child()
            {
                node = child;
                continue;
            }
            loop {
                if node.is_element() || node.id == root.id {
                    self.leave(ends.pop());
                }
                if node.id == root.id {
                    return;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                match node.parent() {
                    Some(parent) => node = parent,
                    None => return,
                }
            }
        }
    }

    /// Enters a node, and returns whether to go on with its children.
    fn enter(&mut self, node: &NodeRef<'_>, ends: &mut Vec<End>) -> bool {
        if node.is_text() {
            let text = node.text();
            self.text(&text);
            return false;
        }
        if !node.is_element() {
            if node.is_document() {
                ends.push(End::Nothing);
            }
            return node.is_document();
        }
        let name = node.node_name().unwrap_or_default();
        if SKIPPED.contains(&&*name) {
            if matches!(&*name, "video" | "iframe" | "audio") {
                self.picture();
            }
            ends.push(End::Nothing);
            return false;
        }
        let Some(signs) = signs(node, &name) else {
            ends.push(End::Nothing);
            return false;
        };
        self.element(node, &name, signs, ends);
        true
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str, signs: Signs, ends: &mut Vec<End>) {
        // A caption, a pull quote or a subhead is a text of its own, even in a span; a source, where there is a quotation.
        let apart = Signs::CAPTION.with(Signs::CREDIT).with(Signs::PAGE).with(Signs::BYLINE);
        let large = Signs::PULL.with(Signs::HEADING);
        let inline = INLINE.contains(&name);
        // The mark that opens a quotation may be set large as well.
        let is_large = || signs.any(large) && node.text().contains(char::is_alphanumeric);
        let is_apart = inline
            && name != "a"
            && (signs.any(apart) || is_large() || name == "cite" && self.is_in_quotation());
        match name {
            "br" => {
                self.lines.push(Piece::default());
                ends.push(End::Nothing);
            }
            "img" | "picture" => {
                self.picture();
                ends.push(End::Nothing);
            }
            "time" => {
                self.moment(node);
                ends.push(End::Nothing);
            }
            "q" => {
                self.text("“");
                ends.push(End::Quote);
            }
            "a" => {
                self.links += 1;
                ends.push(End::Link);
            }
            "b" | "strong" => {
                self.begin_bold();
                ends.push(End::Bold);
            }
            _ if inline && !is_apart => ends.push(End::Nothing),
            _ => {
                self.flush();
                let class = node.class().unwrap_or_default();
                let class: String = class.chars().take(60).collect();
                self.open(signs, format!("{name}.{class}"));
                ends.push(End::Block);
            }
        }
    }

    /// Returns whether an open area is a quotation.
    fn is_in_quotation(&self) -> bool {
        let Some(mut at) = self.open.last().copied() else { return false };
        loop {
            let Some(area) = self.layout.areas.get(at) else { return false };
            if area.signs.any(Signs::QUOTE.with(Signs::PULL)) {
                return true;
            }
            if at == 0 {
                return false;
            }
            at = area.parent;
        }
    }

    /// Begins words in bold, which part from a sentence right before them: they are a heading.
    fn begin_bold(&mut self) {
        let is_sentence = |line: &Piece| {
            line.words() > 6 && line.text.ends_with(['.', '!', '?', '”', '"']) && line.text.len() > 40
        };
        if self.bold == 0 && self.lines.last().is_some_and(is_sentence) {
            self.lines.push(Piece::default());
            self.lines.push(Piece::default());
        }
        self.bold += 1;
    }

    fn leave(&mut self, end: Option<End>) {
        match end {
            Some(End::Block) => {
                self.flush();
                let count = self.layout.areas.len();
                if let Some(area) = self.open.pop().and_then(|at| self.layout.areas.get_mut(at)) {
                    area.end = count;
                }
            }
            Some(End::Link) => self.links = self.links.saturating_sub(1),
            Some(End::Bold) => self.bold = self.bold.saturating_sub(1),
            Some(End::Quote) => self.text("”"),
            Some(End::Nothing) | None => {}
        }
    }

    fn open(&mut self, signs: Signs, name: String) {
        let parent = self.open.last().copied().unwrap_or_default();
        self.open.push(self.layout.areas.len());
        let area = Area { parent, end: 0, signs, mass: 0, moment: None, name, has_picture: false };
        self.layout.areas.push(area);
    }

    /// Notes a picture in the areas that are open, up to three of them.
    fn picture(&mut self) {
        for at in self.open.iter().rev().take(3) {
            if let Some(area) = self.layout.areas.get_mut(*at) {
                area.has_picture = true;
            }
        }
    }

    fn moment(&mut self, node: &NodeRef<'_>) {
        let told = node.attr("datetime").map_or_else(|| node.text().to_string(), |told| told.to_string());
        for at in self.open.iter().rev().take(6) {
            if let Some(area) = self.layout.areas.get_mut(*at) {
                area.moment.get_or_insert_with(|| told.clone());
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.lines.is_empty() {
            self.lines.push(Piece::default());
        }
        let Some(line) = self.lines.last_mut() else { return };
        let before = line.text.len();
        for letter in text.chars() {
            match letter {
                // Soft hyphens and what has no width.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                _ if letter.is_whitespace() => {
                    if !line.text.is_empty() && !line.text.ends_with(' ') {
                        line.text.push(' ');
                    }
                }
                _ if letter.is_control() => {}
                _ => line.text.push(letter),
            }
        }
        let added = line.text.len() - before;
        if self.links > 0 {
            line.links += added;
        }
        if self.bold > 0 {
            line.bold += added;
        }
    }

    /// Ends the block.
    fn flush(&mut self) {
        let area = self.open.last().copied().unwrap_or_default();
        let mut lines = std::mem::take(&mut self.lines).into_iter();
        let Some(mut line) = lines.next() else { return };
        let mut blank = false;
        for next in lines {
            if next.text.trim().is_empty() {
                blank = true;
                continue;
            }
            if line.text.trim().is_empty() || !blank && !are_apart(&line, &next) {
                if !line.text.is_empty() && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&next.text);
                line.links += next.links;
                line.bold += next.bold;
            } else {
                self.push(std::mem::replace(&mut line, next), area);
            }
            blank = false;
        }
        self.push(line, area);
    }

    fn push(&mut self, mut piece: Piece, area: usize) {
        piece.text.truncate(piece.text.trim_end().len());
        if !piece.text.is_empty() {
            piece.area = area;
            self.layout.pieces.push(piece);
        }
    }
}

/// Returns whether a line break parts two lines: behind a sentence, and behind a heading.
fn are_apart(before: &Piece, next: &Piece) -> bool {
    let capital =
        next.text.trim_start_matches(['“', '"', '‘', '\'']).starts_with(|c: char| !c.is_lowercase());
    let is_bold = |line: &Piece| line.bold * 10 >= line.text.trim().len() * 9;
    let is_byline = next.words() <= 12 && next.text.to_lowercase().starts_with("by ");
    capital
        && (before.is_finished()
            || before.words() <= 8 && next.words() >= 12
            || is_bold(before) && next.bold == 0 && before.words() > 2
            || is_byline)
}

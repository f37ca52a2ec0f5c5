//! The letters of a PDF's pages with their places: follows the content streams for what they show as text.

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use anyhow::{Result, bail};
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM,
    hayro_cmap::BfString,
    hayro_syntax::{
        content::{TypedIter, ops::TypedInstruction},
        object::{Dict, Name, Number, Object, Stream},
        page::{Page, Resources},
    },
    kurbo::{Affine, Point, Vec2},
};

/// The most letters that are read.
const MAX_LETTERS: usize = 4_000_000;
/// The most instructions that are followed.
const MAX_STEPS: usize = 40_000_000;
/// How deep forms may be in each other, and states be saved.
const MAX_DEPTH: usize = 12;
const MAX_SAVED: usize = 500;

/// Letters of one line without a wide gap. Places are in points from the top left corner of the page.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) left: f64,
    pub(super) right: f64,
    /// The line on which the letters stand.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Letters in bold.
    pub(super) bold: usize,
    pub(super) text: String,
    /// Whether the file itself says that it is no content of the page.
    pub(super) is_artifact: bool,
}

/// A page with its fragments in the order in which they are drawn.
#[derive(Debug, Default)]
pub(super) struct LetterPage {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) fragments: Vec<Fragment>,
}

/// The letters of a document.
pub(super) struct Letters {
    pub(super) pages: Vec<LetterPage>,
    /// Letters whose meaning is known, and others.
    pub(super) known: usize,
    pub(super) unknown: usize,
}

/// Reads the letters of all pages.
///
/// # Errors
/// If there are more than are read.
pub(super) fn read<'a>(pages: &'a [Page<'a>]) -> Result<Letters> {
    let font_resolver: FontResolverFn = Arc::new(|query: &FontQuery| match query {
        FontQuery::Standard(font) => Some(font.get_font_data()),
        FontQuery::Fallback(like) => Some(like.pick_standard_font().get_font_data()),
    });
    let cmap_resolver: CMapResolverFn = Arc::new(|_| None);
    let mut walk = Walk {
        fonts: FontCache::new(),
        font_resolver,
        cmap_resolver,
        page: LetterPage::default(),
        known: 0,
        unknown: 0,
        steps: 0,
        artifacts: Vec::new(),
        last: None,
    };
    let mut read = Vec::with_capacity(pages.len());
    for page in pages {
        let (width, height) = page.render_dimensions();
        walk.page = LetterPage { width: f64::from(width), height: f64::from(height), fragments: Vec::new() };
        walk.last = None;
        walk.artifacts.clear();
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        if let Some(content) = page.page_stream() {
            walk.content(content, page.resources(), transform, 0);
        }
        if walk.steps > MAX_STEPS || walk.known + walk.unknown > MAX_LETTERS {
            bail!("it has more than {MAX_LETTERS} letters, or as much drawing: split it");
        }
        read.push(std::mem::take(&mut walk.page));
    }
    Ok(Letters { pages: read, known: walk.known, unknown: walk.unknown })
}

/// A font, with the letters of its codes as far as they were met.
struct Face<'a> {
    font: Font<'a>,
    is_bold: bool,
    letters: RefCell<HashMap<u32, Option<String>>>,
}

impl<'a> Face<'a> {
    fn letter(&self, code: u32) -> Option<String> {
        let known = self.letters.borrow().get(&code).cloned();
        known.unwrap_or_else(|| {
            let letter = match self.font.glyph(self.font.map_code(code), code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let letter = letter.map(|letter| match letter {
                BfString::Char(letter) => plain(&letter.to_string()),
                BfString::String(letters) => plain(&letters),
            });
            self.letters.borrow_mut().insert(code, letter.clone());
            letter
        })
    }
}

/// Returns letters as texts have them: ligatures apart, all spaces one, nothing invisible.
fn plain(letters: &str) -> String {
    let mut plain = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ if letter.is_whitespace() => plain.push(' '),
            _ if letter.is_control() => {}
            _ => plain.push(letter),
        }
    }
    plain
}

/// The state of drawing that letters depend on.
#[derive(Clone)]
struct State<'a> {
    transform: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// What is kept of the last letter, to leave out letters that are drawn twice for bold type.
struct Last {
    x: f64,
    y: f64,
    letter: String,
}

struct Walk<'a> {
    fonts: FontCache<'a>,
    font_resolver: FontResolverFn,
    cmap_resolver: CMapResolverFn,
    page: LetterPage,
    known: usize,
    unknown: usize,
    steps: usize,
    /// For each open piece of marked content, whether it is said to be no content of the page.
    artifacts: Vec<bool>,
    last: Option<Last>,
}

/// The matrices of a text: of the next letter, and of the start of its line.
#[derive(Clone, Copy)]
struct Matrices {
    letter: Affine,
    line: Affine,
}

impl Matrices {
    const START: Self = Self { letter: Affine::IDENTITY, line: Affine::IDENTITY };

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.letter = self.line;
    }
}

impl<'a> Walk<'a> {
    fn content(&mut self, bytes: &[u8], resources: &Resources<'a>, transform: Affine, depth: usize) {
        let mut state = State {
            transform,
            face: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut text = Matrices::START;
        let mut faces: HashMap<String, Option<Rc<Face<'a>>>> = HashMap::new();
        let mut steps = TypedIter::new(bytes);
        while let Some(step) = steps.next() {
            self.steps += 1;
            if self.steps > MAX_STEPS || self.known + self.unknown > MAX_LETTERS {
                return;
            }
            match step {
                TypedInstruction::SaveState(_) if saved.len() < MAX_SAVED => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                TypedInstruction::Transform(by) => {
                    let [a, b, c, d, e, f] =
                        [by.0, by.1, by.2, by.3, by.4, by.5].map(|number| number.as_f64());
                    state.transform *= Affine::new([a, b, c, d, e, f]);
                }
                TypedInstruction::TextFont(font) => {
                    let face = faces
                        .entry(font.0.as_str().to_owned())
                        .or_insert_with(|| self.face(resources, font.0));
                    state.face = face.clone();
                    state.size = font.1.as_f64();
                }
                TypedInstruction::XObject(object) => {
                    if let Some(form) = resources.get_x_object(object.0).filter(|_| depth < MAX_DEPTH) {
                        self.form(&form, resources, state.transform, depth);
                    }
                }
                TypedInstruction::BeginMarkedContent(marked) => self.begin(marked.0),
                TypedInstruction::BeginMarkedContentWithProperties(marked) => self.begin(marked.0),
                TypedInstruction::EndMarkedContent(_) => {
                    self.artifacts.pop();
                }
                other => self.text_step(other, &mut state, &mut text),
            }
        }
    }

    fn text_step(&mut self, step: TypedInstruction<'_, '_>, state: &mut State<'a>, text: &mut Matrices) {
        let number = |number: &Number| number.as_f64();
        match step {
            TypedInstruction::BeginText(_) => *text = Matrices::START,
            TypedInstruction::CharacterSpacing(space) => state.letter_space = number(&space.0),
            TypedInstruction::WordSpacing(space) => state.word_space = number(&space.0),
            TypedInstruction::HorizontalScaling(scale) => state.scale = number(&scale.0) / 100.0,
            TypedInstruction::TextLeading(leading) => state.leading = number(&leading.0),
            TypedInstruction::TextRise(rise) => state.rise = number(&rise.0),
            TypedInstruction::NextLine(by) => text.next_line(number(&by.0), number(&by.1)),
            TypedInstruction::NextLineAndSetLeading(by) => {
                state.leading = -number(&by.1);
                text.next_line(number(&by.0), number(&by.1));
            }
            TypedInstruction::SetTextMatrix(to) => {
                let to = [&to.0, &to.1, &to.2, &to.3, &to.4, &to.5].map(number);
                *text = Matrices { letter: Affine::new(to), line: Affine::new(to) };
            }
            TypedInstruction::NextLineUsingLeading(_) => text.next_line(0.0, -state.leading),
            TypedInstruction::ShowText(shown) => self.show(shown.0.as_bytes(), state, text),
            TypedInstruction::NextLineAndShowText(shown) => {
                text.next_line(0.0, -state.leading);
                self.show(shown.0.as_bytes(), state, text);
            }
            TypedInstruction::ShowTextWithParameters(shown) => {
                state.word_space = number(&shown.0);
                state.letter_space = number(&shown.1);
                text.next_line(0.0, -state.leading);
                self.show(shown.2.as_bytes(), state, text);
            }
            TypedInstruction::ShowTexts(shown) => {
                for part in shown.0.iter::<Object<'_>>() {
                    match part {
                        Object::String(shown) => self.show(shown.as_bytes(), state, text),
                        Object::Number(by) => {
                            let by = -by.as_f64() / f64::from(UNITS_PER_EM) * state.size;
                            let is_flat = state.face.as_ref().is_none_or(|face| face.font.is_horizontal());
                            let by = if is_flat { (by * state.scale, 0.0) } else { (0.0, by) };
                            text.letter *= Affine::translate(by);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, name: &Name<'_>) {
        if self.artifacts.len() < MAX_SAVED {
            let is_within = self.artifacts.last() == Some(&true);
            self.artifacts.push(is_within || name.as_str() == "Artifact");
        }
    }

    fn face(&self, resources: &Resources<'a>, name: &Name<'_>) -> Option<Rc<Face<'a>>> {
        let dict = resources.get_font(name)?;
        let font = self.fonts.font(&dict, &self.font_resolver, &self.cmap_resolver)?;
        Some(Rc::new(Face { font, is_bold: is_bold(&dict), letters: RefCell::default() }))
    }

    fn form(&mut self, form: &Stream<'a>, around: &Resources<'a>, transform: Affine, depth: usize) {
        let dict = form.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_str() != "Form") {
            return;
        }
        let Ok(content) = form.decoded_data() else { return };
        let matrix = dict.get::<[f64; 6]>("Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        // What a form costs besides its instructions.
        self.steps += 100;
        self.content(&content, own.as_ref().unwrap_or(around), transform * Affine::new(matrix), depth + 1);
    }

    fn show(&mut self, bytes: &[u8], state: &State<'a>, text: &mut Matrices) {
        let Some(face) = &state.face else { return };
        let is_flat = face.font.is_horizontal();
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = face.font.read_code(bytes, at);
            if length == 0 {
                return;
            }
            at += length;
            let advance: Vec2 = face.font.code_advance(code) / f64::from(UNITS_PER_EM) * state.size;
            let to_page = state.transform
                * text.letter
                * Affine::new([state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise]);
            let wide = if state.size == 0.0 { 0.0 } else { advance.x / state.size };
            let place = Place {
                from: to_page * Point::ZERO,
                to: to_page * Point::new(wide, 0.0),
                above: to_page * Point::new(0.0, 1.0),
            };
            match face.letter(code) {
                Some(letter) => self.letter(&letter, &place, face.is_bold),
                None => self.unknown += 1,
            }
            let space = state.letter_space + if code == 32 && length == 1 { state.word_space } else { 0.0 };
            let by =
                if is_flat { ((advance.x + space) * state.scale, 0.0) } else { (0.0, advance.y + space) };
            text.letter *= Affine::translate(by);
        }
    }

    fn letter(&mut self, letter: &str, place: &Place, is_bold: bool) {
        self.known += 1;
        let Place { from, to, above } = *place;
        let size = (above - from).hypot();
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let is_sane =
            [from.x, from.y, to.x, to.y, size].iter().all(|number| number.is_finite() && number.abs() < 1e6);
        // Text that stands upright or on its head is a mark on the page's edge.
        if letter.is_empty() || !is_sane || size < 1.0 || dy.abs() > 0.2 * dx.abs() || dx < 0.0 {
            return;
        }
        let is_twice = self.last.as_ref().is_some_and(|last| {
            last.letter == letter
                && (last.x - from.x).abs() < 0.1 * size
                && (last.y - from.y).abs() < 0.1 * size
        });
        if is_twice {
            return;
        }
        let is_artifact = self.artifacts.last() == Some(&true);
        let bold = usize::from(is_bold && letter != " ");
        self.last = Some(Last { x: from.x, y: from.y, letter: letter.to_owned() });
        if let Some(line) = self.page.fragments.last_mut() {
            let gap = from.x - line.right;
            let is_on_line = (from.y - line.y).abs() < 0.4 * line.size.max(size);
            let is_like = line.size < size * 2.0 && size < line.size * 2.0;
            if is_on_line
                && is_like
                && line.is_artifact == is_artifact
                && gap > -0.5 * size
                && gap < 0.9 * size
            {
                if gap > 0.17 * size && !line.text.ends_with(' ') && letter != " " {
                    line.text.push(' ');
                }
                if letter != " " || !line.text.ends_with(' ') {
                    line.text.push_str(letter);
                }
                line.right = line.right.max(to.x);
                line.size = line.size.max(size);
                line.bold += bold;
                return;
            }
        }
        if letter == " " {
            return;
        }
        self.page.fragments.push(Fragment {
            left: from.x,
            right: to.x,
            y: from.y,
            size,
            bold,
            text: letter.to_owned(),
            is_artifact,
        });
    }
}

/// Where a letter stands: its start and end on the line, and one size above its start.
struct Place {
    from: Point,
    to: Point,
    above: Point,
}

fn is_bold(font: &Dict<'_>) -> bool {
    let name =
        font.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_ascii_lowercase()).unwrap_or_default();
    let by_name = ["bold", "black", "heavy", "demi"].iter().any(|word| name.contains(word));
    let weight = font.get::<Dict<'_>>("FontDescriptor").and_then(|about| about.get::<f64>("FontWeight"));
    by_name || weight.is_some_and(|weight| weight >= 600.0)
}

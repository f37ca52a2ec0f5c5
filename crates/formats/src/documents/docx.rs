//! Word's documents (Office Open XML, ECMA-376): the paragraphs of the body with the roles of their styles.
//!
//! Headers, footers, notes and comments are files of their own in the archive, and are not read. What was deleted while
//! changes were tracked, hidden text, codes of fields and tables of contents are left out.

use std::collections::HashMap;

use anyhow::{Context as _, Result, ensure};
use onrecord_text::squeeze;
use quick_xml::events::BytesStart;

use super::{
    Document, Paragraph, Properties, Role,
    xml::{Part, attribute, each},
};
use crate::{Content, day, zip::Zip};

/// Bytes that a part of a document may unpack to.
const MAX_PART: usize = 64 << 20;
/// Bytes of text that a document may have.
const MAX_TEXT: usize = 8 << 20;
/// The styles that one style may be based on, one after the other.
const MAX_BASES: usize = 20;

/// Reads a Word document (Office Open XML, `.docx`), given its bytes, as text with front matter: [`Content::Text`].
/// `id` is the article's id.
///
/// # Errors
/// If it is no such document, is encrypted or damaged, has over 8 MiB of text or none, or no story is found in it.
///
/// # Panics
/// The parsers that it is read with may panic on a damaged file.
pub fn docx(bytes: &[u8], id: String) -> Result<Content> {
    // Office keeps an encrypted document, and one of Word before 2007, in a compound file.
    ensure!(
        !bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]),
        "this document is encrypted, or of a Word before 2007: save it as .docx without a password"
    );
    let zip = Zip::open(bytes).context("this is not a Word document (.docx)")?;
    let part = |name: &str| -> Result<String> {
        Ok(String::from_utf8_lossy(&zip.read(name, MAX_PART)?).into_owned())
    };
    // A document without its styles is read by its type.
    let styles = part("word/styles.xml").map(|styles| Styles::read(&styles)).unwrap_or_default();
    let body = part("word/document.xml").context("this is not a Word document (.docx)")?;
    let mut properties = Properties { language: styles.language.clone(), ..Properties::default() };
    for name in ["docProps/core.xml", "docProps/app.xml"] {
        // Properties that cannot be read are none.
        if let Ok(said) = part(name) {
            read_properties(&said, &mut properties);
        }
    }
    let mut body_reader = Body::new(&styles);
    each(&body, &mut |part| body_reader.part(part)).context("its word/document.xml is damaged")?;
    ensure!(body_reader.length <= MAX_TEXT, "it has more than {} MB of text", MAX_TEXT >> 20);
    let paragraphs = body_reader.finish();
    ensure!(!paragraphs.is_empty(), "this document has no text");
    Document { paragraphs, properties }.read(id)
}

/// Reads Dublin Core's terms (`docProps/core.xml`) and Office's own (`docProps/app.xml`).
fn read_properties(xml: &str, properties: &mut Properties) {
    let mut text = String::new();
    // What is behind a damage is not read.
    let _ = each(xml, &mut |part| match part {
        Part::Open(_) => text.clear(),
        Part::Text(more) => text.push_str(more),
        Part::Close(name) => {
            let said = squeeze(&text);
            text.clear();
            if said.is_empty() {
                return;
            }
            match name {
                "title" => properties.title = Some(said),
                "creator" => properties.authors = vec![said],
                "created" => properties.created = day(&said),
                "modified" => properties.modified = day(&said),
                "Company" => properties.publisher = Some(said),
                "language" => properties.language = Some(said),
                "keywords" => {
                    let words = said.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
                    properties.tags = words.map(str::to_owned).collect();
                }
                _ => {}
            }
        }
    });
}

/// A style of paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    is_outlined: bool,
    is_bold: Option<bool>,
    size: Option<u32>,
}

#[derive(Debug, Default)]
struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    language: Option<String>,
}

impl Styles {
    fn read(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        // Styles behind a damage are not known.
        let _ = each(xml, &mut |part| match part {
            Part::Open(element) => {
                let value = || attribute(element, "val");
                match (element.local_name().as_ref(), open.as_mut()) {
                    ("style", _) => {
                        let id = attribute(element, "styleId").unwrap_or_default();
                        let is_of_paragraphs =
                            attribute(element, "type").is_none_or(|kind| kind == "paragraph");
                        if is_of_paragraphs && attribute(element, "default").is_some_and(|is| is_on(&is)) {
                            styles.usual = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                    }
                    ("name", Some((_, style))) => style.name = value().unwrap_or_default().to_lowercase(),
                    ("basedOn", Some((_, style))) => style.base = value(),
                    ("outlineLvl", Some((_, style))) => {
                        style.is_outlined = value().is_some_and(|level| level != "9")
                    }
                    ("b", Some((_, style))) => style.is_bold = Some(value().is_none_or(|is| is_on(&is))),
                    ("sz", Some((_, style))) => style.size = value().and_then(|size| size.parse().ok()),
                    ("lang", None) => styles.language = value(),
                    _ => {}
                }
            }
            Part::Close("style") => styles.by_id.extend(open.take()),
            Part::Close(_) | Part::Text(_) => {}
        });
        styles
    }

    /// Returns a style and those that it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.by_id.get(id);
        std::iter::successors(first, |style| self.by_id.get(style.base.as_deref()?)).take(MAX_BASES)
    }

    fn role(&self, id: &str) -> Option<Role> {
        // A style that no file defines is known by its id.
        let own = [id.to_lowercase()];
        let names: Vec<String> = self.chain(id).map(|style| style.name.clone()).collect();
        let names = if names.is_empty() { &own[..] } else { &names };
        let by_name = names.iter().find_map(|name| role_of_style(name));
        by_name.or_else(|| self.chain(id).any(|style| style.is_outlined).then_some(Role::Heading))
    }

    fn is_bold(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.is_bold).unwrap_or(false)
    }

    fn size(&self, id: &str) -> Option<u32> {
        self.chain(id).find_map(|style| style.size)
    }

    fn is_left_out(&self, id: &str) -> bool {
        let is_list = |style: &Style| {
            ["toc ", "table of figures", "header", "footer", "footnote", "endnote"]
                .iter()
                .any(|start| style.name.starts_with(start))
        };
        self.chain(id).any(is_list)
    }
}

/// Returns the role that a style's name tells, where it is one of Word's or of Pandoc's own.
fn role_of_style(name: &str) -> Option<Role> {
    let plain = name.trim();
    Some(match plain {
        "title" | "headline" | "press headline" | "release title" => Role::Title,
        "subtitle" | "standfirst" | "deck" => Role::Standfirst,
        "author" | "authors" | "byline" => Role::Byline,
        "date" => Role::Date,
        "quote" | "intense quote" | "block text" | "blocktext" | "quotations" => Role::Quotation,
        "caption" | "image caption" | "table caption" | "captioned figure" | "figure" | "illustration" => {
            Role::Beside
        }
        _ if plain.starts_with("heading") => Role::Heading,
        _ if plain.starts_with("list ") || plain == "compact" => Role::Item,
        _ => return None,
    })
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    style: Option<String>,
    text: String,
    /// Letters in bold, and the size of most letters in half points.
    bold: usize,
    sizes: HashMap<u32, usize>,
    is_item: bool,
    is_heading: bool,
    is_boxed: bool,
    is_cell: bool,
}

/// A run of text with its own formatting.
#[derive(Default)]
struct Run {
    is_open: bool,
    is_bold: Option<bool>,
    is_hidden: bool,
    size: Option<u32>,
}

/// A paragraph with the formatting that makes it a heading where no style does.
struct Read {
    paragraph: Paragraph,
    is_bold: bool,
    size: u32,
}

struct Body<'s> {
    styles: &'s Styles,
    read: Vec<Read>,
    /// The open paragraphs: a text box is inside of one.
    open: Vec<Open>,
    run: Run,
    is_text: bool,
    /// The depth of elements that are left out.
    skipped: usize,
    boxes: usize,
    cells: usize,
    is_contents: bool,
    length: usize,
}

/// Half points of the letters of a document whose styles state no size.
const USUAL_SIZE: u32 = 22;

impl<'s> Body<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            read: Vec::new(),
            open: Vec::new(),
            run: Run::default(),
            is_text: false,
            skipped: 0,
            boxes: 0,
            cells: 0,
            is_contents: false,
            length: 0,
        }
    }

    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::Open(_) | Part::Close(_) if self.length > MAX_TEXT => {}
            Part::Open(element) if self.skipped == 0 => self.enter(element),
            Part::Open(_) => self.skipped += 1,
            Part::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Part::Close(name) => self.leave(name),
            Part::Text(text) => {
                if self.is_text && self.skipped == 0 {
                    self.write(text);
                }
            }
        }
    }

    fn enter(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val");
        let name = element.local_name();
        match name.as_ref() {
            "del" | "moveFrom" | "delText" | "instrText" | "Fallback" | "delInstrText" => self.skipped = 1,
            "docPartGallery" => self.is_contents = value().is_some_and(|kind| kind.starts_with("Table of ")),
            "sdtContent" if std::mem::take(&mut self.is_contents) => self.skipped = 1,
            "txbxContent" => self.boxes += 1,
            "tc" => self.cells += 1,
            "p" => self.open.push(Open {
                style: self.styles.usual.clone(),
                is_boxed: self.boxes > 0,
                is_cell: self.cells > 0,
                ..Open::default()
            }),
            "r" => self.run = Run { is_open: true, ..Run::default() },
            "t" => self.is_text = true,
            "tab" if self.run.is_open => self.write(" "),
            "br" | "cr" if self.run.is_open => {
                let is_line = attribute(element, "type").is_none_or(|kind| kind == "textWrapping");
                self.write(if is_line { "\n" } else { " " });
            }
            "noBreakHyphen" => self.write("-"),
            "b" if self.run.is_open => self.run.is_bold = Some(value().is_none_or(|is| is_on(&is))),
            "vanish" if self.run.is_open => self.run.is_hidden = value().is_none_or(|is| is_on(&is)),
            "sz" if self.run.is_open => self.run.size = value().and_then(|size| size.parse().ok()),
            "pStyle" => {
                if let (Some(open), Some(style)) = (self.open.last_mut(), value()) {
                    open.style = Some(style);
                }
            }
            "numPr" => self.is(|open| open.is_item = true),
            "numId" if value().as_deref() == Some("0") => self.is(|open| open.is_item = false),
            "outlineLvl" if value().is_some_and(|level| level != "9") => {
                self.is(|open| open.is_heading = true)
            }
            _ => {}
        }
    }

    fn is(&mut self, set: impl FnOnce(&mut Open)) {
        self.open.last_mut().map(set);
    }

    fn leave(&mut self, name: &str) {
        match name {
            "p" => self.close(),
            "r" => self.run = Run::default(),
            "t" => self.is_text = false,
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "tc" => self.cells = self.cells.saturating_sub(1),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        let Some(open) = self.open.last_mut().filter(|_| !self.run.is_hidden) else { return };
        let style = open.style.as_deref().unwrap_or_default();
        let is_bold = self.run.is_bold.unwrap_or_else(|| self.styles.is_bold(style));
        let size = self.run.size.or_else(|| self.styles.size(style)).unwrap_or(USUAL_SIZE);
        open.text.push_str(text);
        let letters = text.trim().len();
        if is_bold {
            open.bold += letters;
        }
        *open.sizes.entry(size).or_default() += letters;
        self.length += text.len();
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let text = tidy(&open.text);
        let style = open.style.as_deref().unwrap_or_default();
        if text.is_empty() || self.styles.is_left_out(style) {
            return;
        }
        let by_style = self.styles.role(style);
        let role = match by_style {
            _ if open.is_boxed => Role::Beside,
            Some(role) => role,
            None if open.is_heading => Role::Heading,
            None if open.is_item => Role::Item,
            None if open.is_cell => Role::Cell,
            None => Role::Text,
        };
        // A table around all of a document is its layout.
        let role = if role == Role::Cell && text.len() > 120 { Role::Text } else { role };
        let size = open.sizes.iter().max_by_key(|(size, letters)| (**letters, **size)).map(|(size, _)| *size);
        self.read.push(Read {
            is_bold: open.bold * 10 >= text.len() * 8,
            size: size.unwrap_or(USUAL_SIZE),
            paragraph: Paragraph { role, text },
        });
    }

    /// Returns the paragraphs, with those that only their type makes headings.
    fn finish(self) -> Vec<Paragraph> {
        let mut sizes: HashMap<u32, usize> = HashMap::new();
        for read in &self.read {
            *sizes.entry(read.size).or_default() += read.paragraph.text.len();
        }
        let usual = sizes
            .into_iter()
            .max_by_key(|(size, letters)| (*letters, *size))
            .map_or(USUAL_SIZE, |(size, _)| size);
        let is_heading = |read: &Read| {
            let words = read.paragraph.text.split_whitespace().count();
            read.paragraph.role == Role::Text
                && words <= 25
                && !read.paragraph.text.ends_with(['.', ',', ';', '”', '"'])
                && (read.is_bold || read.size * 10 >= usual * 12)
        };
        let mut paragraphs = Vec::with_capacity(self.read.len());
        for read in self.read {
            let role = if is_heading(&read) { Role::Heading } else { read.paragraph.role };
            paragraphs.push(Paragraph { role, ..read.paragraph });
        }
        paragraphs
    }
}

/// Returns a text with one space between words, and its line breaks.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(squeeze);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

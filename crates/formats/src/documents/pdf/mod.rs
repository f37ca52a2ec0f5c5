//! PDF: the text of its pages in reading order, put together to paragraphs.
//!
//! The pages' drawing is followed for its letters alone ([`letters`]); lines, columns and paragraphs are told from
//! where the letters stand ([`layout`]). What a file could make the parser unpack is bounded first ([`limits`]).

mod layout;
mod letters;
mod limits;

use anyhow::{Result, bail, ensure};
use hayro_font::hayro_syntax::{
    LoadPdfError, Pdf,
    object::{DateTime, Dict, Stream},
};
use onrecord_model::{Date, is_web_address};
use onrecord_text::squeeze;

use super::{
    Document, Properties, prints_pages,
    xml::{Part, each},
};
use crate::{Content, day};

pub use limits::MAX_BYTES as PDF_BYTES;

/// The most pages that are read.
const MAX_PAGES: usize = 2000;
/// Letters of the shortest text of a document that is not only pictures of pages.
const MIN_LETTERS: usize = 40;

/// Reads a PDF, given its bytes, as text with front matter: [`Content::Text`]. `id` is the article's id.
///
/// # Errors
/// If it is damaged, needs a password, is over a limit ([`PDF_BYTES`], 512 MiB unpacked, 2,000 pages), has no text
/// that can be read, or no story is found in it.
///
/// # Panics
/// The parsers that it is read with may panic on a damaged file.
pub fn pdf(bytes: Vec<u8>, id: String) -> Result<Content> {
    let start = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    ensure!(start.windows(5).any(|at| at == b"%PDF-"), "this is not a PDF");
    limits::check(&bytes)?;
    let file = match Pdf::new(bytes) {
        Ok(file) => file,
        Err(LoadPdfError::Decryption(_)) => {
            bail!("this PDF is encrypted and needs a password: save it without one")
        }
        Err(LoadPdfError::Invalid) => bail!("this PDF is damaged: save it again, or its text as .txt"),
    };
    let pages = file.pages();
    ensure!(pages.len() <= MAX_PAGES, "it has more than {MAX_PAGES} pages: split it");
    let letters::Letters { pages: fragments, known, unknown } = letters::read(pages)?;
    ensure!(
        known + unknown >= MIN_LETTERS,
        "this PDF has no text that can be read: if its pages are pictures, recognise their text (OCR); if it is damaged, \
         save it again"
    );
    ensure!(
        unknown * 4 <= known,
        "the letters of this PDF cannot be told, since its fonts do not name them: save its text as .txt"
    );
    let mut properties = properties(&file);
    let read = layout::read(fragments);
    properties.url = read.url.filter(|url| is_web_address(url));
    Document { paragraphs: read.paragraphs, properties }.read(id)
}

/// Reads what a file says of itself, in its list of properties and, where that says nothing, in its XMP.
fn properties(file: &Pdf) -> Properties {
    let told = file.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_of).filter(|text| !text.is_empty());
    let mut properties = Properties {
        title: text(&told.title),
        authors: text(&told.author).into_iter().collect(),
        created: told.creation_date.as_ref().and_then(date_of),
        modified: told.modification_date.as_ref().and_then(date_of),
        is_printed: [text(&told.creator), text(&told.producer)]
            .iter()
            .flatten()
            .any(|name| prints_pages(name)),
        ..Properties::default()
    };
    let catalog = file.xref().get::<Dict<'_>>(file.xref().root_id());
    if let Some(catalog) = catalog {
        let language = catalog.get::<hayro_font::hayro_syntax::object::String<'_>>("Lang");
        properties.language =
            language.map(|language| text_of(language.as_bytes())).filter(|text| !text.is_empty());
        let xmp = catalog
            .get::<Stream<'_>>("Metadata")
            .and_then(|stream| Some(stream.decoded_data().ok()?.into_owned()));
        if let Some(xmp) = xmp {
            read_xmp(&String::from_utf8_lossy(&xmp), &mut properties);
        }
    }
    properties
}

fn read_xmp(xmp: &str, properties: &mut Properties) {
    let (mut within, mut text) = (Vec::new(), String::new());
    // What is behind a damage is not read.
    let _ = each(xmp, &mut |part| match part {
        Part::Open(element) => {
            text.clear();
            within.push(element.local_name().as_ref().to_owned());
        }
        Part::Text(more) => text.push_str(more),
        Part::Close(_) => {
            within.pop();
            let said = squeeze(&text);
            text.clear();
            let is = |name: &str| within.iter().rev().take(3).any(|open| open == name);
            if said.is_empty() {
            } else if is("publisher") && properties.publisher.is_none() {
                properties.publisher = Some(said);
            } else if is("title") && properties.title.is_none() {
                properties.title = Some(said);
            } else if is("creator") && properties.authors.is_empty() {
                properties.authors.push(said);
            } else if is("subject") {
                properties.tags.push(said);
            } else if properties.created.is_none() && day(&said).is_some() && within.len() == 3 {
                properties.created = day(&said);
            }
        }
    });
}

/// Returns the day of a moment, in its own time zone.
fn date_of(moment: &DateTime) -> Option<Date> {
    let year = i16::try_from(moment.year).ok().filter(|year| (1900..=2199).contains(year))?;
    Date::new(year, i8::try_from(moment.month).ok()?, i8::try_from(moment.day).ok()?)
}

/// Decodes a text of a file's properties: UTF-16 or UTF-8 with a mark, else Latin letters.
fn text_of(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], letter: fn([u8; 2]) -> u16| {
        let (letters, _) = bytes.as_chunks::<2>();
        let letters: Vec<u16> = letters.iter().map(|&two| letter(two)).collect();
        String::from_utf16_lossy(&letters)
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| latin(byte)).collect(),
    };
    let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
    squeeze(&text)
}

/// Returns a letter of the PDF's own encoding (ISO 32000-1, D.2): Latin 1 with marks of typesetters.
fn latin(byte: u8) -> char {
    const MARKS: [char; 30] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š',
    ];
    match byte {
        0x80..=0x9D => MARKS.get(usize::from(byte - 0x80)).copied().unwrap_or(' '),
        0x9E => 'ž',
        0xA0 => '€',
        _ => char::from(byte),
    }
}

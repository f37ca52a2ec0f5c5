//! The story of a saved page: one set of rules for the command and for the browser's worker.
//!
//! The page is parsed within limits (`parse`), read into areas and pieces of text (`layout`, `signs`), and of these the
//! story is chosen (`body`). What the page says of itself is read by `facts`, and its day by `published`. Bytes are decoded
//! by `encoding`. No I/O.

mod announcements;
mod authors;
mod body;
mod encoding;
mod facts;
mod json_ld;
mod layout;
mod moment;
mod parse;
mod place;
mod published;
mod sign_words;
mod signs;
mod tags;

use anyhow::{Result, ensure};
use onrecord_model::{BlockKind, MarkedBlock, Span};

pub use encoding::decode;
pub use parse::MAX_BYTES;

use crate::{Content, FrontMatter};
use layout::Layout;

const NO_STORY: &str = "no story was found in this page: save its text as .txt";

/// Reads the story of a page, and what the page says about itself, as text with front matter: [`Content::Text`].
///
/// `id` is the article's id, and `address` the place it was fetched from, which holds where the page does not name
/// its own.
///
/// ```
/// use onrecord_formats::{Content, html::story};
///
/// let page = "<html lang=en><head><meta property='og:title' content='Rain returns'></head><body><article>
///     <p>It rained in Halvor on Sunday, after six weeks in which not a drop had fallen on the fields.</p>
///     <p>“We had almost given up,” said Maren Oltedal, who farms on the northern slope.</p></article></body></html>";
/// let Content::Text { text, blocks, .. } = story(page, "rain".to_owned(), None)? else { panic!("a text") };
/// assert!(text.starts_with("+++\ntitle = \"Rain returns\"\n"));
/// assert_eq!(blocks.last().map(|block| block.span.slice(&text).starts_with("“We had")), Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the page is over a limit, such as [`MAX_BYTES`], which the message names, or no story is found in it.
pub fn story(html: &str, id: String, address: Option<String>) -> Result<Content> {
    let (front_matter, body::Story { blocks, notes }) = read(html, address)?;
    let (text, blocks) = written(front_matter, &blocks);
    Ok(Content::Text { id, text, blocks, notes })
}

/// Reads the story of a page as text without front matter, and returns what the page says about itself beside it.
///
/// # Errors
/// As [`story`].
pub fn page(html: &str, address: Option<String>) -> Result<(FrontMatter, String)> {
    let (front_matter, body::Story { blocks, .. }) = read(html, address)?;
    Ok((front_matter, written(FrontMatter::default(), &blocks).0))
}

/// Reads the story of a document that was written as a page. What `known` says of it holds where the page does not say
/// it; `doubt` is noted where then no day is known.
///
/// # Errors
/// As [`story`].
#[cfg(feature = "documents")]
pub(crate) fn story_of_document(
    html: &str,
    id: String,
    known: FrontMatter,
    doubt: Option<&str>,
) -> Result<Content> {
    let (mut front_matter, body::Story { blocks, mut notes }) = read(html, None)?;
    front_matter.published = front_matter.published.or(known.published);
    if front_matter.authors.is_empty() {
        front_matter.authors = known.authors;
    }
    front_matter.tags = known.tags;
    if front_matter.published.is_none() {
        notes.extend(doubt.map(str::to_owned));
    }
    let (text, blocks) = written(front_matter, &blocks);
    Ok(Content::Text { id, text, blocks, notes })
}

/// Returns the names of persons in the text of a byline, such as "By Ann Lee and Bo Roth"; empty if it names none.
#[must_use]
pub fn names(text: &str) -> Vec<String> {
    authors::names(text, None)
}

/// Returns the day in a line, where it can be told.
#[cfg(feature = "documents")]
pub(crate) fn day_in(line: &str) -> Option<onrecord_model::Date> {
    moment::moment_in(line, None).map(|moment| moment.day)
}

fn read(html: &str, address: Option<String>) -> Result<(FrontMatter, body::Story)> {
    let page = parse::parse(html)?;
    let layout = Layout::from_page(&page);
    let facts = facts::read(&page, &layout, address.as_deref());
    let story = body::read(&layout, &facts);
    let blocks = &story.blocks;
    ensure!(blocks.iter().any(|block| block.mark.kind() == BlockKind::Paragraph), NO_STORY);
    let words = blocks.iter().map(|block| block.text.as_str());
    let language = facts.language.or_else(|| is_english(words).then(|| "en".to_owned()));
    let front_matter = FrontMatter {
        title: facts.title,
        publisher: facts.publisher,
        published: facts.published,
        url: facts.url.or(address),
        language,
        authors: facts.authors,
        section: facts.section,
        tags: facts.tags,
        ..FrontMatter::default()
    };
    Ok((front_matter, story))
}

/// Writes blocks as paragraphs behind front matter, and returns where each is.
fn written(front_matter: FrontMatter, blocks: &[body::Block]) -> (String, Vec<MarkedBlock>) {
    let mut text = front_matter.prepend_to("");
    let mut marked = Vec::with_capacity(blocks.len());
    for block in blocks {
        let start = text.len();
        text.push_str(&block.text);
        let span = u32::try_from(start).ok().zip(u32::try_from(text.len()).ok());
        let span = span.map(|(start, end)| Span::new(start, end));
        marked.extend(span.map(|span| MarkedBlock { mark: block.mark, span, day: block.day }));
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    (text, marked)
}

/// Converts an HTML fragment to text, with an empty line between its blocks.
///
/// # Errors
/// If the fragment is over a limit, such as [`MAX_BYTES`].
pub fn text(html: &str) -> Result<String> {
    let pieces = Layout::from_page(&parse::parse(html)?).pieces;
    Ok(pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n\n"))
}

/// Returns the letters and digits of a text, in lower case.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether two texts have the same letters and digits.
fn same(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| -> Vec<char> {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// Frequent words of English that are rare in other languages.
const ENGLISH: [&str; 14] =
    ["the", "and", "of", "to", "that", "is", "was", "for", "with", "said", "it", "on", "at", "by"];
/// The words from which a language is told.
const WORDS: usize = 600;

/// Returns whether a text is in English: every sixth word, at least, is one of its most frequent ones.
fn is_english<'t>(blocks: impl Iterator<Item = &'t str>) -> bool {
    let words = blocks.flat_map(str::split_whitespace).filter(|word| word.chars().all(char::is_alphabetic));
    let (mut all, mut english) = (0_usize, 0_usize);
    for word in words.take(WORDS) {
        all += 1;
        english += usize::from(ENGLISH.contains(&word.to_lowercase().as_str()));
    }
    all >= 20 && english * 6 >= all
}

//! Articles in documents: what newsrooms get from agencies and ministries as Word files and PDF.
//!
//! A document is read as paragraphs with the roles that its styles or its type sizes give them ([`docx()`], [`pdf()`]),
//! and written as a page, so that the rules for saved pages decide what is headline, byline, day and furniture. What the
//! document's properties say holds where its text does not say it.
//!
//! The parsers of other people's crates may panic on damaged files; a caller that must go on calls this in a thread.

mod docx;
mod pdf;
mod xml;

use std::fmt::Write as _;

use anyhow::Result;
use onrecord_model::Date;

use crate::{Content, FrontMatter, html};

pub use docx::docx;
pub use pdf::{PDF_BYTES, pdf};

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Standfirst,
    Byline,
    Date,
    Heading,
    Text,
    Item,
    Quotation,
    /// A caption, a note, or a text box beside the story.
    Beside,
    /// A cell of a table.
    Cell,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Paragraph {
    role: Role,
    /// Its text; lines that the writer broke are apart by line feeds.
    text: String,
}

/// A document.
#[derive(Debug, Default)]
struct Document {
    paragraphs: Vec<Paragraph>,
    properties: Properties,
}

/// What a document says of itself.
#[derive(Debug, Default)]
struct Properties {
    title: Option<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    language: Option<String>,
    url: Option<String>,
    created: Option<Date>,
    modified: Option<Date>,
    /// Whether a browser made it of a page, on any day.
    is_printed: bool,
    tags: Vec<String>,
}

/// Companies that programs write into documents by themselves, and words that stand for a name.
const NO_COMPANY: [&str; 12] = [
    "microsoft",
    "hewlett-packard",
    "hewlett-packard company",
    "hp",
    "hp inc.",
    "dell",
    "lenovo",
    "toshiba",
    "acer",
    "home",
    "company",
    "organization",
];

/// The days after its creation within which a document's last change leaves its day certain.
const CERTAIN: i32 = 7;

const DOUBTFUL: &str = "the properties of this document name two days, of its creation and of its last change, and its \
                        text names none: state the day of publication";

const PRINTED: &str = "this document was printed from a web page, whose text names no day, and its properties only that of \
                       printing: state the day of publication";

/// What names programs that print pages.
const PRINTERS: [&str; 9] = [
    "mozilla",
    "chromium",
    "google chrome",
    "safari",
    "wkhtmltopdf",
    "dompdf",
    "mpdf",
    "tcpdf",
    "print to pdf",
];

/// Returns whether a program prints web pages.
fn prints_pages(program: &str) -> bool {
    let program = program.to_lowercase();
    PRINTERS.iter().any(|name| program.starts_with(name))
}

impl Properties {
    /// Returns the title, unless a program made it of a file's name.
    fn own_title(&self) -> Option<String> {
        let title = self.title.as_deref()?.trim();
        let title = ["Microsoft Word - ", "Microsoft PowerPoint - "]
            .iter()
            .find_map(|start| title.strip_prefix(start))
            .unwrap_or(title);
        let lower = title.to_lowercase();
        let endings = [".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".pub", ".html", ".txt"];
        let is_file = endings.iter().any(|ending| lower.ends_with(ending));
        let is_default = lower.starts_with("untitled") || lower.starts_with("document") && title.len() < 12;
        let is_name = title.split_whitespace().count() < 2;
        (!is_file && !is_default && !is_name && !is_label(title)).then(|| title.to_owned())
    }

    /// Returns the day, where creation and last change agree, about.
    fn day(&self) -> Option<Date> {
        if self.is_printed {
            return None;
        }
        match (self.created, self.modified) {
            (Some(created), Some(modified)) => {
                let off = modified.number().saturating_sub(created.number());
                (0..=CERTAIN).contains(&off).then_some(created)
            }
            (created, modified) => created.or(modified),
        }
    }

    fn company(&self) -> Option<String> {
        let name = self.publisher.as_deref()?.trim();
        (!name.is_empty() && !NO_COMPANY.contains(&name.to_lowercase().as_str())).then(|| name.to_owned())
    }
}

/// Lines that say what a document is, above its headline.
const LABELS: [&str; 22] = [
    "press release",
    "news release",
    "media release",
    "press statement",
    "media statement",
    "press communique",
    "press communiqué",
    "joint communique",
    "joint communiqué",
    "communique",
    "communiqué",
    "press note",
    "press notice",
    "media advisory",
    "media note",
    "press information",
    "for immediate release",
    "immediate release",
    "not for immediate release",
    "embargoed until",
    "strictly embargoed",
    "under embargo",
];

/// Returns whether a line says what a document is: "PRESS RELEASE No. 12", "For immediate release".
fn is_label(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.split_whitespace().count() <= 9
        && LABELS
            .iter()
            .any(|label| lower.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

impl Document {
    /// Reads the document as a page, by the rules for pages.
    fn read(self, id: String) -> Result<Content> {
        let Self { mut paragraphs, properties } = self;
        choose_title(&mut paragraphs);
        let page = page(&paragraphs, &properties);
        let authors = properties.authors.iter().flat_map(|names| html::names(names)).collect();
        let known = FrontMatter {
            published: properties.day(),
            authors,
            tags: properties.tags.clone(),
            ..FrontMatter::default()
        };
        let is_doubtful = known.published.is_none() && properties.created.is_some();
        let doubt = if properties.is_printed { PRINTED } else { DOUBTFUL };
        html::story_of_document(&page, id, known, is_doubtful.then_some(doubt))
    }
}

/// Makes the first heading, or else the first line that looks like one, the title if there is none.
fn choose_title(paragraphs: &mut [Paragraph]) {
    let is_line = |paragraph: &Paragraph| {
        let words = paragraph.text.split_whitespace().count();
        (2..=30).contains(&words)
            && !is_label(&paragraph.text)
            && !paragraph.text.ends_with(['.', ':', ';', ','])
            && !paragraph.text.to_lowercase().starts_with("by ")
            && html::day_in(&paragraph.text).is_none()
    };
    for paragraph in paragraphs.iter_mut() {
        if paragraph.role == Role::Title && is_label(&paragraph.text) {
            paragraph.role = Role::Text;
        }
    }
    let prose =
        paragraphs.iter().position(|paragraph| paragraph.role == Role::Text && paragraph.text.len() > 160);
    let end = prose.unwrap_or(paragraphs.len()).min(paragraphs.len());
    if paragraphs.iter().any(|paragraph| paragraph.role == Role::Title) {
        return;
    }
    let Some(before) = paragraphs.get_mut(..end) else { return };
    let heading = before.iter().position(|paragraph| paragraph.role == Role::Heading && is_line(paragraph));
    let line = || before.iter().position(|paragraph| paragraph.role == Role::Text && is_line(paragraph));
    if let Some(title) = heading.or_else(line).and_then(|at| before.get_mut(at)) {
        title.role = Role::Title;
    }
}

/// Writes a document as a page.
fn page(paragraphs: &[Paragraph], properties: &Properties) -> String {
    let mut page = String::from("<!doctype html><html");
    if let Some(language) = &properties.language {
        let _ = write!(page, " lang=\"{}\"", escaped(language));
    }
    page.push_str("><head>");
    let title = paragraphs.iter().find(|paragraph| paragraph.role == Role::Title);
    let title = title.map(|paragraph| paragraph.text.replace('\n', " ")).or_else(|| properties.own_title());
    if let Some(title) = title {
        let _ = write!(page, "<meta property=\"og:title\" content=\"{}\">", escaped(&title));
    }
    if let Some(publisher) = properties.company() {
        let _ = write!(page, "<meta property=\"og:site_name\" content=\"{}\">", escaped(&publisher));
    }
    if let Some(url) = &properties.url {
        let _ = write!(page, "<link rel=\"canonical\" href=\"{}\">", escaped(url));
    }
    page.push_str("</head><body><article><div>\n");
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| paragraphs.get(at)).map(|paragraph| paragraph.role);
        let after = paragraphs.get(at + 1).map(|paragraph| paragraph.role);
        write_paragraph(&mut page, paragraph, before, after);
    }
    page.push_str("</div></article></body></html>");
    page
}

fn write_paragraph(page: &mut String, paragraph: &Paragraph, before: Option<Role>, after: Option<Role>) {
    let role = paragraph.role;
    let (open, close) = match role {
        Role::Title => ("<h1>", "</h1>"),
        Role::Standfirst => ("<p class=\"standfirst\">", "</p>"),
        Role::Byline => ("<p class=\"byline\">", "</p>"),
        Role::Date => ("<p class=\"date\">", "</p>"),
        Role::Heading => ("<h2>", "</h2>"),
        Role::Text => ("<p>", "</p>"),
        Role::Item => ("<li>", "</li>"),
        Role::Quotation => ("<p>", "</p>"),
        Role::Beside => ("<p class=\"caption\">", "</p>"),
        Role::Cell => ("<table><tr><td>", "</td></tr></table>"),
    };
    // Items and quotations beside each other are one list and one quotation.
    let group = match role {
        Role::Item => Some("ul"),
        Role::Quotation => Some("blockquote"),
        _ => None,
    };
    if let Some(group) = group.filter(|_| before != Some(role)) {
        let _ = write!(page, "<{group}>");
    }
    page.push_str(open);
    page.push_str(&escaped(&paragraph.text).replace('\n', "<br>"));
    page.push_str(close);
    if let Some(group) = group.filter(|_| after != Some(role)) {
        let _ = write!(page, "</{group}>");
    }
    page.push('\n');
}

fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            _ => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what a document with these properties, and no day in its text, says of its day.
    fn front_and_notes(program: &str) -> (bool, Vec<String>) {
        let properties = Properties {
            created: Date::new(2026, 3, 5),
            is_printed: prints_pages(program),
            ..Properties::default()
        };
        let text =
            "It rained in Halvor on Sunday, after six weeks in which not a drop had fallen on the fields.";
        let paragraphs = vec![
            Paragraph { role: Role::Title, text: "Rain returns".to_owned() },
            Paragraph { role: Role::Text, text: text.to_owned() },
        ];
        match (Document { paragraphs, properties }).read("rain".to_owned()) {
            Ok(Content::Text { text, notes, .. }) => (text.contains("published = \"2026-03-05\""), notes),
            _ => (false, Vec::new()),
        }
    }

    #[test]
    fn the_day_of_printing_is_no_day_of_publication() {
        for program in ["Writer", "Microsoft® Word 2019", "Adobe InDesign 19.0"] {
            assert_eq!(front_and_notes(program), (true, vec![]), "{program}");
        }
        for program in ["Mozilla/5.0 (X11; Linux x86_64)", "Chromium", "Safari", "wkhtmltopdf 0.12.6"] {
            assert_eq!(front_and_notes(program), (false, vec![PRINTED.to_owned()]), "{program}");
        }
    }
}

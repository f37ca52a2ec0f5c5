//! Markdown with YAML front matter, as static sites keep it.
//!
//! Of YAML the part that front matter has is read: keys with a text, a day or a list of texts. Of Markdown, the blocks
//! and the marks inside a line; what is no text (pictures, rules, code of templates) is left out.

use onrecord_model::{Mark, MarkedBlock, Span, is_web_address};
use onrecord_text::squeeze;

use crate::{Content, FrontMatter, day};

const FENCE: &str = "---";

/// Reads a Markdown file that opens with YAML front matter, or returns `None` if it does not.
///
/// `id` is the article's id, unless the front matter gives an `id` or a `slug`. Of YAML, keys with a text, a day or a
/// list of texts are read. Pictures, rules, code and templates are left out of the text.
///
/// ```
/// use onrecord_formats::{Content, markdown};
///
/// let file = "---\ntitle: Rain\ndate: 2017-07-31\n---\nIt *rained* in [Halvor](https://example.org/).\n";
/// let Some(Content::Text { text, .. }) = markdown(file, "rain") else { panic!("a text") };
/// assert_eq!(text, "+++\ntitle = \"Rain\"\npublished = \"2017-07-31\"\n+++\nIt rained in Halvor.");
/// ```
#[must_use]
pub fn markdown(text: &str, id: &str) -> Option<Content> {
    let (yaml, body) = fenced(text)?;
    let entries = entries(yaml);
    let all = |keys: &[&str]| {
        let found = keys
            .iter()
            .find_map(|key| entries.iter().find(|(known, values)| known == key && !values.is_empty()));
        found.map(|(_, values)| values.clone()).unwrap_or_default()
    };
    let one = |keys: &[&str]| all(keys).into_iter().next();
    let front_matter = FrontMatter {
        id: None,
        title: one(&["title", "headline"]),
        publisher: one(&["publisher", "site", "source"]),
        published: one(&["published", "date", "pubdate", "publishdate"]).as_deref().and_then(day),
        url: one(&["url", "canonical", "canonical_url", "link"]).filter(|url| is_web_address(url)),
        dateline: one(&["dateline", "location"]),
        language: one(&["language", "lang", "locale"]),
        authors: all(&["authors", "author", "byline"]),
        section: one(&["section", "category", "categories"]),
        tags: all(&["tags", "keywords"]),
    };
    let mut written = front_matter.prepend_to("");
    let mut blocks = Vec::new();
    for (mark, words) in parts(body) {
        let start = written.len();
        written.push_str(&words);
        let ends = u32::try_from(start).ok().zip(u32::try_from(written.len()).ok());
        blocks.extend(ends.map(|(start, end)| MarkedBlock { mark, span: Span::new(start, end), day: None }));
        written.push_str("\n\n");
    }
    written.truncate(written.trim_end().len());
    Some(Content::Text {
        id: one(&["id", "slug"]).unwrap_or_else(|| id.to_owned()),
        text: written,
        blocks,
        notes: Vec::new(),
    })
}

/// Returns the front matter of a file, and what is behind it.
fn fenced(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().filter(|line| line.trim_end() == FENCE)?;
    let rest = text.get(first.len()..)?.trim_start_matches(['\r', '\n']);
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

/// Returns the keys at the top of a YAML text, in lower case, with their texts.
fn entries(yaml: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut folds = false;
    for line in yaml.lines() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let is_inside = line.starts_with([' ', '\t', '-']);
        if is_inside {
            let Some((_, values)) = found.last_mut() else { continue };
            let item = line.trim();
            match item.strip_prefix("- ") {
                Some(value) => {
                    let value = value.strip_prefix("name:").unwrap_or(value);
                    values.extend(scalar(value));
                }
                None if folds => match values.last_mut() {
                    Some(last) => {
                        last.push(' ');
                        last.push_str(item);
                    }
                    None => values.push(item.to_owned()),
                },
                None => {}
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        folds = matches!(value, ">" | "|" | ">-" | "|-");
        let values = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(list) => list.split(',').filter_map(scalar).collect(),
            None if folds => Vec::new(),
            None => scalar(value).into_iter().collect(),
        };
        found.push((key.trim().to_ascii_lowercase(), values));
    }
    found
}

fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    let plain = match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let inside = value.get(1..)?.rsplit_once(quote).map_or(value, |(inside, _)| inside);
            if quote == '"' { inside.replace("\\\"", "\"") } else { inside.replace("''", "'") }
        }
        _ => value.split(" #").next()?.trim().to_owned(),
    };
    Some(plain).filter(|plain| !plain.is_empty() && plain != "null" && plain != "~")
}

/// Returns the blocks of a Markdown text with their roles.
fn parts(body: &str) -> Vec<(Mark, String)> {
    let mut found: Vec<(Mark, String)> = Vec::new();
    let mut goes_on = false;
    let mut is_code = false;
    for line in body.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            is_code = !is_code;
            goes_on = false;
            continue;
        }
        let is_rule = trimmed.len() > 2 && trimmed.chars().all(|c| matches!(c, '-' | '*' | '_' | ' ' | '='));
        let is_template =
            trimmed.starts_with("{{") || trimmed.starts_with("{%") || trimmed.starts_with("<!--");
        if is_code || trimmed.is_empty() || is_rule || is_template {
            goes_on = false;
            continue;
        }
        let (mark, rest) = block(trimmed);
        let words = plain(rest);
        if words.is_empty() {
            goes_on = false;
            continue;
        }
        let joins = goes_on && matches!(mark, Mark::Paragraph | Mark::Quotation);
        match found.last_mut() {
            Some((last, text)) if joins && (mark == Mark::Paragraph || *last == Mark::Quotation) => {
                text.push(' ');
                text.push_str(&words);
            }
            _ => found.push((mark, words)),
        }
        goes_on = mark != Mark::Subhead;
    }
    for (mark, text) in &mut found {
        if *mark == Mark::Quotation && text.starts_with(['—', '–']) {
            *mark = Mark::Attribution;
        }
    }
    found
}

/// Returns the role of a line and its text.
fn block(line: &str) -> (Mark, &str) {
    if let Some(rest) = line.strip_prefix('#') {
        return (Mark::Subhead, rest.trim_start_matches('#').trim().trim_end_matches('#').trim());
    }
    if let Some(rest) = line.strip_prefix('>') {
        return (Mark::Quotation, rest.trim());
    }
    if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet)) {
        return (Mark::Item, rest.trim());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.get(digits..).and_then(|rest| rest.strip_prefix(". ")) {
        Some(rest) if (1..=2).contains(&digits) => (Mark::Item, rest.trim()),
        _ => (Mark::Paragraph, line),
    }
}

/// The most bytes of a link's text, of its address, or of a tag. Without a limit, each opening mark of a long line
/// would be searched to the line's end.
const MAX_MARK: usize = 4096;

/// Splits a text at the first `mark`, if it is near.
fn split_near(text: &str, mark: char) -> Option<(&str, &str)> {
    let near = text.get(..text.floor_char_boundary(MAX_MARK))?;
    let at = near.find(mark)?;
    Some((text.get(..at)?, text.get(at + mark.len_utf8()..)?))
}

/// Returns a line without its marks: emphasis, links, pictures, elements.
fn plain(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let behind = rest.get(letter.len_utf8()..).unwrap_or_default();
        let link = || {
            let (text, behind) = split_near(rest.strip_prefix('!').unwrap_or(rest).strip_prefix('[')?, ']')?;
            let (_, behind) = split_near(behind.strip_prefix('(')?, ')')?;
            Some((text, behind))
        };
        match letter {
            '!' | '[' => {
                if let Some((text, behind)) = link() {
                    if letter == '[' {
                        words.push_str(text);
                    }
                    rest = behind;
                    continue;
                }
                words.push(letter);
            }
            '\\' => {
                if let Some(next) = behind.chars().next().filter(char::is_ascii_punctuation) {
                    words.push(next);
                    rest = behind.get(1..).unwrap_or_default();
                    continue;
                }
                words.push(letter);
            }
            '*' | '`' => {}
            '_' => {
                let inside =
                    words.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
                if inside {
                    words.push(letter);
                }
            }
            '<' if behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                if let Some((_, after)) = split_near(behind, '>') {
                    rest = after;
                    continue;
                }
                words.push(letter);
            }
            _ => words.push(letter),
        }
        rest = behind;
    }
    squeeze(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "---\ntitle: \"Rain: again\"\ndate: 2026-03-05 09:00:00 +0100\nauthors:\n  - Ann Lee\n  - name: Bo Roth\ntags: [rain, 'the river']\n---\n\n# Rain\n\nIt rained\nin **Oslo** on [Monday](https://example.org/x).\n\n![A boat](boat.jpg)\n\n> It is wet.\n>\n> It will be wetter.\n>\n> — Ann Lee\n\n- One boat_house\n- _Two_ boats\n";

    #[test]
    fn a_file_of_a_static_site() {
        let Some(Content::Text { id, text, blocks, .. }) = markdown(FILE, "rain") else { panic!() };
        assert_eq!(id, "rain");
        for line in [
            "title = \"Rain: again\"",
            "published = \"2026-03-05\"",
            "authors = [\"Ann Lee\", \"Bo Roth\"]",
            "tags = [\"rain\", \"the river\"]",
        ] {
            assert!(text.contains(line), "{text}");
        }
        let found: Vec<_> = blocks.iter().map(|block| (block.mark, block.span.slice(&text))).collect();
        assert_eq!(
            found,
            [
                (Mark::Subhead, "Rain"),
                (Mark::Paragraph, "It rained in Oslo on Monday."),
                (Mark::Quotation, "It is wet."),
                (Mark::Quotation, "It will be wetter."),
                (Mark::Attribution, "— Ann Lee"),
                (Mark::Item, "One boat_house"),
                (Mark::Item, "Two boats"),
            ]
        );
    }

    #[test]
    fn other_files_are_none() {
        for text in ["It rained.", "+++\ntitle = \"a\"\n+++\nx", "---\ntitle: a\n", ""] {
            assert!(markdown(text, "a").is_none(), "{text}");
        }
    }
}

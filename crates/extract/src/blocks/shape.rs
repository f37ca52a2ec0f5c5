//! Classification of a single line by its form.

use onrecord_model::BlockKind;
use onrecord_text::lowercase;

/// An unfinished line with more words than this is a link to another story; a shorter one is a subhead.
const SUBHEAD_WORDS: usize = 6;
/// A line with more words than this is a paragraph, even if it is unfinished.
const LINK_WORDS: usize = 18;

const HIGHLIGHTS: [&str; 5] =
    ["story highlights", "highlights", "key points", "at a glance", "key takeaways"];

const RELATED: [&str; 24] = [
    "read more",
    "read:",
    "related:",
    "related ",
    "more:",
    "more from",
    "see also",
    "watch:",
    "watch ",
    "watch |",
    "listen:",
    "photos:",
    "sign up",
    "subscribe",
    "click here",
    "share this",
    "follow us",
    "newsletter",
    "advertisement",
    "opinion:",
    "must watch",
    "video:",
    "what to read next",
    "recommended",
];

const CREDIT: [&str; 15] = [
    "photo:",
    "photos by",
    "photo by",
    "photograph by",
    "photo illustration",
    "image:",
    "image copyright",
    "image caption",
    "credit:",
    "source:",
    "file photo",
    "getty images",
    "(ap photo",
    "ap photo/",
    "updated ",
];

/// Classifies a line without regard to its neighbours.
pub(super) fn kind(text: &str) -> BlockKind {
    if is_credit(text) {
        return BlockKind::Credit;
    }
    if is_file_name(text) {
        return BlockKind::Caption;
    }
    if super::notices::is_notice(text) {
        return BlockKind::Related;
    }
    if is_highlights_heading(text) {
        return BlockKind::Highlight;
    }
    let words = text.split_whitespace().take(LINK_WORDS + 1).count();
    if words <= LINK_WORDS
        && RELATED.iter().any(|r| starts_with(text, r))
        && (!is_finished(text) || words <= SUBHEAD_WORDS)
    {
        return BlockKind::Related;
    }
    // "“Far away”": quoted words that end without a comma or a full stop.
    if words <= SUBHEAD_WORDS
        && !is_finished(text)
        && text.starts_with(['“', '"'])
        && text.ends_with(['”', '"'])
    {
        return BlockKind::Subhead;
    }
    // A line with quotation marks or a full stop is part of the story.
    if is_finished(text) || is_bullet(text) || text.starts_with(['“', '"', '‘', '«']) || words > LINK_WORDS
    {
        // "PELL: And if they do not?": a question behind a speaker's label is a turn of a transcript, not a subhead.
        let turn = text.split_once(": ").is_some_and(|(label, _)| !label.chars().any(char::is_lowercase));
        let question = text.ends_with('?') && words <= SUBHEAD_WORDS && !text.contains(['“', '"']) && !turn;
        return if question { BlockKind::Subhead } else { BlockKind::Paragraph };
    }
    if text.ends_with(':') {
        return BlockKind::Paragraph;
    }
    if words > SUBHEAD_WORDS { BlockKind::Related } else { BlockKind::Subhead }
}

/// Whether it ends like a sentence.
pub(super) fn is_finished(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']']).ends_with(['.', '!', '?', '…', ',', ';'])
}

/// "• North Korea fired a missile"
pub(super) fn is_bullet(text: &str) -> bool {
    text.starts_with(['•', '*', '·', '▪', '–']) || text.starts_with("- ")
}

pub(super) fn is_highlights_heading(text: &str) -> bool {
    const LONGEST: usize = 32;
    if text.len() > LONGEST {
        return false;
    }
    let lower = lowercase(text.trim_end_matches(':'));
    HIGHLIGHTS.contains(&lower.as_str())
}

/// A duration, an agency, a photographer: "00:45 - Source: CNN".
pub(super) fn is_credit(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let clock =
        text.len().saturating_sub(text.trim_start_matches(|ch: char| ch.is_ascii_digit() || ch == ':').len());
    let duration = clock >= 4 && text.get(..clock).is_some_and(|t| t.contains(':'));
    let rest = text.get(clock..).unwrap_or_default();
    duration
        && (rest.is_empty()
            || rest.trim_start().starts_with(['-', '–', '—', '|'])
            || lowercase(rest).contains("source"))
        || CREDIT.iter().any(|c| starts_with(text, c)) && (text.split_whitespace().count() <= 12)
        || ends_with(text, "getty images") && text.split_whitespace().count() <= 12
}

/// Whether it ends like the file name of a picture.
pub(super) fn is_file_name(text: &str) -> bool {
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4"].into_iter().any(|end| ends_with(text, end))
}

/// Whether it starts with these words, ignoring case.
fn starts_with(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
}

/// Whether it ends with these words, ignoring case.
fn ends_with(text: &str, words: &str) -> bool {
    let tail = text.len().checked_sub(words.len()).and_then(|at| text.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(words))
}

//! Finds notices between and behind the paragraphs of a story by their words: contributors, copyright, newsletters,
//! paywalls, links to other stories, and notes about the writer.

use onrecord_text::lowercase;

/// The maximum length of a notice, in words.
const LONGEST: usize = 90;

/// Beginnings of notices.
const STARTS: [&str; 58] = [
    "subscribe now",
    "subscribe today",
    "get the latest ",
    "for the latest ",
    "send us a message",
    "explore further",
    "story continues",
    "sorry you didn",
    "this post contains ",
    "copyright ",
    "© ",
    "©",
    "(c) 20",
    "reporting by ",
    "additional reporting by ",
    "with reporting by ",
    "editing by ",
    "reporting and writing by ",
    "compiled by ",
    "with files from ",
    "with additional reporting ",
    "contributing: ",
    "this story has been corrected",
    "this story has been updated",
    "this article has been updated",
    "this article has been corrected",
    "this article was updated",
    "this article was amended",
    "this story was updated",
    "this story was corrected",
    "correction:",
    "corrections:",
    "clarification:",
    "an earlier version of this ",
    "a previous version of this ",
    "editor’s note:",
    "editor's note:",
    "editors’ note:",
    "this article was originally published",
    "this story was originally published",
    "this article originally appeared",
    "this article first appeared",
    "our standards: ",
    "sign up for ",
    "sign up to ",
    "sign up here",
    "by signing up",
    "subscribe to our",
    "click here to ",
    "click here for ",
    "download our ",
    "download the app",
    "story continues below",
    "article continues ",
    "scroll down to ",
    "like us on facebook",
    "find us on ",
    "join the conversation",
];

/// Words before the colon of a link to another story.
const LINKS: [&str; 20] = [
    "more",
    "read more",
    "read",
    "read also",
    "also read",
    "read next",
    "related",
    "related story",
    "related stories",
    "related article",
    "see also",
    "watch",
    "watch also",
    "listen",
    "don’t miss",
    "don't miss",
    "recommended",
    "must read",
    "in pictures",
    "photos",
];

/// Phrases that occur only in notices.
const ANYWHERE: [&str; 49] = [
    "please subscribe",
    "for the full story",
    "view the full story",
    "may earn a commission",
    "receive compensation",
    "receive a commission",
    "on twitter and ",
    "is not responsible for the opinions",
    "all rights reserved",
    "may not be published, broadcast",
    "may not be reproduced",
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "contributed reporting",
    "to continue reading",
    "sign in to continue",
    "log in to continue",
    "already a subscriber",
    "already have an account",
    "create an account or",
    "create a free account",
    "subscribe to continue",
    "subscribe to read",
    "for subscribers only",
    "to unlock this article",
    "enable javascript",
    "your ad blocker",
    "straight to your inbox",
    "in your inbox",
    "to your inbox",
    "agree to our terms",
    "agree to the terms",
    "our privacy policy",
    "our newsletter",
    "follow us on",
    "follow him on",
    "follow her on",
    "follow them on",
    "follow me on",
    "follow @",
    "on twitter @",
    "on twitter at @",
    "can be reached at",
    "contact the writer",
    "email the author",
    "click here to subscribe",
    "download the free",
    "share your thoughts in the comments",
];

/// Words for the writer in the last lines of a story.
const WRITERS: [&str; 14] = [
    "reporter",
    "correspondent",
    "columnist",
    "staff writer",
    "freelance journalist",
    "freelance writer",
    "journalist",
    "editor at",
    "editor of",
    "editor for",
    "contributing writer",
    "contributing editor",
    "senior writer",
    "bureau chief",
];

/// Returns whether a paragraph is a notice. A paragraph with a quotation is not.
pub(super) fn is_notice(text: &str) -> bool {
    if text.split_whitespace().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    let lower = lowercase(text.trim_start_matches(['*', '•', '(', '[', '—', '-', ' ']));
    let is_quoted = text.contains(['“', '"', '«']);
    if STARTS.iter().any(|start| lower.starts_with(start)) && !is_quoted {
        return true;
    }
    let label = lower.split_once([':', '|', '»', '>']).map(|(label, _)| label.trim());
    let is_upper = text.split([':', '|']).next().is_some_and(|label| !label.chars().any(char::is_lowercase));
    if label.is_some_and(|label| LINKS.contains(&label)) && (is_upper || !is_quoted) {
        return true;
    }
    !is_quoted && ANYWHERE.iter().any(|words| lower.contains(words))
}

/// Returns whether one of the last paragraphs of a story says who wrote it: "Ann Lee is a reporter who covers rain."
pub(super) fn is_about_writer(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(61).collect();
    if words.len() > 60 || text.contains(['“', '"', '‘']) {
        return false;
    }
    let verb =
        words.iter().take(6).position(|word| matches!(*word, "is" | "was" | "covers" | "writes" | "reports"));
    let is_named =
        |verb: usize| verb >= 1 && words.iter().take(verb).all(|word| word.starts_with(char::is_uppercase));
    let Some(verb) = verb.filter(|&verb| is_named(verb)) else { return false };
    let rest = words.get(verb..).unwrap_or_default().join(" ");
    let job =
        rest.starts_with("covers ") || rest.starts_with("writes about ") || rest.starts_with("reports on ");
    let head = rest.split([',', '.', ';']).next().unwrap_or_default();
    let tells = ["cover", "writ", "based in", "for the", "at the", "with the", "focus", "’s", "'s"];
    job || ["is a ", "is an ", "is the ", "was a "].iter().any(|start| rest.starts_with(start))
        && WRITERS.iter().any(|writer| head.contains(writer))
        && tells.iter().any(|word| rest.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_by_their_words() {
        for (text, expected) in [
            ("Reporting by Ann Lee in Oslo; Editing by Bo Roth", true),
            ("Rain Gazette writer Ann Lee contributed to this report.", true),
            ("© 2026 Rain Gazette. All rights reserved.", true),
            ("READ MORE: Why it rained all week, and what the mayor says of “the flood”", true),
            ("Related: It rained again", true),
            ("Sign up for the Rain Gazette’s letter.", true),
            ("Follow us on every network that there is.", true),
            ("“Follow us on the road,” said the mayor.", false),
            ("More than ten thousand people left: the rain had come.", false),
            ("He was reporting by noon that the rain had stopped.", false),
            ("It rained.", false),
        ] {
            assert_eq!(is_notice(text), expected, "{text}");
        }
    }

    #[test]
    fn the_writer_is_no_part_of_the_story() {
        for (text, expected) in [
            ("Ann Lee is a reporter for the Rain Gazette.", true),
            ("Ann Lee covers rain and snow.", true),
            ("Bo Roth is a carpenter who covers roofs for the town.", false),
            ("The reporter is a guest of the town.", false),
        ] {
            assert_eq!(is_about_writer(text), expected, "{text}");
        }
    }
}

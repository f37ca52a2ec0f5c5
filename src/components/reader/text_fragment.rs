//! Links to words of another page: the text directive of a URL fragment, which makes the browser scroll to them.
//!
//! By its specification (WICG Scroll to Text Fragment) a directive names whole words, first and last ones where the text is
//! long, and words before or after it where it is not unique on the page.

use onrecord_model::Span;
use onrecord_text::fold;

use crate::platform::location;

/// Up to this many words are named in full; of a longer text, [`ENDS`] at each end.
const MAX_WORDS: usize = 10;
const ENDS: usize = 5;
/// How many words before or after the text make it unique.
const CONTEXT: usize = 4;

/// Which words of a page are meant.
#[derive(Debug, Default, PartialEq, Eq)]
struct Directive {
    prefix: String,
    start: String,
    /// The last words of a long text; empty if `start` is all of it.
    end: String,
    suffix: String,
}

/// Returns the address of a page with a directive for a span of its text, which is in a block.
pub(super) fn link(url: &str, text: &str, block: Span, span: Span) -> String {
    let Directive { prefix, start, end, suffix } = directive(text, block, span);
    if start.is_empty() {
        return url.to_owned();
    }
    // In a directive, hyphens and commas separate its parts.
    let encoded = |part: String| location::encode_uri_component(&part).replace('-', "%2D");
    let mut link = format!("{url}{}", if url.contains('#') { ":~:text=" } else { "#:~:text=" });
    let parts = [(prefix, "", "-,"), (start, "", ""), (end, ",", ""), (suffix, ",-", "")];
    for (part, before, after) in parts.into_iter().filter(|(part, ..)| !part.is_empty()) {
        link.push_str(before);
        link.push_str(&encoded(part));
        link.push_str(after);
    }
    link
}

fn directive(text: &str, block: Span, span: Span) -> Directive {
    let is_mark = |c: char| !c.is_alphanumeric();
    let all = span.slice(text);
    let said = all.trim_start_matches(is_mark);
    let from = span.start as usize + (all.len() - said.len());
    let said = said.trim_end_matches(is_mark);
    let to = from + said.len();
    let words: Vec<&str> = said.split_whitespace().collect();
    let mut directive = Directive::default();
    let (first, last) = (words.first_chunk::<ENDS>(), words.last_chunk::<ENDS>());
    match first.zip(last).filter(|_| words.len() > MAX_WORDS) {
        Some((first, last)) => {
            first.join(" ").trim_end_matches(is_mark).clone_into(&mut directive.start);
            last.join(" ").trim_start_matches(is_mark).clone_into(&mut directive.end);
        }
        None => directive.start = words.join(" "),
    }
    if !is_unique(text, &directive.start) {
        let before = text.get(block.start as usize..from).unwrap_or_default();
        let mut before: Vec<_> = before.split_whitespace().rev().take(CONTEXT).collect();
        before.reverse();
        directive.prefix = before.join(" ");
        if !directive.prefix.contains(char::is_alphanumeric) {
            directive.prefix.clear();
            let after = text.get(to..block.end as usize).unwrap_or_default();
            let after: Vec<_> = after.split_whitespace().take(CONTEXT).collect();
            directive.suffix = after.join(" ");
        }
    }
    directive
}

/// Returns whether words occur only once in a text, whatever its capitals, accents and line breaks.
fn is_unique(text: &str, words: &str) -> bool {
    let text = fold(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    text.matches(&fold(words)).nth(1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the directive for the first occurrence of `said` in a text of one block.
    fn directive_for(text: &str, said: &str) -> Directive {
        let start = text.find(said).unwrap();
        directive(text, Span::from_usize(0, text.len()), Span::from_usize(start, start + said.len()))
    }

    #[test]
    fn a_directive_has_whole_words() {
        for (text, said, start, end) in [
            ("“It isn’t done yet,” he said.", "“It isn’t done yet,”", "It isn’t done yet", ""),
            (
                "She called it “well-built,\n half  new”.",
                "“well-built,\n half  new”",
                "well-built, half new",
                "",
            ),
            (
                "“One two three four, five six seven eight nine ten eleven.”",
                "“One two three four, five six seven eight nine ten eleven.”",
                "One two three four, five",
                "seven eight nine ten eleven",
            ),
            ("“…”", "“…”", "", ""),
        ] {
            let directive = directive_for(text, said);
            assert_eq!((directive.start.as_str(), directive.end.as_str()), (start, end), "{text}");
            assert_eq!((directive.prefix, directive.suffix), (String::new(), String::new()), "{text}");
        }
    }

    #[test]
    fn words_that_are_not_unique_have_context() {
        let text = "The mayor said: “Never again.” Others said “never  again” too.";
        let first = directive_for(text, "“Never again.”");
        assert_eq!((first.prefix.as_str(), first.start.as_str()), ("The mayor said: “", "Never again"));
        let text = "“Never again,” the mayor said twice. “Never again.”";
        let opening = directive_for(text, "“Never again,”");
        assert_eq!((opening.prefix.as_str(), opening.suffix.as_str()), ("", ",” the mayor said"));
        let text = "Rain is near, she said. Rain is near, he said.";
        let opening = directive_for(text, "Rain is near");
        assert_eq!((opening.prefix.as_str(), opening.suffix.as_str()), ("", ", she said. Rain"));
    }
}

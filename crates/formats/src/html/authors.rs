//! The names in a byline.

use super::{moment::is_month_or_weekday, squeezed};

/// Words that no person's name has.
const NO_NAME: [&str; 32] = [
    "author",
    "report",
    "staff",
    "admin",
    "administrator",
    "editor",
    "editors",
    "newsroom",
    "desk",
    "team",
    "press",
    "news",
    "agency",
    "reporter",
    "reporters",
    "correspondent",
    "writer",
    "editorial",
    "wire",
    "wires",
    "services",
    "contributor",
    "published",
    "updated",
    "posted",
    "minutes",
    "read",
    "share",
    "follow",
    "www",
    "http",
    "https",
];
/// What follows the names of a byline.
const BEHIND: [&str; 12] =
    [" | ", " - ", " – ", " — ", " • ", " · ", " for ", " in ", " at ", " updated", " published", " posted"];

/// Returns the names of persons in a text such as "By Ann Lee and Bo Roth, Staff Writers".
pub(super) fn names(text: &str, publisher: Option<&str>) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() > 400 || text.contains("://") {
        return Vec::new();
    }
    let text = without_brackets(&text);
    let lower = text.to_lowercase();
    let start =
        ["written by", "posted by", "story by", "by:", "by", "author:", "text by", "words by", "reported by"]
            .iter()
            .find(|start| lower.strip_prefix(**start).is_some_and(|rest| rest.starts_with([' ', ':'])));
    let text = start.map_or(text.as_str(), |start| text.get(start.len()..).unwrap_or_default());
    let parts = text
        .split([',', ';', '&', '/', '(', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" And "))
        .flat_map(|part| part.split(" with "));
    parts.filter_map(|part| name(part, publisher)).collect()
}

/// Leaves out what stands in brackets: "Ann (R.J.) Lee".
fn without_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        let Some((_, after)) = behind.split_once(')') else { break };
        kept.push_str(before.trim_end());
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Leaves out the day that stands behind a name: "Ann Lee March 25".
fn without_day<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let end = words.iter().position(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    let mut words = words.get(..end.unwrap_or(words.len())).unwrap_or_default().to_vec();
    let is_day = |word: &&str| is_month_or_weekday(&word.trim_end_matches(['.', ',']).to_lowercase());
    while words.len() > 2 && words.last().is_some_and(is_day) {
        words.pop();
    }
    words
}

fn name(part: &str, publisher: Option<&str>) -> Option<String> {
    let mut part = part.trim().trim_matches([':', '.', '"', '|', '-', ' ']);
    let lower = part.to_lowercase();
    if lower.len() == part.len()
        && let Some(at) = BEHIND.iter().filter_map(|behind| lower.find(behind)).min()
    {
        part = part.get(..at)?.trim();
    }
    let words: Vec<&str> = part.split(' ').collect();
    let words = without_day(&words);
    let part = words.join(" ");
    let part = part.as_str();
    let is_capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                *word,
                "de" | "van" | "von" | "der" | "den" | "bin" | "al" | "da" | "di" | "la" | "le" | "dos"
            )
    };
    let fits = (2..=5).contains(&words.len()) && words.iter().all(is_capital);
    let is_other = words.iter().any(|word| {
        NO_NAME.contains(&word.to_lowercase().as_str())
            || word.contains('@')
            || word.contains('.') && word.len() > 5
    }) || part.contains(|c: char| c.is_ascii_digit());
    let is_publisher = publisher.is_some_and(|publisher| {
        let (publisher, part) = (squeezed(publisher), squeezed(part));
        publisher.contains(&part) || part.contains(&publisher)
    });
    (fits && !is_other && !is_publisher).then(|| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for (text, expected) in [
            ("By Ann Lee", "Ann Lee"),
            ("By Ann Lee and Bo de Roth, Staff Writers", "Ann Lee+Bo de Roth"),
            ("Ann Lee, Science Editor", "Ann Lee"),
            ("ANN LEE | Rain Gazette", "ANN LEE"),
            ("By Ann Lee March 25, 2015", "Ann Lee"),
            ("By ANN LEE 11 March 2015 3:46 PM", "ANN LEE"),
            ("By April May", "April May"),
            ("Ann (R.J.) Lee", "Ann Lee"),
            ("Rain Gazette Staff", ""),
            ("https://example.org/ann", ""),
            ("The Rain Gazette", ""),
            ("admin", ""),
        ] {
            assert_eq!(names(text, Some("Rain Gazette")).join("+"), expected, "{text}");
        }
    }
}

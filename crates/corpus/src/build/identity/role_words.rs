//! The words of a role as an article writes them, without what belongs to the sentence around them.

use super::work::Work;

/// Words that no role ends with.
const LOOSE_ENDS: [&str; 24] = [
    "a", "about", "against", "an", "and", "as", "at", "but", "by", "for", "from", "her", "his", "in", "now",
    "of", "on", "or", "that", "the", "to", "who", "whose", "with",
];
/// Words before a role that tell nothing of the office.
const LOOSE_STARTS: [&str; 10] = ["a", "an", "another", "even", "fellow", "her", "his", "one", "the", "then"];
/// Words that lead from an office or a description to its complement.
pub(super) const PREPOSITIONS: [&str; 8] = ["at", "for", "from", "in", "of", "on", "to", "with"];
/// Words in lower case that may stand before an office in capitals.
const MODIFIERS: [&str; 22] = [
    "acting",
    "assistant",
    "associate",
    "chief",
    "current",
    "deputy",
    "ex",
    "executive",
    "first",
    "former",
    "incoming",
    "interim",
    "late",
    "lieutenant",
    "longtime",
    "outgoing",
    "retired",
    "senior",
    "sitting",
    "state",
    "then",
    "vice",
];
/// Words behind which another's office follows: "aide to Sen."
const LEADING: [&str; 8] = ["about", "against", "by", "for", "from", "of", "to", "with"];
/// Those who want the office behind "for".
const WANTING: [&str; 7] = ["bid", "campaign", "candidate", "contender", "hopeful", "nominee", "run"];
/// Offices in capitals that no word in lower case tells more of.
const BARE: [&str; 9] =
    ["Congressman", "Congresswoman", "Gov.", "Governor", "President", "Rep.", "Sen.", "Senator", "Speaker"];
/// Titles in the plural, as before the first of several names.
const PLURALS: [(&str, &str); 9] = [
    ("Sens.", "Sen."),
    ("Reps.", "Rep."),
    ("Govs.", "Gov."),
    ("Senators", "Senator"),
    ("Representatives", "Representative"),
    ("Governors", "Governor"),
    ("Presidents", "President"),
    ("Judges", "Judge"),
    ("Justices", "Justice"),
];

/// Returns the words of a role that say what somebody is: "House Speaker" of "spokesman for House Speaker" before the
/// Speaker's name, "candidate" of "candidate whose". Nothing is left of words that are no role.
pub(super) fn role_words(role: &str) -> Option<String> {
    let mut words: Vec<&str> = role.split_whitespace().collect();
    if let Some(glued) = words.iter().rposition(|word| is_glued(word)) {
        words.drain(..=glued);
    }
    // "FLOODS IN THE VALLEY Ohio Gov.", "Count former Mexican President"
    let shouted = words.iter().take_while(|word| is_shouted(word)).count();
    if shouted > 2 && shouted < words.len() {
        words.drain(..shouted);
    }
    if words.len() > 2 && words.get(1) == Some(&"former") {
        words.remove(0);
    }
    let lower = |word: &&str| word.trim_end_matches(',').to_lowercase();
    while words.len() > 1 && words.last().is_some_and(|word| LOOSE_ENDS.contains(&lower(word).as_str())) {
        words.pop();
    }
    // "A fellow councilwoman" is a councilwoman, "a fellow at the institute" is a fellow.
    let leads = |words: &[&str]| match words {
        [first, second, ..] => {
            LOOSE_STARTS.contains(&lower(first).as_str()) && !PREPOSITIONS.contains(second)
        }
        _ => false,
    };
    while leads(&words) {
        words.remove(0);
    }
    keep_own_office(&mut words);
    let title = words.last().copied()?;
    if let Some((_, one)) = PLURALS.iter().find(|(many, _)| *many == title) {
        words.pop();
        words.push(one);
    }
    let courtesy = |word: &&str| ["Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms"].contains(word);
    if words.first().is_some_and(courtesy) && Work::from_role(role).heads.is_empty() {
        return None;
    }
    Some(words.join(" ").trim_end_matches(',').to_owned())
}

fn is_shouted(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.contains('.') && !word.chars().any(char::is_lowercase)
}

/// Letters of the shortest word that a line ends with or begins with, if it runs into another.
const GLUED: usize = 6;

fn ends_small(word: &str) -> bool {
    word.ends_with(char::is_lowercase)
}

/// Whether lines of a page ran into each other: "PMNeighborsWIRE", "10:14".
fn is_glued(word: &str) -> bool {
    let own = word.trim_end_matches("'s").trim_end_matches("’s");
    let capitals = own.chars().filter(|ch| ch.is_uppercase()).count();
    let shouts = capitals > 3 && own.chars().all(char::is_alphabetic) && own.chars().any(char::is_lowercase);
    let time = word.contains(':') && word.starts_with(|first: char| first.is_ascii_digit());
    // "ImagesSenator", but not "McDonald"
    let joint = own.char_indices().skip(1).find(|(_, ch)| ch.is_uppercase()).map_or(0, |(at, _)| at);
    let long = joint >= GLUED && own.len().saturating_sub(joint) >= GLUED;
    let glued = long && own.chars().all(char::is_alphabetic) && own.get(..joint).is_some_and(ends_small);
    time || shouts || glued
}

/// Where a role ends with an office in capitals, directly before the name, drops the words that belong to the sentence.
fn keep_own_office(words: &mut Vec<&str>) {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let Some((last, before)) = words.split_last() else { return };
    if !is_capital(last) && !last.ends_with("front-runner") || before.is_empty() {
        return;
    }
    let leads = before.iter().rposition(|word| LEADING.contains(word)).filter(|at| {
        let wanting =
            at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| WANTING.contains(word));
        let own = words.get(at.saturating_add(1)..).unwrap_or_default();
        // "Adviser to President Cole" ends with a name.
        let is_office = !Work::from_role(last).heads.is_empty();
        let named = own.iter().any(|word| word.ends_with("’s") || word.ends_with("'s"));
        !wanting
            && !named
            && is_office
            && own.len() < 4
            && own.iter().all(|word| is_capital(word) || word.contains('-'))
    });
    if let Some(at) = leads {
        words.drain(..=at);
        return;
    }
    if !BARE.contains(last) {
        return;
    }
    // "unilateral action President"
    let loose = |word: &&str| {
        word.chars().all(|ch| ch.is_lowercase() || ch == '-')
            && !MODIFIERS.contains(word)
            && !word.starts_with("then-")
    };
    let (small, rest) = before.split_at(before.iter().position(|word| !loose(word)).unwrap_or(before.len()));
    if !small.is_empty() && rest.iter().all(|word| is_capital(word) || MODIFIERS.contains(word)) {
        words.drain(..small.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_office_is_left() {
        for (role, expected) in [
            ("spokesman for House Speaker", Some("House Speaker")),
            ("blow to Republican front-runner", Some("Republican front-runner")),
            ("Democratic candidate for President", Some("Democratic candidate for President")),
            ("aide to the mayor", Some("aide to the mayor")),
            ("former adviser to President Cole", Some("former adviser to President Cole")),
            ("head of the Bureau of Mines", Some("head of the Bureau of Mines")),
            ("rail strike President", Some("President")),
            ("foreign Minister", Some("foreign Minister")),
            ("former President", Some("former President")),
            ("state Sen.", Some("state Sen.")),
            ("nation’s President", Some("nation’s President")),
            ("candidate whose", Some("candidate")),
            ("another rival", Some("rival")),
            ("then the fellow councilwoman", Some("councilwoman")),
            ("fellow at the Institute", Some("fellow at the Institute")),
            ("one of the owners", Some("one of the owners")),
            ("Sens.", Some("Sen.")),
            ("2016 9:20PMNeighborsWIRE SERVICEOhio Gov.", Some("Gov.")),
            ("FLOODS IN THE VALLEY Ohio Gov.", Some("Ohio Gov.")),
            ("US Sen.", Some("US Sen.")),
            ("Recall former Irish President", Some("former Irish President")),
            ("Ms. Rowe in both", None),
            ("CrowdMarket chief executive", Some("CrowdMarket chief executive")),
            ("Lake ImagesRepublican candidates Sen.", Some("Sen.")),
        ] {
            assert_eq!(role_words(role).as_deref(), expected, "{role}");
        }
    }
}

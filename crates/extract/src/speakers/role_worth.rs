//! What the words of a role are worth: offices and occupations more than relations, courtesy titles nothing.

use onrecord_text::english::RELATIVES;

/// Courtesy titles, which are not roles.
const COURTESY: [&str; 34] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "sir",
    "madam",
    "madame",
    "lord",
    "lady",
    "dame",
    "hon",
    "honourable",
    "honorable",
    "right",
    "rt",
    "shri",
    "smt",
    "the",
    "dato",
    "datin",
    "datuk",
    "seri",
    "sri",
    "tan",
    "tun",
    "tengku",
    "alhaji",
    "hajia",
    "engr",
    "barr",
    "ustaz",
    "haji",
];

/// Words for relations to other people, which are not roles.
const EPITHETS: [&str; 24] = [
    "rival",
    "friend",
    "fan",
    "foe",
    "critic",
    "ally",
    "opponent",
    "colleague",
    "supporter",
    "predecessor",
    "successor",
    "counterpart",
    "man",
    "woman",
    "person",
    "guy",
    "challenger",
    "hero",
    "star",
    "native",
    "neighbor",
    "neighbour",
    "boss",
    "one",
];

/// What critics by profession or office criticize.
const CRITICIZED: [&str; 26] = [
    "affairs",
    "agriculture",
    "architecture",
    "art",
    "arts",
    "book",
    "dance",
    "defence",
    "drama",
    "education",
    "energy",
    "environment",
    "film",
    "finance",
    "food",
    "health",
    "immigration",
    "justice",
    "labour",
    "literary",
    "media",
    "movie",
    "music",
    "restaurant",
    "television",
    "theatre",
];

/// How specific the words of a role are: 0 for a courtesy title or an epithet, 1 for a relative of somebody, 2 for a
/// single word, 3 for more.
pub(super) fn worth(role: &str) -> u8 {
    let lower = onrecord_text::lowercase(role);
    let words: Vec<&str> =
        lower.split(|ch: char| !ch.is_alphanumeric() && ch != '-').filter(|word| !word.is_empty()).collect();
    let ends = ["of", "for", "to", "at", "in", "from", "who", "on"];
    let end = words.iter().position(|word| ends.contains(word)).unwrap_or(words.len());
    let head = end.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or_default();
    // "defence critic", "film critic"
    let of_matter = head == "critic"
        && end.checked_sub(2).and_then(|at| words.get(at)).is_some_and(|word| CRITICIZED.contains(word));
    // "Tesco boss"
    let of_body = head == "boss" && end > 1;
    if words.iter().all(|word| COURTESY.contains(word)) || EPITHETS.contains(&head) && !of_matter && !of_body
    {
        0
    } else if words.iter().take(end).any(|word| RELATIVES.contains(word)) {
        1
    } else if words.len() == 1 {
        2
    } else {
        3
    }
}

/// Whether a role is the title of an office that is specific enough.
pub(super) fn is_office(role: &str) -> bool {
    let offices = [
        "sen",
        "senator",
        "rep",
        "representative",
        "congressman",
        "congresswoman",
        "gov",
        "governor",
        "president",
        "mayor",
        "chancellor",
        "pope",
        "queen",
        "king",
        "prime minister",
        "vice president",
    ];
    offices.contains(&onrecord_text::lowercase(role.trim_end_matches('.')).as_str())
}

/// Whether a word in lower case is a courtesy title.
pub(super) fn is_courtesy(word: &str) -> bool {
    COURTESY.contains(&word)
}

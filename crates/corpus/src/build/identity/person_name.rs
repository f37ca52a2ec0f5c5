//! Names of people: parsing into given names, surname and suffix, and comparison.

use std::sync::LazyLock;

use onrecord_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{role_words::PREPOSITIONS, work::is_description};

/// Words that belong to the surname behind them: "de Blasio".
const PARTICLES: [&str; 20] = [
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "st",
    "ter", "van", "vande", "von",
];
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// A person's name in lower case, without accents, apostrophes and full stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PersonName {
    pub(super) given: Vec<String>,
    pub(super) surname: String,
    pub(super) suffix: Option<String>,
}

/// How two given names are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Same,
    /// One is short for the other: "Joe" for "Joseph", "J." for "Joe".
    Short,
}

/// How two names of one surname that may belong to one person differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    pub(super) first: First,
    /// Whether one leaves out the other's "Jr."
    pub(super) suffix_left_out: bool,
}

impl PersonName {
    /// Parses a name without titles.
    pub(super) fn parse(name: &str) -> Self {
        let folded = fold(name);
        let mut words: Vec<String> = Vec::new();
        for word in folded.split_whitespace() {
            let word: String = word.chars().filter(|ch| !matches!(ch, '\'' | '’' | ',' | '"')).collect();
            let parts = word.split('.').filter(|part| !part.is_empty());
            let initials = parts.clone().count() > 1 && parts.clone().all(|part| part.chars().count() == 1);
            if initials {
                words.extend(parts.map(str::to_owned));
            } else {
                words.push(word.replace('.', ""));
            }
        }
        words.retain(|word| !word.is_empty());
        let is_suffix = |word: &String| SUFFIXES.contains(&word.as_str());
        let suffix = if words.len() > 1 && words.last().is_some_and(is_suffix) { words.pop() } else { None };
        let mut surname = words.pop().unwrap_or_default();
        while words.last().is_some_and(|word| PARTICLES.contains(&word.as_str())) {
            let Some(particle) = words.pop() else { break };
            surname = format!("{particle} {surname}");
        }
        // Many names are in memory at once.
        words.shrink_to_fit();
        Self { given: words, surname, suffix }
    }

    /// Whether there is a surname only.
    pub(super) const fn is_surname(&self) -> bool {
        self.given.is_empty()
    }

    /// Returns the whole name, for comparison.
    pub(super) fn whole(&self) -> String {
        let words = self.given.iter().chain([&self.surname]).chain(&self.suffix);
        words.map(String::as_str).collect::<Vec<_>>().join(" ").replace('-', " ")
    }

    /// Returns the number of words that the shortest form of the name leaves out.
    pub(super) fn extra_words(&self) -> usize {
        self.given.len().saturating_sub(1).saturating_add(usize::from(self.suffix.is_some()))
    }

    /// Returns the keys that names of one person have in common: the surname with each form of the given name.
    pub(super) fn keys(&self) -> Vec<String> {
        let Some(first) = self.given.first() else { return Vec::new() };
        if let (1, Some(second)) = (first.chars().count(), self.given.get(1)) {
            // "C. Titus Brand" is called Titus Brand.
            return vec![format!("{first} {}", self.surname), format!("{second} {}", self.surname)];
        }
        let long = LONG_FORMS.get(first.as_str()).into_iter().flatten().copied();
        let names = [first.as_str()].into_iter().chain(long).map(|first| format!("{first} {}", self.surname));
        let start: String = first.chars().take(SHORTEST).collect();
        names.chain([format!("{start}… {}", self.surname)]).collect()
    }

    /// Whether the given names differ by one letter that was left out, or by two letters that were swapped.
    pub(super) fn is_misspelt(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else { return false };
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
        let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
        let (rest, longer) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
        // "Jo" and "Joe", "Carl" and "Carla" are names of their own.
        let inside = same > 1 && !rest.is_empty();
        match (rest, longer) {
            (rest, [_, longer @ ..]) if rest.len() == longer.len() => inside && rest == longer,
            ([first, second, rest @ ..], [other_first, other_second, longer @ ..]) => {
                same > 0 && (first, second) == (other_second, other_first) && rest == longer
            }
            _ => false,
        }
    }

    /// Returns how this name and another of the same surname differ, or `None` if they are of two people.
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.surname != other.surname {
            return None;
        }
        let suffix_left_out = match (&self.suffix, &other.suffix) {
            (Some(a), Some(b)) if a != b => return None,
            (a, b) => a != b,
        };
        let (own, others) = (called(&self.given, &other.given), called(&other.given, &self.given));
        let ((first, rest), (other_first, other_rest)) = (own.split_first()?, others.split_first()?);
        let first = if first == other_first {
            First::Same
        } else if is_short_for(first, other_first) || is_short_for(other_first, first) {
            First::Short
        } else {
            return None;
        };
        let agree = |(a, b): (&String, &String)| a == b || is_initial_of(a, b) || is_initial_of(b, a);
        let middle = rest.is_empty() || other_rest.is_empty() || rest.iter().zip(other_rest).all(agree);
        middle.then_some(Likeness { first, suffix_left_out })
    }
}

/// Titles, and words of a sentence or of an office, that stick to a name and are none of it, in lower case.
const STICKING: [&str; 15] = [
    "ag",
    "affairs",
    "coordinator",
    "gov",
    "moderator",
    "mr",
    "mrs",
    "ms",
    "of",
    "on",
    "pres",
    "said",
    "sen",
    "staff",
    "to",
];

/// Titles that end what stuck to a name, wherever they stand: "Impeach Gov. Pell".
const STICKING_TITLES: [&str; 4] = ["ag", "gov", "pres", "sen"];

/// Descriptions that end what stuck to a full name, wherever they stand: "Cole Challenger Ann Pell". None is a middle name.
const STICKING_WITHIN: [&str; 14] = [
    "chairman",
    "chairwoman",
    "challenger",
    "committeeman",
    "committeewoman",
    "congressman",
    "congresswoman",
    "governor",
    "representative",
    "seal",
    "secretary-treasurer",
    "senator",
    "spokesman",
    "spokeswoman",
];

/// Returns a person's name without words that stuck to it: "Ann Pell" of "Co-host Ann Pell" and "Ohio-based Ann Pell".
pub(super) fn plain_name(name: &str) -> &str {
    // A description, such as "spokesman for Heron".
    if name.split(' ').any(|word| word == "the" || PREPOSITIONS.contains(&word)) {
        return name;
    }
    let mut own = name;
    let mut leads = true;
    for (at, _) in name.match_indices(' ') {
        let before = name.get(..at).unwrap_or_default();
        let word = fold(before.rsplit(' ').next().unwrap_or_default().trim_end_matches('.'));
        let behind = name.get(at.saturating_add(1)..).unwrap_or_default();
        leads &= STICKING.contains(&word.as_str()) || describes(&word) && behind.contains(' ');
        let within = STICKING_WITHIN.contains(&word.as_str()) || is_of_place(&word);
        if leads || STICKING_TITLES.contains(&word.as_str()) || within && behind.contains(' ') {
            own = name.get(at.saturating_add(1)..).unwrap_or(name);
        }
    }
    own
}

/// Whether a word says what somebody is or comes from, rather than being a name: "author", "co-host", "rival",
/// "Ohio-based". It may still be a surname, so that it sticks to full names only.
fn describes(word: &str) -> bool {
    let head = word.strip_prefix("co-").unwrap_or(word);
    is_of_place(word) || word.ends_with("-elect") || STICKING.contains(&head) || is_description(head)
}

/// "Ohio-based", "Norway-born"
fn is_of_place(word: &str) -> bool {
    word.ends_with("-based") || word.ends_with("-born")
}

/// Whether a word is a given name, a nickname or a form of one.
pub(super) fn is_given(word: &str) -> bool {
    GIVEN.contains(word)
}

/// Returns given names from the one that somebody goes by: without the first initial of "C. Titus" if the other name
/// begins with "Titus".
fn called<'n>(given: &'n [String], other: &[String]) -> &'n [String] {
    match given {
        [first, rest @ ..]
            if first.chars().count() == 1 && !rest.is_empty() && rest.first() == other.first() =>
        {
            rest
        }
        _ => given,
    }
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    initial.chars().count() == 1 && name.starts_with(initial)
}

/// Whether a given name is a nickname or the initial of another, or another nickname of the same name.
fn is_short_for(short: &str, long: &str) -> bool {
    // "Stan" for "Stanley", but not "Carl" for "Carla"
    let (length, whole) = (short.chars().count(), long.chars().count());
    let cut = length >= SHORTEST && whole >= length.saturating_add(CUT) && long.starts_with(short);
    let forms = |name: &str| LONG_FORMS.get(name).map_or(&[][..], Vec::as_slice);
    is_initial_of(short, long)
        || cut
        || forms(short).contains(&long)
        || forms(short).iter().any(|form| forms(long).contains(form))
}

/// Letters of the shortest name that is the start of a longer one, and the letters that it leaves out at least.
const SHORTEST: usize = 3;
const CUT: usize = 3;

/// The given names that each nickname stands for.
static LONG_FORMS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut forms: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    let rows = include_str!("../../../tables/nicknames.txt").lines().filter(|row| !row.starts_with('#'));
    for (name, nicknames) in rows.filter_map(|row| row.split_once(':')) {
        for nickname in nicknames.split_whitespace() {
            forms.entry(nickname).or_default().push(name);
        }
    }
    forms
});

/// All given names and nicknames of the table.
static GIVEN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    LONG_FORMS.iter().flat_map(|(short, long)| long.iter().chain([short]).copied()).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        for (name, given, surname, suffix) in [
            ("Ada N. Sorley Jr.", "ada n", "sorley", "jr"),
            ("B.F. Ordway", "b f", "ordway", ""),
            ("Carla de Witte", "carla", "de witte", ""),
            ("de Witte", "", "de witte", ""),
            ("Séan O’Hare", "sean", "ohare", ""),
            ("Rees-Holt", "", "rees-holt", ""),
        ] {
            let parsed = PersonName::parse(name);
            let got = (parsed.given.join(" "), parsed.surname, parsed.suffix.unwrap_or_default());
            assert_eq!(got, (given.to_owned(), surname.to_owned(), suffix.to_owned()), "{name}");
        }
    }

    #[test]
    fn what_sticks_to_a_name_is_left_out() {
        for (name, plain) in [
            ("Co-host Ann Pell", "Ann Pell"),
            ("Ohio-based Ann Pell", "Ann Pell"),
            ("South Norish-born Ann Pell", "Ann Pell"),
            ("Cole Challenger Ann Pell", "Ann Pell"),
            ("Ohio Committeeman Pell", "Ohio Committeeman Pell"),
            ("Of Staff Ann Pell", "Ann Pell"),
            ("OK Gov Pell", "Pell"),
            ("President-elect Ann Pell", "Ann Pell"),
            ("Rival Ann Pell", "Ann Pell"),
            ("Author Pell", "Author Pell"),
            ("Ms. Pell", "Pell"),
            ("Ann Mary Pell", "Ann Mary Pell"),
            ("Staff", "Staff"),
            ("spokesman for Heron Bank", "spokesman for Heron Bank"),
            ("author of the study", "author of the study"),
            ("senator from Ohio", "senator from Ohio"),
        ] {
            assert_eq!(plain_name(name), plain, "{name}");
        }
    }

    #[test]
    fn slips_in_given_names() {
        for (a, b, slip) in [
            ("Rolnd Ames", "Roland Ames", true),
            ("Kristen Ames", "Kirsten Ames", true),
            ("Carl Ames", "Carla Ames", false),
            ("Joan Ames", "John Ames", false),
            ("Roland Ames", "Roland Ames", false),
        ] {
            assert_eq!(PersonName::parse(a).is_misspelt(&PersonName::parse(b)), slip, "{a}, {b}");
        }
    }

    #[test]
    fn likeness_of_names() {
        let same = Some((First::Same, false));
        for (a, b, likeness) in [
            ("Ada Sorley", "Ada N. Sorley", same),
            ("Ada Sorley", "Ada Nell Sorley", same),
            ("Ada N. Sorley", "Ada Nell Sorley", same),
            ("Ada N. Sorley", "Ada P. Sorley", None),
            ("Tom Ordway Jr.", "Tom Ordway", Some((First::Same, true))),
            ("Tom Ordway Jr.", "Tom Ordway Sr.", None),
            ("Tom Ordway", "Thomas Ordway", Some((First::Short, false))),
            ("Tommy Ordway", "Tom Ordway", Some((First::Short, false))),
            ("T. Ordway", "Tom Ordway", Some((First::Short, false))),
            ("Stan Ordway", "Stanley Ordway", Some((First::Short, false))),
            ("Carl Ordway", "Carla Ordway", None),
            ("C. Titus Ordway", "Titus Ordway", same),
            ("Tim Ordway", "Tom Ordway", None),
            ("Tom Ordway", "Tom Orwell", None),
        ] {
            let found = PersonName::parse(a).likeness(&PersonName::parse(b));
            assert_eq!(found.map(|l| (l.first, l.suffix_left_out)), likeness, "{a}, {b}");
        }
    }
}

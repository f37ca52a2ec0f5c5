//! Parses roles into offices and occupations, on which two articles can agree or contradict each other.

use std::{cmp::Reverse, sync::LazyLock};

use onrecord_text::{english::RELATIVES, fold};
use rustc_hash::FxHashMap;

/// A field of work, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Field(u8);

impl Field {
    const OFFICE: Self = Self(1);
    const BUSINESS: Self = Self(2);
    const LEARNING: Self = Self(4);
    const MEDIA: Self = Self(8);
    const LAW: Self = Self(16);
    const SPORT: Self = Self(32);
    const ARTS: Self = Self(64);
    /// A trade, or a description that the press gives of private citizens.
    const PRIVATE: Self = Self(128);

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn is_office(self) -> bool {
        self.meets(Self::OFFICE)
    }

    pub(super) const fn is_private(self) -> bool {
        self.meets(Self::PRIVATE)
    }

    /// Whether two people of these fields are unlikely to be one.
    const fn excludes(self, other: Self) -> bool {
        let apart = Self::PRIVATE.with(Self::SPORT);
        self.0 != 0 && other.0 != 0 && !self.meets(other) && (self.meets(apart) || other.meets(apart))
    }
}

/// Offices and occupations: each row has synonyms, the first of which is the canonical form.
const WORKS: [(&str, Field); 60] = [
    ("vice president,veep", Field::OFFICE),
    ("prime minister,premier", Field::OFFICE),
    ("secretary of state", Field::OFFICE),
    ("press secretary,spokesman,spokeswoman,spokesperson", Field::OFFICE.with(Field::BUSINESS)),
    ("attorney general", Field::OFFICE.with(Field::LAW)),
    ("chief executive,ceo", Field::BUSINESS),
    ("first lady,first gentleman", Field::OFFICE),
    ("campaign manager,campaign chairman,campaign chair,campaign director", Field::OFFICE),
    ("senator,sen,sens", Field::OFFICE),
    ("representative,rep,reps,congressman,congresswoman", Field::OFFICE),
    ("governor,gov", Field::OFFICE),
    ("president,pres", Field::OFFICE.with(Field::BUSINESS)),
    ("secretary", Field::OFFICE),
    ("minister", Field::OFFICE),
    ("speaker", Field::OFFICE),
    ("mayor", Field::OFFICE),
    ("ambassador,amb,envoy", Field::OFFICE),
    ("nominee,candidate,contender,hopeful,front runner,frontrunner", Field::OFFICE),
    ("chancellor", Field::OFFICE),
    ("delegate,del", Field::OFFICE),
    ("councilman,councilwoman,councillor,councilor,cllr", Field::OFFICE),
    ("lawmaker,legislator,mp,politician", Field::OFFICE),
    ("king,queen,prince,princess", Field::OFFICE),
    ("strategist,pollster,operative,aide,adviser,advisor", Field::OFFICE),
    ("general,gen,admiral,adm,colonel,col,major,maj,captain,capt", Field::OFFICE),
    ("sheriff,commissioner,superintendent,supt", Field::OFFICE),
    ("director", Field::OFFICE.with(Field::BUSINESS).with(Field::LEARNING)),
    ("chairman,chairwoman,chair,chairperson", Field::OFFICE.with(Field::BUSINESS)),
    ("founder", Field::BUSINESS),
    ("executive,manager", Field::BUSINESS),
    ("businessman,businesswoman,developer,investor,billionaire,banker,owner,entrepreneur", Field::BUSINESS),
    ("professor,prof,lecturer", Field::LEARNING),
    ("economist", Field::LEARNING.with(Field::BUSINESS)),
    ("historian,sociologist,scientist,researcher,physicist,scholar,psychologist", Field::LEARNING),
    ("analyst,expert,fellow", Field::LEARNING.with(Field::MEDIA)),
    ("surgeon,doctor,dr,physician", Field::LEARNING),
    ("reporter,correspondent,journalist", Field::MEDIA),
    ("columnist,commentator,blogger", Field::MEDIA),
    ("editor,publisher", Field::MEDIA),
    ("host,anchor", Field::MEDIA),
    ("author,writer,novelist", Field::MEDIA.with(Field::ARTS).with(Field::LEARNING)),
    ("lawyer,attorney,counsel,solicitor", Field::LAW),
    ("judge,justice,magistrate", Field::LAW),
    ("prosecutor", Field::LAW.with(Field::OFFICE)),
    ("actor,actress,comedian,singer,musician,poet,painter", Field::ARTS),
    ("coach", Field::SPORT),
    ("player,quarterback,striker,goalkeeper,midfielder,defender,golfer,boxer,athlete,swimmer", Field::SPORT),
    ("teacher", Field::PRIVATE),
    ("nurse", Field::PRIVATE),
    ("dentist", Field::PRIVATE),
    ("plumber,electrician,carpenter,mechanic", Field::PRIVATE),
    ("farmer,rancher,grower", Field::PRIVATE),
    ("student,pupil,freshman,sophomore", Field::PRIVATE),
    ("driver,pilot", Field::PRIVATE),
    ("baker,cook,waiter,waitress,bartender,cashier", Field::PRIVATE),
    ("retiree,pensioner", Field::PRIVATE),
    ("voter,supporter,protester", Field::PRIVATE),
    ("resident,neighbor,neighbour", Field::PRIVATE),
    ("homemaker,housewife", Field::PRIVATE),
    ("clerk,librarian,secretary of a school", Field::PRIVATE),
];

/// Further words for relatives.
const MORE_RELATIVES: [&str; 5] = ["widower", "grandfather", "grandmother", "stepson", "stepdaughter"];

/// Words for relations to others, and words of praise or blame, which are not roles.
const EPITHETS: [&str; 36] = [
    "rival",
    "antagonist",
    "rivals",
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
    "outsider",
    "veteran",
    "hero",
    "star",
    "icon",
    "favorite",
    "underdog",
    "survivor",
    "member",
    "native",
    "challenger",
    "partner",
    "boss",
    "campaigner",
    "tactician",
    "loser",
    "winner",
    "girlfriend",
];

/// Those of them that are a description together with a name: "member of Heron", "Navy veteran".
const BELONGING: [&str; 4] = ["member", "partner", "survivor", "veteran"];
/// What may precede them at the beginning of a sentence, and is no name.
const BEFORE_HEADS: [&str; 5] = ["former", "founding", "leading", "longtime", "senior"];

const COURTESY: [&str; 12] =
    ["mr", "mrs", "ms", "miss", "sir", "madam", "madame", "lord", "lady", "dame", "hon", "mx"];

/// Words that introduce a complement of a role: "spokesman for …".
fn words_of(role: &str) -> Vec<String> {
    let folded = fold(role);
    let words = folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A parsed role.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    /// Its offices and occupations, each by its first word in the table.
    pub(super) heads: Vec<&'static str>,
    pub(super) field: Field,
    /// Whether it names a relation to somebody.
    pub(super) is_kin: bool,
}

impl Work {
    /// Parses a role.
    pub(super) fn from_role(role: &str) -> Self {
        let words = words_of(role);
        let mut work = Self { is_kin: words.iter().any(|w| is_relative(w)), ..Self::default() };
        let mut at = 0;
        // "The daughter of the governor"
        let own = words.iter().position(|w| is_relative(w)).unwrap_or(words.len());
        let words = words.get(..own).unwrap_or_default();
        while at < words.len() {
            let rest = words.get(at..).unwrap_or_default();
            // A party shows that somebody is in politics, but many belong to it.
            let party = rest.first().is_some_and(|w| ["democrat", "republican"].contains(&w.as_str()));
            if party && work.heads.is_empty() {
                work.field = work.field.with(Field::OFFICE);
            }
            // "pitches to the president": the office behind is another person's.
            let leads_off = || rest.first().is_some_and(|w| ["to", "with", "against"].contains(&w.as_str()));
            if work.heads.is_empty() && at > 0 && leads_off() {
                break;
            }
            let Some((head, field, used)) = work_at(rest) else {
                at = at.saturating_add(1);
                continue;
            };
            // "spokesman for the governor": the complement is another person's office.
            if !work.heads.is_empty() && leads_away(words.get(..at).unwrap_or_default()) {
                break;
            }
            if !work.heads.contains(&head) {
                work.heads.push(head);
            }
            work.field = work.field.with(field);
            at = at.saturating_add(used);
        }
        // Many are in memory at once.
        work.heads.shrink_to_fit();
        work
    }

    /// Whether two roles cannot belong to one person.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        let both_private = self.field == Field::PRIVATE && other.field == Field::PRIVATE;
        self.field.excludes(other.field) || both_private && !self.agrees(other)
    }

    /// Whether two roles name the same office or occupation.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.heads.iter().any(|head| other.heads.contains(head))
    }

    /// Adds another role of the same person.
    pub(super) fn add(&mut self, other: &Self) {
        for head in &other.heads {
            if !self.heads.contains(head) {
                self.heads.push(head);
            }
        }
        self.field = self.field.with(other.field);
    }
}

fn is_relative(word: &str) -> bool {
    RELATIVES.contains(&word) || MORE_RELATIVES.contains(&word)
}

/// An office or occupation by the words for it.
struct Named {
    /// The words behind the first.
    rest: Vec<&'static str>,
    head: &'static str,
    field: Field,
}

/// All of them by their first word, the longest first.
static BY_WORD: LazyLock<FxHashMap<&'static str, Vec<Named>>> = LazyLock::new(|| {
    let mut by_word: FxHashMap<&'static str, Vec<Named>> = FxHashMap::default();
    for (names, field) in WORKS {
        let head = names.split(',').next().unwrap_or_default();
        for name in names.split(',') {
            let mut words = name.split(' ');
            let first = words.next().unwrap_or_default();
            by_word.entry(first).or_default().push(Named { rest: words.collect(), head, field });
        }
    }
    by_word.values_mut().for_each(|named| named.sort_by_key(|named| Reverse(named.rest.len())));
    by_word
});

/// Returns the office or occupation at the start of some words, its field, and its length in words.
fn work_at(words: &[String]) -> Option<(&'static str, Field, usize)> {
    let (first, behind) = words.split_first()?;
    let fits = |named: &&Named| {
        behind.len() >= named.rest.len() && named.rest.iter().zip(behind).all(|(word, own)| word == own)
    };
    let named = BY_WORD.get(first.as_str())?.iter().find(fits)?;
    Some((named.head, named.field, named.rest.len().saturating_add(1)))
}

/// Whether a word describes somebody: an office, an occupation or an epithet.
pub(super) fn is_description(word: &str) -> bool {
    let is_whole = |named: &Named| named.rest.is_empty();
    EPITHETS.contains(&word) || BY_WORD.get(word).is_some_and(|named| named.iter().any(is_whole))
}

fn leads_away(words: &[String]) -> bool {
    words.iter().any(|w| ["of", "for", "to", "at", "in", "with"].contains(&w.as_str()))
}

/// Offices that are held for years, of which hardly anybody holds more than one.
const POSTS: [&str; 10] = [
    "senator",
    "representative",
    "governor",
    "mayor",
    "judge",
    "general",
    "sheriff",
    "king",
    "delegate",
    "councilman",
];

/// Whether two roles name different offices of which hardly anybody holds both.
pub(super) fn other_office(a: &Work, b: &Work) -> bool {
    let posts = |work: &Work| !work.heads.is_empty() && work.heads.iter().all(|head| POSTS.contains(head));
    posts(a) && posts(b) && !a.agrees(b)
}

/// How specific a role is: a courtesy title, an epithet or a relation; another description; or an office or
/// occupation.
pub(super) fn worth(role: &str) -> u8 {
    let words = words_of(role);
    let head_end = words
        .iter()
        .position(|w| {
            ["of", "for", "to", "at", "in", "who", "since", "from", "with", "on"].contains(&w.as_str())
        })
        .unwrap_or(words.len());
    let head = head_end.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
    let work = Work::from_role(role);
    if words.iter().all(|w| COURTESY.contains(&w.as_str())) {
        0
    } else if work.is_kin && work.heads.is_empty() || EPITHETS.contains(&head) && !belongs(role, head) {
        1
    } else if work.heads.is_empty() {
        2
    } else {
        3
    }
}

/// Returns whether a role is a membership of a named body: "member of the Harbor Board".
fn belongs(role: &str, head: &str) -> bool {
    let is_name = |word: &str| {
        let folded = fold(word);
        word.starts_with(char::is_uppercase) && folded != head && !BEFORE_HEADS.contains(&folded.as_str())
    };
    BELONGING.contains(&head) && role.split_whitespace().any(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_occupations() {
        for (role, heads) in [
            ("Illinois Sen.", "senator"),
            ("former Vice President", "vice president"),
            ("senator and surgeon", "senator surgeon"),
            ("spokesman for the governor", "press secretary"),
            ("Republican presidential nominee", "nominee"),
            ("eldest daughter", ""),
            ("pitches to the former president", ""),
        ] {
            assert_eq!(Work::from_role(role).heads.join(" "), heads, "{role}");
        }
    }

    #[test]
    fn roles_that_one_person_cannot_have() {
        for (a, b, excluded) in [
            ("teacher in Utah", "plumber in Maine", true),
            ("football coach", "economist", true),
            ("senator", "businessman", false),
            ("nurse", "senator", true),
            ("senator", "rival", false),
        ] {
            assert_eq!(Work::from_role(a).excludes(&Work::from_role(b)), excluded, "{a}, {b}");
        }
    }

    #[test]
    fn courtesy_and_epithets_are_worth_little() {
        for (role, expected) in [
            ("Mrs.", 0),
            ("former rival", 1),
            ("Former member", 1),
            ("stiff campaigner", 1),
            ("close friend since school", 1),
            ("member of Heron", 2),
            ("Navy veteran", 2),
            ("sheep shearer", 2),
            ("Sen.", 3),
        ] {
            assert_eq!(worth(role), expected, "{role}");
        }
    }
}

//! Normal forms of the names of bodies: "U.S. Dept. of State" and "the State Department" have the same.

use std::borrow::Cow;

use onrecord_model::Country;
use onrecord_text::fold;

/// Words of a body's name and the form in which they are compared.
const SPELLINGS: [(&str, &str); 18] = [
    ("dept", "department"),
    ("depts", "department"),
    ("govt", "government"),
    ("gov't", "government"),
    ("assn", "association"),
    ("univ", "university"),
    ("intl", "international"),
    ("int'l", "international"),
    ("natl", "national"),
    ("nat'l", "national"),
    ("comm", "commission"),
    ("&", "and"),
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("organisation", "organization"),
    ("programme", "program"),
    ("affairs", ""),
];

/// Words that a name may have or leave out.
const OPTIONAL: [&str; 9] = ["the", "inc", "corp", "ltd", "llc", "plc", "co", "company", "pac"];

/// Words for a country before the name of one of its bodies.
const COUNTRY_WORDS: [&str; 7] = ["us", "usa", "american", "united states", "uk", "british", "federal"];

/// Initials and the body that they stand for everywhere in the press.
const INITIALS: [(&str, &str); 45] = [
    ("ap", "associated press"),
    ("afp", "agence france presse"),
    ("nyt", "new york times"),
    ("wsj", "wall street journal"),
    ("sec", "securities and exchange commission"),
    ("fbi", "federal bureau of investigation"),
    ("cia", "central intelligence agency"),
    ("nsa", "national security agency"),
    ("irs", "internal revenue service"),
    ("epa", "environmental protection agency"),
    ("fda", "food and drug administration"),
    ("dhs", "department of homeland security"),
    ("doj", "department of justice"),
    ("dod", "department of defense"),
    ("ftc", "trade commission"),
    ("fcc", "communications commission"),
    ("faa", "aviation administration"),
    ("rnc", "republican national committee"),
    ("dnc", "democratic national committee"),
    ("gop", "republican party"),
    ("aclu", "civil liberties union"),
    ("un", "united nations"),
    ("eu", "european union"),
    ("imf", "international monetary fund"),
    ("ecb", "european central bank"),
    ("iaea", "international atomic energy agency"),
    ("isil", "isis"),
    ("islamic state", "isis"),
    ("islamic state group", "isis"),
    ("daesh", "isis"),
    ("us", "united states"),
    ("usa", "united states"),
    ("fec", "election commission"),
    ("census", "census bureau"),
    ("abc news", "abc"),
    ("bbc news", "bbc"),
    ("cbs news", "cbs"),
    ("nbc news", "nbc"),
    ("fox", "fox news"),
    ("theblaze", "blaze"),
    ("kcna", "korean central news agency"),
    ("un security council", "security council"),
    ("breitbart news", "breitbart"),
    ("huffpost", "huffington post"),
    ("huffpo", "huffington post"),
];

/// Words of bodies that many countries have. Bodies of different countries are different.
const SHARED: [&str; 24] = [
    "ministry",
    "government",
    "police",
    "parliament",
    "army",
    "court",
    "senate",
    "department",
    "military",
    "party",
    "council",
    "commission",
    "agency",
    "bank",
    "church",
    "embassy",
    "navy",
    "force",
    "treasury",
    "cabinet",
    "congress",
    "office",
    "union",
    "consulate",
];

/// Generic words; a name with no others identifies no body: "the Police Department".
const GENERIC: [&str; 44] = [
    "agency",
    "airline",
    "army",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "campaign",
    "center",
    "church",
    "city",
    "club",
    "college",
    "commission",
    "committee",
    "company",
    "council",
    "county",
    "court",
    "department",
    "district",
    "fire",
    "firm",
    "foundation",
    "government",
    "group",
    "health",
    "high",
    "hospital",
    "institute",
    "local",
    "magazine",
    "ministry",
    "newspaper",
    "office",
    "paper",
    "police",
    "public",
    "school",
    "sheriff",
    "team",
    "union",
    "university",
];

/// Organizations of a person or party: campaigns, offices and the like.
const OWNED: [&str; 6] = ["campaign", "administration", "team", "camp", "office", "transition"];
/// Words before an owner that are none of the name.
const BEFORE_OWNERS: [&str; 19] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sen",
    "gov",
    "rep",
    "president",
    "senator",
    "governor",
    "congressman",
    "congresswoman",
    "mayor",
    "candidate",
    "nominee",
    "rival",
    "opponent",
    "leader",
];
/// Words between an owner and the thing.
const BEFORE_OWNED: [&str; 10] = [
    "presidential",
    "primary",
    "election",
    "reelection",
    "general",
    "political",
    "national",
    "senate",
    "press",
    "own",
];

/// A body's name in normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BodyName {
    /// The form in which names are compared.
    pub(super) key: String,
    /// The given name of its owner: "Ada" of "Ada Sorley’s campaign".
    pub(super) owner: Option<String>,
}

impl BodyName {
    pub(super) fn parse(name: &str) -> Self {
        let words = undescribed(words(&of_family(name)));
        owned(&words).unwrap_or_else(|| Self { key: key(words), owner: None })
    }

    /// Removes the words for the country from a ministry whose country is known, so that "China's Foreign Ministry" and
    /// "Chinese Foreign Ministry" have the same form.
    pub(super) fn be_national(&mut self, country: Option<Country>) {
        let words: Vec<&str> = self.key.split(' ').collect();
        if let (Some(_), [_, .., field, "ministry"]) = (country, words.as_slice()) {
            self.key = format!("{field} ministry");
        }
    }

    /// Whether another body of the same kind is likely in another country.
    pub(super) fn is_shared(&self) -> bool {
        self.key.split(' ').any(|word| SHARED.contains(&word))
    }

    /// Whether the name consists of generic words only.
    pub(super) fn is_generic(&self) -> bool {
        self.key.split(' ').all(|word| GENERIC.contains(&word))
    }
}

/// Leaves out the given name behind a Korean owner's family name: "Moon Jae-in’s office" is Moon's.
fn of_family(name: &str) -> Cow<'_, str> {
    let Some(mark) = name.find(['’', '\'']) else { return Cow::Borrowed(name) };
    let (owner, thing) = name.split_at(mark);
    let is_given = |word: &str| {
        let parts = word.split_once('-');
        parts.is_some_and(|(_, second)| second.starts_with(char::is_lowercase))
            && word.starts_with(char::is_uppercase)
    };
    match owner.rsplit_once(' ') {
        Some((family, given)) if is_given(given) => Cow::Owned(format!("{family}{thing}")),
        _ => Cow::Borrowed(name),
    }
}

/// Returns the words of a name in the form in which they are compared.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name).replace('’', "'");
    let spelled = folded.split(|ch: char| ch.is_whitespace() || ch == '-' || ch == '/').filter_map(|word| {
        let word = word.trim_matches(|ch: char| !ch.is_alphanumeric() && ch != '&');
        let mut word = word.strip_suffix("'s").unwrap_or(word).replace('.', "");
        if let Some((_, long)) = SPELLINGS.iter().find(|(short, _)| *short == word) {
            word = (*long).to_owned();
        }
        word.retain(|ch| ch != '\'');
        (!word.is_empty()).then_some(word)
    });
    spelled.collect()
}

/// Nouns between what describes a body and its name: "the state news agency Tarvia".
const DESCRIBING: [&str; 3] = ["news agency", "newspaper", "broadcaster"];
/// Words before "news agency" that name none.
const NAMELESS: [&str; 4] = ["state", "official", "national", "government"];

/// Leaves out what describes a body beside its name.
fn undescribed(words: Vec<String>) -> Vec<String> {
    for noun in DESCRIBING {
        let is_noun = |part: &[String]| part.iter().map(String::as_str).eq(noun.split(' '));
        let length = noun.split(' ').count();
        let Some(at) = words.windows(length).position(is_noun) else { continue };
        let behind = words.get(at.saturating_add(length)..).unwrap_or_default();
        if behind.first().is_some_and(|first| !["of", "for"].contains(&first.as_str())) {
            return behind.to_vec();
        }
        // "Tarvia News Agency", but not "Russian news agency"
        if let (Some([name]), []) = (words.get(..at), behind) {
            let nation = ["an", "ish", "ese"].iter().any(|end| name.ends_with(end));
            if !nation && !NAMELESS.contains(&name.as_str()) {
                return vec![name.clone()];
            }
        }
    }
    words
}

/// Returns the name behind what describes a body: "Tarvia" of "the state news agency Tarvia".
pub(super) fn described_name(name: &str) -> Option<&str> {
    DESCRIBING.iter().find_map(|noun| {
        let (_, behind) = name.split_once(noun)?;
        behind.strip_prefix(' ').filter(|behind| behind.starts_with(char::is_uppercase))
    })
}

/// Whether a form of a body's name describes it beside naming it.
pub(super) fn is_described(form: &str) -> bool {
    let all = words(form);
    undescribed(all.clone()) != all
}

/// "The Sorley campaign", "Mrs. Sorley's campaign", "Ada Sorley's campaign"
fn owned(words: &[String]) -> Option<BodyName> {
    let (head, mut owner) = words.split_last()?;
    // "Mrs. Sorley's presidential campaign": the owner stands between titles and what tells of the campaign.
    while let Some((_, before)) = owner.split_last().filter(|(last, _)| BEFORE_OWNED.contains(&last.as_str()))
    {
        owner = before;
    }
    let title = owner.iter().rposition(|word| BEFORE_OWNERS.contains(&word.as_str()));
    let owner: Vec<&String> = owner
        .iter()
        .skip(title.map_or(0, |at| at.saturating_add(1)))
        .filter(|word| !OPTIONAL.contains(&word.as_str()))
        .collect();
    let (surname, given) = owner.split_last()?;
    let stem = |word: &str| {
        word.strip_suffix('s').filter(|stem| stem.len() > 3 && word.ends_with("ss")).map(str::to_owned)
    };
    let generic = GENERIC.contains(&surname.as_str());
    (OWNED.contains(&head.as_str()) && given.len() < 3 && !generic).then(|| BodyName {
        key: format!("{} {head}", stem(surname).unwrap_or_else(|| (*surname).clone())),
        owner: given.first().map(|given| (*given).clone()),
    })
}

fn key(mut words: Vec<String>) -> String {
    words.retain(|word| !OPTIONAL.contains(&word.as_str()) || words_are_few(word));
    for country in COUNTRY_WORDS {
        let length = country.split(' ').count();
        let leads = words.iter().map(String::as_str).take(length).eq(country.split(' '));
        if leads && words.len() > length {
            words.drain(..length);
            break;
        }
    }
    let expanded = |words: &[String]| {
        let joined = words.join(" ");
        INITIALS
            .iter()
            .find(|(short, _)| *short == joined)
            .map(|(_, long)| long.split(' ').map(str::to_owned).collect())
    };
    if let Some(long) = expanded(&words) {
        words = long;
    }
    // "Department of State", "Ministry of Defense"
    let kind = words.first().filter(|word| ["department", "ministry"].contains(&word.as_str())).cloned();
    if let (Some(kind), Some("of")) = (kind, words.get(1).map(String::as_str)) {
        words.drain(..2);
        words.push(kind);
    }
    words.retain(|word| word != "of" && word != "the");
    words.join(" ")
}

/// Whether "Company" is ignored: in longer names only.
fn words_are_few(word: &str) -> bool {
    word == "company"
}

/// Whether a form of a body's name is abbreviated, or has more than the name in it: initials, abbreviations, a courtesy
/// title, a possessive.
pub(super) fn is_short(form: &str) -> bool {
    let shouted = !form.contains(' ') && form.chars().count() < 9 && !form.chars().any(char::is_lowercase);
    shouted || form.contains('.') || form.contains('’') || form.contains('\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_body() {
        for (key, forms) in [
            ("state department", &["State Department", "the U.S. Department of State", "State Dept."][..]),
            ("securities and exchange commission", &["SEC", "S.E.C.", "Securities & Exchange Commission"]),
            ("foreign ministry", &["Foreign Ministry", "Ministry of Foreign Affairs"]),
            ("sorley campaign", &["Sorley campaign", "Ada Sorley’s campaign", "Mrs. Sorley's campaign"]),
            ("sorley campaign", &["Mrs. Sorley's presidential campaign", "Iowa Gov. Ada Sorley’s campaign"]),
            ("civico", &["Civico", "CIVICO"]),
            ("moon office", &["Moon Jae-in’s office", "Moon's office"]),
            (
                "tarvia",
                &["Tarvia", "Tarvia News Agency", "Osland’s state news agency Tarvia", "newspaper Tarvia"],
            ),
            ("news agency osland", &["News Agency of Osland"]),
            ("osish news agency", &["Osish news agency"]),
        ] {
            for form in forms {
                assert_eq!(BodyName::parse(form).key, key, "{form}");
            }
        }
    }

    #[test]
    fn generic_names_are_nobody_in_particular() {
        for (name, generic) in [("Police Department", true), ("company", true), ("State Department", false)] {
            assert_eq!(BodyName::parse(name).is_generic(), generic, "{name}");
        }
    }
}

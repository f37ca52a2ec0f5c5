//! Decides whether a phrase can name a speaker: people, bodies and documents can, and other things ("the code") cannot.

use onrecord_text::lowercase;

use crate::{
    cues::ParsedSentence,
    lexicon::{WordClass, lexicon},
    phrases::Phrase,
};

/// Nouns for documents, which count as speakers in place of their authors.
const DOCUMENTS: [&str; 52] = [
    "account",
    "affidavit",
    "analysis",
    "announcement",
    "article",
    "assessment",
    "audit",
    "bill",
    "blog",
    "book",
    "bulletin",
    "census",
    "communications",
    "complaint",
    "constitution",
    "data",
    "document",
    "editorial",
    "email",
    "figures",
    "filing",
    "footage",
    "forecast",
    "guidance",
    "indictment",
    "investigation",
    "law",
    "lawsuit",
    "letter",
    "manifesto",
    "memo",
    "note",
    "notice",
    "paper",
    "petition",
    "poll",
    "post",
    "projection",
    "record",
    "release",
    "report",
    "research",
    "results",
    "review",
    "ruling",
    "statement",
    "statistics",
    "study",
    "survey",
    "transcript",
    "tweet",
    "video",
];
/// Nouns for people and bodies that are in no word class of the lexicon.
const PEOPLE: [&str; 93] = [
    "academic",
    "another",
    "authority",
    "brand",
    "brigade",
    "cabinet",
    "camp",
    "chain",
    "channel",
    "charity",
    "children",
    "church",
    "club",
    "coalition",
    "colleague",
    "couple",
    "court",
    "crew",
    "daily",
    "elder",
    "embassy",
    "exchange",
    "family",
    "firm",
    "folk",
    "friend",
    "government",
    "hawk",
    "household",
    "insider",
    "jury",
    "kremlin",
    "lawmaker",
    "leadership",
    "lobby",
    "local",
    "magazine",
    "majority",
    "maker",
    "man",
    "management",
    "media",
    "men",
    "military",
    "militia",
    "minority",
    "monarchy",
    "museum",
    "neighbor",
    "neighbour",
    "network",
    "newspaper",
    "operator",
    "opposition",
    "outlet",
    "pair",
    "palace",
    "panel",
    "parent",
    "pentagon",
    "people",
    "person",
    "poster",
    "press",
    "public",
    "publication",
    "publisher",
    "radio",
    "rebels",
    "regime",
    "regulator",
    "relative",
    "resistance",
    "school",
    "service",
    "site",
    "someone",
    "squad",
    "staff",
    "startup",
    "station",
    "tabloid",
    "team",
    "television",
    "utility",
    "vatican",
    "venue",
    "voice",
    "watchdog",
    "website",
    "weekly",
    "woman",
    "women",
];
/// Endings of nouns for several people.
const SEVERAL: [&str; 9] = ["ers", "ors", "ists", "ians", "ants", "ees", "men", "women", "folk"];
/// Nouns with such an ending that are things.
const THINGS: [&str; 12] = [
    "characters",
    "corridors",
    "errors",
    "factors",
    "indicators",
    "matters",
    "numbers",
    "orders",
    "others",
    "powers",
    "sectors",
    "trees",
];

/// Whether a noun is for a document.
pub(super) fn is_document(noun: &str) -> bool {
    DOCUMENTS.contains(&noun) || ["ad", "average", "dossier", "op-ed", "summary"].contains(&noun)
}

/// Last words of names of events, ages and regions, which are not speakers.
const NO_SPEAKER: [&str; 38] = [
    "accord",
    "act",
    "affair",
    "age",
    "agreement",
    "amendment",
    "americas",
    "award",
    "awards",
    "bill",
    "crisis",
    "cup",
    "deal",
    "depression",
    "doctrine",
    "east",
    "election",
    "elections",
    "era",
    "games",
    "hemisphere",
    "island",
    "islands",
    "ocean",
    "olympics",
    "pact",
    "peninsula",
    "protocol",
    "recession",
    "referendum",
    "revolution",
    "river",
    "rule",
    "sea",
    "treaty",
    "valley",
    "war",
    "west",
];

/// Whether a name is that of an event, an age or a region: "the Cold War", "the Middle East".
pub(super) fn is_no_speaker(name: &str) -> bool {
    let last = lowercase(name.rsplit(' ').next().unwrap_or_default());
    NO_SPEAKER.contains(&last.as_str())
}

/// Endings of nouns for one person.
const ONE: [&str; 6] = ["er", "or", "ist", "ian", "man", "woman"];
/// Nouns with such an ending that are things, and words of other classes.
const NO_PERSON: [&str; 36] = [
    "answer",
    "banner",
    "center",
    "chapter",
    "charter",
    "color",
    "computer",
    "corner",
    "counter",
    "door",
    "error",
    "factor",
    "flavor",
    "floor",
    "folder",
    "letter",
    "matter",
    "meter",
    "mirror",
    "monitor",
    "motor",
    "newsletter",
    "number",
    "offer",
    "order",
    "other",
    "paper",
    "power",
    "register",
    "river",
    "sensor",
    "server",
    "sticker",
    "tower",
    "water",
    "weather",
];

/// Whether the form of a noun shows that it is for one person: "flanker", "archivist".
pub(super) fn is_person(noun: &str) -> bool {
    noun.len() > 3 && ONE.iter().any(|end| noun.ends_with(end)) && !NO_PERSON.contains(&noun)
}

/// Returns whether a phrase names people, a body or a document: its noun is one of these, or a name, or it counts people
/// ("a majority of voters").
pub(super) fn can_speak(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let indefinite = phrase.core == phrase.first.saturating_add(2)
        && ["a", "an", "one", "another"].iter().any(|w| parsed.word_is(phrase.first, w));
    let speaks = |at: usize| {
        let classes = WordClass::GROUP.with(WordClass::ROLE).with(WordClass::ORG).with(WordClass::TITLE);
        let is_name = parsed.can(at, WordClass::CAPITAL) && (at > 0 || !parsed.can(at, WordClass::KNOWN));
        let noun = lowercase(parsed.word(at));
        let one = singular(&noun);
        let of_classes = |noun: &str| lexicon().word(noun).class.is(classes);
        let listed = |noun: &str| DOCUMENTS.contains(&noun) || PEOPLE.contains(&noun);
        let several = || SEVERAL.iter().any(|end| noun.ends_with(end)) && !THINGS.contains(&noun.as_str());
        is_name
            || of_classes(&noun)
            || of_classes(&one)
            || listed(&noun)
            || listed(&one)
            || several()
            || indefinite && is_person(&noun)
    };
    // "kinds of things", but "a majority of voters"
    let sorts = [
        "kind", "kinds", "sort", "sorts", "type", "types", "form", "forms", "part", "parts", "signs",
        "active",
    ];
    let sort = sorts.iter().any(|w| parsed.word_is(phrase.core.saturating_sub(1), w));
    let counts = phrase.core < phrase.last && parsed.word_is(phrase.core, "of") && !sort;
    speaks(phrase.core.saturating_sub(1)) || counts && (phrase.core..phrase.last).any(speaks)
}

/// Nouns for several people without the form of a plural, and pairs.
const COLLECTIVES: [&str; 20] = [
    "children",
    "couple",
    "crowd",
    "duo",
    "elderly",
    "faithful",
    "family",
    "folk",
    "majority",
    "men",
    "minority",
    "pair",
    "people",
    "personnel",
    "public",
    "staff",
    "trio",
    "women",
    "workforce",
    "youth",
];
/// Words that count the people whom a preposition joins to them: "a number of analysts".
const COUNTS: [&str; 18] = [
    "cent",
    "couple",
    "dozens",
    "fifth",
    "fraction",
    "half",
    "handful",
    "hundreds",
    "lot",
    "majority",
    "minority",
    "most",
    "number",
    "percent",
    "quarter",
    "scores",
    "third",
    "thousands",
];
/// Words before "figures" that show them to be people.
const OF_FIGURES: [&str; 18] = [
    "business",
    "centrist",
    "community",
    "conservative",
    "establishment",
    "industry",
    "influential",
    "key",
    "leading",
    "liberal",
    "military",
    "moderate",
    "opposition",
    "party",
    "political",
    "prominent",
    "religious",
    "senior",
];

/// Whether a phrase without a name of its own is for several people or bodies: "deficit hawks", "staff on leave", "a number
/// of analysts". Documents in the plural are not.
pub(super) fn is_several(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    let head = phrase.core.saturating_sub(1);
    let is_common = |at: usize| !parsed.can(at, WordClass::CAPITAL) || at == 0;
    let noun = lowercase(parsed.word(head));
    let is_plural = |noun: &str| {
        let kept =
            ["s", "u", "i", "’"].iter().any(|end| noun.strip_suffix('s').is_some_and(|n| n.ends_with(end)));
        let one = singular(noun);
        let document = DOCUMENTS.contains(&noun) || DOCUMENTS.contains(&one.as_str());
        noun.ends_with('s') && noun.len() > 3 && !kept && !document && noun != "news"
    };
    // "One-third of voters"
    let part = noun.rsplit('-').next().unwrap_or_default();
    let counts = COUNTS.contains(&part)
        && parsed.word_is(phrase.core, "of")
        && (phrase.core..phrase.last).any(|at| is_plural(&lowercase(parsed.word(at))));
    let figures = noun == "figures" && OF_FIGURES.iter().any(|w| parsed.word_is(head.saturating_sub(1), w));
    is_common(head) && (counts || figures || is_plural(&noun) || COLLECTIVES.contains(&noun.as_str()))
}

fn singular(noun: &str) -> String {
    match (noun.strip_suffix("ies"), noun.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => noun.to_owned(),
    }
}

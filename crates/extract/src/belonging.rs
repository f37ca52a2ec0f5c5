//! What belongs to whom, as an article says: which body is part of which, and who wrote a document.
//!
//! "The Bureau of Labor Statistics, part of the Labor Department" and "the Labor Department's Bureau of Labor
//! Statistics" tell the parent; "a study by the World Bank" tells who wrote "the study". Two answers for one name are
//! none. Every token is looked at a fixed number of times.

use onrecord_text::{lowercase, squeeze};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass, lexicon},
    paragraph::Paragraph,
    tokens::{Token, TokenKind},
};

/// Nouns for a part of a body, before "of".
const PARTS: [&str; 15] = [
    "affiliate",
    "agency",
    "arm",
    "branch",
    "bureau",
    "division",
    "initiative",
    "offshoot",
    "office",
    "part",
    "project",
    "subsidiary",
    "unit",
    "wing",
    "publication",
];
/// Words between a noun for a part, or the participle "owned", and the whole.
const WHOLE: [&str; 4] = ["of", "within", "inside", "by"];
/// Last words of the names of bodies that have parts. Other owners are places in time or heads: "Monday’s Senate".
const WHOLES: [&str; 34] = [
    "administration",
    "agency",
    "army",
    "association",
    "authority",
    "bank",
    "bureau",
    "center",
    "church",
    "college",
    "commission",
    "committee",
    "company",
    "corp",
    "corporation",
    "council",
    "court",
    "department",
    "dept",
    "foundation",
    "fund",
    "group",
    "house",
    "inc",
    "institute",
    "institution",
    "ministry",
    "nations",
    "office",
    "party",
    "pentagon",
    "school",
    "union",
    "university",
];
/// Last words of the names of bodies that a country has.
const OF_COUNTRIES: [&str; 19] = [
    "agency",
    "army",
    "bank",
    "bureau",
    "cabinet",
    "commission",
    "council",
    "court",
    "department",
    "embassy",
    "government",
    "institute",
    "military",
    "ministry",
    "navy",
    "office",
    "parliament",
    "police",
    "treasury",
];
/// Last words of the names of parts of universities.
const AT_UNIVERSITIES: [&str; 10] = [
    "center",
    "centre",
    "clinic",
    "college",
    "department",
    "institute",
    "lab",
    "laboratory",
    "program",
    "school",
];
/// Nouns in lower case that end a name: "the Cole campaign".
const HEADS: [&str; 6] = ["administration", "campaign", "government", "ministry", "party", "department"];
/// Words within names.
const WITHIN: [&str; 5] = ["of", "and", "for", "the", "&"];
/// Words between a document and its author, before "by".
const MADE: [&str; 13] = [
    "compiled",
    "conducted",
    "drafted",
    "issued",
    "penned",
    "prepared",
    "produced",
    "published",
    "released",
    "sent",
    "signed",
    "written",
    "wrote",
];
/// Verbs between an author and the document.
const MAKES: [&str; 10] = [
    "published",
    "released",
    "issued",
    "wrote",
    "produced",
    "conducted",
    "unveiled",
    "sent",
    "commissioned",
    "filed",
];
/// Days, which open no name.
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Nouns for documents that can have the author who is named at another mention of the same noun. Nouns for laws and records
/// are left out, since an article often mentions several.
const AUTHORED: [&str; 24] = [
    "affidavit",
    "analysis",
    "article",
    "assessment",
    "audit",
    "book",
    "complaint",
    "editorial",
    "email",
    "filing",
    "indictment",
    "lawsuit",
    "letter",
    "manifesto",
    "memo",
    "note",
    "paper",
    "petition",
    "poll",
    "release",
    "report",
    "statement",
    "study",
    "survey",
];
/// Nouns for documents that the name of their author can precede: "a Lund University study".
const TOLD_BY_MAKER: [&str; 6] = ["analysis", "audit", "poll", "report", "study", "survey"];
/// Greatest number of tokens of a name.
const LONGEST: usize = 12;
/// Greatest number of tokens between the two ends of a relation.
const NEAR: usize = 6;

/// What an article says about what belongs to whom.
#[derive(Debug, Default)]
pub(crate) struct Belonging {
    /// The whole that each body is part of, by the body's name in lower case. `None` if there are two.
    parents: FxHashMap<String, Option<String>>,
    /// The names, in lower case, that words such as "subsidiary" show to be bodies'. People are "part of" something too.
    bodies: FxHashSet<String>,
    /// The author of each document, by its noun.
    authors: FxHashMap<String, Option<String>>,
}

impl Belonging {
    /// Collects what a story says.
    pub(crate) fn from_story(source: &str, story: &[Paragraph<'_>]) -> Self {
        let mut found = Self::default();
        for paragraph in story {
            let words = Words { source, tokens: paragraph.tokens };
            for at in 0..paragraph.tokens.len() {
                if let Some((part, whole)) = words.relation(at) {
                    if words.word(at) != "part" {
                        found.bodies.insert(lowercase(&part));
                    }
                    note(&mut found.parents, lowercase(&part), whole);
                }
                if let Some((document, author)) = words.authorship(at) {
                    note(&mut found.authors, document, author);
                }
            }
        }
        found
    }

    /// Whether the article says what kind of part of another body this is.
    pub(crate) fn is_body(&self, name: &str) -> bool {
        self.bodies.contains(&lowercase(without_article(name)))
    }

    /// Returns the body that a body is part of.
    pub(crate) fn parent(&self, name: &str) -> Option<String> {
        let parent = self.parents.get(&lowercase(without_article(name))).cloned().flatten();
        parent.or_else(|| {
            let (owner, own) = name.split_once("’s ").or_else(|| name.split_once("'s "))?;
            let owner = without_article(owner);
            (owner.starts_with(char::is_uppercase) && is_whole(owner, own)).then(|| owner.to_owned())
        })
    }

    /// Returns who wrote a document.
    pub(crate) fn author(&self, document: &str) -> Option<String> {
        let noun = noun_of(document);
        let one = singular(&noun);
        if let Some((_, by)) = document.split_once(" by ").or_else(|| document.split_once(" from ")) {
            let by = without_article(by);
            return by.split(' ').all(is_of_name).then(|| by.to_owned());
        }
        // "Lund University study"
        let before = document.split(noun.as_str()).next().unwrap_or_default().trim();
        let maker = before.trim_end_matches("’s").trim_end_matches("'s");
        if maker.contains(char::is_uppercase) {
            let is_told = TOLD_BY_MAKER.contains(&one.as_str()) && maker.split(' ').all(is_of_name);
            return Some(maker.to_owned()).filter(|maker| is_told && is_maker(maker));
        }
        self.authors.get(&one).cloned().flatten()
    }
}

/// Whether a word can be part of a name.
fn is_of_name(word: &str) -> bool {
    let owns = word.ends_with("’s") || word.ends_with("'s");
    word.starts_with(char::is_uppercase) && !owns && !DAYS.contains(&word) || WITHIN.contains(&word)
}

/// Notes an answer for a name. A second, different one leaves none.
fn note(all: &mut FxHashMap<String, Option<String>>, name: String, answer: String) {
    let known = all.entry(name).or_insert_with(|| Some(answer.clone()));
    if known.as_ref().is_some_and(|known| *known != answer) {
        *known = None;
    }
}

/// Returns the noun of a described speaker: "report" of "new report on the dams".
pub(crate) fn noun_of(name: &str) -> String {
    let leads = ["of", "on", "by", "for", "from", "about", "in", "that", "to", "into"];
    let words = name.split(' ').take_while(|word| !leads.contains(word));
    words.last().unwrap_or_default().to_owned()
}

pub(crate) fn singular(noun: &str) -> String {
    match noun {
        "studies" => "study".to_owned(),
        "analyses" => "analysis".to_owned(),
        "analysis" | "census" => noun.to_owned(),
        other => other.strip_suffix('s').unwrap_or(other).to_owned(),
    }
}

fn last_word(name: &str) -> String {
    lowercase(name.split(' ').next_back().unwrap_or_default().trim_end_matches('.'))
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

/// Whether `owner` is the body, or the country, that a body is part of if it is called the owner's.
fn is_whole(owner: &str, own: &str) -> bool {
    let mut words = owner.split(' ').skip_while(|word| ["the", "The"].contains(word));
    let first = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let found = lexicon().gazetteer.find(first, |at| rest.get(at.minus(1)).copied());
    let is_country =
        matches!(found, Some((Place::Name(_) | Place::Capital(_), used)) if used == rest.len().plus(1));
    WHOLES.contains(&last_word(owner).as_str())
        || is_country && OF_COUNTRIES.contains(&last_word(own).as_str())
}

/// Whether the words before "study" name its author, as "Lund University" and "CNN" do, and not its subject.
fn is_maker(words: &str) -> bool {
    let all: Vec<&str> = words.split(' ').collect();
    let last = all.last().copied().unwrap_or_default();
    let found = lexicon().gazetteer.find(all.first().copied().unwrap_or_default(), |at| all.get(at).copied());
    let is_place = matches!(found, Some((Place::Name(_) | Place::Demonym(_), used)) if used == all.len());
    let shouted = last.chars().count() > 2 && last.chars().all(char::is_uppercase);
    let body = WHOLES.contains(&lowercase(last).as_str())
        || lexicon().word(&lowercase(last)).class.is(WordClass::ORG);
    !is_place && (shouted || body || all.len() > 1)
}

/// The tokens of a paragraph.
#[derive(Clone, Copy)]
struct Words<'w> {
    source: &'w str,
    tokens: &'w [Token],
}

impl<'w> Words<'w> {
    fn word(self, at: usize) -> &'w str {
        self.tokens.get(at).map_or("", |token| token.span.slice(self.source))
    }

    fn is(self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    fn is_owner(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.class.is(WordClass::POSSESSIVE))
    }

    fn is_capital(self, at: usize) -> bool {
        let token = self.tokens.get(at).filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
        token.is_some_and(|t| t.kind == TokenKind::Word && t.class.is(WordClass::CAPITAL))
            && !["The", "A", "An", "In", "On", "At"].contains(&self.word(at))
    }

    /// Whether a token leads from a name to its description: "is", or the comma of ", a subsidiary" and ", which is".
    fn is_joint(self, at: usize) -> bool {
        let leads = ["a", "an", "the", "which", "now", "itself", "once", "part", "owned", "wholly"];
        self.is(at, TokenKind::Comma) && leads.contains(&self.word(at.plus(1)))
            || ["is", "was"].contains(&self.word(at))
    }

    /// Returns the name that begins at a token, behind an article.
    fn name_from(self, at: usize) -> Option<(usize, usize)> {
        let first = if ["the", "The", "its"].contains(&self.word(at)) { at.plus(1) } else { at };
        let mut end = first;
        while self.is_capital(end) && end < first.plus(LONGEST) {
            end = end.plus(1);
            let behind = (end..end.plus(2)).take_while(|&at| WITHIN.contains(&self.word(at))).count();
            if behind > 0 && self.is_capital(end.plus(behind)) {
                end = end.plus(behind);
            }
        }
        if end > first && HEADS.contains(&self.word(end)) {
            end = end.plus(1);
        }
        (end > first).then_some((first, end))
    }

    /// Returns the name that ends before a token; initials in brackets behind it are left out.
    fn name_before(self, mut end: usize) -> Option<(usize, usize)> {
        if self.is(end.minus(1), TokenKind::Close) && self.is(end.minus(3), TokenKind::Open) {
            end = end.minus(3);
        }
        let mut first = if HEADS.contains(&self.word(end.minus(1))) { end.minus(1) } else { end };
        let word_before = |first: usize| {
            (1..4).find(|&step| {
                let within = (1..step).all(|step| WITHIN.contains(&self.word(first.minus(step))));
                within && self.is_capital(first.minus(step)) && (step == 1 || first < end)
            })
        };
        while let Some(step) = word_before(first).filter(|_| first.plus(LONGEST) > end) {
            first = first.minus(step);
        }
        (first < end && self.is_capital(first)).then_some((first, end))
    }

    fn text(self, (first, end): (usize, usize)) -> Option<String> {
        let (from, to) = (self.tokens.get(first)?, self.tokens.get(end.minus(1))?);
        let words = from.span.cover(to.span).slice(self.source);
        Some(squeeze(words))
    }

    /// Returns a body and its parent if the token at `at` relates them, as "owned" and "subsidiary" do.
    fn relation(self, at: usize) -> Option<(String, String)> {
        let word = self.word(at);
        // "Green Foods, a subsidiary of Acme Group", "Green Foods, owned by Acme Group"
        let part = word == "owned" && self.word(at.plus(1)) == "by"
            || PARTS.contains(&word) && WHOLE.contains(&self.word(at.plus(1)));
        if part {
            let whole = self.name_from(at.plus(2))?;
            let joints = (at.saturating_sub(NEAR)..at).rev().take_while(|&at| !self.is_capital(at));
            let own = joints.filter(|&at| self.is_joint(at)).find_map(|at| self.name_before(at))?;
            return self.text(own).zip(self.text(whole));
        }
        // "Acme-owned Green Foods"
        if let Some(owner) = word.strip_suffix("-owned").filter(|owner| owner.starts_with(char::is_uppercase))
        {
            return Some((self.text(self.name_from(at.plus(1))?)?, owner.to_owned()));
        }
        // "Acme Group, the parent of Green Foods"
        if word == "parent" {
            let of = (at.plus(1)..at.plus(3)).find(|&at| self.word(at) == "of")?;
            let comma = (at.saturating_sub(2)..at).find(|&at| self.is(at, TokenKind::Comma))?;
            return self.text(self.name_from(of.plus(1))?).zip(self.text(self.name_before(comma)?));
        }
        // "The Tide Center at Lund University"
        if word == "at" {
            let own = self.text(self.name_before(at)?)?;
            let whole = self.text(self.name_from(at.plus(1))?)?;
            let is_part = own.contains(' ') && AT_UNIVERSITIES.contains(&last_word(&own).as_str());
            return (is_part && whole.split(' ').any(|word| word == "University")).then_some((own, whole));
        }
        if !self.is_owner(at) {
            return None;
        }
        // "Green Foods’ parent company, Acme Group"
        if self.word(at.plus(1)) == "parent" {
            let behind = at.plus(2).plus(usize::from(["company", "firm"].contains(&self.word(at.plus(2)))));
            let whole = self.name_from(behind.plus(usize::from(self.is(behind, TokenKind::Comma))))?;
            return self.text(self.name_before(at)?).zip(self.text(whole));
        }
        let (owner, own) = (self.name_before(at)?, self.name_from(at.plus(1))?);
        let (owner, own) = (self.text(owner)?, self.text(own)?);
        is_whole(&owner, &own).then_some((own, owner))
    }

    /// Returns a document's noun and its author, if the token at `at` is the noun.
    fn authorship(self, at: usize) -> Option<(String, String)> {
        let noun = self.word(at);
        let document = singular(noun);
        if !AUTHORED.contains(&document.as_str()) {
            return None;
        }
        let behind = at.plus(1).plus(usize::from(self.is(at.plus(1), TokenKind::Comma)));
        let by = behind.plus(usize::from(MADE.contains(&self.word(behind))));
        if self.word(by) == "by" || by == at.plus(1) && self.word(by) == "from" {
            return Some((document, self.author(self.name_from(by.plus(1))?)?));
        }
        let before = at.saturating_sub(NEAR)..at;
        // "Lund University’s new study", "Lund University published a study"
        let joint = before.rev().find(|&at| self.is_owner(at) || MAKES.contains(&self.word(at)))?;
        let small = (joint.plus(1)..at).all(|at| !self.is_capital(at) && self.is(at, TokenKind::Word));
        let name = self.name_before(joint).filter(|_| small)?;
        Some((document, self.author(name)?))
    }

    /// Returns the name of an author; `None` for two people ("Trump and Ryan") and for a day ("Monday’s report").
    fn author(self, (first, end): (usize, usize)) -> Option<String> {
        let name = self.text((first, end))?;
        let is_body = lexicon().word(&last_word(&name)).class.is(WordClass::ORG);
        (!DAYS.contains(&self.word(first)) && (is_body || !name.contains(" and "))).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Defaults, extract};

    #[test]
    fn bodies_and_their_wholes() {
        for (text, name, parent) in [
            (
                "The Bureau of Tides, part of the Harbor Department, said the water was high.",
                "Bureau of Tides",
                Some("Harbor Department"),
            ),
            (
                "The Bureau of Tides (BOT), an agency of the Harbor Department, said the water was high.",
                "Bureau of Tides",
                Some("Harbor Department"),
            ),
            (
                "Brill Foods, a wholly owned subsidiary of Oakum Group, said that sales fell.",
                "Brill Foods",
                Some("Oakum Group"),
            ),
            (
                "The Harbor Department’s Bureau of Tides said the water was high.",
                "Bureau of Tides",
                Some("Harbor Department"),
            ),
            (
                "The Tide Center at Lund University said the water was high.",
                "Tide Center",
                Some("Lund University"),
            ),
            ("Oakum-owned Brill Foods said that sales fell.", "Brill Foods", Some("Oakum")),
            ("The Bureau of Tides said on Monday that the water was high.", "Bureau of Tides", None),
        ] {
            let article = extract(text, &Defaults::default());
            let speaker = article.speakers.iter().find(|speaker| speaker.name.contains(name));
            assert_eq!(
                speaker.and_then(|speaker| speaker.parent.as_deref()),
                parent,
                "{text}: {:?}",
                article.speakers
            );
        }
    }

    #[test]
    fn documents_and_their_authors() {
        for (text, name, author) in [
            (
                "Lund Bank published a report on eels. The report said that eels were rare.",
                "report",
                Some("Lund Bank"),
            ),
            (
                "A study by Ada Pell, a chemist, came out. The study said that eels were rare.",
                "study",
                Some("Ada Pell"),
            ),
            ("The study said that eels were rare.", "study", None),
            (
                "A report by Lund Bank and a report by Oakum Group came out. The report said that eels were rare.",
                "report",
                None,
            ),
        ] {
            let article = extract(text, &Defaults::default());
            let speaker = article.speakers.iter().find(|speaker| speaker.name == name);
            let found = speaker.map(|speaker| (speaker.kind.as_str(), speaker.author.as_deref()));
            assert_eq!(found, Some(("document", author)), "{text}: {:?}", article.speakers);
        }
    }
}

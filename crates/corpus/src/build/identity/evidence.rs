//! What one article says about one of its speakers.

use onrecord_model::{Country, Date, Speaker, SpeakerId, SpeakerKind, Statement};
use onrecord_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    IN_THE_NEWS, TIMES,
    bodies::{BodyName, described_name},
    papers::is_called,
    person_name::{PersonName, is_given, plain_name},
    places::place_of,
    role_words::role_words,
    work::Work,
};
use crate::build::Input;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    Male,
    Female,
}

/// A country, and whether the article gives it for the speaker rather than for the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) country: Country,
    pub(super) is_stated: bool,
}

/// A speaker of one article, with what the article says about the speaker.
pub(super) struct Evidence<'i> {
    pub(super) article: usize,
    pub(super) article_id: &'i str,
    pub(super) day: Option<Date>,
    pub(super) speaker: &'i Speaker,
    /// The kind, which other articles may tell better than this one.
    pub(super) kind: SpeakerKind,
    /// The name without what stuck to it.
    pub(super) written: &'i str,
    /// Whether the article's own reading of the name was wrong, so that it told nobody apart.
    pub(super) is_reread: bool,
    pub(super) publisher: Option<&'i str>,
    pub(super) role: Option<String>,
    pub(super) name: PersonName,
    pub(super) origin: Option<Origin>,
    pub(super) work: Work,
    pub(super) sex: Option<Sex>,
    pub(super) statements: usize,
    /// Whether the speaker is unnamed: a group, "the spokesman", "a report".
    pub(super) is_unnamed: bool,
    /// The words for the place of a speaker that is not named, with their preposition.
    pub(super) place: Option<String>,
}

impl<'i> Evidence<'i> {
    /// Collects what an article says about each of its speakers.
    pub(super) fn of_article(article: usize, input: &'i Input) -> impl Iterator<Item = Self> {
        let found = &input.article;
        let mut said: FxHashMap<&SpeakerId, Vec<&Statement>> = FxHashMap::default();
        for statement in &found.statements {
            if let Some(speaker) = &statement.speaker {
                said.entry(speaker).or_default().push(statement);
            }
        }
        found.speakers.iter().map(move |speaker| {
            let said = said.get(&speaker.id).map_or(&[][..], Vec::as_slice);
            let own = || said.iter().copied();
            let is_person = speaker.kind == SpeakerKind::Person;
            let role = role_of(speaker);
            let work = role.as_deref().map(Work::from_role).unwrap_or_default();
            let is_unnamed = is_unnamed(speaker);
            let written = if is_person { plain_name(&speaker.name) } else { &speaker.name };
            Self {
                article,
                article_id: found.article.id.as_str(),
                day: found.article.published,
                name: if is_person { PersonName::parse(written) } else { PersonName::default() },
                kind: kind(speaker, is_unnamed),
                written,
                is_reread: written != speaker.name,
                publisher: found.article.publisher.as_deref(),
                origin: origin(speaker, own().next()).filter(|origin| may_be_of(role.as_deref(), *origin)),
                sex: sex(role.as_deref(), own()),
                role,
                work,
                statements: said.len(),
                is_unnamed,
                place: is_unnamed
                    .then(|| place_of(speaker, said, found.article.dateline.as_deref()))
                    .flatten(),
                speaker,
            }
        })
    }

    /// Takes the evidence for that of a person.
    pub(super) fn be_person(&mut self) {
        self.kind = SpeakerKind::Person;
        self.is_reread = true;
        self.name = PersonName::parse(self.written);
    }
}

/// Returns the role that an article gives to one of its speakers. Offices and occupations belong to
/// people only: beside a body, they are those of a person that the sentence leaves out.
pub(in crate::build) fn role_of(speaker: &Speaker) -> Option<String> {
    let role = speaker.role.as_deref().and_then(role_words)?;
    let own = speaker.kind == SpeakerKind::Person || Work::from_role(&role).heads.is_empty();
    own.then_some(role)
}

/// Returns the kind of a speaker; counts of people that an article takes for a body are groups: "a number of writers".
fn kind(speaker: &Speaker, is_unnamed: bool) -> SpeakerKind {
    let of = |word: &&str| ["of", "percent"].contains(word);
    let before = speaker.name.split(' ').position(|word| of(&word));
    let head = before.and_then(|at| speaker.name.split(' ').nth(at.checked_sub(1)?)).unwrap_or_default();
    let counts = QUANTITIES.contains(&fold(head).as_str()) || speaker.name.contains("percent of ");
    // "callers", "Russians"
    let ends = ["ers", "ors", "ians", "icans", "ists", "ants"];
    let people = !speaker.name.contains(' ') && ends.iter().any(|end| speaker.name.ends_with(end));
    match speaker.kind {
        SpeakerKind::Group if is_staff(&speaker.name) => SpeakerKind::Institution,
        SpeakerKind::Institution if counts || people && is_unnamed => SpeakerKind::Group,
        kind => kind,
    }
}

/// Nouns that count people.
const QUANTITIES: [&str; 20] = [
    "couple",
    "dozen",
    "dozens",
    "half",
    "handful",
    "hundreds",
    "lot",
    "majorities",
    "majority",
    "members",
    "most",
    "number",
    "percentage",
    "plurality",
    "proportion",
    "quarter",
    "quarters",
    "scores",
    "thirds",
    "two-thirds",
];

/// Last words of the names of bodies, whatever stands before them.
const BODY_ENDS: [&str; 21] = [
    "alliance",
    "association",
    "coalition",
    "committee",
    "conference",
    "consulting",
    "county",
    "economics",
    "finance",
    "foundation",
    "institute",
    "journalism",
    "league",
    "network",
    "news",
    "project",
    "radio",
    "technologies",
    "television",
    "tv",
    "university",
];
/// Last words that may be surnames as well.
const LIKELY_BODY_ENDS: [&str; 10] =
    ["insider", "info", "poll", "register", "report", "research", "survey", "watch", "journal", "tribune"];

/// Takes a name that an article takes for a person's for the body's that its form shows, unless something shows a
/// person: "Lake Public Radio", "Tidewatch.org", or the article's own publisher.
pub(super) fn tell_bodies_from_people(all: &mut [Evidence<'_>]) {
    for evidence in all.iter_mut().filter(|evidence| evidence.kind == SpeakerKind::Person) {
        let (name, human) = (evidence.written, evidence.sex.is_some() || evidence.speaker.role.is_some());
        let last = name.rsplit(' ').next().map(fold).unwrap_or_default();
        let several = name.contains(' ');
        let given = evidence.name.given.first().is_some_and(|first| is_given(first));
        let site = [".com", ".org", ".net"].iter().any(|end| name.ends_with(end));
        let of_form = several && BODY_ENDS.contains(&last.as_str())
            || several && !given && LIKELY_BODY_ENDS.contains(&last.as_str());
        let own = || {
            let key = BodyName::parse(name).key;
            several && evidence.publisher.is_some_and(|publisher| is_called(publisher, &key))
        };
        if site || !human && of_form || own() {
            evidence.kind = SpeakerKind::Institution;
            evidence.name = PersonName::default();
        }
    }
}

/// Takes a word that an article takes for a body ("the Cole camp") for the surname of the person whom it means: "Mr.
/// Cole", or the one of whom many articles tell.
pub(super) fn tell_people_from_bodies(all: &mut [Evidence<'_>]) {
    let mut people: FxHashMap<String, FxHashSet<usize>> = FxHashMap::default();
    let mut bodies: FxHashMap<String, FxHashSet<usize>> = FxHashMap::default();
    for evidence in all.iter() {
        if evidence.kind == SpeakerKind::Person && !evidence.name.is_surname() {
            people.entry(evidence.name.surname.clone()).or_default().insert(evidence.article);
        } else if may_be_surname(evidence) {
            let surname = PersonName::parse(evidence.written).surname;
            bodies.entry(surname).or_default().insert(evidence.article);
        }
    }
    for evidence in all.iter_mut().filter(|evidence| may_be_surname(evidence)) {
        let surname = PersonName::parse(evidence.written).surname;
        let count = |of: &FxHashMap<String, FxHashSet<usize>>| of.get(&surname).map_or(0, FxHashSet::len);
        let named = &people;
        let (people, bodies) = (count(&people), count(&bodies));
        let in_the_news = people >= IN_THE_NEWS && people >= bodies.saturating_mul(TIMES);
        let here = named.get(&surname).is_some_and(|articles| articles.contains(&evidence.article));
        if evidence.sex.is_some() || in_the_news || here {
            evidence.be_person();
        }
    }
}

/// Removes a word before a full name that many articles have without it: "Entrusting Ada Cole". A given name is kept,
/// since "Mary Ada Cole" may be somebody else.
pub(super) fn leave_out_words_before_names(all: &mut [Evidence<'_>]) {
    let mut articles: FxHashMap<String, FxHashSet<usize>> = FxHashMap::default();
    let is_full =
        |evidence: &&Evidence<'_>| evidence.kind == SpeakerKind::Person && !evidence.name.is_surname();
    for evidence in all.iter().filter(is_full) {
        articles.entry(evidence.name.whole()).or_default().insert(evidence.article);
    }
    let count = |name: &PersonName| articles.get(&name.whole()).map_or(0, FxHashSet::len);
    for evidence in all.iter_mut() {
        let Some((_, behind)) = evidence.written.split_once(' ') else { continue };
        let long = evidence.kind == SpeakerKind::Person && evidence.name.given.len() > 1;
        if !long || evidence.name.given.first().is_some_and(|word| word.len() < 3 || is_given(word)) {
            continue;
        }
        let shorter = PersonName::parse(behind);
        let known = count(&shorter);
        if known >= IN_THE_NEWS && known >= count(&evidence.name).saturating_mul(TIMES) {
            evidence.written = behind;
            evidence.be_person();
        }
    }
}

/// Whether the name of a body is a single word that may be a surname as well.
fn may_be_surname(evidence: &Evidence<'_>) -> bool {
    let name = evidence.written;
    evidence.kind == SpeakerKind::Institution
        && !name.contains(' ')
        && name.starts_with(char::is_uppercase)
        && name.chars().any(char::is_lowercase)
}

/// Bodies that are named although their name ends in a common noun: "Castell campaign", "French government".
const NAMED_HEADS: [&str; 17] = [
    "campaign",
    "administration",
    "government",
    "army",
    "military",
    "navy",
    "party",
    "team",
    "regime",
    "parliament",
    "ministry",
    "embassy",
    "foundation",
    "cabinet",
    "embassies",
    "intelligence",
    "television",
];

/// Returns whether a speaker is unnamed, that is described instead of named: a group, "a spokesman", "a report". Such
/// speakers belong to their article.
#[must_use]
pub fn is_unnamed(speaker: &Speaker) -> bool {
    let words = || speaker.name.split_whitespace();
    let small = |word: &str| !word.chars().any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let digit = speaker.name.starts_with(|first: char| first.is_ascii_digit());
    let opens_small = digit || words().next().is_none_or(small);
    let ends_small = words().next_back().is_none_or(small);
    match speaker.kind {
        SpeakerKind::Group => !is_staff(&speaker.name),
        SpeakerKind::Document => true,
        SpeakerKind::Person => {
            // "An Iowa Democrat"
            let last = words().next_back().unwrap_or_default();
            let party = ["Democrat", "Republican"].contains(&last);
            party || digit || opens_small && !PersonName::parse(&speaker.name).is_surname() || ends_small
        }
        SpeakerKind::Institution => {
            let head = words().next_back().map(fold).unwrap_or_default();
            // "Russians", "sixty percent of Americans"
            let people = !speaker.name.contains(' ') && (head.ends_with("ians") || head.ends_with("icans"));
            // "state news agency Tarvia"
            let named = described_name(&speaker.name).is_some();
            people
                || speaker.name.contains("percent of ")
                || opens_small && !named
                || ends_small && !NAMED_HEADS.contains(&head.as_str()) && !is_office_of(&speaker.name)
                // "City Council"
                || BodyName::parse(&speaker.name).is_generic()
        }
    }
}

/// Whether a name is that of a named person's office: "Cole’s office", but not "Governor’s office".
fn is_office_of(name: &str) -> bool {
    let owner = ["’s office", "'s office"].iter().find_map(|end| name.strip_suffix(end));
    let last = owner.and_then(|owner| owner.split_whitespace().next_back());
    last.is_some_and(|last| last.starts_with(char::is_uppercase) && Work::from_role(last).heads.is_empty())
}

/// Whether a group is a body of officers: "Joint Chiefs of Staff".
fn is_staff(name: &str) -> bool {
    name.ends_with("Chiefs of Staff")
}

/// Whether somebody with a role may be of a country: Democrats and Republicans are Americans, whatever the story is
/// about.
fn may_be_of(role: Option<&str>, origin: Origin) -> bool {
    let last = role.and_then(|role| role.split_whitespace().next_back()).unwrap_or_default();
    let american =
        ["Democrat", "Republican"].contains(&last) || role.is_some_and(|role| role.contains("Democrat of "));
    !american || origin.country.code() == "US"
}

/// Returns the country, and whether it is stated, from the reason of a statement.
fn origin(speaker: &Speaker, said: Option<&Statement>) -> Option<Origin> {
    let of_story = ["the story is set in", "the story opens in"];
    let is_stated = said.is_none_or(|said| !of_story.iter().any(|words| said.why.country.starts_with(words)));
    speaker.country.map(|country| Origin { country, is_stated })
}

/// Returns the sex that the role, or a title before the name, implies.
fn sex<'s>(role: Option<&str>, statements: impl Iterator<Item = &'s Statement>) -> Option<Sex> {
    // "Mr. Cole", but not "a spokeswoman for Mr. Cole"
    let titles = statements.filter_map(|said| said.mention.as_ref()?.text.split_whitespace().next());
    let before = |text: &str| {
        text.split([' ', ','])
            .take_while(|w| !["of", "for", "to"].contains(w))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let words = role.into_iter().flat_map(before).chain(titles.map(str::to_owned));
    let mut sex = None;
    for word in words {
        let told = match word.trim_end_matches('.') {
            "Mr" | "Sir" | "Lord" | "spokesman" | "chairman" | "congressman" | "Congressman"
            | "businessman" | "actor" | "husband" | "son" | "father" | "brother" | "king" | "King"
            | "Prince" => Sex::Male,
            "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Baroness" | "spokeswoman" | "chairwoman"
            | "congresswoman" | "Congresswoman" | "businesswoman" | "actress" | "wife" | "daughter"
            | "mother" | "sister" | "lady" | "queen" | "Queen" | "Princess" => Sex::Female,
            _ => continue,
        };
        if sex.is_some_and(|known| known != told) {
            return None;
        }
        sex = Some(told);
    }
    sex
}

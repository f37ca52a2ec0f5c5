//! What one article says about one of its speakers.

use onrecord_model::{Country, Date, Speaker, SpeakerId, SpeakerKind, Statement};
use onrecord_text::fold;
use rustc_hash::FxHashMap;

use super::{person_name::PersonName, work::Work};
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
    pub(super) name: PersonName,
    pub(super) origin: Option<Origin>,
    pub(super) work: Work,
    pub(super) sex: Option<Sex>,
    pub(super) statements: usize,
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
            let work = speaker.role.as_deref().map(Work::of).unwrap_or_default();
            Self {
                article,
                article_id: found.article.id.as_str(),
                day: found.article.published,
                name: if speaker.kind == SpeakerKind::Person {
                    PersonName::parse(&speaker.name)
                } else {
                    PersonName::default()
                },
                origin: origin(speaker, own().next()),
                sex: sex(speaker.role.as_deref(), own()),
                work,
                statements: said.len(),
                speaker,
            }
        })
    }

    /// Whether the speaker is unnamed: a group, "the spokesman", "a report".
    pub(super) fn is_unnamed(&self) -> bool {
        is_unnamed(self.speaker)
    }
}

/// Bodies that are named although their name ends in a common noun: "Castell campaign", "French government".
const NAMED_HEADS: [&str; 16] = [
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
];

/// Returns whether a speaker is described instead of named: a group, "a spokesman", "a report". Such speakers belong to
/// their article.
#[must_use]
pub fn is_unnamed(speaker: &Speaker) -> bool {
    let words = || speaker.name.split_whitespace();
    let small = |word: &str| !word.chars().any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let digit = speaker.name.starts_with(|first: char| first.is_ascii_digit());
    let opens_small = digit || words().next().is_none_or(small);
    let ends_small = words().next_back().is_none_or(small);
    match speaker.kind {
        SpeakerKind::Group => true,
        SpeakerKind::Person => {
            // "An Iowa Democrat"
            let party = speaker.name.ends_with(" Democrat") || speaker.name.ends_with(" Republican");
            party || digit || opens_small && !PersonName::parse(&speaker.name).is_surname() || ends_small
        }
        SpeakerKind::Institution => {
            let head = words().next_back().map(fold).unwrap_or_default();
            opens_small || ends_small && !NAMED_HEADS.contains(&head.as_str())
        }
    }
}

/// Returns the country, and whether it is stated, from the reason of a statement.
fn origin(speaker: &Speaker, said: Option<&Statement>) -> Option<Origin> {
    let is_stated = said.is_none_or(|said| !said.why.country.starts_with("the story is set in"));
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

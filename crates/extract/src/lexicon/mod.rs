//! The lexicon: word classes, speech verbs and names, parsed once from the tables in `lexicon/`.
//!
//! The tables are plain text; the first lines of each describe its format. Nothing here looks at an article.

mod class;
mod gazetteer;
mod inflect;
mod places;

use std::sync::LazyLock;

use onrecord_model::Country;
use onrecord_text::lowercase;
use rustc_hash::FxHashMap;

pub(crate) use class::WordClass;
pub(crate) use gazetteer::{Gazetteer, Holder, Place};
pub(crate) use places::{PlaceName, Places, is_state};

/// The lexicon's entry of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    pub(crate) class: WordClass,
    pub(crate) cue: Option<CueId>,
}

/// The index of a row of the table of speech verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueId(u16);

/// A speech verb with the constructions that it allows, as flagged in `lexicon/cues.txt`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CueVerb {
    pub(crate) lemma: &'static str,
    pub(crate) bare_clause: bool,
    pub(crate) marked_clause: bool,
    pub(crate) addressee: bool,
    pub(crate) noun_phrase: bool,
    pub(crate) object: bool,
    /// Whether its object is who spoke: "quoted Liu".
    pub(crate) object_speaks: bool,
    pub(crate) anything: bool,
    pub(crate) inverts: bool,
    pub(crate) written: bool,
    /// Whether the construction alone shows that words were said.
    pub(crate) is_certain: bool,
    /// The flags, if one of them names a word that leads to the content.
    leads: &'static str,
}

impl CueVerb {
    /// A verb that allows no construction.
    const NONE: Self = Self {
        lemma: "",
        bare_clause: false,
        marked_clause: false,
        addressee: false,
        noun_phrase: false,
        object: false,
        object_speaks: false,
        anything: false,
        inverts: false,
        written: false,
        is_certain: false,
        leads: "",
    };

    /// Any verb that is not a speech verb, between a quotation and its speaker. The models know no such verb, so it has
    /// the lemma of a rare speech verb that takes only quotations.
    pub(crate) const BESIDE_QUOTE: Self = Self { lemma: "quip", inverts: true, ..Self::NONE };

    /// "The court heard that": introduces evidence given in court.
    pub(crate) const HEARD: Self =
        Self { lemma: "report", bare_clause: true, marked_clause: true, is_certain: true, ..Self::NONE };

    /// Returns the constructions of a speech noun: "his claim that".
    pub(crate) const fn noun(lemma: &'static str) -> Self {
        Self { lemma, marked_clause: true, ..Self::NONE }
    }

    /// Whether `word` leads from the verb to the content: "called for", "spoke about".
    pub(crate) fn is_led_by(self, word: &str) -> bool {
        let leads = self.leads.split(',').filter_map(|flag| flag.trim().strip_prefix('@'));
        leads.into_iter().any(|lead| lead.eq_ignore_ascii_case(word))
    }
}

/// All tables, parsed.
pub(crate) struct Lexicon {
    words: FxHashMap<&'static str, Word>,
    cues: Vec<CueVerb>,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) places: Places,
    /// The country of each publisher; none for one that reports from everywhere.
    publishers: FxHashMap<&'static str, Option<Country>>,
    abbreviations: rustc_hash::FxHashSet<&'static str>,
    /// The country of each title, with whether other countries have it.
    title_countries: FxHashMap<&'static str, (Country, bool)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// Returns the lexicon, which is parsed at the first call.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// Returns the entry of a word in lower case with straight apostrophes; empty if it is unknown.
    pub(crate) fn word(&self, lower: &str) -> Word {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// Returns the lexicon's own copy of a word, which is `'static`; empty if it is unknown.
    pub(crate) fn known(&self, lower: &str) -> &'static str {
        self.words.get_key_value(lower).map_or("", |(word, _)| word)
    }

    /// Returns the speech verb with this id.
    pub(crate) fn cue(&self, id: CueId) -> CueVerb {
        self.cues.get(usize::from(id.0)).copied().unwrap_or_default()
    }

    /// Whether a word with its full stop is an abbreviation.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Returns the country of a newspaper, broadcaster or agency.
    ///
    /// Returns `None` for one that is not known, and `Some(None)` for one that reports from everywhere.
    pub(crate) fn country_of_publisher(&self, name: &str) -> Option<Option<Country>> {
        let name = name.strip_prefix("The ").unwrap_or(name);
        self.publishers.get(name).copied()
    }

    /// Whether a name is that of a newspaper, a broadcaster, an agency or a site.
    pub(crate) fn is_publisher(&self, name: &str) -> bool {
        let name = name.strip_prefix("The ").unwrap_or(name);
        self.publishers.contains_key(name)
    }

    /// Returns the country whose politicians have this title in the press, and whether others have it too: "Sen."
    pub(crate) fn country_of_title(&self, word: &str) -> Option<(Country, bool)> {
        self.title_countries.get(word).copied()
    }

    fn read() -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            cues: Vec::new(),
            gazetteer: Gazetteer::read(),
            places: Places::read(),
            publishers: rows(include_str!("../../lexicon/publishers.txt"))
                .filter_map(|row| row.split_once('|'))
                .map(|(name, code)| (name, code.parse().ok()))
                .collect(),
            abbreviations: rows(include_str!("../../lexicon/abbreviations.txt"))
                .flat_map(str::split_whitespace)
                .collect(),
            title_countries: rows(include_str!("../../lexicon/titles.txt"))
                .filter_map(|row| {
                    let mut columns = row.split('|');
                    let (title, country) = (columns.next()?, columns.nth(1)?);
                    let shared = country.starts_with('~');
                    Some((title, (country.trim_start_matches('~').parse().ok()?, shared)))
                })
                .collect(),
        };
        lexicon.read_words(include_str!("../../lexicon/words.txt"));
        lexicon.read_given_names(include_str!("../../lexicon/given_names.txt"));
        lexicon.read_gendered(include_str!("../../lexicon/titles.txt"), WordClass::TITLE);
        lexicon.read_gendered(include_str!("../../lexicon/roles.txt"), WordClass::ROLE);
        for group in rows(include_str!("../../lexicon/groups.txt")) {
            lexicon.add(group, WordClass::GROUP);
        }
        lexicon.read_verbs(include_str!("../../lexicon/verbs.txt"));
        lexicon.read_cues(include_str!("../../lexicon/cues.txt"));
        for first in channels().iter().filter_map(|(_, phrase)| phrase.first()) {
            lexicon.words.entry(first).or_default().class |= WordClass::CHANNEL;
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, class: WordClass) {
        self.words.entry(word).or_default().class |= class | WordClass::KNOWN;
    }

    fn add_form(&mut self, word: String, class: WordClass) -> &mut Word {
        // Inflected forms are made once for the life of the program.
        let word: &'static str = if self.words.contains_key(word.as_str()) {
            self.words.get_key_value(word.as_str()).map_or("", |(k, _)| k)
        } else {
            String::leak(word)
        };
        let entry = self.words.entry(word).or_default();
        entry.class |= class | WordClass::KNOWN;
        entry
    }

    fn read_words(&mut self, table: &'static str) {
        for row in rows(table) {
            let Some((name, words)) = row.split_once(':') else { continue };
            // Common nouns and surnames elsewhere, which no other stage needs to know.
            let unknown = match name {
                "brand" => WordClass::BRAND,
                "town" => WordClass::TOWN,
                _ => WordClass::NONE,
            };
            if unknown != WordClass::NONE {
                words
                    .split_whitespace()
                    .for_each(|word| self.words.entry(word).or_default().class |= unknown);
                continue;
            }
            let class = match name {
                "det" => WordClass::DET,
                "poss" => WordClass::POSS,
                "pron" => WordClass::PRON,
                "prep" => WordClass::PREP,
                "conj" => WordClass::CONJ,
                "sub" => WordClass::SUB,
                "aux" => WordClass::AUX,
                "neg" => WordClass::NEG,
                "modal" => WordClass::MODAL,
                "adv" => WordClass::ADV,
                "adj" => WordClass::ADJ,
                "name_particle" => WordClass::PARTICLE,
                "suffix" => WordClass::SUFFIX,
                "month" => WordClass::MONTH,
                "weekday" => WordClass::WEEKDAY,
                "org" => WordClass::ORG,
                "number" => WordClass::NUMBER,
                "saying" => WordClass::SAYING,
                "day" => WordClass::DAY,
                _ => WordClass::NONE,
            };
            words.split_whitespace().for_each(|word| self.add(word, class));
        }
    }

    fn read_given_names(&mut self, table: &'static str) {
        for row in rows(table) {
            let Some((gender, names)) = row.split_once(':') else { continue };
            let gender = if gender == "f" { WordClass::FEMALE } else { WordClass::MALE };
            names.split_whitespace().for_each(|name| self.add(name, gender | WordClass::GIVEN));
        }
    }

    fn read_gendered(&mut self, table: &'static str, class: WordClass) {
        for row in rows(table) {
            let (word, gender) = row.split_once('|').unwrap_or((row, "-"));
            let gender = match gender.split('|').next().unwrap_or_default() {
                "m" => WordClass::MALE,
                "f" => WordClass::FEMALE,
                _ => WordClass::NONE,
            };
            self.add_form(lowercase(word), class | gender);
            if class == WordClass::ROLE {
                // A plural of a role is a group, of no gender.
                self.add_form(inflect::plural(word), WordClass::GROUP);
            }
        }
    }

    fn read_verbs(&mut self, table: &'static str) {
        for row in rows(table) {
            for (form, class) in inflect::forms(row) {
                self.add_form(form, class);
            }
        }
    }

    fn read_cues(&mut self, table: &'static str) {
        for row in rows(table) {
            let (verb, flags) = row.split_once(' ').unwrap_or((row, ""));
            let has = |flag: &str| flags.split(',').any(|f| f.trim() == flag);
            let Ok(id) = u16::try_from(self.cues.len()) else { break };
            self.cues.push(CueVerb {
                lemma: verb.split([':', '+']).next().unwrap_or(verb),
                bare_clause: has("c"),
                marked_clause: has("c") || has("t"),
                addressee: has("a"),
                noun_phrase: has("n") || has("o"),
                object: has("o"),
                object_speaks: has("p"),
                anything: has("s"),
                leads: if flags.contains('@') { flags } else { "" },
                inverts: has("i"),
                written: has("w"),
                is_certain: false,
            });
            for (form, class) in inflect::forms(verb) {
                self.add_form(form, class | WordClass::CUE).cue.get_or_insert(CueId(id));
            }
        }
    }
}

/// Returns the phrases that name a channel: the channel and the phrase's words in lower case.
pub(crate) fn channels() -> &'static [(&'static str, Vec<&'static str>)] {
    static CHANNELS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
        let rows = rows(include_str!("../../lexicon/channels.txt")).filter_map(|row| row.split_once('|'));
        let phrases = |(channel, phrases): (&'static str, &'static str)| {
            phrases.split(',').map(move |phrase| (channel, phrase.split(' ').collect()))
        };
        rows.flat_map(phrases).collect()
    });
    &CHANNELS
}

/// Returns the rows of a table, without empty lines and comments.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_word_forms_are_known() {
        let l = lexicon();
        for (word, class) in [
            ("said", WordClass::PAST | WordClass::CUE),
            ("tweeting", WordClass::ING),
            ("argues", WordClass::PRESENT),
            ("quipped", WordClass::PAST),
            ("spokeswoman", WordClass::FEMALE),
            ("ambassadors", WordClass::GROUP),
            ("nikki", WordClass::GIVEN),
            ("denied", WordClass::PAST),
        ] {
            assert!(l.word(word).class.is(class), "{word}");
        }
        let told = l.word("told").cue.map(|id| l.cue(id)).unwrap();
        assert_eq!((told.lemma, told.addressee), ("tell", true));
    }
}

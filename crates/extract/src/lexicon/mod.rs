//! The words that the rules rest on, read once from the tables in `lexicon/`.
//!
//! Tables are plain text that a reader of English can review; their grammar is told in each one's
//! first lines. Nothing here looks at an article.

mod class;
mod gazetteer;
mod inflect;

use std::sync::LazyLock;

use onrecord_model::Country;
use onrecord_text::lowercase;
use rustc_hash::FxHashMap;

pub(crate) use class::Class;
pub(crate) use gazetteer::{Gazetteer, Place};

/// What is known of one word in lower case.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    pub(crate) class: Class,
    pub(crate) cue: Option<CueId>,
}

/// A row of the table of cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueId(u8);

/// What may stand around a cue verb; the letters are those of `lexicon/cues.txt`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CueVerb {
    pub(crate) lemma: &'static str,
    pub(crate) bare_clause: bool,
    pub(crate) marked_clause: bool,
    pub(crate) addressee: bool,
    pub(crate) noun_phrase: bool,
    pub(crate) object: bool,
    pub(crate) anything: bool,
    pub(crate) inverts: bool,
    pub(crate) written: bool,
    /// The flags, where one names a word that leads to what was said.
    leads: &'static str,
}

impl CueVerb {
    /// A noun that marks words as said: "his claim that".
    pub(crate) const fn noun(lemma: &'static str) -> Self {
        Self {
            lemma,
            bare_clause: false,
            marked_clause: true,
            addressee: false,
            noun_phrase: false,
            object: false,
            anything: false,
            inverts: false,
            written: false,
            leads: "",
        }
    }

    /// Whether `word` leads from the verb to what was said: "called for", "spoke about".
    pub(crate) fn is_led_by(self, word: &str) -> bool {
        let leads = self.leads.split(',').filter_map(|flag| flag.trim().strip_prefix('@'));
        leads.into_iter().any(|lead| lead.eq_ignore_ascii_case(word))
    }
}

/// All tables together.
pub(crate) struct Lexicon {
    words: FxHashMap<&'static str, Word>,
    cues: Vec<CueVerb>,
    pub(crate) gazetteer: Gazetteer,
    abbreviations: rustc_hash::FxHashSet<&'static str>,
    title_countries: FxHashMap<&'static str, Country>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lexicon, read at the first call.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// What is known of a word given in lower case with straight apostrophes.
    pub(crate) fn word(&self, lower: &str) -> Word {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// A word as the tables hold it, which lives as long as they do.
    pub(crate) fn known(&self, lower: &str) -> &'static str {
        self.words.get_key_value(lower).map_or("", |(word, _)| word)
    }

    /// What may stand around a cue.
    pub(crate) fn cue(&self, id: CueId) -> CueVerb {
        self.cues.get(usize::from(id.0)).copied().unwrap_or_default()
    }

    /// Whether a full stop after these letters belongs to them.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// The country whose politicians alone bear this title in the press: "Sen."
    pub(crate) fn country_of_title(&self, word: &str) -> Option<Country> {
        self.title_countries.get(word).copied()
    }

    fn read() -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            cues: Vec::new(),
            gazetteer: Gazetteer::read(),
            abbreviations: rows(include_str!("../../lexicon/abbreviations.txt"))
                .flat_map(str::split_whitespace)
                .collect(),
            title_countries: rows(include_str!("../../lexicon/titles.txt"))
                .filter_map(|row| {
                    let mut columns = row.split('|');
                    Some((columns.next()?, columns.nth(1)?.parse().ok()?))
                })
                .collect(),
        };
        lexicon.read_words(include_str!("../../lexicon/words.txt"));
        lexicon.read_given_names(include_str!("../../lexicon/given_names.txt"));
        lexicon.read_gendered(include_str!("../../lexicon/titles.txt"), Class::TITLE);
        lexicon.read_gendered(include_str!("../../lexicon/roles.txt"), Class::ROLE);
        for group in rows(include_str!("../../lexicon/groups.txt")) {
            lexicon.add(group, Class::GROUP);
        }
        lexicon.read_verbs(include_str!("../../lexicon/verbs.txt"));
        lexicon.read_cues(include_str!("../../lexicon/cues.txt"));
        for first in channels().iter().filter_map(|(_, phrase)| phrase.first()) {
            lexicon.words.entry(first).or_default().class |= Class::CHANNEL;
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, class: Class) {
        self.words.entry(word).or_default().class |= class | Class::KNOWN;
    }

    fn add_form(&mut self, word: String, class: Class) -> &mut Word {
        // Inflected forms are made once for the life of the program.
        let word: &'static str = if self.words.contains_key(word.as_str()) {
            self.words.get_key_value(word.as_str()).map_or("", |(k, _)| k)
        } else {
            String::leak(word)
        };
        let entry = self.words.entry(word).or_default();
        entry.class |= class | Class::KNOWN;
        entry
    }

    fn read_words(&mut self, table: &'static str) {
        for row in rows(table) {
            let Some((name, words)) = row.split_once(':') else { continue };
            let class = match name {
                "det" => Class::DET,
                "poss" => Class::POSS,
                "pron" => Class::PRON,
                "prep" => Class::PREP,
                "conj" => Class::CONJ,
                "sub" => Class::SUB,
                "aux" => Class::AUX,
                "neg" => Class::NEG,
                "modal" => Class::MODAL,
                "adv" => Class::ADV,
                "adj" => Class::ADJ,
                "name_particle" => Class::PARTICLE,
                "suffix" => Class::SUFFIX,
                "month" => Class::MONTH,
                "weekday" => Class::WEEKDAY,
                "org" => Class::ORG,
                "number" => Class::NUMBER,
                "saying" => Class::SAYING,
                "day" => Class::DAY,
                _ => Class::NONE,
            };
            words.split_whitespace().for_each(|word| self.add(word, class));
        }
    }

    fn read_given_names(&mut self, table: &'static str) {
        for row in rows(table) {
            let Some((gender, names)) = row.split_once(':') else { continue };
            let gender = if gender == "f" { Class::FEMALE } else { Class::MALE };
            names.split_whitespace().for_each(|name| self.add(name, gender | Class::GIVEN));
        }
    }

    fn read_gendered(&mut self, table: &'static str, class: Class) {
        for row in rows(table) {
            let (word, gender) = row.split_once('|').unwrap_or((row, "-"));
            let gender = match gender.split('|').next().unwrap_or_default() {
                "m" => Class::MALE,
                "f" => Class::FEMALE,
                _ => Class::NONE,
            };
            self.add_form(lowercase(word), class | gender);
            if class == Class::ROLE {
                // A plural of a role is a group, of no gender.
                self.add_form(inflect::plural(word), Class::GROUP);
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
            let Ok(id) = u8::try_from(self.cues.len()) else { break };
            self.cues.push(CueVerb {
                lemma: verb.split([':', '+']).next().unwrap_or(verb),
                bare_clause: has("c"),
                marked_clause: has("c") || has("t"),
                addressee: has("a"),
                noun_phrase: has("n") || has("o"),
                object: has("o"),
                anything: has("s"),
                leads: if flags.contains('@') { flags } else { "" },
                inverts: has("i"),
                written: has("w"),
            });
            for (form, class) in inflect::forms(verb) {
                self.add_form(form, class | Class::CUE).cue.get_or_insert(CueId(id));
            }
        }
    }
}

/// Each channel with the words of one of the phrases that tell it, in lower case.
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

/// The rows of a table: lines that are neither empty nor comments.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_all_their_forms() {
        let l = lexicon();
        for (word, class) in [
            ("said", Class::PAST | Class::CUE),
            ("tweeting", Class::ING),
            ("argues", Class::PRESENT),
            ("quipped", Class::PAST),
            ("spokeswoman", Class::FEMALE),
            ("ambassadors", Class::GROUP),
            ("nikki", Class::GIVEN),
            ("denied", Class::PAST),
        ] {
            assert!(l.word(word).class.is(class), "{word}");
        }
        let told = l.word("told").cue.map(|id| l.cue(id)).unwrap();
        assert_eq!((told.lemma, told.addressee), ("tell", true));
    }
}

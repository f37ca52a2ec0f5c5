//! Detects articles that are not in English, in which nothing is extracted.
//!
//! Languages in the Latin script are recognized by their most frequent short words, others by their script.

use std::sync::LazyLock;

use onrecord_text::lowercase;
use rustc_hash::FxHashMap;

use crate::lexicon::rows;

/// Maximum number of words that are read.
const WORDS: usize = 1000;
/// Minimum number of frequent words from which a language is recognized.
const ENOUGH: u32 = 8;
/// The same in a text without a frequent word of English.
const ENOUGH_WITHOUT_ENGLISH: u32 = 4;
/// Minimum ratio of the frequent words of another language to those of English.
const TIMES: u32 = 2;

/// Frequent words of English that are no words of the other languages.
const ENGLISH: [&str; 24] = [
    "the", "and", "of", "that", "is", "was", "with", "for", "his", "her", "they", "from", "which", "have",
    "had", "not", "said", "were", "who", "will", "would", "been", "their", "has",
];

/// The indexes of the languages in which each word is frequent, and the languages' names.
struct Table {
    names: Vec<&'static str>,
    words: FxHashMap<&'static str, Vec<usize>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { names: Vec::new(), words: FxHashMap::default() };
    for (name, words) in rows(include_str!("../lexicon/languages.txt")).filter_map(|row| row.split_once('|'))
    {
        let index = table.names.len();
        table.names.push(name);
        for word in words.split(' ') {
            table.words.entry(word).or_default().push(index);
        }
    }
    table
});

/// Returns the English name of the language of a text if it is not English: "French". Returns `None` for English, for
/// languages in the Latin script that are not known, and where a text is too short to tell.
///
/// The first 1,000 words are read. Languages in the Latin script are recognized by their most frequent short words,
/// others by their script, which tells only the most likely language.
///
/// ```
/// use onrecord_extract::foreign_language;
///
/// let text = "Le ministre a dit que les écoles sont fermées pour une semaine, et que cette mesure est dans la loi.";
/// assert_eq!(foreign_language(text), Some("French"));
/// assert_eq!(foreign_language("The minister said that the schools were closed for a week."), None);
/// ```
#[must_use]
pub fn foreign_language(text: &str) -> Option<&'static str> {
    let mut english = 0_u32;
    let mut others = vec![0_u32; TABLE.names.len()];
    let mut scripts: [u32; SCRIPTS.len()] = [0; SCRIPTS.len()];
    let mut latin = 0_u32;
    let words = text.split(|ch: char| !ch.is_alphabetic() && !is_mark(ch)).filter(|word| !word.is_empty());
    for word in words.take(WORDS) {
        match word.chars().next().and_then(script) {
            Some(index) => {
                // Chinese has no spaces between words.
                let weight = u32::try_from(word.chars().count().div_ceil(4)).unwrap_or(1);
                if let Some(count) = scripts.get_mut(index) {
                    *count = count.saturating_add(weight);
                }
                continue;
            }
            None => latin = latin.saturating_add(1),
        }
        let lower = lowercase(word);
        if ENGLISH.contains(&lower.as_str()) {
            english = english.saturating_add(1);
        }
        for index in TABLE.words.get(lower.as_str()).into_iter().flatten() {
            if let Some(count) = others.get_mut(*index) {
                *count = count.saturating_add(1);
            }
        }
    }
    let most = |counts: &[u32]| counts.iter().copied().enumerate().max_by_key(|(_, count)| *count);
    if let Some((index, count)) = most(&scripts)
        && count >= ENOUGH
        && count > latin
    {
        return SCRIPTS.get(index).map(|(_, _, name)| refined(text, name));
    }
    let (index, count) = most(&others)?;
    let few = english == 0 && count >= ENOUGH_WITHOUT_ENGLISH;
    let foreign = few || count >= ENOUGH && count >= english.saturating_mul(TIMES);
    TABLE.names.get(index).copied().filter(|_| foreign)
}

/// Scripts other than Latin: the first and the last letter, and the most likely language.
const SCRIPTS: [(char, char, &str); 12] = [
    ('\u{0370}', '\u{03ff}', "Greek"),
    ('\u{0400}', '\u{04ff}', "Russian"),
    ('\u{0590}', '\u{05ff}', "Hebrew"),
    ('\u{0600}', '\u{06ff}', "Arabic"),
    ('\u{0900}', '\u{097f}', "Hindi"),
    ('\u{0980}', '\u{09ff}', "Bengali"),
    ('\u{0b80}', '\u{0bff}', "Tamil"),
    ('\u{0e00}', '\u{0e7f}', "Thai"),
    ('\u{10a0}', '\u{10ff}', "Georgian"),
    ('\u{3040}', '\u{30ff}', "Japanese"),
    ('\u{4e00}', '\u{9fff}', "Chinese"),
    ('\u{ac00}', '\u{d7af}', "Korean"),
];

fn script(letter: char) -> Option<usize> {
    SCRIPTS.iter().position(|(first, last, _)| (*first..=*last).contains(&letter))
}

/// Distinguishes languages that share a script, by letters that only one of them has.
fn refined(text: &str, name: &'static str) -> &'static str {
    let has = |letters: &[char]| text.chars().filter(|ch| letters.contains(ch)).count() >= 3;
    match name {
        "Russian" if has(&['ї', 'є', 'і', 'ґ']) => "Ukrainian",
        "Arabic" if has(&['پ', 'چ', 'گ', 'ی']) => "Persian",
        "Chinese" if text.chars().any(|ch| ('\u{3040}'..='\u{30ff}').contains(&ch)) => "Japanese",
        name => name,
    }
}

/// Whether a character is a vowel sign or another mark that belongs to the letter before it.
fn is_mark(ch: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&ch)
        || ('\u{0900}'..='\u{0dff}').contains(&ch)
        || ('\u{0e00}'..='\u{0e7f}').contains(&ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_articles() {
        for (text, language) in [
            ("The minister said that the schools were closed and would not open for a week.", None),
            ("“La ley es de todos,” said the mayor, who had come with his wife from the old town.", None),
            ("Short.", None),
            (
                "Der Minister hat gesagt, dass die Schulen nicht auf sind und das ist auch für den Ort schlecht.",
                Some("German"),
            ),
            (
                "El ministro dijo que los colegios y las oficinas no abren por una semana, según fuentes del gobierno, \
                 pero también para los demás.",
                Some("Spanish"),
            ),
            ("Министр сказал что школы закрыты на неделю из за снега и мороза.", Some("Russian")),
            ("Міністр сказав що школи закриті на тиждень і що їх відкриють пізніше.", Some("Ukrainian")),
            ("教育部长说，由于大雪，全市所有学校将关闭一周，家长可以在家照顾孩子。", Some("Chinese")),
        ] {
            assert_eq!(foreign_language(text), language, "{text}");
        }
    }
}

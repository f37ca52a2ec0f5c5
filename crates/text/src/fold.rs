//! Folding: text as search compares it, in lower case and without accents.
//!
//! Latin and Greek letters with marks are replaced by plain ones from two small tables, which a test compares with
//! Unicode's decomposition; the whole decomposition would weigh more in the page than the search itself. Letters of
//! other scripts keep their marks, which tell them apart.

use crate::lowercase_char;

/// The plain letters of U+00E0 to U+024F; a dot for characters that stay. Checked by the tests below.
const LATIN: &[u8] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy.y.a.a.a.c.c.c.c.d.d.e.e.e.e.e.g.g.g.g.h.h.i.i.i.i.i...j.k..l.l.l...l.n.n.n....o.o.o...r.r.r.s.s.s.s.t.t.t.u.u.u.u.u.u.w.y..z.z.z.b................................o..............u.............................a.i.o.u.u.u.u.u..a.a.....g.k.o.o..j....g...n.a.....a.a.e.e.i.i.o.o.r.r.u.u.s.t...h.......a.e.o.o.o.o.y............................";
/// The plain letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b".a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m.m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v.w.w.w.w.w.x.x.y.z.z.zhtwy.......a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y......";

/// Returns whether a character is a combining mark, which follows its letter.
const fn is_mark(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}')
}

/// Returns whether a character belongs to a word: a letter, a digit or a combining mark from U+0300 to U+036F.
///
/// ```
/// use onrecord_text::is_word_char;
/// assert!(is_word_char('é') && is_word_char('\u{301}') && !is_word_char('-'));
/// ```
#[must_use]
pub fn is_word_char(ch: char) -> bool {
    ch.is_alphanumeric() || is_mark(ch)
}

/// Returns a text in lower case and without accents, as search compares it; punctuation and white space stay.
///
/// Latin letters, and those of modern Greek, lose their marks; "ß", "æ", "œ" and "þ" become two letters each; combining
/// marks from U+0300 to U+036F are left out. Letters of other scripts keep their marks, which tell them apart.
///
/// ```
/// use onrecord_text::fold;
/// assert_eq!(fold("Recep Tayyip ERDOĞAN"), "recep tayyip erdogan");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends a text, folded as by [`fold`], to a string, without an allocation of its own.
///
/// ```
/// let mut words = "the ".to_owned();
/// onrecord_text::fold_into("Straße", &mut words);
/// assert_eq!(words, "the strasse");
/// ```
pub fn fold_into(text: &str, folded: &mut String) {
    for ch in text.chars() {
        if ch.is_ascii() {
            folded.push(ch.to_ascii_lowercase());
            continue;
        }
        for lower in lowercase_char(ch) {
            match plain(lower) {
                Plain::One(letter) => folded.push(letter),
                Plain::Two(letters) => folded.push_str(letters),
                Plain::Nothing => {}
            }
        }
    }
}

enum Plain {
    One(char),
    Two(&'static str),
    Nothing,
}

fn plain(lower: char) -> Plain {
    let in_table = |table: &[u8], first: char| {
        let index = u32::from(lower).checked_sub(u32::from(first))?;
        table.get(index as usize).filter(|&&letter| letter != b'.').map(|&letter| char::from(letter))
    };
    match lower {
        'ß' => Plain::Two("ss"),
        'æ' | 'ǣ' | 'ǽ' => Plain::Two("ae"),
        'œ' => Plain::Two("oe"),
        'þ' => Plain::Two("th"),
        'ǿ' => Plain::One('o'),
        'ǯ' => Plain::One('ʒ'),
        'ſ' | 'ẛ' => Plain::One('s'),
        'ά' => Plain::One('α'),
        'έ' => Plain::One('ε'),
        'ή' => Plain::One('η'),
        'ί' | 'ϊ' | 'ΐ' => Plain::One('ι'),
        'ό' => Plain::One('ο'),
        'ύ' | 'ϋ' | 'ΰ' => Plain::One('υ'),
        'ώ' => Plain::One('ω'),
        _ if is_mark(lower) => Plain::Nothing,
        _ => {
            let letter = in_table(LATIN, '\u{e0}').or_else(|| in_table(LATIN_ADDITIONAL, '\u{1e00}'));
            Plain::One(letter.unwrap_or(lower))
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        for (word, plain) in [
            ("Ankara", "ankara"),
            ("ERDOĞAN", "erdogan"),
            ("Łukasz", "lukasz"),
            ("Straße", "strasse"),
            ("e\u{301}te\u{301}", "ete"),
            ("İstanbul", "istanbul"),
            ("Nguyễn", "nguyen"),
            ("Τσίπρας", "τσιπρας"),
            ("北京", "北京"),
            ("Йошкар", "йошкар"),
        ] {
            assert_eq!(fold(word), plain);
        }
    }

    #[test]
    fn latin_and_greek_letters_lose_the_marks_that_unicode_takes_apart() {
        for ch in ('\u{c0}'..='\u{24f}').chain('\u{386}'..='\u{3ce}').chain('\u{1e00}'..='\u{1eff}') {
            let letters: String =
                ch.to_lowercase().collect::<String>().nfd().filter(|c| !is_combining_mark(*c)).collect();
            let whole = ch.to_lowercase().eq(letters.chars());
            if ch.is_alphabetic() && !whole {
                assert_eq!(fold(&ch.to_string()), fold(&letters), "{ch}");
            }
        }
    }
}

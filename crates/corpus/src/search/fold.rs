//! Letters as they are compared: in lower case, without accents.
//!
//! The whole decomposition of Unicode would weigh more in the page than the search itself. Latin and
//! Greek letters with marks are two small tables here, which a test compares with that decomposition;
//! letters of other scripts keep their marks, which tell them apart.

use onrecord_model::lower_of;

/// The plain letters of U+00E0 to U+024F; a dot where there is none.
const LATIN: &[u8] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy.y.a.a.a.c.c.c.c.d.d.e.e.e.e.e.g.g.g.g.h.h.i.i.i.i.i...j.k..l.l.l...l.n.n.n....o.o.o...r.r.r.s.s.s.s.t.t.t.u.u.u.u.u.u.w.y..z.z.z.b................................o..............u.............................a.i.o.u.u.u.u.u..a.a.....g.k.o.o..j....g...n.a.....a.a.e.e.i.i.o.o.r.r.u.u.s.t...h.......a.e.o.o.o.o.y............................";
/// The plain letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b".a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m.m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v.w.w.w.w.w.x.x.y.z.z.zhtwy.......a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y......";

/// Marks that stand behind the letter that they belong to.
const fn is_mark(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}')
}

/// Whether a character belongs to a word.
pub(super) fn is_of_word(ch: char) -> bool {
    ch.is_alphanumeric() || is_mark(ch)
}

/// A text as it is compared, with everything between its words.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold(text, &mut folded);
    folded
}

/// Appends a word as it is compared.
pub(super) fn fold(word: &str, folded: &mut String) {
    for ch in word.chars() {
        if ch.is_ascii() {
            folded.push(ch.to_ascii_lowercase());
            continue;
        }
        for lower in lower_of(ch) {
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

    fn folded(word: &str) -> String {
        let mut folded = String::new();
        fold(word, &mut folded);
        folded
    }

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
            assert_eq!(folded(word), plain);
        }
    }

    #[test]
    fn latin_and_greek_letters_lose_the_marks_that_unicode_takes_apart() {
        for ch in ('\u{c0}'..='\u{24f}').chain('\u{386}'..='\u{3ce}').chain('\u{1e00}'..='\u{1eff}') {
            let letters: String =
                ch.to_lowercase().collect::<String>().nfd().filter(|c| !is_combining_mark(*c)).collect();
            let whole = ch.to_lowercase().eq(letters.chars());
            if ch.is_alphabetic() && !whole {
                assert_eq!(folded(&ch.to_string()), folded(&letters), "{ch}");
            }
        }
    }
}

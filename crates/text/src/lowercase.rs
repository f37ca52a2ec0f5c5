//! Lower case, as Unicode 17 has it (`UnicodeData.txt`, simple lowercase mapping, and the one character of
//! `SpecialCasing.txt` that becomes two).
//!
//! Ids of statements are made from text in lower case, so the mapping must not change with the compiler's version of
//! Unicode. The tables are generated: `cargo test -p onrecord-text -- --ignored print_tables --nocapture` prints them
//! from the standard library's mapping, and a test compares every character with it. Runs take a fifth of the space
//! of the standard library's table, which has an entry for each of 1,461 letters: four kilobytes of the page.

use std::iter;

/// Ranges `(first, last)` in which every second character is a capital, followed by its small letter.
#[rustfmt::skip]
const PAIRS: &[(u16, u16)] = &[
    (0x100, 0x12e), (0x132, 0x136), (0x139, 0x147), (0x14a, 0x176), (0x179, 0x17d), (0x182, 0x184),
    (0x187, 0x187), (0x18b, 0x18b), (0x191, 0x191), (0x198, 0x198), (0x1a0, 0x1a4), (0x1a7, 0x1a7),
    (0x1ac, 0x1ac), (0x1af, 0x1af), (0x1b3, 0x1b5), (0x1b8, 0x1b8), (0x1bc, 0x1bc), (0x1c5, 0x1c5),
    (0x1c8, 0x1c8), (0x1cb, 0x1db), (0x1de, 0x1ee), (0x1f2, 0x1f4), (0x1f8, 0x21e), (0x222, 0x232),
    (0x23b, 0x23b), (0x241, 0x241), (0x246, 0x24e), (0x370, 0x372), (0x376, 0x376), (0x3d8, 0x3ee),
    (0x3f7, 0x3f7), (0x3fa, 0x3fa), (0x460, 0x480), (0x48a, 0x4be), (0x4c1, 0x4cd), (0x4d0, 0x52e),
    (0x1c89, 0x1c89), (0x1e00, 0x1e94), (0x1ea0, 0x1efe), (0x2183, 0x2183), (0x2c60, 0x2c60),
    (0x2c67, 0x2c6b), (0x2c72, 0x2c72), (0x2c75, 0x2c75), (0x2c80, 0x2ce2), (0x2ceb, 0x2ced),
    (0x2cf2, 0x2cf2), (0xa640, 0xa66c), (0xa680, 0xa69a), (0xa722, 0xa72e), (0xa732, 0xa76e),
    (0xa779, 0xa77b), (0xa77e, 0xa786), (0xa78b, 0xa78b), (0xa790, 0xa792), (0xa796, 0xa7a8),
    (0xa7b4, 0xa7c2), (0xa7c7, 0xa7c9), (0xa7cc, 0xa7da), (0xa7f5, 0xa7f5),
];

/// Ranges `(first, last, distance)` of capitals; the small letter is `distance` further, modulo 2^16.
#[rustfmt::skip]
const RUNS: &[(u16, u16, u16)] = &[
    (0xc0, 0xd6, 32), (0xd8, 0xde, 32), (0x178, 0x178, 65415), (0x181, 0x181, 210), (0x186, 0x186, 206),
    (0x189, 0x18a, 205), (0x18e, 0x18e, 79), (0x18f, 0x18f, 202), (0x190, 0x190, 203), (0x193, 0x193, 205),
    (0x194, 0x194, 207), (0x196, 0x196, 211), (0x197, 0x197, 209), (0x19c, 0x19c, 211), (0x19d, 0x19d, 213),
    (0x19f, 0x19f, 214), (0x1a6, 0x1a6, 218), (0x1a9, 0x1a9, 218), (0x1ae, 0x1ae, 218), (0x1b1, 0x1b2, 217),
    (0x1b7, 0x1b7, 219), (0x1c4, 0x1c4, 2), (0x1c7, 0x1c7, 2), (0x1ca, 0x1ca, 2), (0x1f1, 0x1f1, 2),
    (0x1f6, 0x1f6, 65439), (0x1f7, 0x1f7, 65480), (0x220, 0x220, 65406), (0x23a, 0x23a, 10795),
    (0x23d, 0x23d, 65373), (0x23e, 0x23e, 10792), (0x243, 0x243, 65341), (0x244, 0x244, 69),
    (0x245, 0x245, 71), (0x37f, 0x37f, 116), (0x386, 0x386, 38), (0x388, 0x38a, 37), (0x38c, 0x38c, 64),
    (0x38e, 0x38f, 63), (0x391, 0x3a1, 32), (0x3a3, 0x3ab, 32), (0x3cf, 0x3cf, 8), (0x3f4, 0x3f4, 65476),
    (0x3f9, 0x3f9, 65529), (0x3fd, 0x3ff, 65406), (0x400, 0x40f, 80), (0x410, 0x42f, 32), (0x4c0, 0x4c0, 15),
    (0x531, 0x556, 48), (0x10a0, 0x10c5, 7264), (0x10c7, 0x10c7, 7264), (0x10cd, 0x10cd, 7264),
    (0x13a0, 0x13ef, 38864), (0x13f0, 0x13f5, 8), (0x1c90, 0x1cba, 62528), (0x1cbd, 0x1cbf, 62528),
    (0x1e9e, 0x1e9e, 57921), (0x1f08, 0x1f0f, 65528), (0x1f18, 0x1f1d, 65528), (0x1f28, 0x1f2f, 65528),
    (0x1f38, 0x1f3f, 65528), (0x1f48, 0x1f4d, 65528), (0x1f59, 0x1f59, 65528), (0x1f5b, 0x1f5b, 65528),
    (0x1f5d, 0x1f5d, 65528), (0x1f5f, 0x1f5f, 65528), (0x1f68, 0x1f6f, 65528), (0x1f88, 0x1f8f, 65528),
    (0x1f98, 0x1f9f, 65528), (0x1fa8, 0x1faf, 65528), (0x1fb8, 0x1fb9, 65528), (0x1fba, 0x1fbb, 65462),
    (0x1fbc, 0x1fbc, 65527), (0x1fc8, 0x1fcb, 65450), (0x1fcc, 0x1fcc, 65527), (0x1fd8, 0x1fd9, 65528),
    (0x1fda, 0x1fdb, 65436), (0x1fe8, 0x1fe9, 65528), (0x1fea, 0x1feb, 65424), (0x1fec, 0x1fec, 65529),
    (0x1ff8, 0x1ff9, 65408), (0x1ffa, 0x1ffb, 65410), (0x1ffc, 0x1ffc, 65527), (0x2126, 0x2126, 58019),
    (0x212a, 0x212a, 57153), (0x212b, 0x212b, 57274), (0x2132, 0x2132, 28), (0x2160, 0x216f, 16),
    (0x24b6, 0x24cf, 26), (0x2c00, 0x2c2f, 48), (0x2c62, 0x2c62, 54793), (0x2c63, 0x2c63, 61722),
    (0x2c64, 0x2c64, 54809), (0x2c6d, 0x2c6d, 54756), (0x2c6e, 0x2c6e, 54787), (0x2c6f, 0x2c6f, 54753),
    (0x2c70, 0x2c70, 54754), (0x2c7e, 0x2c7f, 54721), (0xa77d, 0xa77d, 30204), (0xa78d, 0xa78d, 23256),
    (0xa7aa, 0xa7aa, 23228), (0xa7ab, 0xa7ab, 23217), (0xa7ac, 0xa7ac, 23221), (0xa7ad, 0xa7ad, 23231),
    (0xa7ae, 0xa7ae, 23228), (0xa7b0, 0xa7b0, 23278), (0xa7b1, 0xa7b1, 23254), (0xa7b2, 0xa7b2, 23275),
    (0xa7b3, 0xa7b3, 928), (0xa7c4, 0xa7c4, 65488), (0xa7c5, 0xa7c5, 23229), (0xa7c6, 0xa7c6, 30152),
    (0xa7cb, 0xa7cb, 23193), (0xa7dc, 0xa7dc, 22975), (0xff21, 0xff3a, 32),
];

/// The same for letters from U+10000.
#[rustfmt::skip]
const HIGH_RUNS: &[(u16, u16, u16)] = &[
    (0x400, 0x427, 40), (0x4b0, 0x4d3, 40), (0x570, 0x57a, 39), (0x57c, 0x58a, 39), (0x58c, 0x592, 39),
    (0x594, 0x595, 39), (0xc80, 0xcb2, 64), (0xd50, 0xd65, 32), (0x18a0, 0x18bf, 32), (0x6e40, 0x6e5f, 32),
    (0x6ea0, 0x6eb8, 27), (0xe900, 0xe921, 34),
];

/// Returns a character in lower case; the character itself if it has no lower case.
///
/// The mapping is that of Unicode 17, whatever the version of Unicode that the compiler has. Only `İ` becomes two
/// characters, `i` and a combining dot.
///
/// ```
/// use onrecord_text::lowercase_char;
/// assert_eq!(lowercase_char('Ç').collect::<String>(), "ç");
/// ```
pub fn lowercase_char(ch: char) -> impl Iterator<Item = char> {
    let (letter, dot) = if ch == 'İ' { ('i', Some('\u{307}')) } else { (small(ch), None) };
    iter::once(letter).chain(dot)
}

fn small(ch: char) -> char {
    if ch.is_ascii() {
        return ch.to_ascii_lowercase();
    }
    let number = u32::from(ch);
    #[allow(clippy::cast_possible_truncation, reason = "the low 16 bits are the place in the plane")]
    let place = number as u16;
    let (pairs, runs) = match number >> 16 {
        0 => (PAIRS, RUNS),
        1 => (&[][..], HIGH_RUNS),
        _ => return ch,
    };
    let pair = last(pairs, |&(first, _)| first <= place);
    let run = last(runs, |&(first, ..)| first <= place);
    let far = match (pair, run) {
        (Some(&(first, last)), _) if place <= last && (place - first).is_multiple_of(2) => 1,
        (_, Some(&(_, last, far))) if place <= last => far,
        _ => return ch,
    };
    char::from_u32(number & !0xffff | u32::from(place.wrapping_add(far))).unwrap_or(ch)
}

/// Returns the last entry of a sorted table for which `starts_before` holds.
fn last<T>(table: &[T], starts_before: impl Fn(&T) -> bool) -> Option<&T> {
    table.get(table.partition_point(starts_before).checked_sub(1)?)
}

/// Returns a text in lower case, to be compared with others.
///
/// Characters are mapped one by one, as by [`lowercase_char`]: unlike with [`str::to_lowercase`], a Greek sigma at the
/// end of a word becomes `σ`.
///
/// ```
/// use onrecord_text::lowercase;
/// assert_eq!(lowercase("François ΟΔΟΣ"), "françois οδοσ");
/// ```
#[must_use]
pub fn lowercase(text: &str) -> String {
    text.chars().flat_map(lowercase_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_lower_case() {
        for (text, expected) in
            [("Émile ÇA", "émile ça"), ("İ", "i\u{307}"), ("ΟΔΟΣ", "οδοσ"), ("¼ ß", "¼ ß")]
        {
            assert_eq!(lowercase(text), expected);
        }
    }

    #[test]
    fn every_character_is_mapped_as_in_the_standard_library() {
        for ch in '\0'..=char::MAX {
            // Capitals of a later Unicode stay as they are.
            let is_newer = char::UNICODE_VERSION > (17, 0, 0) && small(ch) == ch;
            assert!(is_newer || lowercase_char(ch).eq(ch.to_lowercase()), "{ch}");
        }
    }

    /// Returns the standard library's capitals with one small letter, beyond ASCII, with the distance to it.
    fn capitals(plane: u32) -> Vec<(u16, u16)> {
        let first = plane << 16;
        let capital = |number: u32| {
            let ch = char::from_u32(number).filter(|ch| !ch.is_ascii())?;
            let mut lower = ch.to_lowercase();
            let (small, rest) = (lower.next()?, lower.next());
            let place = |ch: char| u16::try_from(u32::from(ch) - first).unwrap();
            (small != ch && rest.is_none()).then(|| (place(ch), place(small).wrapping_sub(place(ch))))
        };
        (first..first + 0x1_0000).filter_map(capital).collect()
    }

    type Pairs = Vec<(u16, u16)>;
    type Runs = Vec<(u16, u16, u16)>;

    /// Generates the tables of one plane.
    fn tables(plane: u32) -> (Pairs, Runs) {
        let (mut pairs, mut runs) = (Pairs::new(), Runs::new());
        for (place, distance) in capitals(plane) {
            if plane == 0 && distance == 1 {
                match pairs.last_mut() {
                    Some((_, last)) if *last + 2 == place => *last = place,
                    _ => pairs.push((place, place)),
                }
            } else {
                match runs.last_mut() {
                    Some((_, last, known)) if *last + 1 == place && *known == distance => *last = place,
                    _ => runs.push((place, place, distance)),
                }
            }
        }
        (pairs, runs)
    }

    #[test]
    fn the_tables_are_what_the_generator_prints() {
        if char::UNICODE_VERSION == (17, 0, 0) {
            let (pairs, runs) = tables(0);
            assert_eq!((pairs.as_slice(), runs.as_slice()), (PAIRS, RUNS));
            assert_eq!(tables(1), (Vec::new(), HIGH_RUNS.to_vec()));
        }
    }

    #[test]
    #[ignore = "prints the tables, to be pasted above after a new Unicode"]
    fn print_tables() {
        for plane in 0..2 {
            let (pairs, runs) = tables(plane);
            println!("plane {plane}\nPAIRS {pairs:#x?}\nRUNS {runs:#x?}");
        }
    }
}

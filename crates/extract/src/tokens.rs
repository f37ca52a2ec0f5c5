//! Tokenizer: the words and marks of a paragraph, each with its word classes from the lexicon.
//!
//! The full stop of an abbreviation belongs to its token; a possessive "'s" is a token of its own. Quotation marks
//! are classified here and matched in `quotations`.

use onrecord_model::Span;
use onrecord_text::lowercase_char;

use crate::{
    index::{SaturatingIndex as _, rest},
    lexicon::{CueId, Word, WordClass, lexicon},
};

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// A full stop or an ellipsis.
    Stop,
    /// ! or ?
    Exclaim,
    Open,
    Close,
    /// A quotation mark and the direction that it faces.
    Mark(Mark, Facing),
    Other,
}

impl TokenKind {
    /// Whether it can end a sentence.
    pub(crate) const fn is_terminal(self) -> bool {
        matches!(self, Self::Stop | Self::Exclaim)
    }
}

/// A style of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Double,
    Single,
    Guillemet,
}

/// Whether a mark opens or closes; for a straight mark, the spaces around it decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facing {
    Open,
    Close,
    Either,
}

/// A word or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    pub(crate) class: WordClass,
    pub(crate) cue: Option<CueId>,
}

/// Splits one block of `source` into tokens, whose spans are byte offsets of `source`.
pub(crate) fn tokenize(source: &str, block: Span) -> Vec<Token> {
    let text = block.slice(source);
    let mut tokens = Vec::with_capacity((text.len() / 5).plus(1));
    let mut scanner = Scanner { text, base: block.start as usize, lower: String::new() };
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Nearly all of a text is ASCII.
        let ch = match byte {
            b' ' => {
                at = at.plus(1);
                continue;
            }
            0..0x80 => char::from(byte),
            _ => rest(text, at).chars().next().unwrap_or_default(),
        };
        if is_space(ch) {
            at = at.plus(ch.len_utf8());
            continue;
        }
        let token = scanner.token(at, ch);
        let token = scanner.joined(token, tokens.last());
        at = (token.span.end as usize).saturating_sub(scanner.base).max(at.plus(ch.len_utf8()));
        tokens.push(token);
    }
    tokens
}

/// Whether a character is a space, or one of the invisible characters that pages put between words.
pub(crate) fn is_space(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’')
}

struct Scanner<'a> {
    text: &'a str,
    base: usize,
    lower: String,
}

impl Scanner<'_> {
    fn token(&mut self, at: usize, ch: char) -> Token {
        let end = at.plus(ch.len_utf8());
        if ch.is_ascii_digit() {
            return self.number(at);
        }
        if ch.is_alphanumeric() {
            return self.word(at);
        }
        let before = self.text.get(..at).unwrap_or_default().chars().next_back();
        let after = rest(self.text, end).chars().next();
        // Two single marks are how wires without double ones write them.
        // Three that close are a quotation within one: the inner mark comes first.
        let inner =
            ch == '\'' && rest(self.text, at).starts_with("\'\'\'") && before.is_some_and(|b| !is_space(b));
        if matches!(ch, '\'' | '`') && after == Some(ch) && !inner {
            let behind = rest(self.text, end.plus(1)).chars().next();
            let facing = if ch == '`' { Facing::Open } else { facing(before, behind) };
            return self.make(at, end.plus(1), TokenKind::Mark(Mark::Double, facing));
        }
        let kind = match ch {
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            ';' => TokenKind::Semicolon,
            '–' | '—' | '―' => TokenKind::Dash,
            '-' if before.is_none_or(is_space) || after == Some('-') => {
                return self.run(at, '-', TokenKind::Dash);
            }
            '.' => return self.run(at, '.', TokenKind::Stop),
            '…' => TokenKind::Stop,
            '!' | '?' => TokenKind::Exclaim,
            '(' | '[' => TokenKind::Open,
            ')' | ']' => TokenKind::Close,
            '“' | '„' => TokenKind::Mark(Mark::Double, Facing::Open),
            '”' => TokenKind::Mark(Mark::Double, Facing::Close),
            '"' => TokenKind::Mark(Mark::Double, facing(before, after)),
            '«' => TokenKind::Mark(Mark::Guillemet, Facing::Open),
            '»' => TokenKind::Mark(Mark::Guillemet, Facing::Close),
            // "in ‘08"
            '‘' if after.is_some_and(|ch| ch.is_ascii_digit()) => TokenKind::Other,
            '‘' | '‚' => TokenKind::Mark(Mark::Single, Facing::Open),
            '’' => TokenKind::Mark(Mark::Single, Facing::Close),
            '\'' => TokenKind::Mark(Mark::Single, facing(before, after)),
            _ => TokenKind::Other,
        };
        self.make(at, end, kind)
    }

    fn make(&self, start: usize, end: usize, kind: TokenKind) -> Token {
        Token {
            span: Span::from_usize(self.base.plus(start), self.base.plus(end)),
            kind,
            class: WordClass::NONE,
            cue: None,
        }
    }

    fn run(&self, at: usize, of: char, kind: TokenKind) -> Token {
        let length = rest(self.text, at).chars().take_while(|&ch| ch == of).count();
        self.make(at, at.plus(length), kind)
    }

    fn number(&self, at: usize) -> Token {
        let ahead = rest(self.text, at);
        let mut end = at;
        let mut chars = ahead.char_indices().peekable();
        while let Some((i, ch)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            let inner = match ch {
                '.' | ',' | ':' | '/' => next.is_some_and(|next| next.is_ascii_digit()),
                '-' => next.is_some_and(char::is_alphanumeric),
                _ => false,
            };
            if !(ch.is_alphanumeric() || inner) {
                break;
            }
            end = at.plus(i).plus(ch.len_utf8());
        }
        let mut token = self.make(at, end, TokenKind::Number);
        token.class = WordClass::NUMBER;
        token
    }

    fn word(&mut self, at: usize) -> Token {
        let ahead = rest(self.text, at);
        // Most words are plain letters to their end.
        let plain = ahead.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let mut end = at.plus(plain);
        let mut chars = rest(ahead, plain).char_indices().map(|(i, ch)| (i.plus(plain), ch)).peekable();
        while let Some((i, ch)) = chars.next() {
            let joined = chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric());
            let inner = match ch {
                '-' | '&' | '\u{2011}' => joined,
                ch if is_apostrophe(ch) => joined && !is_contraction(rest(ahead, i.plus(ch.len_utf8()))),
                '.' => joined && (self.is_initialism(at, at.plus(i)) || is_domain(rest(ahead, i.plus(1)))),
                _ => false,
            };
            if !(ch.is_alphanumeric() || inner || ch == '\u{301}') {
                break;
            }
            end = at.plus(i).plus(ch.len_utf8());
        }
        let with_stop = rest(self.text, end).starts_with('.').then_some(end.plus(1));
        if let Some(stop) = with_stop {
            let word = self.text.get(at..stop).unwrap_or_default();
            let initial = word.chars().filter(|ch| ch.is_alphabetic()).count() == 1
                && word.chars().next().is_some_and(char::is_uppercase);
            // "No." is a number's only before a number.
            let refuses = word == "No."
                && !rest(self.text, stop).trim_start().starts_with(|ch: char| ch.is_ascii_digit())
                || initial && self.is_label(at, word);
            let abbreviation = lexicon().is_abbreviation(word.strip_prefix(FORMERLY).unwrap_or(word));
            if !refuses && (initial || self.is_initialism(at, end) || abbreviation) {
                return self.classified(at, stop, WordClass::ABBREVIATION);
            }
        }
        self.classified(at, end, WordClass::NONE)
    }

    /// Whether a single letter is no initial of a name: "on X.", "Plan B."
    fn is_label(&self, at: usize, word: &str) -> bool {
        const LABELLED: [&str; 12] = [
            "on",
            "to",
            "via",
            "Plan",
            "Group",
            "Vitamin",
            "Hepatitis",
            "Type",
            "Grade",
            "Class",
            "Category",
            "Schedule",
        ];
        let before = self.text.get(..at).unwrap_or_default().trim_end();
        let last = before.rsplit(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default();
        let is_capital = last.starts_with(char::is_uppercase);
        LABELLED.contains(&last) && (word == "X." || is_capital)
    }

    /// Whether the word so far consists of single letters with full stops between, as in "U.S".
    fn is_initialism(&self, start: usize, end: usize) -> bool {
        let word = self.text.get(start..end).unwrap_or_default();
        // "R-N.C."
        let word = ["D-", "R-", "I-"].iter().find_map(|party| word.strip_prefix(party)).unwrap_or(word);
        word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
            && (word.contains('.') || word.chars().all(char::is_uppercase))
    }

    fn classified(&mut self, start: usize, end: usize, extra: WordClass) -> Token {
        let mut token = self.make(start, end, TokenKind::Word);
        let word = self.text.get(start..end).unwrap_or_default();
        self.lower.clear();
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
        } else {
            let lower = word.chars().flat_map(lowercase_char);
            self.lower.extend(lower.map(|ch| if ch == '’' { '\'' } else { ch }));
        }
        // The country, not the pronoun.
        let office = word.strip_prefix(FORMERLY).filter(|office| office.starts_with(char::is_uppercase));
        let lower = if office.is_some() { self.lower.get(FORMERLY.len()..) } else { None };
        let lower = lower.unwrap_or(&self.lower);
        let known = if word == "US" { Word::default() } else { lexicon().word(lower) };
        token.class = known.class | extra;
        token.cue = known.cue;
        // In English text, a word in a script without capitals is nearly always a name.
        let first = office.unwrap_or(word).chars().next();
        if first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase()) || has_article(word) {
            token.class |= WordClass::CAPITAL;
        }
        if !known.class.is(WordClass::KNOWN) && is_compound_office(lower) {
            token.class |= WordClass::ROLE.with(WordClass::KNOWN);
        }
        token
    }

    /// Adjusts a token to the one before it: an apostrophe right behind a word may begin "'s".
    fn joined(&self, token: Token, previous: Option<&Token>) -> Token {
        let TokenKind::Mark(Mark::Single, Facing::Close | Facing::Either) = token.kind else { return token };
        let Some(word) = previous.filter(|p| p.kind == TokenKind::Word && p.span.end == token.span.start)
        else {
            return token;
        };
        let at = (token.span.end as usize).saturating_sub(self.base);
        let Some(length) = contraction(rest(self.text, at)) else { return token };
        let ending = self.text.get(at..at.plus(length)).unwrap_or_default();
        let mut joined = self.make(
            (token.span.start as usize).saturating_sub(self.base),
            at.plus(length),
            TokenKind::Word,
        );
        let owner = ending.eq_ignore_ascii_case("s") && !word.class.is(WordClass::PRON);
        joined.class = if owner { WordClass::POSSESSIVE } else { WordClass::AUX };
        if ending.eq_ignore_ascii_case("d") || ending.eq_ignore_ascii_case("ll") {
            joined.class |= WordClass::MODAL;
        }
        joined
    }
}

/// What the press puts before the title of an office that somebody held then: "then-Rep. Ann Pell".
const FORMERLY: &str = "then-";

/// Whether a word ends in the domain of a website, as company names do: "Shop.com".
fn is_domain(rest: &str) -> bool {
    let letters = rest.find(|ch: char| !ch.is_alphanumeric()).unwrap_or(rest.len());
    rest.get(..letters).is_some_and(|word| ["com", "org", "net", "io", "dev", "cc"].contains(&word))
}

/// Returns the number of letters of a contraction at the start of `rest`, after its apostrophe.
fn contraction(rest: &str) -> Option<usize> {
    let letters = rest.find(|ch: char| !ch.is_alphanumeric()).unwrap_or(rest.len());
    let ending = rest.get(..letters)?.to_ascii_lowercase();
    matches!(ending.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m").then_some(letters)
}

fn is_contraction(rest: &str) -> bool {
    contraction(rest).is_some()
}

fn facing(before: Option<char>, after: Option<char>) -> Facing {
    let open_side =
        before.is_none_or(|ch| is_space(ch) || matches!(ch, '(' | '[' | '—' | '–' | '“' | '"' | '-'));
    let close_side =
        after.is_none_or(|ch| is_space(ch) || (!ch.is_alphanumeric() && !matches!(ch, '(' | '[' | '“')));
    match (open_side, close_side) {
        (true, false) => Facing::Open,
        (false, true) => Facing::Close,
        _ => Facing::Either,
    }
}

/// Whether a name begins with an Arabic article or a word for a parent in lower case: "al-Jubeir", "bin-Laden".
fn has_article(word: &str) -> bool {
    const ARTICLES: [&str; 13] =
        ["al", "el", "ul", "ad", "as", "ash", "ar", "an", "at", "az", "bin", "ibn", "ben"];
    let parts = word.split_once('-');
    parts.is_some_and(|(article, name)| ARTICLES.contains(&article) && name.starts_with(char::is_uppercase))
}

/// Whether a word in lower case joins an office with its rank: "solicitor-general", "vice-chancellor".
fn is_compound_office(lower: &str) -> bool {
    const GENERAL: [&str; 22] = [
        "accountant",
        "adjutant",
        "advocate",
        "attorney",
        "auditor",
        "brigadier",
        "colonel",
        "commissioner",
        "comptroller",
        "consul",
        "controller",
        "director",
        "governor",
        "inspector",
        "lieutenant",
        "major",
        "postmaster",
        "procurator",
        "registrar",
        "secretary",
        "solicitor",
        "surgeon",
    ];
    const RANKS: [&str; 7] = ["vice", "deputy", "pro-vice", "co", "sub", "under", "ex"];
    match lower.rsplit_once('-') {
        Some((office, "general")) => GENERAL.contains(&office),
        Some((rank, office)) => RANKS.contains(&rank) && lexicon().word(office).class.is(WordClass::ROLE),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text, Span::from_usize(0, text.len())).iter().map(|t| t.span.slice(text)).collect()
    }

    #[test]
    fn tokens_of_english() {
        for (text, tokens) in [
            ("China’s ambassador, Liu.", "China ’s ambassador , Liu ."),
            ("the U.S. said N. Korea", "the U.S. said N. Korea"),
            ("Democratic Sen. Dianne Feinstein", "Democratic Sen. Dianne Feinstein"),
            ("He didn't say it's O'Malley", "He didn't say it 's O'Malley"),
            ("moving… not China.”", "moving … not China . ”"),
            ("a 10-hour trip -- 1,000 at 8:14", "a 10-hour trip -- 1,000 at 8:14"),
            ("the end.Next Moon Sang-gyun", "the end . Next Moon Sang-gyun"),
            ("\"Well,\" he said", "\" Well , \" he said"),
            ("(R-N.C.), then-Sen. Ann Pell of Shop.com.", "( R-N.C. ) , then-Sen. Ann Pell of Shop.com ."),
            ("zero\u{200b}width\u{a0}space", "zero width space"),
        ] {
            assert_eq!(words(text).join(" "), tokens);
        }
    }

    #[test]
    fn straight_marks_face_their_words() {
        let text = "He said \"no\" (\"yes\") and left";
        let facing: Vec<_> = tokenize(text, Span::from_usize(0, text.len()))
            .into_iter()
            .filter_map(|t| if let TokenKind::Mark(_, facing) = t.kind { Some(facing) } else { None })
            .collect();
        assert_eq!(facing, [Facing::Open, Facing::Close, Facing::Open, Facing::Close]);
    }
}

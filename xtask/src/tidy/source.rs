//! A Rust file without its comments, the contents of its strings, and its tests.

/// A file's code as words and signs.
#[derive(Debug)]
pub(super) struct Source {
    /// From the root of the workspace.
    pub(super) path: String,
    /// Identifiers whole, `::` as one, all else letter by letter; no white space.
    pub(super) tokens: Vec<String>,
}

impl Source {
    pub(super) fn new(path: String, text: &str) -> Self {
        Self { path, tokens: without_tests(tokens(&code(text))) }
    }

    /// Returns whether the code has this identifier.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| token == word)
    }
}

/// Returns the text with comments and the contents of strings and characters left out.
fn code(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let mut code = String::with_capacity(text.len());
    let mut index = 0;
    while index < letters.len() {
        let before = index.checked_sub(1).map_or(' ', at);
        match at(index) {
            '/' if at(index + 1) == '/' => {
                while index < letters.len() && at(index) != '\n' {
                    index += 1;
                }
            }
            '/' if at(index + 1) == '*' => index = end_of_comment(&letters, index),
            'r' if !is_part(before) || before == 'b' || before == 'c' => match end_of_raw(&letters, index) {
                Some(end) => {
                    code.push_str("\"\"");
                    index = end;
                }
                None => {
                    code.push('r');
                    index += 1;
                }
            },
            '"' => {
                code.push_str("\"\"");
                index = end_of_quoted(&letters, index, '"');
            }
            // A lifetime has no second quotation mark after its first letter.
            '\'' if at(index + 1) == '\\' || at(index + 2) == '\'' => {
                index = end_of_quoted(&letters, index, '\'');
            }
            letter => {
                code.push(letter);
                index += 1;
            }
        }
    }
    code
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Returns the end of a comment, which may be nested.
fn end_of_comment(letters: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut index = start;
    while index < letters.len() {
        match letters.get(index..index + 2) {
            Some(['/', '*']) => {
                depth += 1;
                index += 2;
            }
            Some(['*', '/']) => {
                depth -= 1;
                index += 2;
                if depth == 0 {
                    return index;
                }
            }
            _ => index += 1,
        }
    }
    index
}

/// Returns the end of the raw string that begins with this `r`, or `None` if there is none.
fn end_of_raw(letters: &[char], start: usize) -> Option<usize> {
    let rest = letters.get(start + 1..)?;
    let hashes = rest.iter().take_while(|&&letter| letter == '#').count();
    if rest.get(hashes) != Some(&'"') {
        return None;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let inner = rest.get(hashes + 1..)?;
    let length = inner.windows(end.len()).position(|window| window == end).unwrap_or(inner.len());
    Some(start + 1 + hashes + 1 + length + end.len())
}

/// Returns the end of the string or character literal that begins here.
fn end_of_quoted(letters: &[char], start: usize, quote: char) -> usize {
    let mut index = start + 1;
    while let Some(&letter) = letters.get(index) {
        match letter {
            '\\' => index += 2,
            letter if letter == quote => return index + 1,
            _ => index += 1,
        }
    }
    index
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let end = if is_part(first) {
            rest.find(|letter| !is_part(letter)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, behind) = rest.split_at(end);
        if !first.is_whitespace() {
            tokens.push(token.to_owned());
        }
        rest = behind;
    }
    tokens
}

/// Returns the tokens without items that only tests have.
fn without_tests(tokens: Vec<String>) -> Vec<String> {
    const ATTRIBUTE: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let Some(first) = rest.first() {
        if rest.len() >= ATTRIBUTE.len() && rest.iter().zip(ATTRIBUTE).all(|(token, sign)| token == sign) {
            rest = behind_item(rest.get(ATTRIBUTE.len()..).unwrap_or_default());
        } else {
            kept.push(first.clone());
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    kept
}

/// Returns what follows an item: it ends with a semicolon, or with the brace that closes its body.
fn behind_item(tokens: &[String]) -> &[String] {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(token.as_str(), "}" | ";") {
            let behind = tokens.get(index + 1..).unwrap_or_default();
            // A list of imports has braces before its semicolon.
            return if behind.first().is_some_and(|sign| sign == ";") { &behind[1..] } else { behind };
        }
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_left_out() {
        for (text, expected) in [
            ("a // b \"\nc", "a c"),
            ("a /* b /* c */ d */ e", "a e"),
            (r#"f("a \" b", 'c', '\'', 'd)"#, "f ( \" \" , , , ' d )"),
            ("r#\"a \" b\"# br\"c\" rust", "\" \" b \" \" rust"),
            ("x::y", "x :: y"),
            ("a; #[cfg(test)]\nmod tests { fn b() {} } c", "a ; c"),
            ("#[cfg(test)]\nuse a::{b}; c", "c"),
        ] {
            assert_eq!(Source::new(String::new(), text).tokens.join(" "), expected, "{text}");
        }
    }
}

//! The command's output: results on the standard output, messages and errors on the standard error.
//!
//! A reader such as `head` may close the pipe early. That is not an error, and must not cause a panic.

use std::{
    borrow::Cow,
    fmt::Arguments,
    io::{self, ErrorKind, Write as _},
};

/// Prints a line of the result. Fails if it cannot be written.
macro_rules! outln {
    ($($words:tt)*) => { crate::output::line(format_args!($($words)*)) };
}

/// Prints a line to the standard error.
macro_rules! errln {
    ($($words:tt)*) => { crate::output::beside(format_args!($($words)*)) };
}

/// Prints a whole result. If the output is closed, that is not an error.
pub(crate) fn answer(text: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if is_closed(error.kind()) => Ok(()),
        done => done,
    }
}

/// Returns whether an error was caused by a closed output.
pub(crate) fn is_unread(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref().map(io::Error::kind);
        let json = || cause.downcast_ref().and_then(serde_json::Error::io_error_kind);
        io.or_else(json).is_some_and(is_closed)
    })
}

fn is_closed(kind: ErrorKind) -> bool {
    kind == ErrorKind::BrokenPipe
}

pub(crate) fn line(words: Arguments<'_>) -> io::Result<()> {
    answer(format!("{}\n", printable(&words.to_string())).as_bytes())
}

pub(crate) fn beside(words: Arguments<'_>) {
    // There is no other place to report that this failed.
    let _ = io::stderr().lock().write_all(format!("{}\n", printable(&words.to_string())).as_bytes());
}

/// Escapes characters that a terminal acts on: control characters, and those that turn
/// the direction of text. Messages quote names, titles and paths of strangers.
fn printable(text: &str) -> Cow<'_, str> {
    let acts = |letter: char| {
        letter.is_control() && !matches!(letter, '\n' | '\t')
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let escaped = |letter: char| {
        if acts(letter) { letter.escape_unicode().to_string() } else { letter.to_string() }
    };
    Cow::Owned(text.chars().map(escaped).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_does_not_act_on_what_is_quoted() {
        let title = "a\u{1b}]0;b\u{7}\u{9b}31m\u{202e}\tc\n";
        assert_eq!(printable(title), "a\\u{1b}]0;b\\u{7}\\u{9b}31m\\u{202e}\tc\n");
        assert!(matches!(printable("“Plain.”"), Cow::Borrowed(_)));
    }
}

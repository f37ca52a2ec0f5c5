//! The command's output: results on the standard output, messages and errors on the standard error.
//!
//! A reader such as `head` may close the pipe early. That is not an error, and must not cause a panic.

use std::{
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
    answer(format!("{words}\n").as_bytes())
}

pub(crate) fn beside(words: Arguments<'_>) {
    // There is no other place to report that this failed.
    let _ = io::stderr().lock().write_all(format!("{words}\n").as_bytes());
}

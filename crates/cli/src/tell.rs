//! What the command tells: answers on the standard output, notes and errors on the other one.
//!
//! Whoever reads them may stop reading, such as `head`: that is no error of ours, and the program must not end in a panic.

use std::{
    fmt::Arguments,
    io::{self, ErrorKind, Write as _},
};

/// A line of an answer. Fails where it cannot be written though somebody reads.
macro_rules! say {
    ($($words:tt)*) => { crate::tell::line(format_args!($($words)*)) };
}

/// A line beside the answer.
macro_rules! note {
    ($($words:tt)*) => { crate::tell::beside(format_args!($($words)*)) };
}

/// A whole answer. Where nobody reads it, what was asked is done all the same.
pub(crate) fn answer(text: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if is_closed(error.kind()) => Ok(()),
        done => done,
    }
}

/// Whether something failed because nobody reads on.
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
    // There is no other place to tell that it cannot be told.
    let _ = io::stderr().lock().write_all(format!("{words}\n").as_bytes());
}

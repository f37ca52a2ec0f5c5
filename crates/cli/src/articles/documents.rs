//! Word's documents and PDF, each read in a thread of its own: the parsers of other people's crates may panic on damaged
//! files or need a deep stack, and must not take long.

use std::{
    panic,
    sync::{Once, mpsc},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, anyhow};
use onrecord_formats::{Content, documents};

/// The thread's name, by which the hook for panics knows it.
const NAME: &str = "document";
/// Bytes of its stack.
const STACK: usize = 64 << 20;
/// How long a document may take. One of the size limit takes a second.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn docx(bytes: Vec<u8>, id: String) -> Result<Content> {
    apart(move || documents::docx(&bytes, id))
}

pub(super) fn pdf(bytes: Vec<u8>, id: String) -> Result<Content> {
    apart(move || documents::pdf(bytes, id))
}

/// Runs a reader in a thread of its own.
fn apart(read: impl FnOnce() -> Result<Content> + Send + 'static) -> Result<Content> {
    quiet();
    let (tell, told) = mpsc::channel();
    let run = move || {
        // After a time-out there is no receiver, and the result is dropped.
        let _ = tell.send(read());
    };
    thread::Builder::new()
        .name(NAME.to_owned())
        .stack_size(STACK)
        .spawn(run)
        .context("no thread could be started")?;
    match told.recv_timeout(PATIENCE) {
        Ok(read) => read,
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            Err(anyhow!("it is damaged so that it cannot be read: save it again, or its text as .txt"))
        }
        Err(mpsc::RecvTimeoutError::Timeout) => {
            Err(anyhow!("it takes more than {} seconds to read: save its text as .txt", PATIENCE.as_secs()))
        }
    }
}

/// Suppresses the messages of panics in these threads, which are reported as errors of their files.
fn quiet() {
    static SET: Once = Once::new();
    SET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(NAME) {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_as_damage() {
        let read = apart(|| std::panic::panic_any("a broken font"));
        assert!(read.unwrap_err().to_string().contains("damaged"));
    }
}

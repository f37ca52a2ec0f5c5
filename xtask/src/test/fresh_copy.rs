//! `cargo xtask serve` as someone types it who has just cloned the repository.
//!
//! What git has is copied, changes that are not committed included, into a folder with a space in its name, without
//! `dist/` and without anything that a build of the page left behind. Tools and compiled dependencies are kept in the
//! cache, so that only the first run compiles them. The page and its record must be served, an article that changes
//! must be noticed, and no process may be left running.

use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    process::{command, output, root, say},
    tools,
};

/// How long a first run may take, in which everything is compiled.
const PATIENCE: Duration = Duration::from_secs(20 * 60);
/// How long anything else may take on a machine that is busy.
const SOON: Duration = Duration::from_secs(120);

/// An additional article in the copy.
const ARTICLE: &str = "corpus/fresh-copy.txt";
const STORY: &str = "+++\ntitle = \"A test\"\npublished = \"2017-08-01\"\n+++\n\
    SEOUL — “It rained in the north,” said Moon Jae-in, the South Korean president, on Tuesday.\n";
const MORE: &str = "\n“It will rain again,” said Moon Jae-in on Tuesday.\n";

/// Serves the page in a fresh copy twice, and changes an article.
///
/// # Errors
/// When the page or its record does not come, a change is not seen, or something is left running.
pub(crate) fn check() -> Result<()> {
    let kept = tools::cache()?.join("fresh-copy");
    let copy = kept.join("a copy");
    let target = kept.join("target");
    copy_sources(&copy)?;
    for folder in ["app", "log", "record", "serve"].map(|name| target.join(name)) {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    fs::write(copy.join(ARTICLE), STORY)?;

    let started = Instant::now();
    let server = Server::start(&copy, &target)?;
    let record = server.answers(PATIENCE)?;
    report("serve a fresh copy", started);
    let started = Instant::now();
    fs::write(copy.join(ARTICLE), format!("{STORY}{MORE}"))?;
    server.until(SOON, "the changed article is in the record", || {
        Ok(get(server.port, "corpus.onrecord")? != record)
    })?;
    report("serve a changed article", started);
    // What a supervisor does, which knows only the program that it started.
    server.signal_first("-TERM");
    server.ends()?;

    let started = Instant::now();
    let server = Server::start(&copy, &target)?;
    server.answers(SOON)?;
    report("serve a second time", started);
    // What Ctrl+C does.
    server.signal("-INT");
    server.ends()
}

fn report(what: &str, started: Instant) {
    eprintln!("    {what}: {:.1} s", started.elapsed().as_secs_f32());
}

/// Copies what git has or would add, with the times of the files: cargo compiles only what has changed.
fn copy_sources(copy: &Path) -> Result<()> {
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    let listed =
        output(command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))
            .context("git does not list the files of the workspace")?;
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let (from, to) = (root().join(path), copy.join(path));
        // Removed, and not committed yet.
        let Ok(about) = fs::metadata(&from) else { continue };
        fs::create_dir_all(to.parent().unwrap_or(copy))?;
        fs::copy(&from, &to).with_context(|| format!("cannot write {}", to.display()))?;
        File::options().write(true).open(&to)?.set_modified(about.modified()?)?;
    }
    ensure!(!copy.join("dist").exists() && !copy.join("target").exists(), "git has dist/ or target/");
    Ok(())
}

/// `cargo xtask serve`, with all the programs that it starts in a group of their own.
struct Server {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Server {
    fn start(copy: &Path, target: &Path) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let log = copy.with_file_name("serve.txt");
        let out = File::create(&log)?;
        say("serve a fresh copy of the sources (some seconds; some minutes the first time)");
        let child = Command::new("cargo")
            .args(["xtask", "serve", "--port", &port.to_string()])
            .current_dir(copy)
            .env("CARGO_TARGET_DIR", target)
            .env_remove("RUSTC")
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .process_group(0)
            .spawn()
            .context("cannot start cargo")?;
        Ok(Self { child, port, log })
    }

    /// Waits for the page and its record, and returns the record.
    fn answers(&self, patience: Duration) -> Result<Vec<u8>> {
        self.until(patience, "the page answers", || {
            let page = String::from_utf8(get(self.port, "")?)?;
            Ok(page.contains("id=\"app\""))
        })?;
        let record = get(self.port, "corpus.onrecord")?;
        ensure!(record.len() > 1000, "the record has only {} bytes", record.len());
        Ok(record)
    }

    fn until(&self, patience: Duration, what: &str, holds: impl Fn() -> Result<bool>) -> Result<()> {
        let end = Instant::now() + patience;
        while !holds().unwrap_or(false) {
            if Instant::now() > end || !self.is_running() {
                let log = fs::read_to_string(&self.log).unwrap_or_default();
                bail!("`cargo xtask serve` in a fresh copy: it never came about that {what}\n{log}");
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Returns whether any program of the group runs.
    fn is_running(&self) -> bool {
        self.signal("-0")
    }

    /// Sends a signal to all programs of the group.
    fn signal(&self, signal: &str) -> bool {
        output(command("kill").args([signal, "--", &format!("-{}", self.child.id())])).is_some()
    }

    /// Sends a signal to the program that was started, alone.
    fn signal_first(&self, signal: &str) {
        output(command("kill").args([signal, &self.child.id().to_string()]));
    }

    /// Waits until all programs of the group have ended.
    fn ends(mut self) -> Result<()> {
        self.child.wait()?;
        let end = Instant::now() + SOON;
        while self.is_running() {
            ensure!(Instant::now() < end, "a program that `cargo xtask serve` started is left running");
            thread::sleep(Duration::from_millis(100));
        }
        ensure!(TcpStream::connect(("127.0.0.1", self.port)).is_err(), "port {} still answers", self.port);
        Ok(())
    }
}

impl Drop for Server {
    /// Stops all processes if a check has failed.
    fn drop(&mut self) {
        if self.is_running() {
            self.signal("-KILL");
        }
        let _ = self.child.wait();
    }
}

/// Returns the response for a path.
fn get(port: u16, path: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(stream, "GET /{path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").context("an answer without a head")?;
    let head = String::from_utf8_lossy(answer.get(..end).unwrap_or_default()).into_owned();
    ensure!(head.split_whitespace().nth(1) == Some("200"), "/{path}: {head}");
    Ok(answer.split_off(end + 4))
}

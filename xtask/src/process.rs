//! Running other programs, with one line for each step and one sentence when it fails.

use std::{
    env,
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::ScopedJoinHandle,
    time::Instant,
};

use anyhow::{Context as _, Result, anyhow, bail};

/// Lines of a program's output that are printed when it fails.
const LAST_LINES: usize = 60;

/// Returns the root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Returns the folder for everything that is compiled: `$CARGO_TARGET_DIR`, or `target` in the workspace.
pub(crate) fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Prints the current step.
pub(crate) fn say(what: &str) {
    eprintln!("\u{1b}[1m==> {what}\u{1b}[0m");
}

/// Returns a command that runs in the root of the workspace.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs a program to its end with its output passed on, and prints how long it took.
///
/// # Errors
/// When it cannot be started, or fails.
pub(crate) fn run(what: &str, command: &mut Command) -> Result<()> {
    say(what);
    let started = Instant::now();
    let status = command.status().map_err(|error| cannot_start(command, error))?;
    if !status.success() {
        bail!("{what}: {:?} ended with {status}", command.get_program());
    }
    took(what, started);
    Ok(())
}

/// Runs a program to its end and keeps its output in a log, whose end is printed when it fails: for steps that run
/// side by side. `usually` is printed with the step, such as "about 2 minutes". Returns the output.
///
/// # Errors
/// When it cannot be started, or fails; with the remedy where the output tells it.
pub(crate) fn run_logged(what: &str, usually: &str, command: &mut Command) -> Result<String> {
    let usually = if usually.is_empty() { String::new() } else { format!(" ({usually})") };
    say(&format!("{what}{usually}"));
    let started = Instant::now();
    let file: String = what.chars().map(|ch| if ch.is_ascii_alphanumeric() { ch } else { '-' }).collect();
    let log = target_dir().join("log").join(format!("{file}.txt"));
    fs::create_dir_all(log.parent().unwrap_or(&log))
        .and_then(|()| File::create(&log))
        .and_then(|out| Ok((out.try_clone()?, out)))
        .map(|(error, out)| command.stdin(Stdio::null()).stdout(out).stderr(error))
        .with_context(|| format!("cannot write {}", log.display()))?;
    let status = command.status().map_err(|error| cannot_start(command, error))?;
    let output = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    if !status.success() {
        let lines: Vec<_> = output.lines().collect();
        let last = lines.get(lines.len().saturating_sub(LAST_LINES)..).unwrap_or_default().join("\n");
        let remedy = remedy(&output).map(|remedy| format!("\n{remedy}")).unwrap_or_default();
        bail!("{what} failed: {status}\n{last}\nThe whole output is in {}.{remedy}", log.display());
    }
    took(what, started);
    Ok(output)
}

fn took(what: &str, started: Instant) {
    eprintln!("    {what}: {:.1} s", started.elapsed().as_secs_f32());
}

fn cannot_start(command: &Command, error: std::io::Error) -> anyhow::Error {
    let program = command.get_program().to_string_lossy().into_owned();
    let remedy = match program.as_str() {
        "npm" | "node" => ": install Node.js with npm, see https://nodejs.org",
        "python3" => ": install Python 3",
        _ => "",
    };
    anyhow!(error).context(format!("cannot start {program}{remedy}"))
}

/// Returns what to do about a failure whose cause its output names.
fn remedy(output: &str) -> Option<&'static str> {
    const REMEDIES: [(&[&str], &str); 3] = [
        (
            &["No space left on device", "ENOSPC"],
            "The disk is full: free at least 4 GB (`cargo clean` empties target/) and run the command again.",
        ),
        (
            &[
                "Could not resolve host",
                "Temporary failure",
                "failed to download",
                "Network is unreachable",
                "ENOTFOUND",
                "EAI_AGAIN",
                "ECONNREFUSED",
                "Couldn't connect to server",
                "Could not connect to server",
                "network failure",
            ],
            "The network cannot be reached: check the connection or the proxy, and run the command again.",
        ),
        (
            &["Permission denied", "EACCES"],
            "A folder cannot be written: check who owns target/ and the cache folder (ONRECORD_CACHE names another).",
        ),
    ];
    REMEDIES
        .iter()
        .find(|(signs, _)| signs.iter().any(|sign| output.contains(sign)))
        .map(|(_, remedy)| *remedy)
}

/// Returns a program's output, or `None` if it cannot be run or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Returns the path of a program on the PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(program)).find(|path| path.is_file())
}

/// Returns the result of a thread.
///
/// # Errors
/// The thread's, or that it panicked.
pub(crate) fn join<T>(thread: ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|_| bail!("a step panicked"))
}

/// Waits for all threads.
///
/// # Errors
/// All of theirs, one below the other.
pub(crate) fn join_all<'scope>(
    threads: impl IntoIterator<Item = ScopedJoinHandle<'scope, Result<()>>>,
) -> Result<()> {
    let failed: Vec<_> = threads.into_iter().filter_map(|thread| join(thread).err()).collect();
    let messages: Vec<_> = failed.iter().map(|error| format!("{error:#}")).collect();
    if messages.is_empty() { Ok(()) } else { bail!("{}", messages.join("\n\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_remedy() {
        for (output, start) in [
            ("error: could not write: No space left on device (os error 28)", "The disk is full"),
            ("npm error code ENOTFOUND", "The network cannot be reached"),
            ("warning: spurious network error: [6] Could not resolve host: index.crates.io", "The network"),
            ("npm error code EACCES", "A folder cannot be written"),
        ] {
            assert!(remedy(output).is_some_and(|remedy| remedy.starts_with(start)), "{output}");
        }
        assert_eq!(remedy("error[E0308]: mismatched types"), None);
    }

    #[test]
    fn a_failed_step_prints_the_end_of_its_output() {
        let mut fails = command("sh");
        fails.args(["-c", "echo first; echo 'No space left on device' >&2; exit 3"]);
        let error = run_logged("a step that fails", "", &mut fails).unwrap_err().to_string();
        assert!(error.contains("first\nNo space left") && error.contains("The disk is full"), "{error}");
        let output = run_logged("a step that succeeds", "", command("sh").args(["-c", "echo done"])).unwrap();
        assert_eq!(output, "done\n");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run_logged("nothing", "", &mut command("onrecord-no-such-program")).unwrap_err();
        assert!(format!("{error:#}").starts_with("cannot start onrecord-no-such-program"), "{error:#}");
    }
}

//! `cargo xtask serve`: the page while it is developed.
//!
//! Trunk builds and serves the page, and builds it again when its files change. The record is encoded in parallel, by a
//! command without all that only sites need; when an article changes, only that is done again.

mod record;

use std::{
    net::TcpListener,
    path::Path,
    process::Child,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail, ensure};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag,
};

use crate::{
    process::{command, join, output, root, run_logged, say, target_dir},
    tools::{self, Tools},
};
use record::{Encoder, Record};

/// How often files are looked at for changes.
const PAUSE: Duration = Duration::from_millis(300);

/// Free space that the tools and a first build take, in megabytes.
const SPACE: u64 = 3_000;

/// The page's two programs, as Trunk has cargo build them: the name, and the manifest below the root.
const PROGRAMS: [(&str, &str); 2] = [("explorer", "Cargo.toml"), ("intake", "crates/worker/Cargo.toml")];

/// Serves the page with the record of a folder of articles until it is stopped.
///
/// # Errors
/// When something that is needed is missing, or the page does not compile the first time.
pub(crate) fn serve(corpus: Option<&Path>, port: u16, release: bool) -> Result<()> {
    let articles = corpus.map_or_else(|| root().join("corpus"), Path::to_path_buf);
    let articles = articles
        .canonicalize()
        .with_context(|| format!("there is no folder {}: name one by --corpus", articles.display()))?;
    ensure!(articles.is_dir(), "{} is not a folder of articles", articles.display());
    is_free(port)?;
    has_space(&tools::cache()?)?;
    has_space(&root())?;
    // Left by an earlier run, it would be served before the new one is there.
    let served = target_dir().join("serve");
    std::fs::create_dir_all(&served)?;

    let (tools, mut record) = thread::scope(|scope| {
        let trunk = scope.spawn(tools::trunk);
        let bindgen = scope.spawn(tools::wasm_bindgen);
        let optimizer = scope.spawn(move || if release { tools::wasm_opt().map(Some) } else { Ok(None) });
        let record = scope.spawn(|| {
            let record = Record::new(Encoder::build(&articles)?, articles.clone(), served.clone());
            record.encode()?;
            Ok(record)
        });
        let rustc = tools::wasm_compiler().and_then(|rustc| {
            if !release {
                compile_page(rustc.as_deref())?;
            }
            Ok(rustc)
        });
        let (trunk, bindgen) = (join(trunk), join(bindgen));
        let (optimizer, record) = (join(optimizer), join(record));
        let programs = [Some(bindgen?), optimizer?].into_iter().flatten();
        Ok::<_, anyhow::Error>((Tools::new(trunk?, rustc?, programs), record?))
    })?;

    let mut trunk = tools.trunk(release)?;
    trunk.args(["serve", "--offline", "--address", "127.0.0.1", "--port", &port.to_string(), "--dist"]);
    // A folder of its own, since `dist/` belongs to the release build.
    trunk.arg(&served);
    trunk.env("ONRECORD_RECORD", record.folder());
    trunk.env("ONRECORD_LIVE_RELOAD", root().join("xtask/src/live_reload.html"));
    if release {
        tools::fetch()?;
        trunk.args(["--release", "--cargo-profile", "site"]);
    }
    say("serve the page (some seconds until it answers)");
    let stopped = until_stopped()?;
    let trunk = trunk.spawn().context("cannot start Trunk")?;
    watch(trunk, &mut record, port, &stopped)
}

/// Compiles the page while Trunk is still being compiled, just as Trunk will have it compiled.
fn compile_page(rustc: Option<&Path>) -> Result<()> {
    for (program, manifest) in PROGRAMS {
        run_logged(
            &format!("compile the page: {program}"),
            "about a minute the first time",
            tools::wasm_command("cargo", rustc)
                .args(["build", "--target", tools::TARGET, "--manifest-path"])
                .arg(root().join(manifest))
                .args(["--bin", program]),
        )?;
    }
    Ok(())
}

/// Returns what becomes true when this program is asked to stop: a signal to it alone would leave Trunk running.
fn until_stopped() -> Result<Arc<AtomicBool>> {
    let stopped = Arc::new(AtomicBool::new(false));
    for signal in [SIGHUP, SIGINT, SIGTERM] {
        flag::register(signal, Arc::clone(&stopped))?;
    }
    Ok(stopped)
}

/// Keeps the served record up to date until Trunk ends or this program is stopped.
fn watch(mut trunk: Child, record: &mut Record, port: u16, stopped: &AtomicBool) -> Result<()> {
    let mut built = false;
    loop {
        if stopped.load(Ordering::Relaxed) {
            // It may have ended by the same key press.
            let _ = trunk.kill();
            trunk.wait()?;
            return Ok(());
        }
        if let Some(status) = trunk.try_wait()? {
            bail!("Trunk ended ({status})");
        }
        if !built && record.is_served() {
            built = true;
            say(&format!("serving http://127.0.0.1:{port}/ (press Ctrl+C to stop)"));
        }
        record.refresh();
        thread::sleep(PAUSE);
    }
}

fn is_free(port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port)).map(drop).with_context(|| {
        format!("port {port} is in use: stop the program that uses it, or name another by --port")
    })
}

/// Checks that a first build fits on the disk; where that cannot be told, it is left to the build.
fn has_space(folder: &Path) -> Result<()> {
    let Some(free) = output(command("df").arg("-Pk").arg(folder)).as_deref().and_then(free_megabytes) else {
        return Ok(());
    };
    ensure!(
        free >= SPACE,
        "only {free} MB are free where {} is, and a first build takes {SPACE} MB: free some, or set \
         ONRECORD_CACHE or CARGO_TARGET_DIR to a folder on another disk",
        folder.display()
    );
    Ok(())
}

/// Returns the free space that `df -Pk` prints for one folder.
fn free_megabytes(printed: &str) -> Option<u64> {
    // The name of the device may hold spaces: the fields are counted from the percentage.
    let line = printed.lines().nth(1)?;
    let before = line.split('%').next()?;
    let kilobytes: u64 = before.split_whitespace().rev().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = format!("{:#}", is_free(port).unwrap_err());
        assert!(
            error.starts_with(&format!("port {port} is in use: ")) && error.contains("--port"),
            "{error}"
        );
        drop(taken);
        assert!(is_free(port).is_ok());
    }

    #[test]
    fn free_space_is_read() {
        let printed = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                       a disk 264212084 18741208 76544680 20% /a folder\n";
        assert_eq!(free_megabytes(printed), Some(74_750));
        assert_eq!(free_megabytes("df: no such folder"), None);
    }

    #[test]
    fn the_programs_are_those_of_the_page() {
        let page = std::fs::read_to_string(root().join("index.html")).unwrap();
        for (program, manifest) in PROGRAMS {
            assert!(page.contains(&format!("data-bin=\"{program}\"")), "{program}");
            assert!(root().join(manifest).is_file(), "{manifest}");
        }
    }
}

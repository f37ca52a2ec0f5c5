//! A full disk, and articles that change or vanish while they are read.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::{
    fs,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use common::{folder, run, statements, told, with_app, write, write_articles};

/// Builds twice on a small disk, the second time with limited free space. `$1` is the command.
const FULL: &str = r#"
set -e
mount -t tmpfs -o size=64m none disk
"$1" build articles -o disk/site --no-cache
for room in 0 8192 65536 262144 524288; do
    dd if=/dev/zero of=disk/filler bs=64k 2>/dev/null || true
    truncate -s "-$room" disk/filler
    if "$1" build articles-1 -o disk/site --no-cache 2>"told-$room"; then touch "built-$room"; fi
    rm disk/filler
    cp -r disk/site "during-$room"
    find disk -name '*.part' >"parts-$room"
    "$1" build articles -o disk/site --no-cache
done
"$1" build articles-1 -o disk/site --no-cache
cp -r disk/site after
"#;

/// Returns whether a test may mount a disk here.
fn may_mount() -> bool {
    let tried = Command::new("unshare").args(["--map-root-user", "--mount", "true"]).output();
    tried.is_ok_and(|tried| tried.status.success())
}

#[test]
fn a_full_disk_leaves_the_existing_site() {
    if !may_mount() {
        eprintln!(
            "skipped: a_full_disk_leaves_the_existing_site needs `unshare` of util-linux, and leave to mount"
        );
        return;
    }
    let dir = folder(&[("disk/.keep", "")]);
    let dir = dir.path();
    write_articles(dir, 1);
    fs::rename(dir.join("articles"), dir.join("articles-1")).unwrap();
    write_articles(dir, 0);
    if with_app(dir, &["build", "articles", "-o", "with-app", "--no-cache"]).is_none() {
        return;
    }
    let shell = ["--map-root-user", "--mount", "sh", "-c", FULL, "sh", env!("CARGO_BIN_EXE_onrecord")];
    let done = Command::new("unshare").args(shell).current_dir(dir).output().unwrap();
    assert!(done.status.success(), "{}", told(&done));
    for room in ["0", "8192", "65536", "262144", "524288"] {
        assert_eq!(statements(dir, &format!("during-{room}")), 80, "{room}");
        let told = fs::read_to_string(dir.join(format!("told-{room}"))).unwrap();
        assert!(!dir.join(format!("built-{room}")).exists(), "{room}: {told}");
        assert!(told.contains("cannot write disk/site/") && told.contains("No space left"), "{told}");
        assert_eq!(fs::read_to_string(dir.join(format!("parts-{room}"))).unwrap(), "", "{room}");
    }
    // With free space again, a build gives the same as in an empty folder.
    assert!(run(dir, &["build", "articles-1", "-o", "fresh", "--no-cache"]).status.success());
    assert_eq!(statements(dir, "after"), 80);
}

#[test]
fn articles_that_change_or_vanish_while_they_are_read() {
    let dir = folder(&[]);
    let dir = dir.path();
    write_articles(dir, 0);
    // A symbolic link to a file that does not exist.
    std::os::unix::fs::symlink("nowhere.txt", dir.join("articles/gone.txt")).unwrap();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1.. {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let path = dir.join(format!("articles/a{}.txt", round % 40));
                if round % 3 == 0 {
                    let _ = fs::remove_file(path);
                } else {
                    write(
                        dir,
                        &format!("articles/a{}.txt", round % 40),
                        &format!("“It is {round},” said Nikki Haley."),
                    );
                }
            }
        });
        for round in 0..10 {
            let Some(built) = with_app(dir, &["build", "articles", "-o", "site", "--no-cache"]) else {
                break;
            };
            // Missing files are reported, and the rest is a complete site.
            let told = told(&built);
            assert_eq!(built.status.code(), Some(1), "{round}: {told}");
            assert!(told.contains("articles/gone.txt: cannot be read: No such file"), "{told}");
            assert!(statements(dir, "site") > 0, "{round}");
        }
        stop.store(true, Ordering::SeqCst);
    });
}

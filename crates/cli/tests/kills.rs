//! A killed build leaves a complete site, the old or the new one, and the next build completes it.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

mod common;

use std::{
    fs,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use common::{command, folder, run, statements, told, with_app, write_articles};

/// The number of kills; `ONRECORD_KILLS` overrides it.
const TIMES: u32 = 12;

/// Every build extracts all articles again.
const BUILD: [&str; 5] = ["build", "articles", "-o", "site", "--no-cache"];

#[test]
fn a_killed_build_leaves_a_complete_site() {
    let dir = folder(&[]);
    let dir = dir.path();
    write_articles(dir, 0);
    let began = Instant::now();
    let Some(first) = with_app(dir, &BUILD) else { return };
    assert!(first.status.success(), "{}", told(&first));
    let whole = began.elapsed();
    assert_eq!(statements(dir, "site"), 80);
    let times = std::env::var("ONRECORD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(TIMES);
    for round in 1..=times {
        write_articles(dir, round);
        let mut killed = command(dir, &BUILD).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Spread over the duration of a build, and a little beyond.
        let share = f64::from(round * 7919 % 101) / 95.0;
        thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * share));
        killed.kill().unwrap();
        killed.wait().unwrap();
        assert_eq!(statements(dir, "site"), 80, "killed after {share:.2} of a build");
    }
    assert!(run(dir, &BUILD).status.success());
    assert_eq!(statements(dir, "site"), 80);
    // No files of killed builds remain.
    let left: Vec<_> =
        fs::read_dir(dir.join("site")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let records = left.iter().filter(|name| name.to_string_lossy().starts_with("record-")).count();
    assert_eq!(records, 1, "{left:?}");
}

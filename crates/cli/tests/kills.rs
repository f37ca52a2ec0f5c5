//! A killed build leaves a complete site, the old or the new one, and the next build gives what a build in an empty
//! folder gives: nothing of a withdrawn article stays.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::{
    fs,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use common::{command, files, folder, run, statements, told, with_app, write, write_articles};

/// The number of kills; `ONRECORD_KILLS` overrides it.
const TIMES: u32 = 5;

const WITHDRAWN: &str = "+++\npublished = \"2017-07-31\"\n+++\n\
                         “This must never be online,” said Nikki Haley, the US ambassador, on Monday.\n";

/// A build that extracts all articles again.
const BUILD: [&str; 5] = ["build", "articles", "-o", "site", "--no-cache"];

#[test]
fn a_killed_build_leaves_a_whole_site_and_nothing_of_what_was_withdrawn() {
    let dir = folder(&[]);
    let dir = dir.path();
    write_articles(dir, 0);
    let began = Instant::now();
    let Some(first) = with_app(dir, &BUILD) else { return };
    assert!(first.status.success(), "{}", told(&first));
    let whole = began.elapsed();
    let times = std::env::var("ONRECORD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(TIMES);
    for round in 1..=times {
        if round % 3 == 0 {
            write_articles(dir, round);
        }
        write(dir, "articles/withdrawn.txt", WITHDRAWN);
        // Spread over the duration of a build, and a little beyond.
        let share = f64::from(round * 7919 % 101) / 95.0;
        kill_after(dir, whole.mul_f64(share));
        let left = statements(dir, "site");
        assert!(left == 80 || left == 81, "{left} after {share:.2} of a build");

        fs::remove_file(dir.join("articles/withdrawn.txt")).unwrap();
        copy(&dir.join("site"), &dir.join("before"));
        let again = run(dir, &BUILD);
        assert!(again.status.success(), "{}", told(&again));
        let fresh = ["build", "articles", "-o", "fresh", "--no-cache", "--previous", "before"];
        let fresh = run(dir, &fresh);
        assert!(fresh.status.success(), "{}", told(&fresh));
        let (site, fresh) = (files(&dir.join("site")), files(&dir.join("fresh")));
        let names = |of: &std::collections::BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&site), names(&fresh), "killed after {share:.2} of a build");
        let differs: Vec<_> = site.iter().filter(|(name, bytes)| fresh.get(*name) != Some(bytes)).collect();
        assert!(differs.is_empty(), "{:?}", differs.iter().map(|(name, _)| name).collect::<Vec<_>>());
        let words = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("must never be online");
        assert!(!site.values().any(words), "killed after {share:.2} of a build");
        for dir in ["before", "fresh"].map(|name| dir.join(name)) {
            fs::remove_dir_all(dir).unwrap();
        }
    }
}

/// Kills a build after a while.
fn kill_after(dir: &Path, time: Duration) {
    let mut killed = command(dir, &BUILD).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(time);
    killed.kill().unwrap();
    killed.wait().unwrap();
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let file = to.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

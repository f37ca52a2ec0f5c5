//! A site's folder contains what the last build wrote, in whatever state it was before.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::{collections::BTreeSet, fs, os::unix::fs::symlink, path::Path, process::Stdio};

use common::{command, files, folder, printed, run, told, with_app, write, write_articles};

const TALK: &str = "+++\npublished = \"2017-07-31\"\n+++\n\
                    “The time for talk is over,” said Nikki Haley, the US ambassador to the UN.\n";

#[test]
fn a_changed_article_renames_only_the_parts_that_hold_it() {
    let dir = folder(&[]);
    let dir = dir.path();
    write_articles(dir, 0);
    // Two or three articles a chunk.
    let build = || with_app(dir, &["build", "articles", "-o", "site", "--one-file", "0", "--chunk", "400"]);
    let articles = || {
        let names = files(&dir.join("site")).into_keys();
        let of_articles = |name: &String| name.starts_with("record/articles-") && name.ends_with(".onrecord");
        names.filter(of_articles).collect::<BTreeSet<_>>()
    };
    let Some(output) = build() else { return };
    assert!(output.status.success(), "{}", told(&output));
    let before = articles();
    assert!(before.len() > 10, "{before:?}");

    // The text becomes longer, and its new speaker comes first in the record's list of speakers.
    write(
        dir,
        "articles/a17.txt",
        "“It is over,” said Aaron Abel, the mayor of Ottawa, on Sunday, in a long speech.\n",
    );
    let output = build().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let after = articles();
    let (gone, new) = (before.difference(&after).count(), after.difference(&before).count());
    assert!((1..=3).contains(&gone) && (1..=3).contains(&new), "{gone} gone, {new} new");

    fs::remove_file(dir.join("articles/a20.txt")).unwrap();
    assert!(build().unwrap().status.success());
    let shorter = articles();
    let new = shorter.difference(&after).count();
    assert!(new <= 3, "{new} new");
}

#[test]
fn damaged_files_are_named_and_mended() {
    let dir = folder(&[("in/talk.txt", TALK)]);
    let dir = dir.path();
    let Some(output) = with_app(dir, &["build", "in", "-o", "site"]) else { return };
    assert!(output.status.success(), "{}", told(&output));
    let whole = files(&dir.join("site"));
    let verified = run(dir, &["verify", "site"]);
    assert_eq!(printed(&verified), "site: every file is what was built\n");
    assert!(verified.status.success());

    let emptied = ["index.html.gz", "index.html", "about.html.br"];
    for name in emptied {
        write(dir, &format!("site/{name}"), "");
    }
    fs::remove_file(dir.join("site/manifest.webmanifest")).unwrap();
    let article = whole.keys().find(|name| name.starts_with("article/")).unwrap();
    // The same size, other content.
    fs::write(dir.join("site").join(article), whole[article].to_ascii_uppercase()).unwrap();
    write(dir, "site/article/left.html", "of a build that no list names");
    write(dir, "site/CNAME", "example.org");
    let verified = run(dir, &["verify", "site"]);
    assert_eq!(verified.status.code(), Some(1));
    for line in [
        "index.html.gz: is not what the build wrote",
        "about.html.br: is not what the build wrote",
        "manifest.webmanifest: is missing",
        &format!("{article}: is not what the build wrote"),
        "article/left.html: is left of an earlier build",
        "6 differences: build again with --repair",
    ] {
        assert!(printed(&verified).contains(line), "{line}: {}", printed(&verified));
    }
    // A build restores its files, and a repair also removes left-over ones.
    assert!(run(dir, &["build", "in", "-o", "site"]).status.success());
    assert!(dir.join("site/article/left.html").exists());
    for name in emptied {
        assert!(fs::read(dir.join("site").join(name)).unwrap() == whole[name], "{name}");
    }
    write(dir, "site/onrecord.json", "{\"files\"");
    let refused = run(dir, &["build", "in", "-o", "site"]);
    assert!(told(&refused).contains("build with --repair to mend the site"), "{}", told(&refused));
    let output = run(dir, &["build", "in", "-o", "site", "--repair"]);
    assert!(output.status.success(), "{}", told(&output));
    let mut mended = files(&dir.join("site"));
    assert!(mended.remove("CNAME").is_some() && !mended.contains_key("article/left.html"));
    assert_eq!(mended.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert!(run(dir, &["verify", "site"]).status.success());
    assert!(told(&run(dir, &["verify", "in"])).contains("there is no site in in"));
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let dir = folder(&[("in/talk.txt", TALK)]);
    let dir = dir.path();
    let build = ["build", "in", "-o", "site", "--base-url", "https://example.org/", "--no-cache"];
    if with_app(dir, &build).is_none() {
        return;
    }
    let written = || -> Vec<_> {
        let names = files(&dir.join("site")).into_keys().filter(|name| name != "onrecord.json");
        names
            .map(|name| (fs::metadata(dir.join("site").join(&name)).unwrap().modified().unwrap(), name))
            .collect()
    };
    let first = written();
    assert!(run(dir, &build).status.success());
    assert_eq!(written(), first);
}

#[test]
fn files_of_somebody_else_are_not_replaced() {
    let dir = folder(&[("in/talk.txt", TALK), ("site/index.html", "mine"), ("site/about.html", "mine too")]);
    let dir = dir.path();
    let Some(output) = with_app(dir, &["build", "in", "-o", "site"]) else { return };
    assert_eq!(output.status.code(), Some(1));
    let words = "under names that the site needs: about.html, index.html: name another folder";
    assert!(told(&output).contains(words), "{}", told(&output));
    assert_eq!(files(&dir.join("site")).len(), 2);
    let output = run(dir, &["build", "in", "-o", "site", "--overwrite"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(fs::read_to_string(dir.join("site/index.html")).unwrap().contains("The time for talk is over"));
    // Once written, they are the site's.
    assert!(run(dir, &["build", "in", "-o", "site"]).status.success());
}

#[test]
fn one_build_writes_a_folder() {
    let dir = folder(&[]);
    let dir = dir.path();
    write_articles(dir, 0);
    let build = ["build", "articles", "-o", "site", "--no-cache"];
    if with_app(dir, &build).is_none() {
        return;
    }
    for round in 1..4 {
        write_articles(dir, round);
        let spawn = || command(dir, &build).stderr(Stdio::piped()).spawn().unwrap();
        let builds = [spawn(), spawn(), spawn()].map(|build| build.wait_with_output().unwrap());
        let (done, refused): (Vec<_>, Vec<_>) = builds.iter().partition(|build| build.status.success());
        assert!(!done.is_empty());
        for build in refused {
            assert!(told(build).contains("another build is writing to site: wait"), "{}", told(build));
        }
        let verified = run(dir, &["verify", "site"]);
        assert!(verified.status.success(), "{}", printed(&verified));
    }
}

#[test]
fn a_namesake_is_told() {
    let said =
        |who: &str, words: &str| format!("“It was a {words} day for everybody,” said Joe Smith, {who}.\n");
    let dir = folder(&[("in/one.txt", &said("a poet", "cold"))]);
    let dir = dir.path();
    let build = ["build", "in", "-o", "site", "--unpacked"];
    let Some(first) = with_app(dir, &build) else { return };
    assert!(!told(&first).contains("`joe-smith`"), "{}", told(&first));
    // The same person says something else too.
    write(dir, "in/two.txt", &said("a poet", "warm"));
    assert!(!told(&run(dir, &build)).contains("`joe-smith`"));
    // Nothing is left of what that person said.
    fs::remove_file(dir.join("in/one.txt")).unwrap();
    fs::remove_file(dir.join("in/two.txt")).unwrap();
    write(dir, "in/three.txt", "“Interest rates will rise again in autumn,” said Joe Smith, a banker.\n");
    let last = told(&run(dir, &build));
    assert!(last.contains("nothing that the speaker `joe-smith` said before is in this record"), "{last}");
}

#[test]
fn an_id_that_another_article_gets_is_said_on_its_page() {
    let article = |title: &str, words: &str| {
        format!(
            "+++\ntitle = \"{title}\"\npublished = \"2017-07-31\"\n+++\n“{words},” said Joe Smith, a poet.\n"
        )
    };
    let dir = folder(&[("in/talk.txt", &article("The talks", "The time for talk is over for all of us"))]);
    let dir = dir.path();
    let build = ["build", "in", "-o", "site", "--unpacked"];
    let Some(_) = with_app(dir, &build) else { return };
    let page = || fs::read_to_string(dir.join("site/article/talk.html")).unwrap();
    let words = "had another article under this address";
    assert!(!page().contains(words));
    write(dir, "in/talk.txt", &article("Snow", "Many roads were white this morning and nobody drove"));
    let told_once = told(&run(dir, &build));
    assert!(told_once.contains("the article `talk` is a different one"), "{told_once}");
    assert!(page().contains(words), "{}", page());
    // Later builds keep it, and the earlier article's page is found where it is now.
    write(dir, "in/talks.txt", &article("The talks", "The time for talk is over for all of us"));
    let later = told(&run(dir, &build));
    assert!(!later.contains("is a different one") && page().contains(words), "{later}");
}

#[test]
fn a_build_of_what_has_not_changed_keeps_the_site() {
    let said = |words: &str| format!("“It was a {words} day for everybody,” said Joe Smith, a poet.\n");
    let dir = folder(&[("in/one.txt", &said("cold")), ("in/two.txt", &said("warm"))]);
    let dir = dir.path();
    let build = ["build", "in", "-o", "site", "--unpacked", "--base-url", "https://example.org/"];
    let Some(first) = with_app(dir, &build) else { return };
    assert!(first.status.success() && !told(&first).contains("nothing has changed"), "{}", told(&first));
    let before = files(&dir.join("site"));
    let keeps = |args: &[&str]| told(&run(dir, &[&build, args].concat())).contains("nothing has changed");
    assert!(keeps(&[]));
    let mut after = files(&dir.join("site"));
    for ours in ["report.json", "onrecord.json"] {
        after.insert(ours.to_owned(), before.get(ours).unwrap().clone());
    }
    assert!(after == before);
    // Warnings and errors are told again, and so is the status.
    write(dir, "in/broken.html", "<p>");
    for _ in 0..2 {
        let broken = run(dir, &build);
        assert_eq!(broken.status.code(), Some(1));
        assert!(told(&broken).contains("error: in/broken.html"), "{}", told(&broken));
    }
    fs::remove_file(dir.join("in/broken.html")).unwrap();
    assert!(!keeps(&[]) && keeps(&[]));
    // Whatever a site is made from makes another one.
    let changes: [(&str, &dyn Fn()); 6] = [
        ("an article", &|| write(dir, "in/one.txt", &said("dark"))),
        ("the same size", &|| write(dir, "in/one.txt", &said("wide"))),
        ("a new article", &|| write(dir, "in/three.txt", &said("long"))),
        ("an article less", &|| fs::remove_file(dir.join("in/three.txt")).unwrap()),
        ("people", &|| write(dir, "in/people.toml", "[[person]]\nname = \"Joe Smith\"\nrole = \"bard\"\n")),
        ("corrections", &|| write(dir, "in/corrections.toml", "")),
    ];
    for (what, change) in changes {
        change();
        assert!(!keeps(&[]), "{what}");
        assert!(keeps(&[]), "{what}");
    }
    for setting in
        [&["--title", "Days"][..], &["--pages", "1"], &["--published", "2017-07-31"], &["--no-cache"]]
    {
        assert!(!keeps(setting), "{setting:?}");
    }
    assert!(keeps(&[]));
    // What was changed on the disk is mended.
    for file in ["index.html", "article/one.html"] {
        fs::write(dir.join("site").join(file), "").unwrap();
        assert!(!keeps(&[]), "{file}");
        assert!(fs::metadata(dir.join("site").join(file)).unwrap().len() > 0, "{file}");
    }
    fs::remove_file(dir.join("site/feed.xml")).unwrap();
    assert!(!keeps(&[]) && dir.join("site/feed.xml").exists());
}

/// A site is never written through a link: what a later build withdraws could not be removed there.
#[test]
fn a_folder_of_a_site_that_is_a_link_is_refused() {
    let dir = folder(&[("in/talk.txt", TALK), ("elsewhere/mine.txt", "Mine.")]);
    let dir = dir.path();
    fs::create_dir(dir.join("site")).unwrap();
    symlink("../elsewhere", dir.join("site/record")).unwrap();
    for flag in ["--keep-going", "--overwrite", "--repair"] {
        let Some(output) = with_app(dir, &["build", "in", "-o", "site", flag]) else { return };
        assert!(!output.status.success(), "{flag}: {}", told(&output));
        assert!(told(&output).contains("site/record is a link"), "{flag}: {}", told(&output));
        assert_eq!(files(&dir.join("elsewhere")).into_keys().collect::<Vec<_>>(), ["mine.txt"], "{flag}");
    }
    // The folder of the site itself may be one.
    fs::remove_dir_all(dir.join("site")).unwrap();
    symlink("elsewhere", dir.join("site")).unwrap();
    let output = run(dir, &["build", "in", "-o", "site"]);
    assert!(output.status.success(), "{}", told(&output));
}

/// Numbers that look random and are the same in each run.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % end
    }
}

const SPEAKERS: [&str; 6] = [
    "Nikki Haley, the US ambassador",
    "Haley",
    "Shinzo Abe, the Japanese prime minister",
    "Ann Low, the mayor of Ottawa",
    "Ann B. Low, a Canadian senator",
    "a spokesman for the Foreign Ministry",
];

/// Writes or removes a few articles.
fn change_articles(dir: &Path, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(3) {
        let name = format!("articles/a{}.txt", numbers.below(44));
        if numbers.below(3) == 0 {
            let _ = fs::remove_file(dir.join(name));
            continue;
        }
        let mut text = format!("+++\npublished = \"2017-07-{:02}\"\n+++\n", 1 + numbers.below(28));
        for _ in 0..=numbers.below(3) {
            let speaker = SPEAKERS[numbers.below(6) as usize];
            let words = numbers.below(9);
            text +=
                &format!("“We have said for {words} years that it is over,” said {speaker}, on Sunday.\n\n");
        }
        write(dir, &name, &text);
    }
}

#[test]
fn a_rebuild_is_what_a_fresh_build_is() {
    let dir = folder(&[]);
    let dir = dir.path();
    write_articles(dir, 0);
    let build = |site: &str, more: &[&str]| {
        let parts = ["--one-file", "0", "--chunk", "400", "--report", "report.json", "--keep-going"];
        with_app(dir, &[&["build", "articles", "-o", site], parts.as_slice(), more].concat())
    };
    let site = |name: &str| {
        let mut files = files(&dir.join(name));
        // It knows what the site was made from.
        files.remove("onrecord.json");
        files
    };
    let mut numbers = Numbers(28);
    let Some(output) = build("site", &["--cache", "kept"]) else { return };
    assert!(output.status.success(), "{}", told(&output));
    for round in 0..8 {
        for (name, bytes) in files(&dir.join("site")) {
            write(dir, &format!("before/{name}"), "");
            fs::write(dir.join("before").join(name), bytes).unwrap();
        }
        change_articles(dir, &mut numbers);
        let again = build("site", &["--cache", "kept"]).unwrap();
        assert!(again.status.success(), "{}", told(&again));
        let fresh = build("fresh", &["--no-cache", "--previous", "before"]).unwrap();
        assert!(fresh.status.success(), "{}", told(&fresh));
        let (again, fresh) = (site("site"), site("fresh"));
        assert!(again.keys().eq(fresh.keys()), "round {round}");
        let differs: Vec<_> = again.iter().filter(|(name, bytes)| fresh.get(*name) != Some(bytes)).collect();
        assert!(
            differs.is_empty(),
            "round {round}: {:?}",
            differs.iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
        for name in ["before", "fresh"] {
            fs::remove_dir_all(dir.join(name)).unwrap();
        }
    }
}

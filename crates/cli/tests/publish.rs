//! A publisher's work besides building: checking, correcting, rebuilding, configuring.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::{fs, io::Read as _, path::Path, process::Command};

use common::{command, folder, printed, run, told, with_app, write};
use serde_json::{Value, json};
use tempfile::TempDir;

const TALK: &str = "+++\npublished = \"2017-07-31\"\n+++\n\
                    “The time for talk is over,” said Nikki Haley, the US ambassador to the UN.\n";
const RAIN: &str = "+++\npublished = \"2017-07-30\"\n+++\n\
                    “It will rain all over the peninsula tomorrow,” said Shinzo Abe, the Japanese prime minister.\n";

fn json_of(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_folder_of_several_formats_becomes_a_site() {
    let page = "<!doctype html><html lang=\"en\"><head><title>Snow</title><meta property=\"article:published_time\" content=\"2017-07-29\">\
                </head><body><nav><a href=\"/\">Home</a></nav><article><h1>Snow in the north</h1><p>“It snows, and it has snowed for a \
                long time in all of the north,” said Kim Chol, a North Korean diplomat, on Saturday, when the roads were closed again.</p>\
                <p>The weather has been cold for the season, and the harvest is late in all of the country, as it was before.</p></article></body></html>";
    let line = |n: usize| {
        json!({"id": format!("line-{n}"), "published": "2017-07-28", "text": format!("“It is day {n} of the long wait in the cold,” said Angela Merkel, the German chancellor.")}).to_string()
    };
    let lines: Vec<_> = (1..=17).map(line).collect();
    let dir = folder(&[
        ("in/talk.txt", TALK),
        ("in/deep/rain.md", RAIN),
        ("in/snow.html", page),
        ("in/lines.jsonl", &lines.join("\n")),
        ("in/broken.json", "{\"title\": \"x\""),
    ]);
    let Some(output) = with_app(dir.path(), &["build", "in", "-o", "site"]) else { return };
    assert!(!output.status.success());
    assert!(told(&output).contains("in/broken.json: this is not JSON"), "{}", told(&output));
    assert!(told(&output).contains("20 articles, 4 speakers, 20 statements"), "{}", told(&output));
    let report = json_of(&dir.path().join("site/report.json"));
    assert_eq!(
        (&report["files"], &report["articles"], &report["unchanged"]),
        (&json!(5), &json!(20), &json!(0))
    );
    let problem = &report["problems"][0];
    assert_eq!((&problem["level"], &problem["file"]), (&json!("error"), &json!("in/broken.json")));
    assert!(
        fs::read_to_string(dir.path().join("site/index.html")).unwrap().contains("The time for talk is over")
    );
    // Reading the folder does not read the site inside it.
    let again = with_app(dir.path(), &["build", ".", "-o", "site", "--keep-going"]).unwrap();
    assert!(told(&again).contains("20 articles, 4 speakers, 20 statements"), "{}", told(&again));
}

#[test]
fn an_empty_folder_says_what_to_do() {
    let dir = folder(&[("in/picture.png", "x")]);
    for (args, words) in [
        (&["build", "in", "-o", "site"][..], "there is no article to read: give files (.txt"),
        (&["build", "-o", "site"], "name the files or folders that articles are read from"),
        (&["build", "nowhere.txt", "-o", "site"], "nowhere.txt: cannot be read"),
    ] {
        let Some(output) = with_app(dir.path(), args) else { return };
        assert!(!output.status.success() && told(&output).contains(words), "{}", told(&output));
    }
}

#[test]
fn a_changed_line_of_a_collection_is_extracted_alone() {
    let line = |n: usize, day: &str| {
        let text = format!("“Round {n} is over,” said Nikki Haley, the US ambassador, on {day}.");
        json!({ "id": format!("a{n}"), "published": "2017-07-31", "text": text }).to_string()
    };
    let lines = |changed: usize| {
        let all: Vec<_> =
            (0..50).map(|n| line(n, if n == changed { "Saturday" } else { "Sunday" })).collect();
        all.join("\n")
    };
    let dir = folder(&[("a.jsonl", &lines(50))]);
    let dir = dir.path();
    let size = || {
        let output = run(dir, &["export", "a.jsonl", "--cache", "kept", "-o", "said.jsonl"]);
        assert!(output.status.success(), "{}", told(&output));
        fs::metadata(dir.join("kept")).unwrap().len()
    };
    let first = size();
    assert_eq!(size(), first);
    write(dir, "a.jsonl", &lines(7));
    let second = size();
    // One of fifty articles is added to the cache.
    assert!(second > first && second - first < first / 25, "{first} bytes, then {second}");
    let said = fs::read_to_string(dir.join("said.jsonl")).unwrap();
    assert_eq!(said.matches("\"when\":\"2017-07-29\"").count(), 1, "{said}");
}

#[test]
fn unchanged_articles_are_not_extracted_again() {
    let dir = folder(&[("in/talk.txt", TALK), ("in/rain.txt", RAIN)]);
    let out = |args: &[&str]| {
        let output = run(dir.path(), &[&["encode", "in", "-o", "a.onrecord"], args].concat());
        assert!(output.status.success(), "{}", told(&output));
        fs::read(dir.path().join("a.onrecord")).unwrap()
    };
    let unchanged = |args: &[&str]| {
        let output = with_app(dir.path(), &[&["build", "in", "-o", "site"], args].concat())?;
        assert!(output.status.success(), "{}", told(&output));
        Some(json_of(&dir.path().join("site/report.json"))["unchanged"].clone())
    };
    let first = out(&[]);
    assert_eq!(out(&[]), first);
    assert_eq!(out(&["--no-cache"]), first);
    let Some(known) = unchanged(&[]) else { return };
    assert_eq!(known, json!(2));
    write(dir.path(), "in/rain.txt", &RAIN.replace("tomorrow", "today"));
    assert_eq!(unchanged(&[]), Some(json!(1)));
    assert_eq!(unchanged(&["--no-cache"]), Some(json!(0)));
    assert_eq!(unchanged(&["--cache", "kept", "--jobs", "1"]), Some(json!(0)));
    assert_eq!(unchanged(&["--cache", "kept", "-j2"]), Some(json!(2)));
    // Another default day gives another result.
    assert_eq!(unchanged(&["--published", "2017-08-01"]), Some(json!(0)));
    assert!(fs::read_to_string(dir.path().join("site/index.html")).unwrap().contains("peninsula today"));
}

#[test]
fn packed_files_hold_what_the_plain_ones_do() {
    let dir = folder(&[("in/talk.txt", TALK)]);
    let Some(output) = with_app(dir.path(), &["build", "in", "-o", "site"]) else { return };
    assert!(output.status.success(), "{}", told(&output));
    let site = dir.path().join("site");
    let mut packed = 0;
    let mut open = vec![site.clone()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.to_str().unwrap().to_owned();
            let mut bytes = Vec::new();
            if let Some(plain) = name.strip_suffix(".gz") {
                flate2::read::GzDecoder::new(fs::read(&path).unwrap().as_slice())
                    .read_to_end(&mut bytes)
                    .unwrap();
                assert!(bytes == fs::read(plain).unwrap(), "{name}");
            } else if let Some(plain) = name.strip_suffix(".br") {
                brotli::Decompressor::new(fs::read(&path).unwrap().as_slice(), 4096)
                    .read_to_end(&mut bytes)
                    .unwrap();
                assert!(bytes == fs::read(plain).unwrap(), "{name}");
                packed += 1;
            }
        }
    }
    assert!(packed > 8 && site.join("index.html.br").is_file(), "{packed}");
    run(dir.path(), &["build", "in", "-o", "site", "--unpacked"]);
    assert!(!site.join("index.html.br").exists() && site.join("index.html").is_file());
}

#[test]
fn a_file_gives_every_flag() {
    let config = "articles = [\"in\"]\noutput = \"site\"\ntitle = \"The <Crisis>\"\ndescription = \"What they said\"\n\
                  accent = \"#0b5394\"\naccent-dark = \"#8ab4f8\"\nlanes = \"country\"\nbase-url = \"https://example.org/\"\n\
                  pages = 1\nkeep-going = true\nunpacked = true\npublished = 2017-07-31\nformat = \"json\"\n\
                  [[question]]\ntext = \"Who spoke?\"\nlink = \"?q=talk&country=us&lanes=country\"\n";
    let dir = folder(&[("in/talk.txt", TALK), ("in/bad.json", "{"), ("onrecord.toml", config)]);
    let Some(output) = with_app(dir.path(), &["build"]) else { return };
    assert!(output.status.success(), "{}", told(&output));
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    let page = read("site/index.html");
    for words in [
        "<title>The &lt;Crisis&gt;</title>",
        "--accent: #0b5394",
        "name=\"onrecord:lanes\" content=\"country\"",
        "What they said",
        "https://example.org/",
        // As the page itself would write it.
        "<a href=\"?country=US&amp;q=talk\">Who spoke?</a>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(read("site/feed.xml").contains("The &lt;Crisis&gt;: the newest statements"));
    // The command line takes precedence.
    run(dir.path(), &["build", "--title", "Mine", "in/talk.txt", "-o", "other"]);
    assert!(read("other/index.html").contains("<title>Mine</title>"));
    // Paths are relative to the file.
    let output =
        run(&dir.path().join("in"), &["build", "--config", "../onrecord.toml", "--output", "../third"]);
    assert!(output.status.success() && dir.path().join("third/index.html").is_file(), "{}", told(&output));
    for (line, words) in [
        ("titel = \"x\"", "unknown key `titel`"),
        ("title = true", "`title`: expected a string"),
        ("unpacked = \"yes\"", "`unpacked`: expected true or false"),
        ("title = [\"a\", \"b\"]", "`title`: give one value"),
        ("title = ", "onrecord.toml is not TOML"),
        ("lanes = \"days\"", "speaker, country, kind, article"),
        ("question = \"Who spoke?\"", "expected tables"),
        ("[[question]]\ntext = \"Who spoke?\"", "a question lacks `link`"),
        ("[[question]]\ntext = \"Who?\"\nlink = \"?colour=red\"", "`colour=red`: unknown option"),
    ] {
        write(dir.path(), "onrecord.toml", &format!("articles = [\"in\"]\noutput = \"site\"\n{line}\n"));
        let output = run(dir.path(), &["build"]);
        assert!(!output.status.success() && told(&output).contains(words), "{line}: {}", told(&output));
    }
}

#[test]
fn unreadable_colours_are_reported() {
    let dir = folder(&[("in/talk.txt", TALK)]);
    let Some(output) = with_app(dir.path(), &["build", "in", "-o", "site", "--accent", "#ffee88"]) else {
        return;
    };
    assert!(told(&output).contains("#ffee88 stands out from light paper by 1.1 to 1"), "{}", told(&output));
    let output = run(dir.path(), &["build", "in", "-o", "site", "--accent", "red"]);
    assert!(told(&output).contains("is no colour: give one like #0b5394"), "{}", told(&output));
}

#[test]
fn corrections_are_applied_or_reported() {
    let dir = folder(&[("in/talk.txt", TALK), ("in/rain.txt", RAIN)]);
    let rows = |args: &[&str]| {
        let output = run(dir.path(), &[&["export", "in", "--format", "jsonl"], args].concat());
        let rows: Vec<Value> =
            printed(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (rows, told(&output), output.status.success())
    };
    let (plain, _, _) = rows(&[]);
    let id = plain.iter().find(|row| row["speaker"] == "Nikki Haley").unwrap()["id"].as_str().unwrap();
    let right = format!(
        "[[statement]]\nid = \"{id}\"\ntext = \"“The time for talk is over,”\"\nspeaker = \"Rex Tillerson\"\ncountry = \"US\"\nday = \"2017-07-29\"\n\
         [[add]]\narticle = \"rain\"\ntext = \"Japanese prime minister\"\nspeaker = \"A Reporter\"\n\
         [[merge]]\nname = \"Abe Shinzo\"\nnames = [\"Shinzo Abe\"]\n"
    );
    write(dir.path(), "in/corrections.toml", &right);
    let (mended, problems, well) = rows(&[]);
    assert!(well && problems.is_empty(), "{problems}");
    let row = mended.iter().find(|row| row["id"] == id).unwrap();
    assert_eq!(
        (&row["speaker"], &row["country"], &row["from"]),
        (&json!("Rex Tillerson"), &json!("US"), &json!("2017-07-29"))
    );
    let names: Vec<_> = mended.iter().map(|row| row["speaker"].as_str().unwrap()).collect();
    assert!(
        names.contains(&"A Reporter") && names.contains(&"Abe Shinzo") && !names.contains(&"Shinzo Abe"),
        "{names:?}"
    );
    // The words have changed since.
    write(dir.path(), "in/talk.txt", &TALK.replace("talk", "words"));
    let (left, problems, well) = rows(&[]);
    assert!(
        !well && problems.contains(&format!("the correction of `{id}` matches no statement")),
        "{problems}"
    );
    assert!(left.iter().any(|row| row["speaker"] == "Nikki Haley"));
    write(dir.path(), "other.toml", "[[statement]]\nid = \"x\"\n");
    let (_, problems, _) = rows(&["--corrections", "other.toml"]);
    assert!(
        problems.contains("other.toml does not have the format of corrections")
            && problems.contains("missing field `text`"),
        "{problems}"
    );
}

#[test]
fn check_says_that_there_are_no_findings() {
    let clean = folder(&[("in/talk.txt", TALK), ("in/rain.txt", RAIN)]);
    let output = run(clean.path(), &["check", "in"]);
    assert!(output.status.success(), "{}", printed(&output));
    assert_eq!(printed(&output), "2 articles, 2 speakers (2 named), 2 statements: no findings\n");
}

/// Articles with a finding of each kind, in the folder `in`.
fn doubtful_articles() -> TempDir {
    let undated = "“It was a cold day in the whole of the country,” said Joe Smith, a poet.\n";
    let long =
        "The members of the Council have met four times in a month, and nothing has come of it so far.\n";
    folder(&[
        ("in/talk.txt", &format!("{TALK}\n{long}")),
        ("in/copy.txt", &format!("{TALK}\n{long}")),
        ("in/undated.txt", undated),
        (
            "in/other.txt",
            &format!(
                "+++\npublished = \"4 July\"\n+++\n{}",
                undated.replace("Joe", "J.").replace("cold", "warm").replace(", a poet", "")
            ),
        ),
        ("in/broken.jsonl", "x\n"),
        ("in/corrections.toml", "[[statement]]\nid = \"talk~00000000\"\ntext = \"x\"\nreject = true\n"),
    ])
}

#[test]
fn check_lists_all_findings() {
    let dir = doubtful_articles();
    let output = run(dir.path(), &["check", "in", "--format", "json"]);
    assert!(!output.status.success());
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&checked["clean"], &checked["schema"]), (&json!(false), &json!(1)));
    let findings = checked["findings"].as_array().unwrap();
    let of = |kind: &str| {
        findings.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("{kind}: {findings:#?}"))
    };
    assert_eq!(
        (&of("not-read")["file"], &of("not-read")["place"]),
        (&json!("in/broken.jsonl"), &json!("line 1"))
    );
    assert_eq!(
        (&of("front-matter")["file"], &of("front-matter")["line"]),
        (&json!("in/other.txt"), &json!(2))
    );
    let undated: Vec<_> =
        findings.iter().filter(|one| one["kind"] == "no-day").map(|one| &one["article"]).collect();
    assert_eq!(undated, ["other", "undated"]);
    assert_eq!(of("duplicate")["message"], "has most paragraphs in common with in/copy.txt");
    assert_eq!(
        of("same-speaker")["message"],
        "“J. Smith” and “Joe Smith”: one given name may be short for the other"
    );
    assert!(of("no-country")["message"].as_str().unwrap().contains("Smith” (1 statement)"));
    assert!(of("correction")["message"].as_str().unwrap().contains("matches no statement"));
    let sure = run(dir.path(), &["check", "in", "--confidence", "1"]);
    assert!(
        printed(&sure).contains("Uncertain attributions")
            && printed(&sure).contains("in/copy.txt:4: Nikki Haley, 2017-07-31"),
        "{}",
        printed(&sure)
    );
}

#[test]
fn findings_end_by_flags_and_by_people() {
    let dir = doubtful_articles();
    // Allowed findings are neither printed nor counted.
    let kinds = [
        "not-read",
        "front-matter",
        "no-day",
        "duplicate",
        "same-speaker",
        "no-country",
        "low-confidence",
        "correction",
    ];
    let allow: Vec<_> = kinds.iter().flat_map(|kind| ["--allow", kind]).collect();
    let output = run(dir.path(), &[&["check", "in"], allow.as_slice()].concat());
    assert!(output.status.success(), "{}", printed(&output));
    // Two stated speakers are different and have their countries.
    write(
        dir.path(),
        "in/people.toml",
        "[[person]]\nname = \"Joe Smith\"\ncountry = \"GB\"\n[[person]]\nname = \"J. Smith\"\ncountry = \"GB\"\n",
    );
    let output = run(dir.path(), &["check", "in"]);
    assert!(
        !printed(&output).contains("Similar names") && !printed(&output).contains("without a country"),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_built_site_is_exported_as_its_articles_are() {
    let dir = folder(&[("in/talk.txt", TALK), ("in/rain.txt", RAIN)]);
    if with_app(dir.path(), &["build", "in", "-o", "site"]).is_none() {
        return;
    }
    for format in ["csv", "jsonl", "json-ld", "parquet"] {
        let of_articles = run(dir.path(), &["export", "in", "--format", format]);
        let of_site = run(dir.path(), &["export", "site", "--format", format]);
        assert!(of_site.status.success(), "{}", told(&of_site));
        assert!(of_articles.stdout == of_site.stdout && !of_site.stdout.is_empty(), "{format}");
    }
    let output = run(dir.path(), &["export", "in", "-o", "said.unknown"]);
    assert!(told(&output).contains("choose a format: --format"), "{}", told(&output));
    // A cell is never a formula.
    write(dir.path(), "in/talk.txt", &TALK.replace("the US ambassador to the UN", "=1+1"));
    write(dir.path(), "in/people.toml", "[[person]]\nname = \"Nikki Haley\"\nrole = \"=HYPERLINK(1)\"\n");
    assert!(printed(&run(dir.path(), &["export", "in", "--format", "csv"])).contains(",'=HYPERLINK(1),"));
}

#[test]
fn shells_and_the_manual_know_the_flags() {
    let dir = folder(&[]);
    for (shell, words) in [("bash", "--base-url"), ("zsh", "--base-url"), ("fish", "base-url")] {
        let output = run(dir.path(), &["completions", shell]);
        assert!(output.status.success() && printed(&output).contains(words), "{shell}");
    }
    assert!(run(dir.path(), &["man", "-o", "man1"]).status.success());
    let page = fs::read_to_string(dir.path().join("man1/onrecord-build.1")).unwrap();
    assert!(page.contains("\\-\\-base\\-url") && page.contains("Examples:"), "{page}");
    for name in ["build", "serve", "check", "export", "extract"] {
        let help = run(dir.path(), &[name, "--help"]);
        assert!(printed(&help).contains("Example"), "{name}");
    }
}

/// `script` (util-linux) gives the program a terminal.
#[test]
fn a_progress_bar_is_drawn_on_terminals_after_a_delay() {
    let text: String = (0..60_000)
        .map(|n| format!("{}\n", json!({"id": format!("a{n}"), "published": "2017-07-31", "text": TALK})))
        .collect();
    let dir = folder(&[("in/talk.txt", TALK)]);
    for n in 0..20 {
        write(
            dir.path(),
            &format!("many/{n}.jsonl"),
            &text.lines().skip(n * 3_000).take(3_000).collect::<Vec<_>>().join("\n"),
        );
    }
    let bar = "reading articles";
    let plain = command(dir.path(), &["encode", "many", "-o", "b", "--no-cache"]).output().unwrap();
    assert!(!told(&plain).contains(bar));
    if Command::new("script").arg("--version").output().is_err() {
        eprintln!("skipped: `script` of util-linux is not there to make a terminal");
        return;
    }
    let on_terminal = |from: &str| {
        let own = env!("CARGO_BIN_EXE_onrecord");
        let line = format!("{own} encode {from} -o b --no-cache");
        let output = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .current_dir(dir.path())
            .env("TERM", "xterm")
            .output();
        printed(&output.unwrap())
    };
    assert!(!on_terminal("in").contains(bar));
    let drawn = on_terminal("many");
    assert!(drawn.contains(bar) && drawn.contains("/20") && drawn.contains("left"), "{drawn}");
}

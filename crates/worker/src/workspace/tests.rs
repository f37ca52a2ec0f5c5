use onrecord_corpus::Said;
use onrecord_extract::extract;

use super::*;

const RAIN: &str = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday.";

fn workspace() -> Workspace {
    let article = extract(RAIN, &Defaults { id: "rain".into(), published: "2017-07-31".parse().ok() });
    let (draft, _) = build(vec![Input::new(article, RAIN.to_owned())], &People::default());
    Workspace::open(&encode(&draft, &EncodeOptions::default()).unwrap().index, Vec::new()).unwrap()
}

fn said(workspace: &Workspace) -> Vec<String> {
    let corpus = Corpus::open(&workspace.record().unwrap().0.index).unwrap();
    let row = |row| {
        let by = corpus.speaker_of(row).map_or("nobody", |speaker| speaker.name.as_str()).to_owned();
        format!("{}: {by}: {}", corpus.statement_id(row).unwrap(), corpus.statement(row).unwrap().text)
    };
    (0..corpus.row_count()).map(row).collect()
}

fn add(workspace: &mut Workspace, name: &str, text: &str) -> Vec<String> {
    workspace.add(name, text.as_bytes().to_vec(), "2017-08-01".parse().ok(), |_, _| {})
}

#[test]
fn added_articles_join_the_record() {
    let mut workspace = workspace();
    let before = said(&workspace);
    assert_eq!(add(&mut workspace, "rain.txt", "“It rained,” Haley said Monday."), Vec::<String>::new());
    let after = said(&workspace);
    assert_eq!(after.len(), 2);
    // Its id was taken, and its speaker is known.
    assert!(after[1].starts_with("rain-2~") && after[1].contains(": Nikki Haley: “It rained,”"), "{after:?}");
    let yours = workspace.record().unwrap().1;
    assert_eq!(yours.articles, [Own { id: "rain-2".into(), title: "rain-2".into(), statements: 1 }]);
    // Stored and restored.
    let mut again = self::workspace();
    assert_eq!(again.restore(workspace.keep().as_deref()), Ok(Vec::new()));
    assert_eq!(said(&again), after);
    workspace.remove(&["rain-2".into()]);
    assert_eq!(said(&workspace), before);
    assert_eq!(workspace.keep(), None);
    assert_eq!(workspace.restore(Some(b"damaged")), Err(Unreadable::Damaged));
}

#[test]
fn a_removal_can_be_undone() {
    let mut workspace = workspace();
    add(&mut workspace, "snow.txt", "“It snowed,” Haley said Monday.");
    add(&mut workspace, "hail.txt", "“It hailed,” Haley said Monday.");
    let before = said(&workspace);
    workspace.remove(&["snow".into(), "hail".into()]);
    // What other tabs have stored is read before each change.
    workspace.restore(workspace.keep().as_deref()).unwrap();
    workspace.undo_removal();
    assert_eq!(said(&workspace), before);
    workspace.undo_removal();
    assert_eq!(said(&workspace), before);
}

#[test]
fn an_article_gets_a_day_afterwards() {
    let mut workspace = workspace();
    for (name, text) in [("snow.txt", "“It snowed,” Haley said."), ("hail.txt", "“It hailed,” Haley said.")]
    {
        assert!(workspace.add(name, text.as_bytes().to_vec(), None, |_, _| {}).is_empty());
    }
    workspace.set_day(&"snow".into(), "2017-08-02");
    let published = |workspace: &Workspace| {
        let days = workspace.own.iter().map(|own| own.read.article.article.published);
        days.map(|day| day.map(|day| day.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(published(&workspace), [Some("2017-08-02".to_owned()), None]);
    let mut again = self::workspace();
    again.restore(workspace.keep().as_deref()).unwrap();
    assert_eq!(published(&again), published(&workspace));
    workspace.set_day(&"nothing".into(), "2017-08-02");
}

#[test]
fn stored_articles_replace_current_ones() {
    let mut workspace = workspace();
    add(&mut workspace, "snow.txt", "“It snowed,” Haley said Monday.");
    let kept = workspace.keep();
    add(&mut workspace, "hail.txt", "“It hailed,” Haley said Monday.");
    assert_eq!(workspace.restore(kept.as_deref()), Ok(Vec::new()));
    assert_eq!(workspace.keep(), kept);
    assert_eq!(workspace.restore(None), Ok(Vec::new()));
    assert!(workspace.is_empty());
}

#[test]
fn unreadable_stored_articles_are_kept() {
    let silent = Source { name: "silent.txt".into(), text: "It rained.".into(), published: None };
    let known = Source { name: "known.txt".into(), text: RAIN.into(), published: None };
    let mut workspace = workspace();
    let kept = persisted::packed(&[&silent, &known], &Corrections::default());
    let refused = workspace.restore(kept.as_deref()).unwrap();
    assert!(refused[0].starts_with("silent.txt: no statements found"), "{refused:?}");
    assert_eq!(refused[1], "known.txt: already in the record");
    // Articles of the record are not stored.
    assert_eq!(workspace.keep(), persisted::packed(&[&silent], &Corrections::default()));
}

#[test]
fn forms_by_the_ending() {
    let mut workspace = workspace();
    let line = r#"{"id": "snow", "published": "2017-08-02", "text": "“It snows,” said Shinzo Abe."}"#;
    assert_eq!(
        add(&mut workspace, "a.jsonl", &format!("{line}\nx\n")),
        ["line 2: this is not JSON: expected value at line 1 column 1"]
    );
    let articles = workspace.articles();
    let mut other = self::workspace();
    assert_eq!(add(&mut other, "b.jsonl", &articles), Vec::<String>::new());
    assert_eq!(said(&other), said(&workspace));
}

#[test]
fn refused_files_have_a_reason() {
    let mut workspace = workspace();
    for (name, text, reason) in [
        ("a.txt", RAIN.to_owned(), "already in the record"),
        ("a.txt", "It rained.".to_owned(), "no statements found"),
        ("a.txt", "a\0b".to_owned(), "not UTF-8 text"),
        ("a.json", "{}".to_owned(), "it has no `text`"),
        ("a.html", "<!doctype html><title>x</title>".to_owned(), "no story was found"),
        ("a.html", "<div>".repeat(100_000), "deep in each other"),
        ("a.txt", "x".repeat(LONGEST + 1), "too long for an article"),
    ] {
        let refused = add(&mut workspace, name, &text);
        assert!(refused.len() == 1 && refused[0].contains(reason), "{refused:?}");
    }
    assert!(workspace.add("a.txt", vec![0xFF; 10], None, |_, _| {})[0].contains("not UTF-8 text"));
    assert_eq!(said(&workspace).len(), 1);
}

#[test]
fn a_statement_is_corrected_and_restored() {
    let mut workspace = workspace();
    let id = StatementId::from_stored(said(&workspace)[0].split(':').next().unwrap().to_owned());
    let right = Amendment {
        id: id.clone(),
        text: "“It will rain,”".into(),
        speaker: Some("Shinzo \"Abe\"".into()),
        country: "JP".parse().ok(),
        day: Some(Said("2017-07-29".parse().unwrap(), "2017-07-30".parse().unwrap())),
        kind: None,
        reject: false,
    };
    workspace.amend(right.clone());
    assert!(said(&workspace)[0].contains(": Shinzo \"Abe\": "));
    assert_eq!(
        workspace.corrections(),
        format!(
            "[[statement]]\nid = \"{id}\"\ntext = \"“It will rain,”\"\nspeaker = \"Shinzo \\\"Abe\\\"\"\ncountry = \"JP\"\nday = \"2017-07-29/2017-07-30\"\n\n"
        )
    );
    let mut again = self::workspace();
    assert_eq!(again.restore(workspace.keep().as_deref()), Ok(Vec::new()));
    assert_eq!(said(&again), said(&workspace));
    workspace.amend(Amendment { reject: true, ..right });
    assert_eq!(said(&workspace), Vec::<String>::new());
    workspace.restore_statement(&id);
    assert!(said(&workspace)[0].contains(": Nikki Haley: "));
}

use onrecord_corpus::Said;

use super::*;

const RAIN: &str = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday.";

fn desk() -> Desk {
    let article = extract(RAIN, &Defaults { id: "rain".into(), published: "2017-07-31".parse().ok() });
    let (draft, _) = build(vec![Input::new(article, RAIN.to_owned())], &People::default());
    Desk::open(&encode(&draft, &Layout::default()).unwrap().index, Vec::new()).unwrap()
}

fn said(desk: &Desk) -> Vec<String> {
    let corpus = Corpus::open(&desk.record().unwrap().0.index).unwrap();
    let row = |row| {
        let by = corpus.speaker_of(row).map_or("nobody", |speaker| speaker.name.as_str()).to_owned();
        format!("{}: {by}: {}", corpus.statement_id(row).unwrap(), corpus.statement(row).unwrap().text)
    };
    (0..corpus.row_count()).map(row).collect()
}

fn add(desk: &mut Desk, name: &str, text: &str) -> Vec<String> {
    desk.add(name, text.as_bytes().to_vec(), "2017-08-01".parse().ok(), |_, _| {})
}

#[test]
fn what_is_added_joins_the_record() {
    let mut desk = desk();
    let before = said(&desk);
    assert_eq!(add(&mut desk, "rain.txt", "“It rained,” Haley said Monday."), Vec::<String>::new());
    let after = said(&desk);
    assert_eq!(after.len(), 2);
    // Its id was taken, and its speaker is known.
    assert!(after[1].starts_with("rain-2~") && after[1].contains(": Nikki Haley: “It rained,”"), "{after:?}");
    let yours = desk.record().unwrap().1;
    assert_eq!(yours.articles, [Own { id: "rain-2".into(), title: "rain-2".into(), statements: 1 }]);
    // Kept and taken up again.
    let mut again = self::desk();
    assert_eq!(again.restore(desk.keep().as_deref()), Ok(Vec::new()));
    assert_eq!(said(&again), after);
    desk.remove(&["rain-2".to_owned()]);
    assert_eq!(said(&desk), before);
    assert_eq!(desk.keep(), None);
    assert_eq!(desk.restore(Some(b"damaged")), Err(Unreadable::Damaged));
}

#[test]
fn what_was_kept_takes_the_place_of_what_is_there() {
    let mut desk = desk();
    add(&mut desk, "snow.txt", "“It snowed,” Haley said Monday.");
    let kept = desk.keep();
    add(&mut desk, "hail.txt", "“It hailed,” Haley said Monday.");
    assert_eq!(desk.restore(kept.as_deref()), Ok(Vec::new()));
    assert_eq!(desk.keep(), kept);
    assert_eq!(desk.restore(None), Ok(Vec::new()));
    assert!(desk.is_empty());
}

#[test]
fn what_cannot_be_taken_now_is_kept_on() {
    let silent = Source { name: "silent.txt".into(), text: "It rained.".into(), published: None };
    let known = Source { name: "known.txt".into(), text: RAIN.into(), published: None };
    let mut desk = desk();
    let kept = kept::packed(&[&silent, &known], &Corrections::default());
    let refused = desk.restore(kept.as_deref()).unwrap();
    assert!(refused[0].starts_with("silent.txt: nothing in it is said"), "{refused:?}");
    assert_eq!(refused[1], "known.txt: it is in the record already");
    // What the record has needs no keeping.
    assert_eq!(desk.keep(), kept::packed(&[&silent], &Corrections::default()));
}

#[test]
fn forms_by_the_ending() {
    let mut desk = desk();
    let line = r#"{"id": "snow", "published": "2017-08-02", "text": "“It snows,” said Shinzo Abe."}"#;
    assert_eq!(
        add(&mut desk, "a.jsonl", &format!("{line}\nx\n")),
        ["line 2: this is not JSON: expected value at line 1 column 1"]
    );
    let articles = desk.articles();
    let mut other = self::desk();
    assert_eq!(add(&mut other, "b.jsonl", &articles), Vec::<String>::new());
    assert_eq!(said(&other), said(&desk));
}

#[test]
fn what_cannot_be_taken_is_refused_with_a_reason() {
    let mut desk = desk();
    for (name, text, reason) in [
        ("a.txt", RAIN.to_owned(), "it is in the record already"),
        ("a.txt", "It rained.".to_owned(), "nothing in it is said"),
        ("a.txt", "a\0b".to_owned(), "it is not text"),
        ("a.json", "{}".to_owned(), "it has no `text`"),
        ("a.json", r#"{"html": "<p>x"}"#.to_owned(), "its text is HTML"),
        ("a.txt", "x".repeat(LONGEST + 1), "which is no article"),
    ] {
        let refused = add(&mut desk, name, &text);
        assert!(refused.len() == 1 && refused[0].contains(reason), "{refused:?}");
    }
    assert!(desk.add("a.txt", vec![0xFF; 10], None, |_, _| {})[0].contains("it is not text"));
    assert_eq!(said(&desk).len(), 1);
}

#[test]
fn a_statement_is_put_right_and_left_as_it_was() {
    let mut desk = desk();
    let id = said(&desk)[0].split(':').next().unwrap().to_owned();
    let right = Amendment {
        id: id.clone(),
        text: "“It will rain,”".into(),
        speaker: Some("Shinzo \"Abe\"".into()),
        country: "JP".parse().ok(),
        day: Some(Said("2017-07-29".parse().unwrap(), "2017-07-30".parse().unwrap())),
        kind: None,
        reject: false,
    };
    desk.amend(right.clone());
    assert!(said(&desk)[0].contains(": Shinzo \"Abe\": "));
    assert_eq!(
        desk.corrections(),
        format!(
            "[[statement]]\nid = \"{id}\"\ntext = \"“It will rain,”\"\nspeaker = \"Shinzo \\\"Abe\\\"\"\ncountry = \"JP\"\nday = \"2017-07-29/2017-07-30\"\n\n"
        )
    );
    let mut again = self::desk();
    assert_eq!(again.restore(desk.keep().as_deref()), Ok(Vec::new()));
    assert_eq!(said(&again), said(&desk));
    desk.amend(Amendment { reject: true, ..right });
    assert_eq!(said(&desk), Vec::<String>::new());
    desk.restore_statement(&id);
    assert!(said(&desk)[0].contains(": Nikki Haley: "));
}

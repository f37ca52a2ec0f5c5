//! Made-up articles, and who is one in them.

use onrecord_model::SpeakerKind;

use crate::build::{People, build, tests::article};

/// Returns the id and the name of who said the words, for each article.
fn said_by(texts: &[&str]) -> Vec<String> {
    let inputs = texts.iter().enumerate().map(|(at, text)| article(&format!("a{at}"), text)).collect();
    let (draft, _) = build(inputs, &People::default());
    let by = draft.statements.iter().filter_map(|entry| draft.speakers.get(entry.speaker?));
    by.map(|speaker| format!("{} ({})", speaker.id, speaker.name)).collect()
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of examples")]
fn who_is_one() {
    for (texts, expected) in [
        // A middle initial that one of them leaves out.
        (
            &["“It will rain,” said Sen. Olga Brandt.", "“It rained,” said Sen. Olga T. Brandt."][..],
            &["olga-brandt (Olga Brandt)", "olga-brandt (Olga Brandt)"][..],
        ),
        // A nickname, with the same office.
        (
            &["“It will rain,” said Gov. Bob Tarrant.", "“It rained,” said Gov. Robert Tarrant."],
            &["bob-tarrant (Bob Tarrant)", "bob-tarrant (Bob Tarrant)"],
        ),
        // A nickname, with other work.
        (
            &[
                "“It will rain,” said Bob Tarrant, a plumber.",
                "“It rained,” said Robert Tarrant, an economist.",
            ],
            &["bob-tarrant (Bob Tarrant)", "robert-tarrant (Robert Tarrant)"],
        ),
        // A nickname, and nothing tells what one of them does.
        (
            &["“It will rain,” said Gov. Bob Tarrant.", "“It rained,” said Robert P. Tarrant."],
            &["bob-tarrant (Bob Tarrant)", "bob-tarrant (Bob Tarrant)"],
        ),
        // A slip in the given name, with the same office.
        (
            &[
                "“It will rain,” said Sen. Kirsten Ames.",
                "“It rained,” said Sen. Kristen Ames.",
                "“It snowed,” said Sen. Kirsten Ames.",
            ],
            &["kirsten-ames (Kirsten Ames)"; 3],
        ),
        // Words that stick to a name.
        (
            &["“It will rain,” said Ann Pell.", "“It rained,” said Co-moderator Ann Pell."],
            &["ann-pell (Ann Pell)", "ann-pell (Ann Pell)"],
        ),
        // Another word before a name that is often in the news.
        (
            &[
                "“It will rain,” said Ann Pell.",
                "“It rained,” said Ann Pell.",
                "“It snowed,” said Ann Pell.",
                "“It hailed,” said Ann Pell.",
                "“It froze,” said Entrusting Ann Pell.",
                "“It thawed,” said Mary Ann Pell.",
            ],
            &[
                "ann-pell (Ann Pell)",
                "ann-pell (Ann Pell)",
                "ann-pell (Ann Pell)",
                "ann-pell (Ann Pell)",
                "ann-pell (Ann Pell)",
                "mary-ann-pell (Mary Ann Pell)",
            ],
        ),
        // A newspaper by the last word of its name: the publisher itself, or nobody in particular.
        (
            &[
                "The Lakeside Post reported that it had rained.",
                "+++\npublisher = \"lake-post\"\n+++\nThe Post reported that it would rain.",
                "The Post reported that it would snow.",
            ],
            &["lakeside-post (Lakeside Post)", "lakeside-post (Lakeside Post)", "post-a2 (Post)"],
        ),
        // Campaigns with what tells of them.
        (
            &[
                "The Brandt campaign said that it would rain.",
                "Mrs. Brandt's presidential campaign said that it had rained.",
            ],
            &["brandt-campaign (Brandt campaign)", "brandt-campaign (Brandt campaign)"],
        ),
        // Groups belong to their articles and are called with their place, if the story opens there or they are named with it.
        (
            &[
                "The barge in Osaka burst on Monday. Officials said that nobody was hurt. Critics said it was old.",
                "The river rose. Two officials in Ohio said that it would rain.",
            ],
            &[
                "officials-of-osaka-a0 (officials of Osaka)",
                "critics-a0 (critics)",
                "two-officials-in-ohio-a1 (two officials in Ohio)",
            ],
        ),
        // Offices of people who are named, and those of offices.
        (
            &[
                "“It rained,” said President Ada Brandt. Brandt’s office said that it would snow.",
                "Brandt’s office said that it would hail. The governor’s office said that it would freeze.",
            ],
            &[
                "ada-brandt (Ada Brandt)",
                "brandts-office (Brandt’s office)",
                "brandts-office (Brandt’s office)",
                "governors-office-a1 (governor’s office)",
            ],
        ),
        // Groups belong to their articles.
        (
            &["Officials said that it would rain soon.", "Officials said that it had rained there."],
            &["officials-a0 (officials)", "officials-a1 (officials)"],
        ),
    ] {
        assert_eq!(said_by(texts), expected, "{texts:?}");
    }
}

#[test]
fn kinds_that_articles_take_for_others() {
    let of = |name: &str, kind: SpeakerKind, publisher: Option<&str>| {
        let mut input = article("a", "“It rained,” said Olga Brandt.");
        input.article.article.publisher = publisher.map(str::to_owned);
        for speaker in &mut input.article.speakers {
            name.clone_into(&mut speaker.name);
            speaker.kind = kind;
        }
        let (draft, _) = build(vec![input], &People::default());
        draft.speakers.first().map(|speaker| speaker.kind)
    };
    let (person, body, group) = (SpeakerKind::Person, SpeakerKind::Institution, SpeakerKind::Group);
    for (name, kind, publisher, expected) in [
        ("Lake Public Radio", person, None, body),
        ("Tidewatch.org", person, None, body),
        ("Lakeside Tides", person, Some("lake-tides"), body),
        ("Lakeside Tides", person, None, person),
        ("Ann Register", person, None, person),
        ("growing number of sailors", body, None, group),
        ("40 percent of sailors", body, None, group),
        ("callers", body, None, group),
        ("Bureau of Tides", body, None, body),
        ("Osland’s Joint Chiefs of Staff", group, None, body),
    ] {
        assert_eq!(of(name, kind, publisher), Some(expected), "{name}");
    }
}

#[test]
fn parents_and_authors_have_the_names_of_speakers() {
    let texts = [
        "The Harbor Dept. said that it would rain. The Bureau of Tides, an agency of the Harbor Dept., said it would flood.",
        "The Harbor Department said that it rained. The Harbor Department said that it had rained.",
        "The Harbor Department said that it snowed.",
        "Lund Bank said that it hailed. A study by Lund Bank came out. The study said that it would freeze.",
    ];
    let inputs = texts.iter().enumerate().map(|(at, text)| article(&format!("a{at}"), text)).collect();
    let (draft, _) = build(inputs, &People::default());
    let owned = draft.speakers.iter().filter_map(|speaker| {
        let owner = speaker.parent.as_ref().or(speaker.author.as_ref())?;
        Some(format!("{} ({}): {owner}", speaker.id, speaker.kind.as_str()))
    });
    assert_eq!(
        owned.collect::<Vec<_>>(),
        ["bureau-of-tides (institution): Harbor Department", "study-a3 (document): Lund Bank"]
    );
}

#[test]
fn a_word_for_a_body_is_the_surname_of_whom_many_articles_tell() {
    let body = |id: &str| {
        let mut input = article(id, "“It rained,” said Brandt.");
        for speaker in &mut input.article.speakers {
            speaker.kind = SpeakerKind::Institution;
        }
        input
    };
    let known = |count: usize| {
        let texts = (0..count).map(|at| article(&format!("k{at}"), "“It will rain,” said Olga Brandt."));
        let (draft, _) = build(texts.chain([body("b")]).collect(), &People::default());
        draft.speakers.len()
    };
    assert_eq!((known(1), known(4)), (2, 1));
}

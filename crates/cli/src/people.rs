//! `onrecord people --suggest`: writes a `people.toml` for a person to go through.

use std::{cmp::Reverse, collections::BTreeMap, fmt::Write as _, path::PathBuf, process::ExitCode};

use anyhow::Result;
use onrecord_corpus::{Draft, Role, is_unnamed};
use onrecord_model::{DateRange, Speaker, SpeakerId, SpeakerKind};
use onrecord_text::plural;

use crate::{
    atomic_write::write,
    check::{is_junk, similar},
    record,
};

/// The arguments of `onrecord people`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord people --suggest articles/ > people.toml
      Write the most frequent speakers with what the articles say of them.
  onrecord people --suggest articles/ --most 200 -o people.toml

Lines that begin with `# doubtful` say what a person should look at.")]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    /// Suggest entries for speakers that people.toml does not have.
    #[arg(long, required = true)]
    suggest: bool,
    /// The number of speakers, the most frequent first.
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    most: usize,
    /// The file to write; by default, the standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let made = args.record.look(&args.output.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    let known = |speaker: &Speaker| made.people.person.iter().any(|person| person.name == speaker.name);
    let text = suggestions(&made.draft, args.most, &known);
    match &args.output {
        Some(file) => write(file, text.as_bytes())?,
        None => outln!("{}", text.trim_end())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// How often a speaker speaks, and when.
#[derive(Clone, Default)]
struct Spoken {
    statements: usize,
    articles: Vec<usize>,
    days: Option<DateRange>,
}

/// Returns entries for the most frequent speakers that are named and not `known`.
fn suggestions(draft: &Draft, most: usize, known: &dyn Fn(&Speaker) -> bool) -> String {
    let mut spoken = vec![Spoken::default(); draft.speakers.len()];
    for entry in &draft.statements {
        let Some(one) = entry.speaker.and_then(|at| spoken.get_mut(at)) else { continue };
        one.statements += 1;
        one.articles.push(entry.primary.article);
        if let Some(day) =
            draft.articles.get(entry.primary.article).and_then(|article| article.meta.published)
        {
            let day = DateRange::day(day);
            one.days = Some(one.days.map_or(day, |days| days.cover(day)));
        }
    }
    let mut order: Vec<(&Speaker, Spoken)> = draft.speakers.iter().zip(spoken).collect();
    order.retain(|(speaker, _)| !is_unnamed(speaker) && !known(speaker));
    order.sort_by_key(|(_, spoken)| Reverse(spoken.statements));
    let mut alike: BTreeMap<&SpeakerId, Vec<&str>> = BTreeMap::new();
    for (a, b) in similar(&draft.speakers) {
        alike.entry(&a.id).or_default().push(&b.name);
        alike.entry(&b.id).or_default().push(&a.name);
    }
    let mut text = String::from(
        "# The most frequent speakers, with what the articles say of them. Go through them, correct what is wrong, and\n\
         # remove what you do not want to state. `wikidata = \"Q…\"` adds the item of Wikidata.\n",
    );
    for (speaker, spoken) in order.into_iter().take(most) {
        let like = alike.get(&speaker.id).map_or(&[][..], Vec::as_slice);
        let _ = text.write_str(&suggestion(draft, speaker, &spoken, like));
    }
    text
}

/// Returns the entry of one speaker.
fn suggestion(draft: &Draft, speaker: &Speaker, spoken: &Spoken, similar: &[&str]) -> String {
    let mut articles = spoken.articles.clone();
    articles.dedup();
    let days = spoken.days.map(
        |DateRange { from, to }| if from == to { format!(", {from}") } else { format!(", {from} to {to}") },
    );
    let mut text = format!(
        "\n# {} {} in {} {}{}\n",
        spoken.statements,
        plural(spoken.statements, "statement"),
        articles.len(),
        plural(articles.len(), "article"),
        days.unwrap_or_default()
    );
    let mut doubt = |words: String| {
        let _ = writeln!(text, "# doubtful: {words}");
    };
    if is_junk(speaker) {
        doubt("the name is hardly a speaker's".to_owned());
    }
    for name in similar {
        doubt(format!("may be the same as {}", quoted(name)));
    }
    if speaker.country.is_none() {
        doubt("the articles do not say for which country".to_owned());
    }
    if speaker.kind == SpeakerKind::Person && speaker.role.is_none() {
        doubt("the articles give no role".to_owned());
    }
    for role in roles(draft, speaker) {
        let _ = writeln!(text, "# role: {role}");
    }
    let _ = writeln!(text, "[[person]]\nname = {}", quoted(&speaker.name));
    let aliases: Vec<String> = aliases(draft, speaker).into_iter().map(quoted).collect();
    if !aliases.is_empty() {
        let _ = writeln!(text, "aliases = [{}]", aliases.join(", "));
    }
    let country = speaker.country.map(|country| country.to_string());
    let facts = [
        ("role", speaker.role.as_deref()),
        ("affiliation", speaker.affiliation.as_deref()),
        ("country", country.as_deref()),
        ("parent", speaker.parent.as_deref()),
    ];
    for (key, value) in facts.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    }
    if speaker.kind != SpeakerKind::Person {
        let _ = writeln!(text, "kind = \"institution\"");
    }
    text
}

/// The number of roles that are listed of one speaker.
const ROLES: usize = 6;

/// Returns the roles that articles give to a speaker who has several, each with its days and its first article; those of
/// the longest time.
fn roles(draft: &Draft, speaker: &Speaker) -> Vec<String> {
    let Ok(at) = draft.speakers.binary_search_by(|known| known.id.cmp(&speaker.id)) else {
        return Vec::new();
    };
    let mut roles: Vec<&Role> = draft.roles.iter().filter(|role| role.speaker == at).collect();
    roles.sort_by_key(|role| Reverse(role.to.number().abs_diff(role.from.number())));
    roles.truncate(ROLES);
    roles.sort_by_key(|role| role.from);
    let source = |role: &Role| {
        let said = draft.statements.iter().filter(|entry| entry.speaker == Some(at));
        let articles = said.filter_map(|entry| draft.articles.get(entry.primary.article));
        articles
            .map(|article| &article.meta)
            .find(|meta| meta.published == Some(role.from))
            .map_or(String::new(), |meta| format!(", first in {}", meta.id))
    };
    let told = |role: &&Role| format!("{} ({} to {}{})", role.role, role.from, role.to, source(role));
    roles.iter().map(told).collect()
}

/// Returns the other names of a speaker that nobody else has: a surname that two share states nothing.
fn aliases<'s>(draft: &Draft, speaker: &'s Speaker) -> Vec<&'s str> {
    let others = || draft.speakers.iter().filter(|other| other.id != speaker.id);
    let shared = |alias: &str| {
        let same = |name: &String| SpeakerId::from_name(name) == SpeakerId::from_name(alias);
        let ends = |name: &str| name.split_whitespace().any(|word| word == alias);
        others().any(|other| same(&other.name) || other.aliases.iter().any(same) || ends(&other.name))
    };
    speaker.aliases.iter().map(String::as_str).filter(|alias| !shared(alias)).collect()
}

/// Returns a TOML string, which is written as in JSON.
fn quoted(text: &str) -> String {
    onrecord_formats::basic_string(text)
}

#[cfg(test)]
mod tests {
    use onrecord_corpus::{Input, People, build};
    use onrecord_extract::{Defaults, extract};

    use super::*;

    #[test]
    fn roles_are_listed_with_their_days_and_sources() {
        let on = |day: &str, text: &str| {
            let article = extract(text, &Defaults { id: day.into(), published: day.parse().ok() });
            Input::new(article, text.to_owned())
        };
        let (draft, _) = build(
            vec![
                on("2016-01-02", "“It will rain,” said Sen. Olga Brandt."),
                on("2017-03-04", "“It will snow,” said Mayor Olga Brandt."),
                on("2017-05-06", "“It will hail,” said Mayor Olga Brandt."),
            ],
            &People::default(),
        );
        let text = suggestions(&draft, 10, &|_| false);
        for role in [
            "# role: Sen. (2016-01-02 to 2016-01-02, first in 2016-01-02)\n",
            "# role: Mayor (2017-03-04 to 2017-05-06, first in 2017-03-04)\n",
        ] {
            assert!(text.contains(role), "{text}");
        }
    }

    #[test]
    fn suggestions_can_be_read_as_people() {
        let text = "“It will rain,” said Sen. Olga Brandt of Iowa. “It rained,” said Carl \"Cal\" Tarrant. Officials said that it was late.";
        let article = extract(text, &Defaults { id: "a".into(), published: "2017-07-31".parse().ok() });
        let (draft, _) = build(vec![Input::new(article, text.to_owned())], &People::default());
        let text = suggestions(&draft, 10, &|_| false);
        let people: People = toml::from_str(&text).unwrap_or_default();
        let names: Vec<&str> = people.person.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Carl Tarrant", "Olga Brandt"], "{text}");
        assert!(text.contains("# doubtful: the articles give no role"), "{text}");
        assert!(text.contains("# 1 statement in 1 article, 2017-07-31"), "{text}");
    }
}

//! `events.toml` and `tour.toml`: what a publisher tells about the record, beside its articles.
//!
//! ```toml
//! [[event]]
//! day = 2017-07-28              # or `from` and `to`
//! label = "Second long-range missile"
//! importance = 1                # 1 to 3; 2 if it is not stated
//! link = "?from=2017-07-28"     # a view or a web address; the statements of its days if it is not stated
//! ```
//!
//! ```toml
//! [[step]]
//! title = "Fire and fury"
//! text = "On 8 August the president answered from his golf club."
//! link = "?q=%22fire+and+fury%22"
//! ```

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use onrecord_model::{Date, DateRange, is_web_address};
use onrecord_site::TourStep;
use onrecord_text::squeeze;
use onrecord_view::{Event, View, ViewDefaults};
use serde::Deserialize;
use toml::{Spanned, value::Datetime};

use crate::record::read_toml;

/// The most important events, and those that are not rated.
const IMPORTANCE: std::ops::RangeInclusive<u8> = 1..=3;
const UNRATED: u8 = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    #[serde(default)]
    event: Vec<Spanned<StatedEvent>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedEvent {
    label: String,
    day: Option<Datetime>,
    from: Option<Datetime>,
    to: Option<Datetime>,
    link: Option<String>,
    importance: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TourFile {
    #[serde(default)]
    step: Vec<Spanned<StatedStep>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedStep {
    title: String,
    text: String,
    link: String,
}

/// Reads a file of events and returns them in the order of their days.
///
/// # Errors
/// Names the file and the line of what cannot be read.
pub(super) fn events(file: &Path, defaults: ViewDefaults) -> Result<Vec<Event>> {
    let (text, stated): (_, EventFile) = read_toml(file, "events.toml")?;
    let mut events = each(file, &text, stated.event, |stated| event(stated, defaults))?;
    events.sort_by_key(|event| (event.days.from, event.days.to));
    Ok(events)
}

/// Reads a file of the steps of a tour.
///
/// # Errors
/// Names the file and the line of what cannot be read.
pub(super) fn tour(file: &Path, defaults: ViewDefaults) -> Result<Vec<TourStep>> {
    let (text, stated): (_, TourFile) = read_toml(file, "tour.toml")?;
    each(file, &text, stated.step, |stated| {
        let view = view(&stated.link, defaults)?;
        Ok(TourStep { title: one_line(&stated.title, "title")?, text: one_line(&stated.text, "text")?, view })
    })
}

/// Converts each table. An error names the file and the line in which its table begins.
fn each<S, T>(
    file: &Path,
    text: &str,
    stated: Vec<Spanned<S>>,
    convert: impl Fn(S) -> Result<T>,
) -> Result<Vec<T>> {
    let converted = stated.into_iter().map(|table| {
        let before = text.get(..table.span().start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        convert(table.into_inner()).with_context(|| format!("{}:{line}", file.display()))
    });
    converted.collect()
}

fn event(stated: StatedEvent, defaults: ViewDefaults) -> Result<Event> {
    let label = one_line(&stated.label, "label")?;
    let (from, to) = match (stated.day, stated.from, stated.to) {
        (Some(day), None, None) => (day, day),
        (None, Some(from), Some(to)) => (from, to),
        _ => bail!("the event {label:?} needs `day`, or `from` and `to`"),
    };
    let days = DateRange { from: day(&from, &label)?, to: day(&to, &label)? };
    ensure!(days.from <= days.to, "the event {label:?} ends on {to}, before it begins on {from}");
    let importance = stated.importance.unwrap_or(UNRATED);
    ensure!(
        IMPORTANCE.contains(&importance),
        "the importance {importance} of the event {label:?} is not 1, 2 or 3"
    );
    let link = match stated.link {
        None => String::new(),
        Some(link) if is_web_address(&link) => one_line(&link, "link")?,
        Some(link) => view(&link, defaults)?.link(defaults),
    };
    Ok(Event { days, label, link, importance })
}

fn day(stated: &Datetime, label: &str) -> Result<Date> {
    let text = stated.to_string();
    text.parse().ok().with_context(|| format!("{text} of the event {label:?} is not a day: use YYYY-MM-DD"))
}

/// Returns a text with single spaces for all white space.
fn one_line(text: &str, key: &str) -> Result<String> {
    let line = squeeze(text);
    ensure!(!line.is_empty(), "`{key}` is empty");
    Ok(line)
}

/// Returns the view of a link, in no frame and at no step of the tour.
///
/// # Errors
/// If it is no link to a view, or has parts that are not understood.
pub(super) fn view(link: &str, defaults: ViewDefaults) -> Result<View> {
    ensure!(link.starts_with('?'), "the link {link:?} is no view: it begins with `?`, as in ?country=US");
    let (view, warnings) = View::parse(link, defaults);
    if let Some(warning) = warnings.first() {
        bail!("the link {link:?}: `{}={}`: {}", warning.key, warning.value, warning.reason);
    }
    Ok(View { tour: None, embed: false, ..view })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn in_file<T>(text: &str, read: fn(&Path, ViewDefaults) -> Result<T>) -> Result<T> {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("story.toml");
        fs::write(&file, text).unwrap();
        read(&file, ViewDefaults::default())
    }

    #[test]
    fn events_in_the_order_of_days() {
        let text = "
            [[event]]
            from = 2017-08-21
            to = 2017-08-31
            label = \"Exercise\"
            link = \"https://example.org/exercise\"

            [[event]]
            day = 2017-07-28
            label = \"\"\"Second
                long-range missile\"\"\"
            importance = 1
            link = \"?to=2017-07-31&from=2017-07-28&embed=1\"
        ";
        let told: Vec<_> = in_file(text, events)
            .unwrap()
            .into_iter()
            .map(|event| {
                (
                    event.days.from.to_string(),
                    event.days.to.to_string(),
                    event.label,
                    event.importance,
                    event.link,
                )
            })
            .collect();
        let row = |from: &str, to: &str, label: &str, importance, link: &str| {
            (from.to_owned(), to.to_owned(), label.to_owned(), importance, link.to_owned())
        };
        assert_eq!(
            told,
            [
                row(
                    "2017-07-28",
                    "2017-07-28",
                    "Second long-range missile",
                    1,
                    "?from=2017-07-28&to=2017-07-31"
                ),
                row("2017-08-21", "2017-08-31", "Exercise", 2, "https://example.org/exercise"),
            ]
        );
    }

    #[test]
    fn a_tour_keeps_its_order() {
        let text = "
            [[step]]
            title = \"Then\"
            text = \"What was said then.\"
            link = \"?to=2017-07-31&tour=7\"

            [[step]]
            title = \"Now\"
            text = \"And now.\"
            link = \"?\"
        ";
        let told: Vec<_> = in_file(text, tour)
            .unwrap()
            .into_iter()
            .map(|step| (step.title.clone(), step.link_at(2, ViewDefaults::default())))
            .collect();
        assert_eq!(
            told,
            [
                ("Then".to_owned(), "?to=2017-07-31&tour=2".to_owned()),
                ("Now".to_owned(), "?tour=2".to_owned())
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let of_events = |text: &str| format!("{:#}", in_file(text, events).unwrap_err());
        let of_tours = |text: &str| format!("{:#}", in_file(text, tour).unwrap_err());
        for (message, parts) in [
            (
                of_events("\n[[event]]\nlabel = \"Vote\"\n"),
                ["story.toml:2", "needs `day`, or `from` and `to`"],
            ),
            (
                of_events("[[event]]\nlabel = \"Vote\"\nfrom = 2017-08-05\nto = 2017-08-01\n"),
                ["story.toml:1", "before it begins"],
            ),
            (
                of_events("[[event]]\nlabel = \"Vote\"\nday = 2017-08-05\nimportance = 4\n"),
                ["story.toml:1", "is not 1, 2 or 3"],
            ),
            (of_events("[[event]]\nlabel = \"Vote\"\nday = 12:30:00\n"), ["story.toml:1", "use YYYY-MM-DD"]),
            (
                of_events("[[event]]\nlabel = \"Vote\"\nwhen = 2017-08-05\n"),
                ["line 3", "unknown field `when`"],
            ),
            (
                of_events("[[event]]\nlabel = \"Vote\"\nday = 2017-08-05\nlink = \"javascript:1\"\n"),
                ["story.toml:1", "begins with `?`"],
            ),
            (
                of_tours("[[step]]\ntitle = \" \"\ntext = \"a\"\nlink = \"?\"\n"),
                ["story.toml:1", "`title` is empty"],
            ),
            (
                of_tours("[[step]]\ntitle = \"a\"\ntext = \"a\"\nlink = \"?country=USA\"\n"),
                ["story.toml:1", "`country=USA`"],
            ),
        ] {
            for part in parts {
                assert!(message.contains(part), "{part:?} is not in {message:?}");
            }
        }
    }
}

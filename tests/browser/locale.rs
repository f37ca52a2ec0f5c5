//! Dates and numbers in several languages.

use anyhow::Result;

use crate::{
    harness::{LAYOUT_SHIFTS, Page, Record, scenario},
    user_articles::{drop, until_own},
};

/// Checks a date, a range of dates and a large number on the page in a language.
async fn written(page: &Page, language: &str, day: &str, days: &str, number: &str) -> Result<()> {
    page.speak(language).await?;
    page.open("?from=2017-01-01&to=2017-01-05").await?;
    let has = async || Ok(page.text(".masthead").await?.contains(number));
    page.until(&format!("{language} has {number}"), has).await?;
    let title = page.driver.title().await?;
    assert!(title.contains(days), "{language}: {days} is not in {title}");
    page.open("?from=2017-01-01").await?;
    let has = async || Ok(page.text(".chips").await?.contains(day));
    page.until(&format!("{language} has {day}"), has).await
}

scenario!(days_and_numbers_follow_the_locale, Record::Large, |page| {
    written(&page, "en-US", "January 1, 2017", "January 1–5, 2017", "1,800").await?;
    written(&page, "en-GB", "1 January 2017", "1–5 January 2017", "1,800").await?;
    written(&page, "de-DE", "1. Januar 2017", "1.–5. Januar 2017", "1.800").await?;
    written(&page, "ko-KR", "2017년 1월 1일", "2017년", "1,800").await?;
    written(&page, "ar-EG", "١ يناير ٢٠١٧", "يناير ٢٠١٧", "١٬٨٠٠").await?;
});

scenario!(one_day_is_shown_by_its_hours, Record::Whole, |page| {
    for (language, hours) in [
        ("en-US", ["July 31, 2017", "12 AM", "6 AM", "12 PM", "6 PM"]),
        ("en-GB", ["31 July 2017", "00:00", "06:00", "12:00", "18:00"]),
        ("de-DE", ["31. Juli 2017", "00 Uhr", "06 Uhr", "12 Uhr", "18 Uhr"]),
    ] {
        page.speak(language).await?;
        page.open("?from=2017-07-31&to=2017-07-31").await?;
        let written = async || {
            let mut labels = Vec::new();
            for label in page.all(".axis__labels text").await? {
                labels.push(label.text().await?);
            }
            Ok(labels == hours)
        };
        page.until(&format!("the axis has {hours:?}"), written).await?;
    }
    // The time of day is unknown, so a mark spans its day.
    let marks = page.all(".mark rect").await?;
    assert!(!marks.is_empty());
    for mark in marks {
        assert_eq!(mark.attr("width").await?.as_deref(), Some("100.000%"));
    }
});

scenario!(nothing_moves_when_dates_are_localised, Record::Whole, |page| {
    page.before_each(LAYOUT_SHIFTS).await?;
    for language in ["en-US", "de-DE", "fr-FR"] {
        for width in [1280, 360] {
            page.speak(language).await?;
            page.resize(width).await?;
            page.open("").await?;
            if language != "en-US" {
                let written = async || Ok(!page.text(".day__name").await?.contains("September 30"));
                page.until("the days are written anew", written).await?;
            }
            page.still(&format!("{width} {language}")).await?;
        }
    }
});

/// Right-to-left text that ends in a neutral character.
const RIGHT_TO_LEFT: &str = "+++\ntitle = \"גשם בצפון!\"\npublished = \"2017-07-30\"\n+++\n\
    “גשם בצפון (היום)!” said محمد جواد ظريف, the Iranian foreign minister.\n\n\
    The minister had spoken to reporters in the garden of the embassy before he left for the airport.\n\nעוד מילים על הגשם...\n";

scenario!(names_and_words_from_right_to_left, Record::Whole, |page| {
    page.open("").await?;
    drop(&page, &[("a.txt", RIGHT_TO_LEFT)]).await?;
    until_own(&page, 1).await?;
    page.open("?speaker=محمد-جواد-ظريف&q=גשם").await?;
    page.click(".statement__link").await?;
    page.wait_for(".reader .highlight--open").await?;
    // Returns whether the last character of a text is left of its first.
    let runs_leftwards = "const [selector, words] = arguments;
        const all = [...document.querySelectorAll(selector)].filter((e) => e.textContent.includes(words));
        return all.map((element) => {
            const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), nodes = [];
            while (texts.nextNode()) if (texts.currentNode.length) nodes.push(texts.currentNode);
            const edge = (node, at) => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getBoundingClientRect().left;
            };
            return edge(nodes.at(-1), nodes.at(-1).length - 1) < edge(nodes[0], 0);
        })";
    for (selector, words) in [
        (".statement__name", "محمد"),
        (".statement__link", "גשם"),
        (".statement cite", "גשם"),
        (".lane__name > span", "محمد"),
        (".profile h2 bdi", "محمد"),
        (".facet-value__name", "محمد"),
        (".chip bdi", "محمد"),
        (".reader__title", "גשם"),
        (".reader__text > p", "עוד"),
        (".user-articles__list a", "גשם"),
    ] {
        let run = page.driver.execute(runs_leftwards, vec![selector.into(), words.into()]).await?;
        let run: Vec<bool> = run.convert()?;
        assert!(!run.is_empty() && run.iter().all(|leftwards| *leftwards), "{selector}: {run:?}");
    }
    // The layout around them keeps its direction.
    let page_runs = "return getComputedStyle(document.body).direction";
    assert_eq!(page.driver.execute(page_runs, vec![]).await?.json().as_str(), Some("ltr"));
});

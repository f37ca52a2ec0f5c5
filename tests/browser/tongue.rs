//! Days and numbers as readers of several languages write them.

use anyhow::Result;

use crate::{
    page::{LAYOUT_SHIFTS, Page},
    scenario,
    site::Record,
};

/// What is written on the page of a reader with a language: a day, a range of days, and a large number.
async fn written(page: &Page, language: &str, day: &str, days: &str, number: &str) -> Result<()> {
    page.speak(language).await?;
    page.open("?from=2017-01-01&to=2017-01-05").await?;
    let has = async || Ok(page.text(".masthead").await?.contains(number));
    page.until(&format!("{language} has {number}"), has).await?;
    let chips = page.text(".chips").await?;
    assert!(chips.contains(day), "{language}: {day} is not in {chips}");
    let title = page.driver.title().await?;
    assert!(title.contains(days), "{language}: {days} is not in {title}");
    Ok(())
}

scenario!(days_and_numbers_are_written_as_the_reader_does, Record::Large, |page| {
    written(&page, "en-US", "January 1, 2017", "January 1–5, 2017", "1,800").await?;
    written(&page, "en-GB", "1 January 2017", "1–5 January 2017", "1,800").await?;
    written(&page, "de-DE", "1. Januar 2017", "1.–5. Januar 2017", "1.800").await?;
    written(&page, "ko-KR", "2017년 1월 1일", "2017년", "1,800").await?;
    written(&page, "ar-EG", "١ يناير ٢٠١٧", "يناير ٢٠١٧", "١٬٨٠٠").await?;
});

scenario!(nothing_moves_when_days_are_written_anew, Record::Whole, |page| {
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

//! Profiles and comparisons.

use anyhow::{bail, ensure};

use crate::harness::{Record, scenario};

scenario!(a_speaker_has_a_profile, Record::Whole, |page| {
    page.open("?speaker=nikki-haley").await?;
    // The words come with their articles.
    page.wait_for(".profile__words span:not(:empty)").await?;
    let profile = page.text(".profile").await?;
    for words in ["Nikki Haley", "United States", "Talks about", "North Korea", "Often quoted with", "first"]
    {
        assert!(profile.contains(words), "{words} is not in {profile}");
    }
    page.click(".profile__links a").await?;
    page.until("the country is one filter more", async || {
        Ok(page.link().await?.starts_with("?speaker=nikki-haley&about="))
    })
    .await?;
});

scenario!(a_country_lists_its_speakers, Record::Whole, |page| {
    page.open("?country=CN").await?;
    // The words come with their articles.
    page.wait_for(".profile__words span:not(:empty)").await?;
    let profile = page.text(".profile").await?;
    assert!(
        profile.contains("China") && profile.contains("Who speaks for it") && profile.contains("Liu Jieyi"),
        "{profile}"
    );
});

scenario!(two_speakers_side_by_side, Record::Whole, |page| {
    page.open("").await?;
    page.click("button[aria-label=\"Compare Nikki Haley\"]").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?compare=nikki-haley")).await?;
    assert!(page.text(".timeline__hint").await?.contains("another lane"));
    page.click("button[aria-label=\"Compare Rex Tillerson\"]").await?;
    page.until("both are compared", async || Ok(page.all(".compare__table thead th").await?.len() == 2))
        .await?;
    assert_eq!(page.link().await?, "?compare=nikki-haley,rex-tillerson");
    // One time axis with only their lanes, in the chosen order.
    assert_eq!(page.all(".lane").await?.len(), 2);
    assert!(page.text(".lane__name").await?.starts_with("Nikki Haley"));
    page.click(".compare__head button").await?;
    page.until("the list is back", async || Ok(page.link().await?.is_empty())).await?;
});

scenario!(a_third_and_a_fourth_join_a_comparison, Record::Whole, |page| {
    page.open("?compare=nikki-haley,liu-jieyi").await?;
    for (name, compared) in [("James Mattis", "james-mattis"), ("Moon Jae-in", "james-mattis,moon-jae-in")] {
        let more = page.wait_for(".timeline__footer button").await?;
        assert!(more.text().await?.ends_with(" more lanes to compare"));
        page.press(&more).await?;
        page.click(&format!("button[aria-label=\"Compare {name}\"]")).await?;
        let link = format!("?compare=nikki-haley,liu-jieyi,{compared}");
        page.until("the address follows", async || Ok(page.link().await? == link)).await?;
        let sides = link.matches(',').count() + 1;
        page.until("all are side by side", async || {
            Ok(page.all(".compare__table thead th").await?.len() == sides)
        })
        .await?;
        // Other lanes are hidden, and the focus is on the one that joined.
        assert_eq!(page.all(".lane").await?.len(), sides);
        let focused = page.driver.active_element().await?.attr("aria-label").await?;
        assert_eq!(focused, Some(format!("Compare {name}")));
    }
    // At most four can be compared.
    page.click(".timeline__footer button").await?;
    let fifth = page.wait_for("button[aria-label=\"Compare Donald Trump\"]").await?;
    assert!(!fifth.is_enabled().await?);
});

scenario!(all_statements_of_a_comparison, Record::Whole, |page| {
    page.open("?compare=US,CN").await?;
    let shown = async || anyhow::Ok(page.all(".compare__table article").await?.len());
    let counts = page.all(".compare__count").await?;
    let mut all = 0;
    for count in counts {
        all += count.text().await?.trim().parse::<usize>()?;
    }
    let mut before = shown().await?;
    assert!(before < all);
    while before < all {
        page.click(".statements__more").await?;
        page.until("more are there", async || Ok(shown().await? > before)).await?;
        before = shown().await?;
    }
    assert_eq!(before, all);
    assert!(page.all(".statements__more").await?.is_empty(), "nothing is left");
    page.open("?compare=US,CN&q=nothing-at-all").await?;
    page.click(".statements__relaxed button").await?;
    page.until("both are back", async || Ok(page.all(".compare__table thead th").await?.len() == 2)).await?;
});

scenario!(days_of_a_comparison_stand_in_rows, Record::Whole, |page| {
    page.open("?compare=donald-trump,nikki-haley").await?;
    // For each day: its name, and for each column the speakers in it and where they begin.
    let rows = "return [...document.querySelectorAll('.compare__table tbody')].map((body) => [
        body.querySelector('th').textContent,
        [...body.querySelectorAll('td')].map((cell) => [
            [...new Set([...cell.querySelectorAll('.statement__name')].map((name) => name.textContent))].join(),
            cell.getBoundingClientRect().top])])";
    let days: Vec<(String, Vec<(String, f64)>)> = page.driver.execute(rows, vec![]).await?.convert()?;
    let mut together = 0;
    for (day, cells) in &days {
        let [(trump, top), (haley, same_top)] = cells.as_slice() else { bail!("{day}: {cells:?}") };
        ensure!(["", "Donald Trump"].contains(&trump.as_str()), "{day}: {trump}");
        ensure!(["", "Nikki Haley"].contains(&haley.as_str()), "{day}: {haley}");
        ensure!(!(trump.is_empty() && haley.is_empty()), "nobody speaks on {day}");
        ensure!((top - same_top).abs() < 1.0, "{day}: {top} and {same_top}");
        together += usize::from(!trump.is_empty() && !haley.is_empty());
    }
    ensure!(together > 0, "no day has both");
});

scenario!(countries_are_compared_by_their_codes, Record::Whole, |page| {
    page.open("?compare=US,CN,XX").await?;
    assert_eq!(page.all(".compare__table thead th").await?.len(), 2);
    assert!(page.text(".compare__table thead th").await?.starts_with("United States"));
    assert!(page.text(".notices").await?.contains("unknown speaker"));
    assert_eq!(page.link().await?, "?compare=US,CN");
});

//! A reader's actions on the page.

use anyhow::Context as _;
use thirtyfour::prelude::*;

use crate::{
    harness::{Record, scenario},
    user_articles::{drop, until_own},
};

scenario!(opening_the_page_shows_the_record, Record::Whole, |page| {
    page.open("").await?;
    let record = page.text(".masthead__record").await?;
    assert!(
        record.contains("articles") && record.contains("speakers") && record.contains("2017"),
        "{record}"
    );
    // More are shown on request, until all are.
    let (shown, count) =
        (async || anyhow::Ok(page.all("[data-statement]").await?.len()), page.count().await?);
    let first = shown().await?;
    for rounds in 2..=count.div_ceil(first) {
        page.click(".statements__more").await?;
        page.until("more are there", async || Ok(shown().await? == (rounds * first).min(count))).await?;
    }
    assert_eq!(shown().await?, count);
    assert!(page.all(".lane").await?.len() >= 3);
    assert!(page.driver.title().await?.starts_with("North Korea, the summer of 2017: Who said what"));
    let first = page.text("article[data-statement]").await?;
    assert!(first.contains("September 30, 2017"), "the newest statement comes first: {first}");
});

scenario!(the_newest_statement_is_visible_without_scrolling, Record::Whole, |page| {
    page.open("").await?;
    let (lanes, words) = (
        page.wait_for(".lanes").await?.rect().await?,
        page.wait_for(".statement__link").await?.rect().await?,
    );
    let seen = (lanes.y + lanes.height, words.y);
    assert!(seen.0 < seen.1 && seen.1 < 790.0, "the lanes end and the words begin at {seen:?}");
    // Hidden lanes are shown on request.
    let before = page.all(".lane").await?.len();
    page.click(".timeline__footer button").await?;
    page.until("more lanes are there", async || Ok(page.all(".lane").await?.len() > before)).await?;
    page.click(".timeline__footer button").await?;
    page.until("as many as before", async || Ok(page.all(".lane").await?.len() == before)).await?;
});

scenario!(filtering_by_speakers, Record::Whole, |page| {
    page.open("").await?;
    let promised = page.choose("Nikki Haley").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?speaker=nikki-haley")).await?;
    assert_eq!(page.count().await?, promised);
    assert_eq!(page.speakers().await?, ["Nikki Haley"]);
    assert!(page.driver.title().await?.starts_with("Nikki Haley"));
    // A second value of the same filter matches either.
    let more = page.choose("Liu Jieyi").await?;
    page.until("both are left", async || Ok(page.count().await? == promised + more)).await?;
    assert_eq!(page.link().await?, "?speaker=liu-jieyi&speaker=nikki-haley");
    // A choice can be undone.
    page.click(".chip--all").await?;
    page.until("no filter is on", async || Ok(page.link().await?.is_empty())).await?;
});

scenario!(filtering_by_a_country, Record::Whole, |page| {
    page.open("").await?;
    let promised = page.choose("China").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?country=CN")).await?;
    assert_eq!(page.count().await?, promised);
    for country in page.all(".statement__country").await? {
        assert_eq!(country.text().await?, "China");
    }
    // Other countries still show their counts; other speakers have none.
    assert!(page.choose("United States").await? > 0);
});

/// An article whose statement has no known speaker, no country and no day.
const FROST: &str = "+++\ntitle = \"Frost\"\n+++\nThe town was quiet. “We had frost every night of the week,” it was said at \
                     the market.\n";

scenario!(filtering_by_what_is_missing, Record::Whole, |page| {
    page.open("").await?;
    drop(&page, &[("frost.txt", FROST)]).await?;
    until_own(&page, 1).await?;
    let all = page.count().await?;
    for (value, link, chip) in
        [("No country", "?country=none", "no country"), ("No day", "?day=none", "no day")]
    {
        page.open("").await?;
        until_own(&page, 1).await?;
        let promised = page.choose(value).await?;
        page.until("the address follows", async || Ok(page.link().await? == link)).await?;
        assert!(page.count().await? == promised && promised > 0, "{value}: {promised}");
        assert_eq!(page.text(".chip").await?.trim_end_matches('×').trim(), chip);
        page.open(&link.replace("none", "-none")).await?;
        page.until("the others are left", async || Ok(page.count().await? == all - promised)).await?;
    }
    // Rarer than the speakers that are listed at once.
    page.open("?speaker=none").await?;
    page.until("the frost is left", async || Ok(page.count().await? == 1)).await?;
    assert_eq!(page.speakers().await?, ["Unknown speaker"]);
    assert_eq!(page.text(".chip").await?.trim_end_matches('×').trim(), "no speaker");
});

scenario!(filtering_by_a_month, Record::Whole, |page| {
    page.open("").await?;
    let promised: usize = page.text(".period .facet-value__count").await?.parse()?;
    page.click(".period a").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?from=2017-07-01&to=2017-07-31"))
        .await?;
    assert_eq!(page.count().await?, promised);
});

scenario!(names_lead_to_their_views, Record::Whole, |page| {
    let view = "?q=talk&country=US";
    for (name, link) in [(".statement__name", "?speaker="), (".statement__country", "?country=US")] {
        page.open(view).await?;
        page.click(name).await?;
        page.until("its statements are shown", async || Ok(page.link().await?.starts_with(link))).await?;
        assert!(!page.link().await?.contains('&'), "the search is over");
    }
    page.open(view).await?;
    page.click(".statement__source a").await?;
    page.wait_for(".reader").await?;
    assert!(page.link().await?.contains("&article="), "the article is open beside the search");
    // The name of a lane leaves its own statements.
    page.open(view).await?;
    let count: usize = page.text(".lane .lane__count").await?.parse()?;
    page.click(".lane__name a").await?;
    page.until("they are left", async || Ok(page.link().await?.contains("&q=talk"))).await?;
    page.until("as many as before", async || Ok(page.count().await? == count)).await?;
});

scenario!(leaving_out_uncertain_statements, Record::Whole, |page| {
    page.open("").await?;
    let all = page.count().await?;
    page.click(".certainty input").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?sure=1")).await?;
    let sure = page.count().await?;
    assert!(0 < sure && sure < all, "{sure} of {all}");
    for facts in page.all(".statement__facts").await? {
        assert!(!facts.text().await?.contains("uncertain"));
    }
    assert_eq!(page.text(".chip").await?.trim_end_matches('×').trim(), "without uncertain ones");
    page.click(".chip").await?;
    page.until("all are back", async || Ok(page.count().await? == all)).await?;
});

scenario!(starting_from_a_question, Record::Whole, |page| {
    page.open("").await?;
    let questions = page.all(".masthead__questions a").await?;
    assert!((3..=5).contains(&questions.len()), "{} questions", questions.len());
    let mut links = Vec::new();
    for question in questions {
        links.push(question.attr("href").await?.unwrap_or_default());
    }
    page.click(".masthead__questions a").await?;
    page.until("the view is shown", async || Ok(page.link().await? == links[0])).await?;
    for link in links {
        page.open(&link).await?;
        assert!(page.count().await? > 1, "{link}");
        // A site's own links are those that the page itself writes.
        assert_eq!(page.link().await?, link);
    }
});

scenario!(opening_a_statement, Record::Whole, |page| {
    page.open("?speaker=john-delury").await?;
    let statement = page.wait_for("article[data-statement]").await?;
    let id = statement.attr("data-statement").await?.context("no id")?;
    let words = statement.find(By::Css(".statement__link")).await?.text().await?;
    page.press(&statement.find(By::Css(".statement__link")).await?).await?;
    let mark = page.wait_for(&format!("mark[data-statement=\"{id}\"]")).await?;
    // The list has them in their sentence.
    assert!(words.contains(mark.text().await?.trim()), "{words}");
    assert!(page.link().await?.contains("statement="));
    // The words are in view, with the reasons.
    let seen =
        "const b = arguments[0].getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight;";
    let seen = page.driver.execute(seen, vec![mark.to_json()?]).await?;
    assert_eq!(seen.json().as_bool(), Some(true));
    let why = page.text(".explanation").await?;
    for term in ["John Delury", "South Korea", "July 31, 2017", "Confidence"] {
        assert!(why.contains(term), "{term} is not in {why}");
    }
    // The list stays visible, and Escape returns to its statement.
    assert!(page.count().await? > 0);
    page.driver.action_chain().send_keys(Key::Escape).perform().await?;
    page.until("the article is closed", async || Ok(page.all(".reader").await?.is_empty())).await?;
    let focused = page.driver.active_element().await?.attr("class").await?;
    assert_eq!(focused.as_deref(), Some("statement__link"));
});

scenario!(searching_for_words, Record::Whole, |page| {
    page.open("").await?;
    let before = page.steps().await?;
    page.wait_for("#search").await?.send_keys("\"time for talk\"").await?;
    page.until("the words are found", async || Ok(page.link().await?.contains("q="))).await?;
    assert_eq!(page.text("mark.match").await?, "time for talk");
    // All that is typed is one history entry, and Back undoes it.
    assert_eq!(page.steps().await?, before + 1);
    page.driver.back().await?;
    page.until("the search is undone", async || Ok(page.link().await?.is_empty())).await?;
    assert_eq!(page.wait_for("#search").await?.prop("value").await?.as_deref(), Some(""));
});

scenario!(a_name_is_found_and_marked, Record::Whole, |page| {
    page.open("?q=HALEY").await?;
    assert_eq!(page.text(".statement__name mark").await?, "Haley");
});

scenario!(ranges_are_drawn_as_ranges, Record::Whole, |page| {
    page.open("?speaker=jeffrey-lewis").await?;
    let width = "return Math.max(...[...document.querySelectorAll('.mark rect')].map(r => parseFloat(r.getAttribute('width'))))";
    let widest = page.driver.execute(width, vec![]).await?;
    // "Last week" covers seven days of ninety.
    assert!(widest.json().as_f64() > Some(7.0), "{widest:?}");
});

scenario!(lanes_by_country, Record::Whole, |page| {
    page.open("").await?;
    page.click(".timeline select option[value=country]").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?lanes=country")).await?;
    assert!(page.text(".lane__name").await?.starts_with("United States"));
});

scenario!(only_one_publisher, Record::Whole, |page| {
    page.open("").await?;
    let promised = page.choose("Onrecord World Desk").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?publisher=Onrecord+World+Desk"))
        .await?;
    assert_eq!(page.count().await?, promised);
});

scenario!(the_oldest_first, Record::Whole, |page| {
    page.open("?order=oldest").await?;
    assert_eq!(page.text(".day__name").await?, "2016");
    let select = page.wait_for("select[aria-label=\"Order of statements\"]").await?;
    select.send_keys("newest first").await?;
    page.until("the address follows", async || Ok(page.link().await?.is_empty())).await?;
    assert_eq!(page.text(".day__name").await?, "Saturday, September 30, 2017");
});

scenario!(the_best_match_first, Record::Whole, |page| {
    page.open("?q=talk&order=relevance").await?;
    assert_eq!(page.text(".day__name").await?, "Whole words");
    let first = page.text(".statement .match").await?;
    assert_eq!(first.to_lowercase(), "talk");
});

scenario!(an_empty_view_suggests_filters_to_remove, Record::Whole, |page| {
    page.open("?speaker=nikki-haley&country=CN").await?;
    let remedies = page.all(".statements__relaxed button").await?;
    let told = remedies[0].text().await?;
    let left = told.strip_prefix("Nikki Haley: ").and_then(|rest| rest.strip_suffix(" without it"));
    let left: usize = left.with_context(|| told.clone())?.parse()?;
    page.press(&remedies[0]).await?;
    page.until("that many are left", async || Ok(page.count().await? == left)).await?;
});

scenario!(the_title_leads_to_the_whole_record, Record::Whole, |page| {
    page.open("").await?;
    let whole = page.count().await?;
    page.open("?speaker=nikki-haley").await?;
    assert!(page.count().await? < whole);
    page.driver.execute("window.same = true", vec![]).await?;
    page.click(".masthead__name a").await?;
    page.until("all is in view", async || Ok(page.count().await? == whole)).await?;
    assert!(page.all(".chip").await?.is_empty());
    // The page has not been reloaded.
    assert_eq!(page.driver.execute("return window.same ?? null", vec![]).await?.json().as_bool(), Some(true));
});

scenario!(other_sources_are_collapsed_under_a_statement, Record::Changing, |page| {
    page.open("").await?;
    assert_eq!(page.all(".statement__sources").await?.len(), 0, "each is in one article");
    let talk = "“The time for talk is over,” said Nikki Haley, the US ambassador to the UN.\n";
    page.site.change("rain.txt", |text| format!("{text}\n{talk}"))?;
    page.open("?speaker=nikki-haley").await?;
    page.until("there is one more", async || {
        // Where the earlier record has been stored for offline reading already, a notice offers the new one.
        if let Some(reload) = page.all("#newer:not([hidden]) button, .notices .notice button").await?.first()
        {
            reload.click().await?;
        }
        Ok(!page.all(".statement__sources").await?.is_empty()
            && page.text(".statement__sources").await? == "and 1 more source")
    })
    .await?;
    assert_eq!(page.count().await?, 1, "it was said once");
    page.click(".statement__sources summary").await?;
    let other = page.wait_for(".statement__sources a").await?;
    page.until("it is unfolded", async || Ok(other.is_displayed().await?)).await?;
    let title = other.text().await?;
    page.press(&other).await?;
    page.until("the other article is open", async || Ok(page.text(".reader__title").await? == title)).await?;
    assert_eq!(page.text(".reader mark").await?, "“The time for talk is over,”");
});

scenario!(active_filters_are_listed_however_small, Record::Whole, |page| {
    page.open("?speaker=michael-hayden").await?;
    page.wait_for(".facet-value input:checked").await?;
    page.open("").await?;
    assert!(
        page.promised("Michael Hayden").await.is_err(),
        "else it is one of the many that are searched for"
    );
});

scenario!(words_below_the_screen_are_found_by_the_browser, Record::Whole, |page| {
    page.open("").await?;
    let all = page.all(".statement__link").await?;
    let last = all.last().context("no statement")?;
    // Statements off the screen are not laid out, but can be found.
    let found = "const [link] = arguments; const words = link.textContent.slice(1, 30);
        return [link.getBoundingClientRect().top > innerHeight, find(words), find(`${words} of nobody`)]";
    let found: [bool; 3] = page.driver.execute(found, vec![last.to_json()?]).await?.convert()?;
    assert_eq!(found, [true, true, false], "it is below the screen, found, and other words are not");
});

scenario!(the_search_suggests_who_and_where, Record::Whole, |page| {
    page.open("").await?;
    page.wait_for("#search").await?.send_keys("chin").await?;
    let has = async |name: &str| {
        for link in page.all(".search__suggestions a").await? {
            if link.text().await?.starts_with(name) {
                return Ok(true);
            }
        }
        anyhow::Ok(false)
    };
    page.until("China is suggested", async || has("China").await).await?;
    // Every word of a name counts.
    let field = page.wait_for("#search").await?;
    field.clear().await?;
    field.send_keys("hal").await?;
    page.until("Haley is suggested", async || has("Nikki Haley").await).await?;
    page.click(".search__suggestions a").await?;
    page.until("the filter takes the place of the search", async || {
        Ok(page.link().await? == "?speaker=nikki-haley")
    })
    .await?;
    assert!(!has("Nikki Haley").await?, "nothing is suggested without a search");
});

scenario!(on_a_phone_the_filters_are_a_sheet, Record::Whole, |page| {
    page.resize(360).await?;
    page.open("").await?;
    page.click(".filters__summary").await?;
    page.click(".certainty input").await?;
    page.until("the filter is on", async || Ok(page.link().await? == "?sure=1")).await?;
    let show = page.wait_for(".filters__show").await?;
    assert_eq!(show.text().await?, format!("Show {} statements", page.count().await?));
    let (bounds, height) = (show.rect().await?, "return innerHeight");
    let height: f64 = page.driver.execute(height, vec![]).await?.convert()?;
    assert!(bounds.height >= 44.0 && height > 0.0, "{bounds:?}");
    let is_seen = "const b = document.querySelector('.filters__show').getBoundingClientRect(); return b.bottom <= innerHeight";
    assert!(page.driver.execute(is_seen, vec![]).await?.convert::<bool>()?, "it is always in sight");
    page.press(&show).await?;
    page.until("the sheet is closed", async || Ok(page.all(".filters[open]").await?.is_empty())).await?;
});

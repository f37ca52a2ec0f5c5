//! The timeline: moving it by pointer and keys, the order of lanes, and export.

use anyhow::{Context as _, Result, bail, ensure};
use thirtyfour::prelude::*;

use crate::{
    harness::{Page, Record, scenario},
    user_articles::{SNOW, drop, until_own},
};

async fn lanes(page: &Page) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for name in page.all(".lane__name > span:first-child").await? {
        names.push(name.text().await?);
    }
    Ok(names)
}

/// Returns whether the canvas covers the lanes and is painted.
async fn is_moving(page: &Page) -> Result<bool> {
    let script = "const canvas = document.querySelector('.timeline__canvas');
        if (getComputedStyle(canvas).visibility !== 'visible') return false;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, at) => at % 4 === 3 && value > 0);";
    Ok(page.driver.execute(script, vec![]).await?.json().as_bool() == Some(true))
}

/// Returns the longest run of painted pixels of a lane on the canvas; grid lines are narrow.
async fn widest(page: &Page, lane: &str) -> Result<u64> {
    let script =
        "const canvas = document.querySelector('.timeline__canvas'), over = canvas.getBoundingClientRect();
        const lane = document.querySelector(arguments[0] + ' > .lane__track').getBoundingClientRect();
        const scale = canvas.height / over.height;
        const { data, width } = canvas.getContext('2d')
            .getImageData(0, (lane.top - over.top) * scale, canvas.width, lane.height * scale);
        let widest = 0, run = 0;
        for (let at = 0; at < data.length / 4; at++) {
            run = data[at * 4 + 3] > 0 && at % width > 0 ? run + 1 : 0;
            widest = Math.max(widest, run);
        }
        return widest;";
    let found = page.driver.execute(script, vec![lane.into()]).await?;
    found.json().as_u64().context("no number")
}

/// Presses a lane and drags it twice by this distance.
async fn hold(page: &Page, by: i64) -> Result<()> {
    let track = page.wait_for(".lane__track").await?;
    page.bring(&track).await?;
    let chain = page.driver.action_chain().move_to_element_center(&track).click_and_hold();
    chain.move_by_offset(by, 0).move_by_offset(by, 0).perform().await?;
    Ok(())
}

scenario!(dragging_the_days, Record::Whole, |page| {
    page.open("?from=2017-07-20&to=2017-07-29").await?;
    let count = page.count().await?;
    hold(&page, -80).await?;
    assert!(is_moving(&page).await?, "the canvas shows the lanes");
    assert_eq!(page.link().await?, "?from=2017-07-20&to=2017-07-29", "the view waits for the end");
    page.driver.action_chain().release().perform().await?;
    page.until("the address follows", async || Ok(page.link().await? == "?from=2017-07-22&to=2017-07-31"))
        .await?;
    page.until("marks are back", async || Ok(!is_moving(&page).await?)).await?;
    assert_ne!(page.count().await?, count);
});

scenario!(a_click_on_a_mark_is_no_drag, Record::Whole, |page| {
    page.open("").await?;
    let mark = page.wait_for("a.mark").await?;
    page.driver
        .action_chain()
        .move_to_element_center(&mark)
        .click_and_hold()
        .move_by_offset(1, 0)
        .release()
        .perform()
        .await?;
    page.wait_for("mark.highlight--open").await?;
});

scenario!(words_stand_on_wide_marks, Record::Whole, |page| {
    page.open("").await?;
    page.wait_for("a.mark").await?;
    let words = async || Ok::<_, anyhow::Error>(page.all(".mark__words text").await?);
    assert!(words().await?.is_empty(), "marks of one day among many are narrow");
    // Five days: each is a fifth of the lane.
    page.open("?from=2017-07-28&to=2017-08-01").await?;
    page.wait_for(".mark__words text").await?;
    for text in words().await? {
        let inside = "const [text] = arguments, mark = text.closest('a');
            return mark.getAttribute('aria-label').endsWith(text.textContent) && text.textContent.length > 0";
        assert_eq!(page.driver.execute(inside, vec![text.to_json()?]).await?.json().as_bool(), Some(true));
    }
});

scenario!(a_mark_has_a_card, Record::Whole, |page| {
    page.open("").await?;
    let mark = page.wait_for("a.mark").await?;
    page.driver.action_chain().move_to_element_center(&mark).perform().await?;
    let card = page.wait_for(".mark-card").await?;
    // Its name begins with the day and the speaker, whom the card names as well.
    let name = mark.attr("aria-label").await?.unwrap_or_default();
    let speaker = name.split(": ").nth(1).unwrap_or_default().to_owned();
    page.until("the words are there", async || {
        let text = card.text().await?;
        Ok(text.contains(&speaker) && text.contains("2017") && !text.contains("Loading"))
    })
    .await?;
    assert_eq!(mark.attr("aria-describedby").await?.as_deref(), Some("mark-card"));
    page.driver.action_chain().send_keys(Key::Escape).perform().await?;
    page.until("it is gone", async || Ok(page.all(".mark-card").await?.is_empty())).await?;
    // The focus shows the same.
    page.driver.execute("arguments[0].focus()", vec![mark.to_json()?]).await?;
    page.wait_for(".mark-card").await?;
    assert!(page.link().await?.is_empty(), "nothing is opened");
});

scenario!(the_first_tap_shows_a_card_and_the_second_opens, Record::Whole, |page| {
    page.open("?from=2017-08-08&to=2017-08-09").await?;
    let mark = page.wait_for("a.mark").await?;
    page.bring(&mark).await?;
    let place = "const b = arguments[0].querySelector('rect').getBoundingClientRect();
        return [Math.round(b.x + b.width / 2), Math.round(b.y + b.height / 2)]";
    let at: (i32, i32) = page.driver.execute(place, vec![mark.to_json()?]).await?.convert()?;
    page.tap(at).await?;
    page.wait_for(".mark-card").await?;
    assert!(page.all(".reader").await?.is_empty(), "the first tap opens nothing");
    page.tap(at).await?;
    page.wait_for("mark.highlight--open").await?;
});

scenario!(events_stand_on_the_axis, Record::Whole, |page| {
    page.open("").await?;
    let events = page.all(".event").await?;
    assert_eq!(events.len(), 12);
    assert_eq!(
        events[0].attr("aria-label").await?.as_deref(),
        Some("July 4, 2017: First long-range missile")
    );
    let places = "return [...document.querySelectorAll('.event text')].filter((e) => e.checkVisibility())
        .map((e) => e.getBoundingClientRect()).map((b) => [b.left, b.right, b.top])";
    for (width, least) in [(1280, 6), (768, 2), (360, 2)] {
        page.resize(width).await?;
        let places: Vec<[f64; 3]> = page.driver.execute(places, vec![]).await?.convert()?;
        assert!(places.len() >= least, "{width}: {places:?}");
        for (at, [left, right, top]) in places.iter().enumerate() {
            let collides = |[l, r, t]: &[f64; 3]| (t - top).abs() < 5.0 && l < right && left < r;
            assert!(!places[at + 1..].iter().any(collides), "{width}: {places:?}");
            assert!(*left >= 0.0 && *right <= f64::from(width), "{width}: {places:?}");
        }
    }
    page.resize(1280).await?;
    // One stop of the Tab key; arrow keys move along them.
    page.driver.execute("arguments[0].focus()", vec![events[0].to_json()?]).await?;
    page.driver.action_chain().send_keys(Key::Right).send_keys(Key::Enter).perform().await?;
    page.until("its days are shown", async || Ok(page.link().await? == "?from=2017-07-28&to=2017-07-28"))
        .await?;
});

scenario!(the_axis_stays_when_filters_change, Record::Whole, |page| {
    page.open("").await?;
    let labels = "return [...document.querySelectorAll('.axis__labels text')].map((e) => e.textContent + e.getAttribute('x'))";
    let before: Vec<String> = page.driver.execute(labels, vec![]).await?.convert()?;
    page.open("?speaker=liu-jieyi").await?;
    let after: Vec<String> = page.driver.execute(labels, vec![]).await?.convert()?;
    assert_eq!(before, after);
    page.click("button[aria-label=\"Fit to results\"]").await?;
    page.until("the days of the results are shown", async || Ok(page.link().await?.contains("&from=")))
        .await?;
    let fitted: Vec<String> = page.driver.execute(labels, vec![]).await?.convert()?;
    assert_ne!(before, fitted);
});

scenario!(zooming_and_panning_by_keys, Record::Whole, |page| {
    page.open("").await?;
    let mark = page.wait_for("a.mark").await?;
    page.driver.execute("arguments[0].focus()", vec![mark.to_json()?]).await?;
    page.driver.action_chain().send_keys("+").perform().await?;
    // The focused mark is on the first day, which stays visible.
    page.until("half the days", async || Ok(page.link().await?.starts_with("?from=2017-07-03&to="))).await?;
    let class = "return document.activeElement.getAttribute('class')";
    let class = page.driver.execute(class, vec![]).await?.json().as_str().unwrap_or_default().to_owned();
    assert!(class.starts_with("mark"), "the focus is on {class}");
    let before = page.link().await?;
    page.driver
        .action_chain()
        .key_down(Key::Shift)
        .send_keys(Key::Right)
        .key_up(Key::Shift)
        .perform()
        .await?;
    page.until("later days", async || Ok(page.link().await? != before)).await?;
});

/// Moves two fingers over the first lane, each between two shares of its width. The lane is measured each time: it moves when
/// the days above it are others.
async fn pinch(page: &Page, fingers: [[f64; 2]; 2]) -> Result<()> {
    let bounds = page.wait_for(".lane__track").await?.rect().await?;
    #[allow(clippy::cast_possible_truncation, reason = "pixels of a screen")]
    let at = |share: f64| ((bounds.x + share * bounds.width) as i32, (bounds.y + bounds.height / 2.0) as i32);
    page.pinch(fingers.map(|finger| finger.map(at))).await
}

scenario!(pinching_the_days, Record::Whole, |page| {
    page.open("").await?;
    // Three times the distance: a third of the days, around the fingers.
    pinch(&page, [[0.4, 0.2], [0.6, 0.8]]).await?;
    page.until("fewer days", async || Ok(page.link().await? == "?from=2017-08-02&to=2017-08-31")).await?;
    page.until("marks are back", async || Ok(!is_moving(&page).await?)).await?;
    pinch(&page, [[0.2, 0.4], [0.8, 0.6]]).await?;
    page.until("all days", async || Ok(page.link().await?.is_empty())).await?;
});

scenario!(today_is_marked, Record::Whole, |page| {
    page.open("").await?;
    assert_eq!(page.all(".grid__today").await?.len(), 0, "no day of the record is today");
    let today = "return new Date().toLocaleDateString('en-CA')";
    let today: String = page.driver.execute(today, vec![]).await?.convert()?;
    drop(&page, &[("snow.txt", &SNOW.replace("2017-07-30", &today))]).await?;
    until_own(&page, 1).await?;
    page.open(&format!("?from={today}&to={today}")).await?;
    page.until("today is there", async || Ok(page.all("line.grid__today").await?.len() == 1)).await?;
    let day = "return new Date().toLocaleDateString('en-US', { dateStyle: 'long' })";
    let day: String = page.driver.execute(day, vec![]).await?.convert()?;
    assert_eq!(page.text("span.grid__today").await?.trim_start_matches("┆ "), format!("Today: {day}"));
});

scenario!(the_day_of_the_open_article_is_marked, Record::Whole, |page| {
    page.open("?speaker=john-delury").await?;
    page.click(".statement__link").await?;
    page.wait_for("line.grid__published").await?;
    let note = page.text("span.grid__published").await?;
    assert_eq!(note.trim_start_matches("┆ "), "Open article published July 31, 2017");
});

scenario!(the_legend_explains_the_shapes_of_marks, Record::Whole, |page| {
    page.open("").await?;
    let looks = "return ['direct', 'mixed', 'indirect'].map((kind) => {
            const { fill, stroke, strokeDasharray } =
                getComputedStyle(document.querySelector(`.mark--${kind}:not(.mark--assumed) rect`));
            return [fill, stroke, strokeDasharray].join();
        }).concat(getComputedStyle(document.querySelector('.mark--assumed rect')).strokeDasharray)";
    let looks: Vec<String> = page.driver.execute(looks, vec![]).await?.convert()?;
    let [direct, mixed, indirect, assumed] = looks.try_into().ok().context("four looks")?;
    assert!(direct != mixed && mixed != indirect && indirect != direct, "{direct}, {mixed}, {indirect}");
    assert_ne!(assumed, "none", "days that are not stated are dashed");
    assert_eq!(
        page.text(".timeline__legend").await?.split_whitespace().collect::<Vec<_>>().join(" "),
        "quoted partly quoted paraphrased day not stated"
    );
});

scenario!(bars_of_all_lanes_have_one_linear_scale, Record::Large, |page| {
    page.open("?lanes=country&speaker=-liu-jieyi").await?;
    drop(&page, &[("snow.txt", &SNOW.replace("2017-07-30", "2017-08-01"))]).await?;
    until_own(&page, 1).await?;
    let bars = "return [...document.querySelectorAll('.mark--bin')].map((bar) =>
        [bar.querySelector('rect').getBoundingClientRect().height, +bar.getAttribute('aria-label').match(/(\\d+) statement/)[1]])";
    let bars: Vec<[f64; 2]> = page.driver.execute(bars, vec![]).await?.convert()?;
    let most = bars.iter().map(|[_, count]| *count).fold(0.0, f64::max);
    for [height, count] in &bars {
        assert!((height - (32.0 * count / most).max(1.0)).abs() < 0.6, "{count} of {most}: {height}");
    }
    assert!(bars.iter().any(|[_, count]| count * 3.0 < most), "{bars:?}");
    assert_eq!(page.text(".timeline__scale").await?, format!("{most} statements"));
});

/// Fails where labels of the axis touch each other or the window's edge.
async fn labels_have_room(page: &Page, widths: &[u32]) -> Result<()> {
    let places = "const right = document.querySelector('.axis__labels').getBoundingClientRect().right + 1;
        return [...document.querySelectorAll('.axis__labels g')].map((row) => [...row.children]
            .filter((e) => e.checkVisibility({ visibilityProperty: true }))
            .map((e) => [e.getBoundingClientRect().left, e.getBoundingClientRect().right])
            .concat([[right, innerWidth]]))";
    for width in widths {
        page.resize(*width).await?;
        for days in [
            "",
            "?from=2017-09-20&to=2017-09-30",
            "?from=2017-09-24&to=2017-09-28",
            "?from=2017-07-20&to=2017-08-05",
            "?from=2017-07-30&to=2017-08-05",
            "?from=2017-07-31&to=2017-08-01",
        ] {
            page.open(days).await?;
            let rows: Vec<Vec<[f64; 2]>> = page.driver.execute(places, vec![]).await?.convert()?;
            let [major, minor] = rows.as_slice() else { bail!("{} rows", rows.len()) };
            ensure!(major.len() > 1 && minor.len() > 3, "{width} {days}: {rows:?}");
            for row in rows {
                ensure!(row.is_sorted_by(|[_, end], [begin, _]| end <= begin), "{width} {days}: {row:?}");
            }
        }
    }
    Ok(())
}

scenario!(labels_of_the_axis_do_not_collide, Record::Whole, |page| {
    labels_have_room(&page, &[360, 620, 900, 1280]).await?;
});

scenario!(labels_of_the_axis_do_not_collide_in_large_text, Record::Whole, ["large-text"], |page| {
    labels_have_room(&page, &[640, 1280, 1800]).await?;
});

scenario!(lanes_by_kind_and_by_article, Record::Whole, |page| {
    page.open("?from=2017-07-31&to=2017-07-31").await?;
    for (by, expected) in
        [("kind", "partly quoted"), ("article", "No good option: what experts would do about North Korea")]
    {
        page.click(&format!(".timeline select option[value={by}]")).await?;
        page.until("the address follows", async || Ok(page.link().await?.ends_with(&format!("&lanes={by}"))))
            .await?;
        page.until("its lane is there", async || Ok(lanes(&page).await?.iter().any(|lane| lane == expected)))
            .await?;
    }
});

scenario!(lanes_by_first_words_and_pinned, Record::Whole, |page| {
    page.open("?lanes=country").await?;
    let select = page.wait_for("select[aria-label=\"Order of lanes\"]").await?;
    select.send_keys("first statement").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?lanes=country&lane-order=first"))
        .await?;
    let last = lanes(&page).await?.last().cloned().unwrap_or_default();
    page.click(&format!("button[aria-label=\"Pin {last}\"]")).await?;
    page.until("it is on top", async || Ok(lanes(&page).await?.first() == Some(&last))).await?;
    assert!(page.link().await?.contains("&pin="));
    page.open("?lanes=country&pin=XX").await?;
    assert!(page.text(".notices .notice").await?.contains("unknown lane"));
});

scenario!(many_statements_are_moved_on_a_canvas_too, Record::Large, |page| {
    page.open("").await?;
    page.wait_for(".mark--bin").await?;
    let wheel = "const t = document.querySelector('.lane__track'); const b = t.getBoundingClientRect();
        t.dispatchEvent(new WheelEvent('wheel', { deltaY: -240, ctrlKey: true, clientX: b.left, bubbles: true, cancelable: true }));";
    page.driver.execute(wheel, vec![]).await?;
    page.until("the address follows", async || Ok(page.link().await?.contains("from="))).await?;
    page.until("heights are back", async || Ok(!is_moving(&page).await?)).await?;
});

scenario!(loading_a_part_does_not_stop_a_gesture, Record::Whole, |page| {
    page.open("?from=2017-07-20&to=2017-07-29").await?;
    hold(&page, -80).await?;
    assert!(is_moving(&page).await?, "the canvas shows the lanes");
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    assert!(is_moving(&page).await?, "the canvas still shows them");
    page.driver.action_chain().release().perform().await?;
    page.until("the address follows", async || Ok(page.link().await? == "?from=2017-07-22&to=2017-07-31"))
        .await?;
    page.until("marks are back", async || Ok(!is_moving(&page).await?)).await?;
});

scenario!(every_statement_has_its_mark, Record::Whole, |page| {
    // Also a statement a month earlier, beyond the left edge.
    page.open("?speaker=james-mattis").await?;
    let count = page.count().await?;
    page.until("all marks are there", async || Ok(page.all("a.mark").await?.len() == count)).await?;
    assert!(!page.all("a.mark--outside").await?.is_empty());
});

scenario!(undated_statements_have_a_lane, Record::Whole, |page| {
    page.open("").await?;
    assert!(page.all(".lane--undated").await?.is_empty());
    drop(&page, &[("snow.txt", &SNOW.replace("published = \"2017-07-30\"\n", ""))]).await?;
    until_own(&page, 1).await?;
    let lane = page.wait_for(".lane--undated").await?;
    assert!(lane.text().await?.starts_with("Undated"));
    assert_eq!(lane.find_all(By::Css("a.mark")).await?.len(), 2);
    // During a drag, no other lane is painted there.
    hold(&page, -40).await?;
    assert!(widest(&page, ".lane").await? > 4, "marks are painted");
    assert!(widest(&page, ".lane--undated").await? < 4, "nothing but lines is painted");
    page.driver.action_chain().release().perform().await?;
    page.open("?q=snows").await?;
    assert_eq!(page.text(".day__name").await?, "Undated");
});

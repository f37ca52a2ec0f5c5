//! The day of publication: what a page's metadata, its address and the lines near its headline say of it.

use std::ops::Range;

use dom_query::Document;
use onrecord_model::Date;

use super::{
    facts::Metas,
    json_ld::Said,
    layout::{Layout, Piece},
    moment::{Moment, moment, moment_in, of_address},
    signs::Signs,
};

/// The names of `meta` elements that give the moment of publication, in order of preference.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "published_time",
    "published-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "displaydate",
    "article:post_date",
    "bt:pubdate",
    "vr:published_time",
    "ptime",
    "date",
    "dc.created",
];

/// Signs of pieces that are not about the article.
const BESIDE: Signs =
    Signs::PAGE.with(Signs::RELATED).with(Signs::COMMENTS).with(Signs::CAPTION).with(Signs::FIGURE);

/// Returns the day of publication.
pub(super) fn published(
    page: &Document,
    metas: &Metas,
    said: &Said,
    layout: &Layout,
    url: Option<&str>,
    month_first: Option<bool>,
) -> Option<Date> {
    let stamp =
        said.published.iter().map(String::as_str).chain(PUBLISHED.iter().flat_map(|name| metas.all(name)));
    let stamp = stamp.filter_map(|text| moment(text, month_first)).next();
    let address = url.and_then(of_address);
    let shown = shown(page, layout, month_first);
    match stamp {
        Some(Moment { day, utc_hour: Some(hour) }) => {
            // Where the page itself shows the day before or after, a stamp in UTC is another day there.
            let beside = |shown: &Date| {
                let off = i64::from(shown.number()) - i64::from(day.number());
                off == -1 && hour < 13 || off == 1 && hour > 9
            };
            let local = shown.iter().filter(|shown| shown.utc_hour.is_none()).map(|shown| shown.day);
            let same_day = shown.iter().any(|shown| shown.utc_hour.is_none() && shown.day == day);
            let other = local.chain(address).find(beside).filter(|_| !same_day);
            Some(other.unwrap_or(day))
        }
        Some(stamp) => Some(stamp.day),
        None => shown.first().map(|shown| shown.day).or(address),
    }
}

/// The moments that a page shows near its headline, those of publication first.
fn shown(page: &Document, layout: &Layout, month_first: Option<bool>) -> Vec<Moment> {
    let mut found: Vec<(u8, Moment)> = Vec::new();
    let properties = page.select("[itemprop~='datePublished'], time[pubdate], [property='datePublished']");
    for node in properties.nodes() {
        let told = ["datetime", "content"].iter().find_map(|key| node.attr(key));
        let told = told.map_or_else(|| node.text().to_string(), |told| told.to_string());
        found.extend(moment(&told, month_first).map(|moment| (0, moment)));
    }
    let (headline, near) = around_headline(layout);
    for (at, piece) in layout.pieces.iter().enumerate().take(near.end).skip(near.start) {
        if !layout.signs(piece).any(BESIDE) && piece.text.len() <= 200 {
            found.extend(shown_in(layout, piece, at < headline, month_first));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, moment)| moment).collect()
}

/// Returns the piece with the headline, or the first, and the pieces around it that can show the day of publication.
fn around_headline(layout: &Layout) -> (usize, Range<usize>) {
    let title = layout.pieces.iter().position(|piece| layout.signs(piece).any(Signs::TITLE));
    let start = title.unwrap_or(0);
    // The story begins with two paragraphs of prose; dates of its text are behind them.
    let long =
        |piece: &&Piece| piece.text.len() > 120 && !piece.is_linked(40) && !layout.signs(piece).any(BESIDE);
    let pieces = layout.pieces.iter().enumerate().skip(start);
    let second = pieces.filter(|(_, piece)| long(piece)).map(|(at, _)| at).nth(1);
    let from = if title.is_some() { start.saturating_sub(4) } else { 0 };
    (start, from..second.unwrap_or(layout.pieces.len()))
}

/// Returns the moments that a piece shows, ranked: the lower, the more likely is it that of publication.
fn shown_in(
    layout: &Layout,
    piece: &Piece,
    is_above_headline: bool,
    month_first: Option<bool>,
) -> Vec<(u8, Moment)> {
    let mut found = Vec::new();
    let lower = piece.text.to_lowercase();
    let is_update =
        ["updated", "modified", "last update", "edited"].iter().any(|word| lower.starts_with(word));
    let is_labelled = ["published", "posted", "first published", "publish", "issued"]
        .iter()
        .any(|word| lower.contains(word));
    let area = layout.areas.get(piece.area);
    let dated = layout.signs(piece).any(Signs::DATE.with(Signs::BYLINE).with(Signs::HEADER));
    let element = area.and_then(|area| area.moment.as_deref()).filter(|_| piece.text.len() < 160);
    let rank = match (is_update, is_labelled, is_above_headline) {
        (true, false, _) => 6,
        (_, true, _) => 1,
        (_, _, false) => 2,
        _ => 4,
    };
    if let Some(element) = element.and_then(|told| moment(told, month_first)) {
        found.push((rank, element));
    }
    // "Updated: March 6 | First published: March 5".
    let published = is_labelled
        .then(|| ["first published", "published", "posted"].iter().find_map(|word| lower.find(word)));
    let published = published.flatten().filter(|at| *at > 0 && lower.len() == piece.text.len());
    if let Some(told) = published.and_then(|at| moment_in(piece.text.get(at..)?, month_first)) {
        found.push((1, told));
        return found;
    }
    let short = piece.text.len() < 80 && piece.words() <= 12;
    if dated || is_labelled || short {
        let worth = if dated || is_labelled { rank } else { rank + 1 };
        found.extend(moment_in(&piece.text, month_first).map(|moment| (worth, moment)));
    }
    found
}

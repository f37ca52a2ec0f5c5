//! Lists of the site's pages for machines: Atom feeds of the newest statements, of all and of each speaker and country,
//! a sitemap, and `robots.txt`. All need absolute addresses.

use onrecord_model::Date;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use crate::{
    File, Options, about,
    static_pages::{Card, Told},
    xml::knows,
};

/// The number of statements in a feed.
const NEWEST: usize = 50;
/// The limit of pages in a sitemap (sitemaps.org).
const MAPPED: usize = 50_000;

/// Returns the feeds of the record, of each speaker and of each country, the sitemap and `robots.txt`; none if the site's
/// address is unknown.
pub(crate) fn write(cards: &[Card], options: &Options) -> Vec<File> {
    let Some(base) = &options.base_url else { return Vec::new() };
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
    let title = |whose: &str| format!("{}: {whose}", options.site.title);
    let newest = cards.iter().filter(|card| card.is_statement()).flat_map(|card| &card.told);
    let whole = feed(base, "feed.xml", &title("the newest statements"), base, newest);
    let of_card = |card: &Card| {
        let path = card.feed()?;
        let home = format!("{base}{}.html", card.path);
        Some(File::new(path.clone(), feed(base, &path, &title(&card.title), &home, &card.told).ok()?))
    };
    let made = [("feed.xml", whole), ("sitemap.xml", map(base, cards))];
    let made = made.into_iter().filter_map(|(path, xml)| Some(File::new(path, xml.ok()?)));
    made.chain(cards.iter().filter_map(of_card)).chain([File::new("robots.txt", robots)]).collect()
}

type Xml = Result<Vec<u8>, std::io::Error>;

/// Returns the feed of the first statements, of those that have pages, with its path and the page that it belongs to.
fn feed<'c>(
    base: &str,
    path: &str,
    title: &str,
    home: &str,
    told: impl IntoIterator<Item = &'c Told>,
) -> Xml {
    let told: Vec<_> = told.into_iter().filter(|told| told.path.is_some()).take(NEWEST).collect();
    let newest = told.iter().filter_map(|told| told.updated).max();
    let mut xml = begun()?;
    xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).write_inner_content(
        |xml| {
            text(xml, "title", title)?;
            text(xml, "id", home)?;
            text(xml, "updated", &moment(newest))?;
            text(xml, "generator", "Onrecord")?;
            link(xml, &[("rel", "self"), ("href", &format!("{base}{path}"))])?;
            link(xml, &[("href", home)])?;
            for told in told {
                let Some(page) = &told.path else { continue };
                let url = format!("{base}{page}.html");
                xml.create_element("entry").write_inner_content(|xml| {
                    text(xml, "title", &told.title)?;
                    text(xml, "id", &url)?;
                    text(xml, "updated", &moment(told.updated))?;
                    link(xml, &[("href", &url)])?;
                    xml.create_element("author").write_inner_content(|xml| text(xml, "name", &told.by))?;
                    text(xml, "content", &told.words)
                })?;
            }
            Ok(())
        },
    )?;
    Ok(xml.into_inner())
}

fn map(base: &str, cards: &[Card]) -> Xml {
    let mut xml = begun()?;
    let namespace = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
    xml.create_element("urlset").with_attribute(namespace).write_inner_content(|xml| {
        let own = [(base.to_owned(), None), (format!("{base}{}", about::PATH), None)];
        let pages = cards.iter().map(|card| (format!("{base}{}.html", card.path), card.updated));
        for (url, day) in own.into_iter().chain(pages).take(MAPPED) {
            xml.create_element("url").write_inner_content(|xml| {
                text(xml, "loc", &url)?;
                day.map_or(Ok(()), |day| text(xml, "lastmod", &day.to_string()))
            })?;
        }
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn begun() -> Result<Writer<Vec<u8>>, std::io::Error> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    Ok(xml)
}

/// Returns the start of a day, since articles state no time. Without a day, returns the earliest possible
/// one.
fn moment(day: Option<Date>) -> String {
    format!("{}T00:00:00Z", day.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string()))
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    let text: String = text.chars().filter(|letter| knows(*letter)).collect();
    xml.create_element(name).write_text_content(BytesText::new(&text)).map(drop)
}

fn link(xml: &mut Writer<Vec<u8>>, attributes: &[(&str, &str)]) -> std::io::Result<()> {
    xml.create_element("link").with_attributes(attributes.iter().copied()).write_empty().map(drop)
}

//! Lists of the site's pages for machines: an Atom feed of the newest statements, a sitemap, and
//! `robots.txt`. All need absolute addresses.

use onrecord_model::Date;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use crate::{File, Options, about, static_pages::Card, xml::knows};

/// The number of statements in the feed.
const NEWEST: usize = 50;
/// The limit of pages in a sitemap (sitemaps.org).
const MAPPED: usize = 50_000;

/// Returns the three files, or none if the site's address is unknown.
pub(crate) fn write(cards: &[Card], options: &Options) -> Vec<File> {
    let Some(base) = &options.base_url else { return Vec::new() };
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
    let made = [("feed.xml", feed(base, cards, options)), ("sitemap.xml", map(base, cards))];
    let made = made.into_iter().filter_map(|(path, xml)| Some(File::new(path, xml.ok()?)));
    made.chain([File::new("robots.txt", robots)]).collect()
}

type Xml = Result<Vec<u8>, std::io::Error>;

fn feed(base: &str, cards: &[Card], options: &Options) -> Xml {
    let said: Vec<_> = cards.iter().filter(|card| card.is_statement()).collect();
    let newest = said.iter().filter_map(|card| card.updated).max();
    let mut xml = begun()?;
    xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).write_inner_content(
        |xml| {
            text(xml, "title", &format!("{}: the newest statements", options.site.title))?;
            text(xml, "id", base)?;
            text(xml, "updated", &moment(newest))?;
            text(xml, "generator", "Onrecord")?;
            link(xml, &[("rel", "self"), ("href", &format!("{base}feed.xml"))])?;
            link(xml, &[("href", base)])?;
            for card in said.iter().take(NEWEST) {
                let (Some(told), url) = (card.told.first(), format!("{base}{}.html", card.path)) else {
                    continue;
                };
                xml.create_element("entry").write_inner_content(|xml| {
                    text(xml, "title", &card.title)?;
                    text(xml, "id", &url)?;
                    text(xml, "updated", &moment(card.updated))?;
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

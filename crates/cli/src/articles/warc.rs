//! Web archives (WARC, ISO 28500): each page that a server returned is an article.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
    rc::Rc,
};

use anyhow::{Context as _, Result, anyhow};
use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use onrecord_formats::{Content, Item, html, zip::Zip};
use onrecord_model::is_web_address;
use warc::{RecordType, WarcHeader, WarcReader};

use super::encoding;

/// The limit of a record's size in bytes: that of a page, and some for the head of its answer. Compressed data must not
/// exhaust the memory.
const MAX_RECORD: u64 = html::MAX_BYTES as u64 + (1 << 20);
/// The largest size of an archive after decompression, in bytes.
const MAX_UNPACKED: u64 = 4 << 30;

/// The first bytes of data that gzip compressed.
const PACKED: [u8; 3] = [0x1F, 0x8B, 8];
/// The first bytes of a record.
const RECORD: &[u8] = b"WARC/";

/// Reads the pages of an archive one after the other, until `take` asks to stop. A damaged record is an error, and the
/// archive is read on at the next record that can be found.
pub(super) fn read(bytes: &[u8], id: &str, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut pages = Pages { id, number: 0, is_resumed: false, take };
    if bytes.starts_with(&PACKED) { pages.packed(bytes) } else { pages.plain(bytes) }
}

/// How often reading is resumed behind damage, in an archive that is not compressed.
const MAX_RESUMED: usize = 1000;
/// Bytes of compressed data that are looked at to see whether a record begins.
const LOOKED_AT: usize = 1 << 10;
/// How often bytes may look like the beginning of compressed data and open no record, before no more are looked for.
const MAX_LOOKALIKES: usize = 1000;

/// Returns where compressed data begins that opens with a record, but for the beginning.
fn packed_records(bytes: &[u8]) -> Vec<usize> {
    let starts = bytes.windows(PACKED.len()).enumerate().skip(1).filter(|(_, window)| *window == PACKED);
    let mut found = Vec::new();
    let mut lookalikes = 0;
    for (at, _) in starts {
        let packed = bytes.get(at..).unwrap_or_default();
        let mut first = [0; RECORD.len()];
        let head = packed.get(..LOOKED_AT).unwrap_or(packed);
        if MultiGzDecoder::new(head).read_exact(&mut first).is_ok() && first == RECORD {
            found.push(at);
        } else {
            lookalikes += 1;
        }
        if lookalikes > MAX_LOOKALIKES {
            break;
        }
    }
    found
}

/// The largest archive in a collection, in bytes, where it is packed once more.
const MAX_PACKED: usize = 64 << 20;

/// Reads the archives of a collection (WACZ), one after the other.
pub(super) fn read_collection(
    bytes: &[u8],
    id: &str,
    take: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let zip = match Zip::open(bytes).context("this is not a collection of web archives (WACZ)") {
        Ok(zip) => zip,
        Err(error) => return take(Item::whole(Err(error))),
    };
    let is_archive = |name: &&str| name.ends_with(".warc") || name.ends_with(".warc.gz");
    let names: Vec<&str> = zip.names().filter(is_archive).collect();
    if names.is_empty() {
        return take(Item::whole(Err(anyhow!("it has no web archive in it (archive/….warc.gz)"))));
    }
    for name in names {
        let mut placed = |item: Item| take(Item { place: format!("{name}: {}", item.place), ..item });
        match zip.stored(name) {
            Some(archive) => read(archive, id, &mut placed)?,
            None => match zip.read(name, MAX_PACKED) {
                Ok(archive) => read(&archive, id, &mut placed)?,
                Err(error) => take(Item { place: name.to_owned(), content: Err(error) })?,
            },
        }
    }
    ControlFlow::Continue(())
}

/// The pages of an archive.
struct Pages<'p> {
    /// The id of pages without an address.
    id: &'p str,
    /// The number of records read.
    number: usize,
    /// Whether reading was resumed behind damage, which was told.
    is_resumed: bool,
    take: &'p mut dyn FnMut(Item) -> ControlFlow<()>,
}

impl Pages<'_> {
    /// Reads an archive that is compressed, mostly each record by itself.
    fn packed(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        let mut ends = packed_records(bytes);
        ends.push(bytes.len());
        let mut start = 0;
        let mut left = MAX_UNPACKED;
        for end in ends {
            let mut unpacked = MultiGzDecoder::new(bytes.get(start..end).unwrap_or_default()).take(left);
            self.records(BufReader::new(&mut unpacked))?;
            start = end;
            left = unpacked.limit();
            if left == 0 {
                let message = anyhow!("it unpacks to more than {} MB: split it", MAX_UNPACKED >> 20);
                return (self.take)(Item::whole(Err(message)));
            }
        }
        ControlFlow::Continue(())
    }

    /// Reads an archive that is not compressed.
    fn plain(&mut self, mut bytes: &[u8]) -> ControlFlow<()> {
        let begins = |window: &[u8]| window.strip_prefix(b"\n").is_some_and(|line| line == RECORD);
        for _ in 0..MAX_RESUMED {
            // The length that the last record before the damage states may be wrong.
            let damage = Cell::new(None);
            self.records_until(bytes, &damage)?;
            let behind = damage.get().and_then(|at| bytes.get(at..)).unwrap_or_default();
            let Some(next) = behind.windows(RECORD.len() + 1).position(begins) else {
                return ControlFlow::Continue(());
            };
            bytes = behind.get(next + 1..).unwrap_or_default();
            self.is_resumed = true;
        }
        self.item(Err(anyhow!("more than {MAX_RESUMED} of its records are damaged: the rest was not read")))
    }

    fn records(&mut self, from: impl BufRead) -> ControlFlow<()> {
        self.records_until(from, &Cell::new(None))
    }

    /// Reads records up to the end, or to one that is damaged; then sets `damage` to the end of the last header before.
    fn records_until(&mut self, from: impl BufRead, damage: &Cell<Option<usize>>) -> ControlFlow<()> {
        let taken = Rc::new(Cell::new(0));
        let is_open = Rc::new(Cell::new(false));
        let mut reader = WarcReader::new(Sane {
            from,
            read: Vec::new(),
            at: 0,
            head: 0,
            line: 0,
            is_open: Rc::clone(&is_open),
            taken: Rc::clone(&taken),
        });
        let mut records = reader.stream_records();
        let mut header = 0;
        while let Some(record) = records.next_item() {
            let mut record = match record {
                Ok(record) => record,
                Err(error) => {
                    damage.set(Some(header));
                    if self.is_resumed && header == 0 {
                        return ControlFlow::Continue(());
                    }
                    self.number += 1;
                    return self.item(Err(anyhow!("this is not a record of a web archive: {error}")));
                }
            };
            self.number += 1;
            header = taken.get();
            let said = |header| record.header(header).map(|value| value.trim_matches(['<', '>']).to_owned());
            let address = said(WarcHeader::TargetURI).filter(|address| is_web_address(address));
            let is_page = said(WarcHeader::ContentType).is_some_and(|kind| is_page(&kind));
            let kind = record.warc_type().clone();
            if kind != RecordType::Response && !(kind == RecordType::Resource && is_page) {
                continue;
            }
            let mut body = Vec::new();
            if let Err(error) = (&mut record).take(MAX_RECORD + 1).read_to_end(&mut body) {
                damage.set(Some(header));
                return self.item(Err(error.into()));
            }
            self.record(&kind, body, address)?;
        }
        if is_open.get() {
            self.number += 1;
            self.item(Err(anyhow!("the archive ends in the header of this record")))?;
        }
        ControlFlow::Continue(())
    }

    /// Reads the page in the body of a record.
    fn record(&mut self, kind: &RecordType, body: Vec<u8>, address: Option<String>) -> ControlFlow<()> {
        if body.len() as u64 > MAX_RECORD {
            return self.item(Err(anyhow!("it has more than {} MB", html::MAX_BYTES >> 20)));
        }
        let page = if *kind == RecordType::Response { response(&body) } else { Ok(Some(body)) };
        let named = address.as_deref().and_then(last_of).map(str::to_owned);
        let id = named.unwrap_or_else(|| format!("{}-{}", self.id, self.number));
        match page {
            Ok(None) => ControlFlow::Continue(()),
            Ok(Some(page)) => self.item(html::story(&encoding::of_page(&page), id, address)),
            Err(error) => self.item(Err(error)),
        }
    }

    fn item(&mut self, content: Result<Content>) -> ControlFlow<()> {
        (self.take)(Item { place: format!("record {}", self.number), content })
    }
}

/// The limit of a record's header in bytes.
const LONGEST_HEAD: usize = 1 << 20;

/// A reader that ends too long headers, replaces bytes in headers that are not UTF-8, and records whether a header is
/// open. Headers are read line by line, bodies are not.
struct Sane<R> {
    from: R,
    /// A line of a header, and how much of it was taken.
    read: Vec<u8>,
    at: usize,
    head: usize,
    /// The length of the header's last line, without its end.
    line: usize,
    /// Whether a header has begun and not ended.
    is_open: Rc<Cell<bool>>,
    /// The number of bytes read.
    taken: Rc<Cell<usize>>,
}

impl<R: BufRead> Read for Sane<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.head = 0;
        self.line = 0;
        self.is_open.set(false);
        let mut left = self.read.get(self.at..).unwrap_or_default();
        if left.is_empty() {
            let count = self.from.read(to)?;
            self.taken.set(self.taken.get() + count);
            return Ok(count);
        }
        let count = left.read(to)?;
        self.at += count;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Sane<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.head > LONGEST_HEAD {
            return Err(io::Error::other("a header of more than a megabyte"));
        }
        if self.at >= self.read.len() {
            self.read.clear();
            self.at = 0;
            let line = &mut self.read;
            (&mut self.from).take(LONGEST_HEAD as u64 + 1).read_until(b'\n', line)?;
            self.taken.set(self.taken.get() + line.len());
            // The reader of archives panics on other headers, and archives of the old web have some.
            if std::str::from_utf8(line).is_err() {
                *line = String::from_utf8_lossy(line).into_owned().into_bytes();
            }
        }
        Ok(self.read.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.head = self.head.saturating_add(count);
        for byte in self.read.iter().skip(self.at).take(count) {
            match byte {
                // An empty line ends a header.
                b'\n' if self.line == 0 => self.is_open.set(false),
                b'\n' => self.line = 0,
                b'\r' => {}
                _ => {
                    self.line += 1;
                    self.is_open.set(true);
                }
            }
        }
        self.at += count;
    }
}

/// Returns the last nonempty part of an address, without the ending.
fn last_of(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next()?.split_once("//")?.1.split_once('/')?.1;
    path.rsplit('/').find(|part| !part.is_empty())?.split('.').next().filter(|part| !part.is_empty())
}

fn is_page(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")
}

/// Returns the page in an HTTP/1 response, or `None` if the response is not a page or not successful.
fn response(body: &[u8]) -> Result<Option<Vec<u8>>> {
    let end = body
        .windows(4)
        .position(|at| at == b"\r\n\r\n")
        .context("a response without the end of its header")?;
    let (head, body) = body.split_at(end);
    let body = body.get(4..).unwrap_or_default();
    let head = String::from_utf8_lossy(head).into_owned();
    let mut lines = head.lines();
    let found = lines.next().and_then(|line| line.split_whitespace().nth(1)) == Some("200");
    let fields: Vec<_> = lines.filter_map(|line| line.split_once(':')).collect();
    let said = |name: &str| {
        let field = fields.iter().find(|(known, _)| known.trim().eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.trim().to_ascii_lowercase())
    };
    if !found || !said("content-type").is_some_and(|kind| is_page(&kind)) {
        return Ok(None);
    }
    let body = match said("transfer-encoding") {
        // Archives often store chunked responses already joined, with the original header.
        Some(kind) if kind.contains("chunked") => unchunked(body).unwrap_or_else(|| body.to_vec()),
        _ => body.to_vec(),
    };
    unpacked(&body, said("content-encoding").as_deref()).map(Some)
}

fn unpacked(body: &[u8], encoding: Option<&str>) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    match encoding {
        // Archives often store pages unpacked, with the original header.
        Some("gzip" | "x-gzip") if !body.starts_with(&[0x1F, 0x8B]) => return Ok(body.to_vec()),
        Some("gzip" | "x-gzip") => MultiGzDecoder::new(body).take(MAX_RECORD).read_to_end(&mut page),
        Some("deflate") => ZlibDecoder::new(body).take(MAX_RECORD).read_to_end(&mut page),
        Some("br") => brotli::Decompressor::new(body, 4096).take(MAX_RECORD).read_to_end(&mut page),
        None | Some("" | "identity") => return Ok(body.to_vec()),
        Some(other) => anyhow::bail!("a page compressed as {other:?}, which this program does not support"),
    }
    .context("a compressed page that cannot be decompressed")?;
    Ok(page)
}

/// Joins the chunks of a chunked body (RFC 9112, 7.1), or returns `None` if it is not chunked.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|at| at == b"\r\n")?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        let piece = body.get(end + 2..)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(piece.get(..size)?);
        body = piece.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn pieces_are_put_together() {
        assert_eq!(unchunked(b"4\r\nIt r\r\n6;x=1\r\nained.\r\n0\r\n\r\n").unwrap(), b"It rained.");
        for broken in [&b"It rained."[..], b"4\r\nIt", b"ffffffffffffffff\r\nx\r\n", b""] {
            assert_eq!(unchunked(broken), None);
        }
    }

    #[test]
    fn an_id_is_the_last_part_of_an_address() {
        for (address, id) in [
            ("https://example.org/2017/07/talk.html?x=1#top", Some("talk")),
            ("https://example.org/talk/", Some("talk")),
            ("https://example.org/", None),
            ("https://example.org", None),
        ] {
            assert_eq!(last_of(address), id);
        }
    }

    /// An archived page about the rain of a day.
    fn record(day: u32) -> Vec<u8> {
        let story = format!(
            "<article><h1>Rain of day {day}</h1><p>It rained in Halvor on day {day} of the month, and the fields \
             took all of it that fell, said Maren Oltedal, who farms there.</p></article>"
        );
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{story}");
        let length = answer.len();
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{day}>\r\nWARC-Date: 2026-03-05T00:00:00Z\r\n\
             WARC-Target-URI: https://example.org/day-{day}\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {length}\r\n\r\n{answer}\r\n\r\n"
        )
        .into_bytes()
    }

    fn packed(record: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(record).unwrap();
        packed.finish().unwrap()
    }

    /// Returns the ids of the articles of an archive, and the places of errors.
    fn articles(archive: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        let mut take = |item: Item| {
            found.push(match item.content {
                Ok(Content::Text { id, .. }) => id,
                _ => format!("({})", item.place),
            });
            ControlFlow::Continue(())
        };
        let _ = read(archive, "archive", &mut take);
        found
    }

    #[test]
    fn what_is_behind_damage_is_read() {
        let [first, second, third] = [1, 2, 3].map(record);
        let torn =
            |record: &[u8]| [&record[..record.len() * 3 / 4], &record[record.len() * 3 / 4 + 9..]].concat();
        let plain = |second: &[u8]| articles(&[&first, second, &third].concat());
        let gzip = |second: &[u8]| articles(&[&packed(&first), second, &packed(&third)].concat());
        assert_eq!(plain(&second), ["day-1", "day-2", "day-3"]);
        assert_eq!(plain(&torn(&second)), ["day-1", "day-2", "(record 3)", "day-3"]);
        assert_eq!(plain(b"lost\r\n\r\n"), ["day-1", "(record 2)", "day-3"]);
        assert_eq!(gzip(&packed(&second)), ["day-1", "day-2", "day-3"]);
        assert_eq!(gzip(&torn(&packed(&second))), ["day-1", "(record 2)", "day-3"]);
        assert_eq!(articles(&b"\r\nWARC/1.0\r\n\r\n".repeat(2000)), ["(record 1)", "(record 1)"]);
        assert_eq!(articles(&packed(&[&first[..], &second, &third].concat())), ["day-1", "day-2", "day-3"]);
    }
}

//! Builds a site in memory and lists its files: `cargo run --example site`.

use std::collections::BTreeMap;

use onrecord_corpus::{EncodeOptions, Input, People, build};
use onrecord_extract::{Defaults, extract};
use onrecord_site::{App, Asset, EncodedArticles, Error, File, Options, Record, Sink, site};

#[derive(Default)]
struct Memory(BTreeMap<String, Vec<u8>>);
impl Sink for Memory {
    fn has(&mut self, _path: &str, _source: &str) -> bool {
        false
    }
    fn put(&mut self, file: File, _source: Option<&str>) -> Result<(), Error> {
        self.0.insert(file.path, file.bytes);
        Ok(())
    }
    fn get(&mut self, path: &str) -> Result<Vec<u8>, Error> {
        self.0.get(path).cloned().ok_or_else(|| Error::Put(format!("{path} is missing")))
    }
}

fn main() -> anyhow::Result<()> {
    let text = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday.";
    let article = extract(text, &Defaults { id: "rain".into(), published: "2017-07-31".parse().ok() });
    let (draft, _warnings) = build(vec![Input::new(article, text.to_owned())], &People::default());
    let app = App::new(vec![Asset { path: "index.html".into(), bytes: std::fs::read("index.html")? }])?;
    let mut files = Memory::default();
    let (layout, encoded) = (EncodeOptions::default(), EncodedArticles::default());
    let record = Record::write(&draft, &layout, &encoded, &mut files)?;
    site(&app, &draft, &record, None, &Options::default(), &mut files)?;
    files.0.keys().for_each(|path| println!("{path}"));
    Ok(())
}

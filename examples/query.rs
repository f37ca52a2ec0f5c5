//! Builds a record from two articles and asks it a question: `cargo run --example query`.

use onrecord_corpus::{Corpus, EncodeOptions, Engine, Filter, Input, People, SearchQuery, build, encode};
use onrecord_extract::{Defaults, extract};

const ARTICLES: [(&str, &str); 2] = [
    ("rain", "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday."),
    ("snow", "“It will snow,” said Liu Jieyi, China's ambassador to the UN, on Monday."),
];

fn main() -> anyhow::Result<()> {
    let inputs = ARTICLES.map(|(id, text)| {
        let defaults = Defaults { id: id.into(), published: "2017-07-31".parse().ok() };
        Input::new(extract(text, &defaults), text.to_owned())
    });
    let (draft, _warnings) = build(inputs.into(), &People::default());
    let corpus = Corpus::open(&encode(&draft, &EncodeOptions::default())?.index)?;

    let mut filter = Filter { query: SearchQuery::parse("snow"), ..Filter::default() };
    filter.countries.include.insert("CN".parse()?);
    let selection = Engine::new(&corpus).select(&corpus, &filter);
    for statement in selection.rows.iter().filter_map(|row| corpus.statement(row)) {
        println!("{}", statement.text);
    }
    Ok(())
}

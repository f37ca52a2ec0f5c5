//! Prints who said what in a text: `cargo run --example extract < article.txt`.

use std::io::{Read as _, stdin};

use onrecord_extract::{Defaults, extract};

fn main() -> anyhow::Result<()> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    let defaults = Defaults { id: "stdin".into(), published: "2017-07-31".parse().ok() };
    let article = extract(&text, &defaults);
    for statement in &article.statements {
        let speaker = article.speakers.iter().find(|speaker| Some(&speaker.id) == statement.speaker.as_ref());
        let name = speaker.map_or("unknown", |speaker| speaker.name.as_str());
        println!("{name}: {} ({})", statement.text, statement.why.speaker);
    }
    Ok(())
}

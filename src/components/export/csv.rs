//! Statements as CSV (RFC 4180): one per line below a header, every field quoted.

use onrecord_corpus::Corpus;
use onrecord_text::csv::{Quoting, push_record};
use onrecord_view::PageTarget;

const HEADER: [&str; 15] = [
    "id",
    "speaker",
    "role",
    "country",
    "kind",
    "words",
    "from",
    "to",
    "basis",
    "channel",
    "about",
    "article",
    "publisher",
    "published",
    "link",
];

/// Returns the rows as a table. Links begin with the address `page`.
pub(super) fn table(corpus: &Corpus, rows: impl Iterator<Item = usize>, page: &str) -> String {
    let mut table = String::new();
    push_record(&mut table, HEADER, Quoting::Always);
    for row in rows {
        let Some(fields) = fields(corpus, row, page) else { continue };
        push_record(&mut table, fields.iter().map(String::as_str), Quoting::Always);
    }
    table
}

/// Returns the fields of a row; `None` if its statement is not loaded.
fn fields(corpus: &Corpus, row: usize, page: &str) -> Option<[String; 15]> {
    let (id, article) = (corpus.statement_id(row)?, corpus.article_of(row)?);
    let (speaker, statement) = (corpus.speaker_of(row), corpus.statement(row)?);
    let (from, to) = corpus
        .dates_of(row)
        .map_or_else(Default::default, |days| (days.from.to_string(), days.to.to_string()));
    let basis = statement.when.map_or("", |when| when.basis.as_str());
    let link = PageTarget::Statement(id.clone()).link();
    let about: Vec<_> = corpus.about(row).map(|country| country.to_string()).collect();
    Some([
        id.to_string(),
        speaker.map(|s| s.name.clone()).unwrap_or_default(),
        speaker.and_then(|s| s.role.clone()).unwrap_or_default(),
        corpus.country_of(row).map(|country| country.to_string()).unwrap_or_default(),
        statement.kind.as_str().to_owned(),
        statement.text.clone(),
        from,
        to,
        basis.to_owned(),
        statement.channel.clone().unwrap_or_default(),
        about.join(" "),
        article.title_or_id().to_owned(),
        article.publisher.clone().unwrap_or_default(),
        article.published.map(|day| day.to_string()).unwrap_or_default(),
        format!("{page}{link}"),
    ])
}

#[cfg(test)]
mod tests {
    use onrecord_corpus::{EncodeOptions, Input, People, build, encode};
    use onrecord_extract::{Defaults, extract};

    use super::*;

    #[test]
    fn a_statement_is_a_line() {
        let text = "“It will rain,” said Nikki Haley, the US ambassador, in Beijing on Sunday.";
        let known = Defaults { id: "rain".into(), published: "2017-07-31".parse().ok() };
        let input = Input::new(extract(text, &known), text.to_owned());
        let (draft, _) = build(vec![input], &People::default());
        let corpus = Corpus::open(&encode(&draft, &EncodeOptions::default()).unwrap().index).unwrap();
        let table = table(&corpus, 0..corpus.row_count(), "https://example.org/");
        let expected = "\"rain~807vhbvp\",\"Nikki Haley\",\"US ambassador\",\"US\",\"direct\",\"“It will rain,”\",\
                        \"2017-07-30\",\"2017-07-30\",\"stated\",\"\",\"\",\"rain\",\"\",\"2017-07-31\",\
                        \"https://example.org/?statement=rain~807vhbvp\"";
        assert_eq!(table.lines().nth(1), Some(expected));
    }
}

//! Citations of a statement: in plain words, in APA style (7th edition, news by a group author), and for BibTeX.

use onrecord_corpus::Corpus;
use onrecord_model::{ArticleMeta, Date};
use onrecord_text::english::{DateOrder, month};
use yew::{Html, html};

use super::copyable;

/// Draws the citations of a row's statement, each with a button that copies it.
pub(crate) fn citation(corpus: &Corpus, row: usize) -> Html {
    let (Some(article), Some(statement)) = (corpus.article_of(row), corpus.statement(row)) else {
        return Html::default();
    };
    let speaker = corpus.speaker_of(row).map_or("An unknown speaker", |s| s.name.as_str());
    html! {
        <details class="disclosure">
            <summary>{ "Cite" }</summary>
            <dl>
                { copyable("Plain", plain(&article, speaker, &statement.text)) }
                { copyable("APA", apa(&article)) }
                { copyable("BibTeX", bibtex(&article, speaker, &statement.text)) }
            </dl>
        </details>
    }
}

/// Returns a citation in plain words:
/// `Nikki Haley: “It will rain.” In “Rain”, World Desk, 31 July 2017. https://example.org`
fn plain(article: &ArticleMeta, speaker: &str, words: &str) -> String {
    let words = if words.starts_with('“') { words.to_owned() } else { format!("“{words}”") };
    let day = article.published.map(|day| DateOrder::DayFirst.date(day));
    let rest = [article.publisher.clone(), day].into_iter().flatten().map(|part| format!(", {part}"));
    let rest: String = rest.collect();
    format!("{speaker}: {words} In “{}”{rest}.{}", article.title_or_id(), address(article))
}

/// Returns a citation in APA style: `World Desk. (2017, July 31). Rain. https://example.org`
fn apa(article: &ArticleMeta) -> String {
    let day = article.published.map_or_else(
        || "n.d.".to_owned(),
        |day| format!("{}, {} {}", day.civil().year(), month(day), day.civil().day()),
    );
    let title = article.title_or_id();
    match &article.publisher {
        Some(publisher) => format!("{publisher}. ({day}). {title}.{}", address(article)),
        // Without an author the title comes first.
        None => format!("{title}. ({day}).{}", address(article)),
    }
}

/// Returns the article's URL after a space, if it has one.
fn address(article: &ArticleMeta) -> String {
    article.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default()
}

/// Returns a BibTeX entry.
fn bibtex(article: &ArticleMeta, speaker: &str, words: &str) -> String {
    let key: String = article.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let mut fields = vec![("title", article.title_or_id().to_owned())];
    let mut add = |name, value: Option<String>| fields.extend(value.map(|value| (name, value)));
    add("author", article.publisher.as_ref().map(|publisher| format!("{{{}}}", escape_tex(publisher))));
    add("date", article.published.as_ref().map(Date::to_string));
    add("url", article.url.clone());
    add("note", Some(format!("{speaker}: {words}")));
    let field = |(name, value): (&str, String)| match name {
        // A URL is not escaped, and a group author has braces of its own.
        "url" | "author" => format!(",\n  {name} = {{{value}}}"),
        _ => format!(",\n  {name} = {{{}}}", escape_tex(&value)),
    };
    let fields: String = fields.into_iter().map(field).collect();
    format!("@online{{{key}{fields}\n}}")
}

/// Escapes the characters that are special in TeX.
fn escape_tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', ch]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(ch),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> ArticleMeta {
        ArticleMeta {
            id: "2017-07-31-rain".to_owned(),
            title: Some("Rain & more".to_owned()),
            publisher: Some("World Desk".to_owned()),
            published: "2017-07-31".parse().ok(),
            url: Some("https://example.org/a_b".to_owned()),
            ..ArticleMeta::default()
        }
    }

    #[test]
    fn citations() {
        let article = article();
        assert_eq!(
            plain(&article, "Nikki Haley", "that it will rain"),
            "Nikki Haley: “that it will rain” In “Rain & more”, World Desk, 31 July 2017. https://example.org/a_b"
        );
        assert_eq!(apa(&article), "World Desk. (2017, July 31). Rain & more. https://example.org/a_b");
        let nobody = ArticleMeta { publisher: None, published: None, url: None, ..article.clone() };
        assert_eq!(apa(&nobody), "Rain & more. (n.d.).");
        assert_eq!(
            bibtex(&article, "Nikki Haley", "“100% {rain}”"),
            "@online{2017-07-31-rain,\n  title = {Rain \\& more},\n  author = {{World Desk}},\n  \
             date = {2017-07-31},\n  url = {https://example.org/a_b},\n  \
             note = {Nikki Haley: “100\\% \\{rain\\}”}\n}"
        );
    }
}

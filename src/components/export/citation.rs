//! Citations of a statement: APA (7th edition), MLA (9th), Chicago (17th, notes), BibTeX, RIS and CSL-JSON.
//!
//! The source is the article, with its publisher as a group author; the speaker is quoted in it. Each citation has the
//! permanent link to the statement, and the article's own address if it has one.

use onrecord_model::{ArticleMeta, Date, StatementId};
use onrecord_text::english::month;
use onrecord_view::PageTarget;
use yew::{Html, html};

use super::copyable;
use crate::{
    components::PageContext,
    platform::{json, location},
};

/// Draws the citations of a row's statement, each with a button that copies it.
pub(crate) fn citation(page: &PageContext, row: usize) -> Html {
    let corpus = &page.corpus;
    let (Some(article), Some(statement), Some(id)) =
        (corpus.article_of(row), corpus.statement(row), corpus.statement_id(row))
    else {
        return Html::default();
    };
    let speaker = corpus.speaker_of(row).map_or("an unnamed speaker", |speaker| speaker.name.as_str());
    let citation = Citation::new(&article, speaker, &statement.text, &id, &page.site.title);
    html! {
        <details class="disclosure">
            <summary>{ "Cite" }</summary>
            <dl>{ for citation.all().into_iter().map(|(name, text)| copyable(name, text)) }</dl>
        </details>
    }
}

/// What a citation consists of.
struct Citation<'a> {
    article: &'a ArticleMeta,
    title: &'a str,
    publisher: &'a str,
    speaker: &'a str,
    /// The words without quotation marks around them; those inside are single ones.
    words: String,
    /// The title of the site.
    record: &'a str,
    id: &'a StatementId,
    link: String,
    /// The address of the article, after a space; empty if it has none.
    address: String,
}

impl<'a> Citation<'a> {
    fn new(
        article: &'a ArticleMeta,
        speaker: &'a str,
        words: &str,
        id: &'a StatementId,
        record: &'a str,
    ) -> Self {
        Self {
            article,
            title: article.title_or_id().trim_end_matches('.'),
            publisher: article.publisher.as_deref().unwrap_or_default(),
            speaker,
            words: unquoted(words),
            record,
            id,
            link: format!("{}{}", location::page_address(), PageTarget::Statement(id.clone()).link()),
            address: article.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default(),
        }
    }

    fn all(&self) -> [(&'static str, String); 6] {
        [
            ("APA", self.apa()),
            ("MLA", self.mla()),
            ("Chicago", self.chicago()),
            ("BibTeX", self.bibtex()),
            ("RIS", self.ris()),
            ("CSL-JSON", self.csl_json()),
        ]
    }

    /// Returns the date of publication, made from year, month and day.
    fn published(&self, write: impl Fn(i16, &str, i8) -> String) -> Option<String> {
        self.article.published.map(|day| write(day.civil().year(), month(day), day.civil().day()))
    }

    /// `World Desk. (2017, July 31). Rain [Statement by Nikki Haley: “It will rain”]. https://… Archived at https://…`
    fn apa(&self) -> String {
        let Self { title, publisher, speaker, words, link, address, .. } = self;
        let day = self.published(|year, month, day| format!("{year}, {month} {day}"));
        let day = day.as_deref().unwrap_or("n.d.");
        let what = format!("{title} [Statement by {speaker}: “{words}”].");
        match *publisher {
            // Without an author the title comes first.
            "" => format!("{what} ({day}).{address} Archived at {link}"),
            publisher => format!("{publisher}. ({day}). {what}{address} Archived at {link}"),
        }
    }

    /// `Haley, Nikki` would be wrong for names that begin with the family name: the article's title comes first.
    ///
    /// `“Rain.” World Desk, 31 July 2017, https://…. Statement by Nikki Haley: “It will rain.” Onrecord, https://….`
    fn mla(&self) -> String {
        let Self { title, publisher, speaker, words, record, link, .. } = self;
        let short = |month: &str| match month.len() {
            0..5 => month.to_owned(),
            _ if month == "September" => "Sept.".to_owned(),
            _ => format!("{}.", month.chars().take(3).collect::<String>()),
        };
        let day = self.published(|year, month, day| format!("{day} {} {year}", short(month)));
        let publisher = Some((*publisher).to_owned()).filter(|publisher| !publisher.is_empty());
        let container: Vec<_> = [publisher, day, self.article.url.clone()].into_iter().flatten().collect();
        let container =
            if container.is_empty() { String::new() } else { format!(" {}.", container.join(", ")) };
        format!("“{title}.”{container} Statement by {speaker}: “{words}.” {record}, {link}.")
    }

    /// `Nikki Haley, “It will rain,” quoted in “Rain,” World Desk, July 31, 2017, https://…, archived at https://….`
    fn chicago(&self) -> String {
        let Self { title, publisher, speaker, words, link, .. } = self;
        let mut note = format!("{speaker}, “{words},” quoted in “{title},”");
        let day = self.published(|year, month, day| format!("{month} {day}, {year}"));
        let publisher = Some((*publisher).to_owned()).filter(|publisher| !publisher.is_empty());
        for part in [publisher, day, self.article.url.clone()].into_iter().flatten() {
            note.push_str(&format!(" {part},"));
        }
        format!("{note} archived at {link}.")
    }

    fn key(&self) -> String {
        self.id.as_str().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
    }

    fn bibtex(&self) -> String {
        let mut fields = vec![("title", escape_tex(self.title))];
        let publisher = escape_tex(self.publisher);
        let mut add = |name, value: Option<String>| fields.extend(value.map(|value| (name, value)));
        // A second pair of braces keeps a group's name whole.
        add("author", (!publisher.is_empty()).then(|| format!("{{{publisher}}}")));
        add("date", self.article.published.as_ref().map(Date::to_string));
        add("url", Some(self.link.clone()));
        let note = escape_tex(&format!("{}: “{}”.", self.speaker, self.words));
        // A URL is not escaped.
        add("note", Some(format!("{note}{}", self.address)));
        let fields: String =
            fields.iter().map(|(name, value)| format!(",\n  {name} = {{{value}}}")).collect();
        format!("@online{{{}{fields}\n}}", self.key())
    }

    fn ris(&self) -> String {
        let mut lines = vec![("TY", "NEWS".to_owned()), ("TI", self.title.to_owned())];
        if !self.publisher.is_empty() {
            lines.push(("AU", format!("{},", self.publisher)));
            lines.push(("T2", self.publisher.to_owned()));
        }
        if let Some(day) = self.article.published {
            lines.push(("PY", day.civil().year().to_string()));
            lines.push(("DA", day.to_string().replace('-', "/")));
        }
        lines.push(("UR", self.link.clone()));
        lines.extend(self.article.url.clone().map(|url| ("L2", url)));
        lines.push(("N1", format!("{}: “{}”", self.speaker, self.words)));
        lines.push(("ER", String::new()));
        lines.iter().map(|(tag, value)| format!("{tag}  - {value}\n")).collect()
    }

    fn csl_json(&self) -> String {
        let quoted = |text: &str| json::to_string(&text).unwrap_or_default();
        let mut fields = vec![
            ("id", quoted(&self.key())),
            ("type", "\"article-newspaper\"".to_owned()),
            ("title", quoted(self.title)),
        ];
        if !self.publisher.is_empty() {
            fields.push(("author", format!("[{{\"literal\": {}}}]", quoted(self.publisher))));
            fields.push(("container-title", quoted(self.publisher)));
        }
        if let Some(day) = self.article.published {
            let day = day.civil();
            let (year, month, day) = (day.year(), day.month(), day.day());
            fields.push(("issued", format!("{{\"date-parts\": [[{year}, {month}, {day}]]}}")));
        }
        fields.push(("URL", quoted(&self.link)));
        fields.push(("note", quoted(&format!("{}: “{}”.{}", self.speaker, self.words, self.address))));
        let fields: Vec<_> = fields.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
        format!("[{{\n{}\n}}]", fields.join(",\n"))
    }
}

/// Returns words without the quotation marks around all of them and the comma or full stop at their end; marks inside are
/// single ones, as they are written within a quotation.
fn unquoted(words: &str) -> String {
    let without = |open: char, close: char| words.trim().strip_prefix(open)?.strip_suffix(close);
    let is_one = |inner: &&str| match (inner.find('“'), inner.find('”')) {
        (None, None) => !inner.contains('"'),
        (open, close) => open < close && open.is_some(),
    };
    let inner = without('“', '”').or_else(|| without('"', '"')).filter(is_one).unwrap_or(words);
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';');
    inner.trim().trim_end_matches(is_end).replace('“', "‘").replace('”', "’").replace('"', "'")
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
            id: "rain".to_owned(),
            title: Some("Rain & more".to_owned()),
            publisher: Some("World Desk".to_owned()),
            published: "2017-09-01".parse().ok(),
            url: Some("https://example.org/a_b".to_owned()),
            ..ArticleMeta::default()
        }
    }

    #[test]
    fn citations_of_a_statement() {
        let (article, id) = (article(), StatementId::from_stored("rain~x1".to_owned()));
        let citation = Citation::new(&article, "Nikki Haley", "“It “will” rain,”", &id, "Onrecord");
        assert_eq!(
            citation.apa(),
            "World Desk. (2017, September 1). Rain & more [Statement by Nikki Haley: “It ‘will’ rain”]. \
             https://example.org/a_b Archived at ?statement=rain~x1"
        );
        assert_eq!(
            citation.mla(),
            "“Rain & more.” World Desk, 1 Sept. 2017, https://example.org/a_b. \
             Statement by Nikki Haley: “It ‘will’ rain.” Onrecord, ?statement=rain~x1."
        );
        assert_eq!(
            citation.chicago(),
            "Nikki Haley, “It ‘will’ rain,” quoted in “Rain & more,” World Desk, September 1, 2017, \
             https://example.org/a_b, archived at ?statement=rain~x1."
        );
        assert_eq!(
            citation.bibtex(),
            "@online{rain-x1,\n  title = {Rain \\& more},\n  author = {{World Desk}},\n  date = {2017-09-01},\n  \
             url = {?statement=rain~x1},\n  note = {Nikki Haley: “It ‘will’ rain”. https://example.org/a_b}\n}"
        );
        assert_eq!(
            citation.ris(),
            "TY  - NEWS\nTI  - Rain & more\nAU  - World Desk,\nT2  - World Desk\nPY  - 2017\nDA  - 2017/09/01\n\
             UR  - ?statement=rain~x1\nL2  - https://example.org/a_b\nN1  - Nikki Haley: “It ‘will’ rain”\nER  - \n"
        );
    }

    #[test]
    fn marks_around_all_words_are_left_out() {
        for (words, expected) in [
            ("“It will rain,”", "It will rain"),
            ("\"It will rain.\"", "It will rain"),
            ("“Rain” and “more”", "‘Rain’ and ‘more’"),
            ("“Rain” is near.", "‘Rain’ is near"),
            ("“What of “rain”?”", "What of ‘rain’?"),
            ("that it will rain", "that it will rain"),
        ] {
            assert_eq!(unquoted(words), expected);
        }
    }

    #[test]
    fn citations_of_an_article_about_which_nothing_is_known() {
        let article = ArticleMeta { id: "rain".to_owned(), ..ArticleMeta::default() };
        let id = StatementId::from_stored("rain~x1".to_owned());
        let citation = Citation::new(&article, "Nikki Haley", "that it will rain", &id, "Onrecord");
        assert_eq!(
            citation.apa(),
            "rain [Statement by Nikki Haley: “that it will rain”]. (n.d.). Archived at ?statement=rain~x1"
        );
        assert_eq!(
            citation.mla(),
            "“rain.” Statement by Nikki Haley: “that it will rain.” Onrecord, ?statement=rain~x1."
        );
        assert_eq!(
            citation.chicago(),
            "Nikki Haley, “that it will rain,” quoted in “rain,” archived at ?statement=rain~x1."
        );
    }
}

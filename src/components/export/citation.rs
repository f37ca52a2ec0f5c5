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

/// What a citation consists of. A missing value is empty.
struct Citation<'a> {
    title: &'a str,
    publisher: &'a str,
    published: Option<Date>,
    /// The article's own address.
    url: &'a str,
    speaker: &'a str,
    /// The words without quotation marks around them; those inside are single ones.
    words: String,
    /// The title of the site.
    record: &'a str,
    id: &'a StatementId,
    /// The permanent link to the statement.
    link: String,
}

/// Writes a value so that its characters have no special meaning.
type Escape = fn(&str) -> String;

impl<'a> Citation<'a> {
    fn new(
        article: &'a ArticleMeta,
        speaker: &'a str,
        words: &str,
        id: &'a StatementId,
        record: &'a str,
    ) -> Self {
        Self {
            title: article.title_or_id().trim_end_matches('.'),
            publisher: article.publisher.as_deref().unwrap_or_default(),
            published: article.published,
            url: article.url.as_deref().unwrap_or_default(),
            speaker,
            words: unquoted(words),
            record,
            id,
            link: format!("{}{}", location::page_address(), PageTarget::Statement(id.clone()).link()),
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

    /// Fills in a template whose parts are separated by `|`: `$t` is the title, `$p` the publisher, `$d` the day as it is
    /// given, `$u` the article's address, `$s` the speaker, `$w` the words, `$r` the record, `$k` a key and `$l` the link. A
    /// part with a missing value is left out.
    fn fill(&self, template: &str, day: &str, text: Escape, address: Escape) -> String {
        let mut filled = String::new();
        for part in template.split('|') {
            let before = filled.len();
            for (n, piece) in part.split('$').enumerate() {
                let mut letters = piece.chars();
                let value = match letters.next().filter(|_| n > 0) {
                    Some('t') => text(self.title),
                    Some('p') => text(self.publisher),
                    Some('s') => text(self.speaker),
                    Some('w') => text(&self.words),
                    Some('r') => text(self.record),
                    Some('k') => self.key(),
                    Some('u') => address(self.url),
                    Some('l') => address(&self.link),
                    Some('d') => day.to_owned(),
                    // What precedes the first value.
                    _ => {
                        filled.push_str(piece);
                        continue;
                    }
                };
                if value.is_empty() {
                    filled.truncate(before);
                    break;
                }
                filled.push_str(&value);
                filled.push_str(letters.as_str());
            }
        }
        filled
    }

    /// Fills in a template for readers, in which the day has the parts of a pattern: `$y`, `$m` and `$d`.
    fn words(&self, template: &str, pattern: &str) -> String {
        let day = self.published.map(|published| {
            let day = published.civil();
            let name = month(published);
            let name = if pattern.starts_with("$d") { abbreviated(name) } else { name.to_owned() };
            let (year, day) = (day.year().to_string(), day.day().to_string());
            pattern.replace("$y", &year).replace("$m", &name).replace("$d", &day)
        });
        self.fill(template, &day.unwrap_or_default(), str::to_owned, str::to_owned)
    }

    /// `World Desk. (2017, July 31). Rain [Statement by Nikki Haley: “It will rain”]. https://… Archived at https://…`
    fn apa(&self) -> String {
        // Without an author the title comes first.
        let template = match (self.publisher, self.published) {
            ("", None) => "$t [Statement by $s: “$w”]. (n.d.).| $u| Archived at $l",
            ("", _) => "$t [Statement by $s: “$w”]. ($d).| $u| Archived at $l",
            (_, None) => "$p. (n.d.). $t [Statement by $s: “$w”].| $u| Archived at $l",
            _ => "$p. ($d). $t [Statement by $s: “$w”].| $u| Archived at $l",
        };
        self.words(template, "$y, $m $d")
    }

    /// The article's title comes first: a speaker's name cannot be inverted where it may begin with the family name.
    ///
    /// `“Rain.” World Desk, 31 July 2017, https://…. Statement by Nikki Haley: “It will rain.” Onrecord, https://….`
    fn mla(&self) -> String {
        let source = self.words("| $p,| $d,| $u,", "$d $m $y");
        let source = source.strip_suffix(',').map(|source| format!("{source}.")).unwrap_or_default();
        let [title, rest] = ["“$t.”", " Statement by $s: “$w.” $r, $l."].map(|part| self.words(part, ""));
        [title, source, rest].concat()
    }

    /// `Nikki Haley, “It will rain,” quoted in “Rain,” World Desk, July 31, 2017, https://…, archived at https://….`
    fn chicago(&self) -> String {
        self.words("$s, “$w,” quoted in “$t,”| $p,| $d,| $u,| archived at $l.", "$m $d, $y")
    }

    fn key(&self) -> String {
        self.id.as_str().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
    }

    /// Returns the day in ISO 8601.
    fn iso(&self) -> String {
        self.published.as_ref().map(Date::to_string).unwrap_or_default()
    }

    fn bibtex(&self) -> String {
        // A second pair of braces keeps a group's name whole. A URL is not escaped.
        let template = "@online{$k,\n  title = {$t}|,\n  author = {{$p}}|,\n  date = {$d}|,\n  url = {$l},\n  \
                        note = {$s: “$w”.| $u|}\n}";
        self.fill(template, &self.iso(), escape_tex, str::to_owned)
    }

    fn ris(&self) -> String {
        let template = "TY  - NEWS\nTI  - $t\n|AU  - $p,\n|T2  - $p\n|DA  - $d\n|UR  - $l\n|L2  - $u\n|N1  - $s: “$w”\n|\
                        ER  - \n";
        self.fill(template, &self.iso().replace('-', "/"), str::to_owned, str::to_owned)
    }

    fn csl_json(&self) -> String {
        // A string without its quotation marks, which the template has.
        let escape: Escape = |text| {
            let quoted = json::to_string(&text).unwrap_or_default();
            quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
        };
        let template = "[{\n  \"id\": \"$k\",\n  \"type\": \"article-newspaper\",\n  \"title\": \"$t\",\n\
                        |  \"author\": [{\"literal\": \"$p\"}],\n|  \"container-title\": \"$p\",\n\
                        |  \"issued\": {\"date-parts\": [[$d]]},\n\
                        |  \"URL\": \"$l\",\n  \"note\": \"$s: “$w”.| $u|\"\n}]";
        // Numbers have no zeros before them.
        let day = self.iso().replace("-0", "-").replace('-', ", ");
        self.fill(template, &day, escape, escape)
    }
}

/// Returns the name of a month as MLA abbreviates it: no more than four letters stay.
fn abbreviated(month: &str) -> String {
    match month {
        "September" => "Sept.".to_owned(),
        _ if month.len() < 5 => month.to_owned(),
        _ => format!("{}.", month.get(..3).unwrap_or_default()),
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
            id: "rain".into(),
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
            "TY  - NEWS\nTI  - Rain & more\nAU  - World Desk,\nT2  - World Desk\nDA  - 2017/09/01\n\
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
        let article = ArticleMeta { id: "rain".into(), ..ArticleMeta::default() };
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

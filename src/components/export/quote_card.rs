//! A statement as a card for other pages and for messages: an image, and HTML that needs nothing of this site.

use std::rc::Rc;

use onrecord_model::QuoteKind;
use onrecord_text::{escape_xml, truncate};
use onrecord_view::PageTarget;
use yew::{Html, MouseEvent, html};

use super::{ExportFormat, copyable, save_image};
use crate::{
    components::{
        PageContext,
        drawing::{Color, Scene, Shape},
        statements::date_of,
    },
    platform::{locale, location},
};

/// Measures of the image, in pixels.
const WIDTH: f64 = 1200.0;
const MARGIN: f64 = 72.0;
const RULE: f64 = 8.0;
const WORDS_SIZE: u32 = 40;
const NAME_SIZE: u32 = 28;
const SOURCE_SIZE: u32 = 20;
/// The height of a line, as a share of its letters' size.
const LINE: f64 = 1.4;
/// How many letters a line has room for: they are half as wide as high on average, and seldom wider than this allows.
const LINE_LETTERS: usize = 48;
const SMALL_LINE_LETTERS: usize = 95;
/// How many characters of a statement are shown.
const MAX_WORDS: usize = 500;

/// What a card says.
struct Card {
    words: String,
    /// Name, role and country.
    speaker: String,
    day: String,
    /// The article's title and publisher.
    source: String,
    link: String,
}

/// Draws the downloads of a row's card, and its HTML.
pub(crate) fn quote_card(page: &PageContext, row: usize) -> Html {
    let Some(card) = Card::new(page, row) else { return Html::default() };
    let code = card.html();
    let card = Rc::new(card);
    let button = |format: ExportFormat, name: &'static str| {
        let card = Rc::clone(&card);
        let onclick = move |_: MouseEvent| save_image(&card.image(), format, "quote");
        html! { <button type="button" {onclick}>{ name }</button> }
    };
    html! {
        <details class="disclosure">
            <summary>{ "Quote card" }</summary>
            <p class="export">
                <span>{ "Image:" }</span>
                { button(ExportFormat::Svg, "SVG") }
                { button(ExportFormat::Png, "PNG") }
            </p>
            <dl>{ copyable("HTML for your page", code) }</dl>
        </details>
    }
}

impl Card {
    /// Returns the card of a row; `None` if its statement is not loaded.
    fn new(page: &PageContext, row: usize) -> Option<Self> {
        let corpus = &page.corpus;
        let (id, article, statement) =
            (corpus.statement_id(row)?, corpus.article_of(row)?, corpus.statement(row)?);
        let speaker = corpus.speaker_of(row);
        let name = speaker.map_or("Unknown speaker", |speaker| speaker.name.as_str()).to_owned();
        let country = corpus.country_of(row).map(locale::country);
        let parts = [Some(name), speaker.and_then(|speaker| speaker.role.clone()), country];
        // Words that are no quotation of their own are shown in their sentence.
        let sentence = statement.context.filter(|_| statement.kind != QuoteKind::Direct);
        let text = corpus.primary_occurrence(row).and_then(|place| corpus.article_content(place.article));
        let words =
            sentence.zip(text).map_or(statement.text.as_str(), |(span, source)| span.slice(&source.text));
        let source = [Some(article.title_or_id().to_owned()), article.publisher.clone()];
        Some(Self {
            words: truncate(words, MAX_WORDS),
            speaker: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            day: date_of(statement),
            source: source.into_iter().flatten().collect::<Vec<_>>().join(", "),
            link: format!("{}{}", location::page_address(), PageTarget::Statement(id).link()),
        })
    }

    /// Returns a block quotation with its source.
    fn html(&self) -> String {
        let [words, speaker, day, source, link] =
            [&self.words, &self.speaker, &self.day, &self.source, &self.link].map(|text| escape_xml(text));
        format!(
            "<blockquote cite=\"{link}\">\n<p>{words}</p>\n<footer>{speaker}, {day}. \
             <cite><a href=\"{link}\">{source}</a></cite></footer>\n</blockquote>"
        )
    }

    /// Returns the lines of the card below each other, beside a rule.
    fn image(&self) -> Scene {
        let texts = [
            (&self.words, WORDS_SIZE, LINE_LETTERS, Color::Text),
            (&self.speaker, NAME_SIZE, SMALL_LINE_LETTERS * 2 / 3, Color::Text),
            (&self.day, SOURCE_SIZE, SMALL_LINE_LETTERS, Color::Muted),
            (&self.source, SOURCE_SIZE, SMALL_LINE_LETTERS, Color::Muted),
            (&self.link, SOURCE_SIZE, SMALL_LINE_LETTERS, Color::Muted),
        ];
        let mut shapes = Vec::new();
        let mut bottom = MARGIN;
        for (text, size, letters, color) in texts {
            for line in lines(text, letters) {
                bottom += f64::from(size) * LINE;
                let (x, y) = (MARGIN + 4.0 * RULE, bottom);
                shapes.push(Shape::Text { x, y, size, text: line, ends_at_x: false, color });
            }
            bottom += f64::from(size) / 2.0;
        }
        let rule =
            Shape::Rect { x: MARGIN, y: MARGIN, width: RULE, height: bottom - MARGIN, color: Color::Mark };
        shapes.push(rule);
        Scene { width: WIDTH, height: bottom + MARGIN, shapes }
    }
}

/// Breaks a text into lines between its words, and within those that are longer than a line. Letters of scripts whose
/// letters are as wide as high count twice.
fn lines(text: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = letters;
    for word in text.split_inclusive(char::is_whitespace) {
        let is_long = width(word) > letters;
        if width(word.trim_end()) > room && !is_long && room < letters {
            lines.push(String::new());
            room = letters;
        }
        for letter in word.chars() {
            let wide = letter_width(letter);
            if wide > room && !letter.is_whitespace() {
                lines.push(String::new());
                room = letters;
            }
            room = room.saturating_sub(wide);
            if let Some(line) = lines.last_mut() {
                line.push(letter);
            }
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

/// Returns 2 for letters from the first block of East Asian scripts on (Unicode, Hangul Jamo), else 1.
fn letter_width(letter: char) -> usize {
    if letter >= '\u{1100}' && !('\u{1e00}'..'\u{2e80}').contains(&letter) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        for (text, expected) in [
            ("It will rain again.", vec!["It will", "rain", "again."]),
            ("Rain", vec!["Rain"]),
            ("an incomprehensible word", vec!["an incom", "prehensi", "ble word"]),
            ("“Straße” ende", vec!["“Straße”", "ende"]),
            ("我们会坚持下去", vec!["我们会坚", "持下去"]),
        ] {
            assert_eq!(lines(text, 8), expected, "{text}");
        }
    }

    #[test]
    fn text_is_text_in_html() {
        let card = Card {
            words: "“A <b> & c”".into(),
            speaker: "Ada Cole, \"mayor\"".into(),
            day: "July 30, 2017".into(),
            source: "Rain".into(),
            link: "https://example.org/?statement=rain~1&a".into(),
        };
        assert_eq!(
            card.html(),
            "<blockquote cite=\"https://example.org/?statement=rain~1&amp;a\">\n\
             <p>“A &lt;b&gt; &amp; c”</p>\n\
             <footer>Ada Cole, &quot;mayor&quot;, July 30, 2017. \
             <cite><a href=\"https://example.org/?statement=rain~1&amp;a\">Rain</a></cite></footer>\n</blockquote>"
        );
        assert_eq!(card.image().shapes.len(), 6);
    }
}

//! Why a statement is attributed to this speaker, this country and this date.

use onrecord_corpus::Occurrence;
use onrecord_text::fixed;
use yew::{Html, html};

use crate::{
    components::{
        PageContext,
        export::{citation, quote_card},
        statements::{date_of, other_sources},
        user_articles::correction_form,
    },
    platform::locale,
};

/// Draws the reasons for the statement of a row, as the article at `place` has it.
pub(super) fn explanation(page: &PageContext, row: usize, place: Occurrence) -> Html {
    let corpus = &page.corpus;
    let Some(statement) = corpus.statement_at(place) else { return Html::default() };
    let speaker = corpus.speaker_of(row);
    let name = speaker.map_or("unknown", |s| s.name.as_str()).to_owned();
    let country = speaker.and_then(|s| s.country).map_or_else(|| "unknown".to_owned(), locale::country);
    let why = &statement.why;
    let confidence = format!("{} %", fixed(f64::from(statement.confidence) * 100.0, 0));
    let fact = |term: &'static str, value: String, reason: &str| {
        html! {
            <div class="explanation__row">
                <dt>{ term }</dt>
                <dd><strong>{ value }</strong><span class="explanation__reason">{ reason.to_owned() }</span></dd>
            </div>
        }
    };
    let other_sources = other_sources(page, row);
    html! {
        <section class="explanation" aria-label="Why this attribution">
            <dl>
                { fact("Speaker", name, &why.speaker) }
                { fact("Country", country, &why.country) }
                { fact("Day", date_of(statement), &why.when) }
                if !other_sources.is_empty() {
                    <div class="explanation__row"><dt>{ "Also in" }</dt><dd><ul>{ for other_sources }</ul></dd></div>
                }
                { fact("Confidence", confidence, "share of similar statements with the right words and speaker") }
            </dl>
            { citation(page, row) }
            { quote_card(page, row) }
            { correction_form(page, row, statement) }
        </section>
    }
}

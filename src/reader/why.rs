//! Why this speaker, this country and this day.

use yew::{Html, Properties, function_component, html};

use crate::{names, stage::Stage, statements::when};

#[derive(PartialEq, Properties)]
pub(super) struct WhyProps {
    pub(super) stage: Stage,
    /// The id of the statement to explain.
    pub(super) id: String,
}

#[function_component]
pub(super) fn Why(props: &WhyProps) -> Html {
    let corpus = &props.stage.corpus;
    let Some(record) = corpus.statement(&props.id) else { return Html::default() };
    let speaker = corpus.speaker_of(record);
    let name = speaker.map_or("not known", |s| s.name.as_str());
    let country = speaker.and_then(|s| s.country).map_or_else(|| "not known".to_owned(), names::country);
    let why = &record.statement.why;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let hundredths = (record.statement.confidence * 100.0).round() as u8;
    let sure = format!("{hundredths} of 100");
    let row = |term: &'static str, value: String, because: &str| {
        html! {
            <div class="why__row">
                <dt>{ term }</dt>
                <dd><strong>{ value }</strong><span class="why__because">{ because.to_owned() }</span></dd>
            </div>
        }
    };
    html! {
        <section class="why" aria-label="Why this attribution">
            <dl>
                { row("Speaker", name.to_owned(), &why.speaker) }
                { row("Country", country, &why.country) }
                { row("Day", when(record), &why.when) }
                { row("Confidence", sure, "how sure words and speaker are, by the forms they were found in") }
            </dl>
        </section>
    }
}

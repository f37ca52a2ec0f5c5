//! Why this speaker, this country and this day.

use onrecord_corpus::Place;
use yew::Html;

use crate::{
    markup::html,
    names,
    stage::Stage,
    statements::{others, when},
    takeaway::cite,
    yours::mend,
};

/// The reasons for the statement of a row, as it is read at a place.
pub(super) fn why(stage: &Stage, row: usize, place: Place) -> Html {
    let corpus = &stage.corpus;
    let Some(said) = corpus.at(place) else { return Html::default() };
    let speaker = corpus.speaker_of(row);
    let name = speaker.map_or("not known", |s| s.name.as_str());
    let country = speaker.and_then(|s| s.country).map_or_else(|| "not known".to_owned(), names::country);
    let why = &said.why;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let hundredths = (said.confidence * 100.0).round() as u8;
    let sure = format!("{hundredths} of 100");
    let line = |term: &'static str, value: String, because: &str| {
        html! {
            <div class="why__row">
                <dt>{ term }</dt>
                <dd><strong>{ value }</strong><span class="why__because">{ because.to_owned() }</span></dd>
            </div>
        }
    };
    let others = others(stage, row);
    html! {
        <section class="why" aria-label="Why this attribution">
            <dl>
                { line("Speaker", name.to_owned(), &why.speaker) }
                { line("Country", country, &why.country) }
                { line("Day", when(said), &why.when) }
                if !others.is_empty() {
                    <div class="why__row"><dt>{ "Also in" }</dt><dd><ul>{ for others }</ul></dd></div>
                }
                { line("Confidence", sure, "how sure words and speaker are, by the forms they were found in") }
            </dl>
            { cite(corpus, row) }
            { mend(stage, row, said) }
        </section>
    }
}

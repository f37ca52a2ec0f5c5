//! Why this speaker, this country and this day.

use onrecord_corpus::Place;
use onrecord_model::Meta;
use yew::{Html, Properties, function_component, html};

use crate::{
    names,
    stage::{Stage, ViewLink},
    statements::when,
    takeaway::Cite,
    view::View,
};

#[derive(PartialEq, Properties)]
pub(super) struct WhyProps {
    pub(super) stage: Stage,
    /// The statement to explain.
    pub(super) row: usize,
    /// Where it is read.
    pub(super) place: Place,
}

#[function_component]
pub(super) fn Why(props: &WhyProps) -> Html {
    let corpus = &props.stage.corpus;
    let Some(said) = corpus.at(props.place) else { return Html::default() };
    let speaker = corpus.speaker_of(props.row);
    let name = speaker.map_or("not known", |s| s.name.as_str());
    let country = speaker.and_then(|s| s.country).map_or_else(|| "not known".to_owned(), names::country);
    let why = &said.why;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let hundredths = (said.confidence * 100.0).round() as u8;
    let sure = format!("{hundredths} of 100");
    let row = |term: &'static str, value: String, because: &str| {
        html! {
            <div class="why__row">
                <dt>{ term }</dt>
                <dd><strong>{ value }</strong><span class="why__because">{ because.to_owned() }</span></dd>
            </div>
        }
    };
    let others: Vec<_> =
        corpus.others(props.row).filter_map(|place| corpus.articles().get(place.article)).collect();
    let also = |others: Vec<Meta>| {
        let link = |article: &Meta| {
            let to = View { article: Some(article.id.clone()), statement: None, ..props.stage.view.clone() };
            html! { <li><ViewLink {to} go={props.stage.go.clone()}>{ article.title_or_id().to_owned() }</ViewLink></li> }
        };
        html! { <div class="why__row"><dt>{ "Also in" }</dt><dd><ul>{ for others.iter().map(link) }</ul></dd></div> }
    };
    html! {
        <section class="why" aria-label="Why this attribution">
            <dl>
                { row("Speaker", name.to_owned(), &why.speaker) }
                { row("Country", country, &why.country) }
                { row("Day", when(said), &why.when) }
                if !others.is_empty() { { also(others) } }
                { row("Confidence", sure, "how sure words and speaker are, by the forms they were found in") }
            </dl>
            <Cite stage={props.stage.clone()} row={props.row} />
        </section>
    }
}

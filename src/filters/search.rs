//! The words to search for.

use web_sys::{HtmlInputElement, InputEvent};
use yew::{Html, TargetCast as _, function_component, html};

use crate::stage::{OnStage, Step};

#[function_component]
pub(super) fn Search(props: &OnStage) -> Html {
    let stage = props.stage.clone();
    let typed = move |event: InputEvent| {
        let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let mut view = stage.view.clone();
        view.query = field.value();
        // Each letter is on the way to the last one.
        stage.go.emit(Step::Over(view));
    };
    html! {
        <div class="search" role="search">
            <label for="search">{ "Words" }</label>
            <input id="search" type="search" value={props.stage.view.query.clone()} oninput={typed}
                autocomplete="off" spellcheck="false" aria-describedby="search-help" />
            <p id="search-help" class="search__help">{ "“exact phrase”, -without" }</p>
        </div>
    }
}

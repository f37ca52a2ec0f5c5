//! The words to search for.

use web_sys::{HtmlInputElement, InputEvent};
use yew::{Html, TargetCast as _};

use crate::markup::html;
use crate::stage::{Stage, Step};

pub(super) fn search(stage: &Stage) -> Html {
    let (view, go) = (stage.view.clone(), stage.go.clone());
    let typed = move |event: InputEvent| {
        let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let mut view = view.clone();
        view.query = field.value();
        // Each letter is on the way to the last one.
        go.emit(Step::Over(view));
    };
    html! {
        <div class="search" role="search">
            <label for="search">{ "Words" }</label>
            <input id="search" type="search" value={stage.view.query.clone()} oninput={typed}
                autocomplete="off" spellcheck="false" aria-describedby="search-help" />
            <p id="search-help" class="search__help">{ "“exact phrase”, -without" }</p>
        </div>
    }
}

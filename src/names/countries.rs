//! Names of countries: as the record has them, else as the browser does.

use std::cell::RefCell;

use onrecord_corpus::Corpus;
use onrecord_model::Country;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &str, options: &JsValue) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    static KNOWN: RefCell<Vec<(Country, String)>> = const { RefCell::new(Vec::new()) };
    // Making it takes the browser as long as the whole first screen: only where the record has no name.
    static NAMES: Option<DisplayNames> = {
        let options = js_sys::Object::new();
        let set = js_sys::Reflect::set(&options, &"type".into(), &"region".into());
        set.ok().and_then(|_| DisplayNames::new("en", &options).ok())
    };
}

/// Takes over the names that a record has.
pub(crate) fn know(corpus: &Corpus) {
    let names = corpus.country_names().map(|(country, name)| (country, name.to_owned())).collect();
    KNOWN.with(|known| *known.borrow_mut() = names);
}

/// The country's English name; its code where nobody knows it.
pub(crate) fn country(country: Country) -> String {
    let known = |known: &RefCell<Vec<(Country, String)>>| {
        let known = known.borrow();
        known.iter().find(|(one, _)| *one == country).map(|(_, name)| name.clone())
    };
    // Where the first screen is written beforehand there is no browser to ask.
    let by_browser = || {
        if cfg!(not(target_arch = "wasm32")) {
            None
        } else {
            NAMES.with(|names| names.as_ref()?.of(country.code()).ok()?.as_string())
        }
    };
    KNOWN.with(known).or_else(by_browser).unwrap_or_else(|| country.to_string())
}

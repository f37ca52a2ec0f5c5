//! Names of countries, which every browser knows.

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
    static NAMES: Option<DisplayNames> = {
        let options = js_sys::Object::new();
        let set = js_sys::Reflect::set(&options, &"type".into(), &"region".into());
        set.ok().and_then(|_| DisplayNames::new("en", &options).ok())
    };
}

/// The country's English name; its code where the browser does not know it.
pub(crate) fn country(country: Country) -> String {
    let name = NAMES.with(|names| names.as_ref()?.of(country.code()).ok()?.as_string());
    name.unwrap_or_else(|| country.to_string())
}

//! JSON parsed and printed by the browser. A parser in the worker would be a seventh of its download. Outside
//! a browser, as in tests, a crate is used.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use serde_json::Value as Parsed;
#[cfg(target_arch = "wasm32")]
pub(super) use web::{Parsed, to_string};

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn to_string(value: &impl serde::Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string(value)?)
}

#[cfg(target_arch = "wasm32")]
mod web {
    use anyhow::{Result, anyhow};
    use js_sys::{Array, Error, JSON, Object, Reflect};
    use onrecord_formats::Json;
    use serde::{Serialize, de::DeserializeOwned};
    use serde_wasm_bindgen::{Serializer, from_value};
    use wasm_bindgen::{JsCast as _, JsValue};

    /// A value parsed by the browser.
    pub(crate) struct Parsed(JsValue);

    impl Json for Parsed {
        fn parse(text: &str) -> Result<Self> {
            JSON::parse(text).map(Self).map_err(|thrown| anyhow!(told(&thrown)))
        }

        fn list(self) -> Result<Vec<Self>, Self> {
            self.0.dyn_into().map_err(Self).map(|values: Array| values.iter().map(Self).collect())
        }

        fn keys(&self) -> Option<Vec<String>> {
            let object = self.0.dyn_ref::<Object>().filter(|_| !Array::is_array(&self.0))?;
            Some(Object::keys(object).iter().filter_map(|key| key.as_string()).collect())
        }

        fn get(&self, key: &str) -> Option<Self> {
            let object = self.0.dyn_ref::<Object>().filter(|object| Object::has_own(object, &key.into()))?;
            Reflect::get(object, &key.into()).ok().map(Self)
        }

        fn as_text(&self) -> Option<String> {
            self.0.as_string()
        }

        fn read<T: DeserializeOwned>(self) -> Result<T> {
            from_value(self.0).map_err(|error| anyhow!("{error}"))
        }

        fn to_json(&self) -> String {
            JSON::stringify(&self.0).map_or_else(|thrown| told(&thrown), String::from)
        }
    }

    pub(crate) fn to_string(value: &impl Serialize) -> Result<String> {
        let value = value.serialize(&Serializer::json_compatible()).map_err(|error| anyhow!("{error}"))?;
        JSON::stringify(&value).map(String::from).map_err(|thrown| anyhow!(told(&thrown)))
    }

    /// Returns the browser's message for an error.
    fn told(thrown: &JsValue) -> String {
        thrown.dyn_ref::<Error>().map_or_else(String::new, |error| String::from(error.message()))
    }
}

//! From a view to its link.

use form_urlencoded::Serializer;
use onrecord_corpus::FacetFilter;

use crate::{
    UrlName, View, ViewDefaults,
    parse::{NONE, NOT_NONE},
};

impl View {
    /// Returns the view's link on the same page: its query string with the question mark, or `?` alone for the view of
    /// the plain address.
    ///
    /// ```
    /// use onrecord_view::{View, ViewDefaults};
    /// let defaults = ViewDefaults::default();
    /// let (view, _) = View::parse("to=2017-07-31&q=+talk&from=2017-07-28", defaults);
    /// assert_eq!(view.link(defaults), "?q=talk&from=2017-07-28&to=2017-07-31");
    /// ```
    #[must_use]
    pub fn link(&self, defaults: ViewDefaults) -> String {
        format!("?{}", self.query_string(defaults))
    }

    /// Returns the view's query string, without a question mark; empty for the view of the plain address.
    #[must_use]
    pub fn query_string(&self, defaults: ViewDefaults) -> String {
        let mut out = Serializer::new(String::new());
        push_choice(&mut out, "speaker", &self.speakers, ToString::to_string);
        push_choice(&mut out, "country", &self.countries, ToString::to_string);
        push_choice(&mut out, "about", &self.about, ToString::to_string);
        push_choice(&mut out, "kind", &self.kinds, |kind| kind.as_str().to_owned());
        push_choice(&mut out, "channel", &self.channels, Clone::clone);
        push_choice(&mut out, "publisher", &self.publishers, Clone::clone);
        let mut single = |key: &str, value: Option<String>| {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                out.append_pair(key, &value);
            }
        };
        single("q", Some(self.query.trim().to_owned()));
        single("from", self.from.map(|date| date.to_string()));
        single("to", self.to.map(|date| date.to_string()));
        single("day", self.undated.map(|undated| if undated { NONE } else { NOT_NONE }.to_owned()));
        single("sure", self.sure.then(|| "1".to_owned()));
        single("named", self.named.map(|named| u8::from(named).to_string()));
        single("lanes", url_name(self.lanes, defaults.lanes));
        single("lane-order", url_name(self.lane_order, Default::default()));
        self.pinned.iter().for_each(|lane| single("pin", Some(lane.to_string())));
        single("order", url_name(self.order, Default::default()));
        let compare: Vec<_> = self.compare.iter().map(ToString::to_string).collect();
        single("compare", Some(compare.join(",")));
        let article = self.article.as_ref().filter(|_| self.statement.is_none());
        single("article", article.map(ToString::to_string));
        single("statement", self.statement.as_ref().map(ToString::to_string));
        single("tour", self.tour.map(|step| step.to_string()));
        single("embed", self.embed.then(|| "1".to_owned()));
        // Commas and tildes have no meaning in a query; encoded, they only make links hard to read.
        out.finish().replace("%2C", ",").replace("%7E", "~")
    }
}

/// Returns a value's name in a link, or `None` for the default.
fn url_name<T: UrlName>(value: T, default: T) -> Option<String> {
    (value != default).then(|| value.url_name().to_owned())
}

fn push_choice<T: Ord>(
    out: &mut Serializer<'_, String>,
    key: &str,
    choice: &FacetFilter<T>,
    print: impl Fn(&T) -> String,
) {
    let name = |included: bool| (choice.none == Some(included)).then(|| NONE.to_owned());
    for value in choice.include.iter().map(&print).chain(name(true)) {
        out.append_pair(key, &value);
    }
    for value in choice.exclude.iter().map(&print).chain(name(false)) {
        out.append_pair(key, &format!("-{value}"));
    }
}

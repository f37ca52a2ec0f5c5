//! The view itself, and the small changes that links and buttons make to it.

use onrecord_corpus::{FacetFilter, Filter, SearchQuery};
use onrecord_model::{ArticleId, Country, Date, DateRange, QuoteKind, SpeakerId, StatementId};

use crate::{EntityKey, LaneKey, ViewDefaults};

/// Everything that a link holds: filters, days, layout, what is open.
///
/// ```
/// use onrecord_view::{View, ViewDefaults};
/// let defaults = ViewDefaults::default();
/// let (view, warnings) = View::parse("?country=US&speaker=nikki-haley&color=red", defaults);
/// assert_eq!(view.link(defaults), "?speaker=nikki-haley&country=US");
/// assert_eq!(warnings[0].key, "color");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Who spoke, by id.
    pub speakers: FacetFilter<SpeakerId>,
    /// For which country they spoke.
    pub countries: FacetFilter<Country>,
    /// Countries that the statement mentions.
    pub about: FacetFilter<Country>,
    /// Direct, mixed or indirect.
    pub kinds: FacetFilter<QuoteKind>,
    /// Where it was said: tweet, interview.
    pub channels: FacetFilter<String>,
    /// Who published the article.
    pub publishers: FacetFilter<String>,
    /// The search, as typed, without white space around it; empty if there is none.
    pub query: String,
    /// The first day, inclusive; `None` leaves the range open.
    pub from: Option<Date>,
    /// The last day, inclusive; `None` leaves the range open.
    pub to: Option<Date>,
    /// Whether only statements without a day are shown (true), or only those with one (false); `None` for both.
    pub undated: Option<bool>,
    /// Whether only [sure](onrecord_model::Statement::is_sure) statements are shown.
    pub sure: bool,
    /// Whether only statements of named speakers are shown (true), or only all others (false); `None` for both.
    pub named: Option<bool>,
    /// What the lanes of the timeline represent.
    pub lanes: Lanes,
    /// The order of lanes below the pinned ones.
    pub lane_order: LaneOrder,
    /// Lanes above all others, in the reader's order.
    pub pinned: Vec<LaneKey>,
    /// The order of the list of statements.
    pub order: Order,
    /// Countries and speakers that are set side by side, in the reader's order; from two on, they are compared.
    pub compare: Vec<EntityKey>,
    /// The open article; `None` if none is open, or if a statement is, which implies its article.
    pub article: Option<ArticleId>,
    /// The open statement; `None` if none is open.
    pub statement: Option<StatementId>,
    /// The step of the guided tour, counted from 1; `None` if the reader does not take it.
    pub tour: Option<usize>,
    /// Whether the page is in a frame on another page.
    pub embed: bool,
}

/// What the lanes of the timeline represent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lanes {
    /// A lane for each speaker.
    #[default]
    Speaker,
    /// A lane for each country that is spoken for.
    Country,
    /// A lane for each kind of statement.
    Kind,
    /// A lane for each article.
    Article,
}

/// The order of lanes below the pinned ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneOrder {
    /// Most statements first.
    #[default]
    Size,
    /// Earliest statement first.
    First,
}

/// The order of the list of statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Latest day first.
    #[default]
    Newest,
    /// Earliest day first.
    Oldest,
    /// Best match of the search first.
    Relevance,
}

/// A type of which each value has a name in links.
///
/// ```
/// use onrecord_view::{Lanes, UrlName as _};
/// assert_eq!(Lanes::from_url_name("country"), Some(Lanes::Country));
/// assert_eq!(Lanes::Country.url_name(), "country");
/// ```
pub trait UrlName: Copy + PartialEq + 'static {
    /// All values, each with its own name.
    const ALL: &[(Self, &str)];

    /// Returns the value's name; an empty string if [`ALL`](Self::ALL) does not have the value.
    fn url_name(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }

    /// Returns the value with a name, or `None` if no value has it.
    #[must_use]
    fn from_url_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(known, _)| *known)
    }
}

impl UrlName for Lanes {
    const ALL: &[(Self, &str)] = &[
        (Self::Speaker, "speaker"),
        (Self::Country, "country"),
        (Self::Kind, "kind"),
        (Self::Article, "article"),
    ];
}

impl UrlName for LaneOrder {
    const ALL: &[(Self, &str)] = &[(Self::Size, "size"), (Self::First, "first")];
}

impl UrlName for Order {
    const ALL: &[(Self, &str)] =
        &[(Self::Newest, "newest"), (Self::Oldest, "oldest"), (Self::Relevance, "relevance")];
}

impl View {
    /// Returns the view of the plain address of a site with these defaults.
    #[must_use]
    pub fn new(defaults: ViewDefaults) -> Self {
        Self { lanes: defaults.lanes, ..Self::default() }
    }

    /// Returns the filter that the view asks for.
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            speakers: self.speakers.clone(),
            countries: self.countries.clone(),
            about: self.about.clone(),
            kinds: self.kinds.clone(),
            channels: self.channels.clone(),
            publishers: self.publishers.clone(),
            query: SearchQuery::parse(&self.query),
            from: self.from,
            to: self.to,
            undated: self.undated,
            sure: self.sure,
            named: self.named,
        }
    }

    /// Returns the view without its filters; the layout, and the open article or statement, stay.
    ///
    /// ```
    /// use onrecord_view::{View, ViewDefaults};
    /// let defaults = ViewDefaults::default();
    /// let (view, _) = View::parse("?lanes=kind&q=talk&country=US", defaults);
    /// assert_eq!(view.without_filters().link(defaults), "?lanes=kind");
    /// ```
    #[must_use]
    pub fn without_filters(self) -> Self {
        Self {
            lanes: self.lanes,
            lane_order: self.lane_order,
            pinned: self.pinned,
            order: self.order,
            compare: self.compare,
            article: self.article,
            statement: self.statement,
            tour: self.tour,
            embed: self.embed,
            ..Self::default()
        }
    }

    /// Returns the same view with a statement open, or with none; in either case, no article is open by itself.
    #[must_use]
    pub fn with_statement(&self, statement: Option<StatementId>) -> Self {
        Self { statement, article: None, ..self.clone() }
    }

    /// Returns the same view with an article open and no statement.
    #[must_use]
    pub fn with_article(&self, article: ArticleId) -> Self {
        Self { statement: None, article: Some(article), ..self.clone() }
    }

    /// Returns the same view of the days from the first to the last of a range, in place of its own.
    #[must_use]
    pub fn with_dates(&self, dates: DateRange) -> Self {
        Self { from: Some(dates.from), to: Some(dates.to), ..self.clone() }
    }

    /// Returns the same view with an entity added to the comparison, or removed if it is compared already.
    #[must_use]
    pub fn toggle_compare(&self, entity: &EntityKey) -> Self {
        let mut view = self.clone();
        toggle(&mut view.compare, entity);
        view
    }

    /// Returns the same view with a lane pinned above all others, or back in its place if it is pinned already.
    #[must_use]
    pub fn toggle_pin(&self, lane: &LaneKey) -> Self {
        let mut view = self.clone();
        toggle(&mut view.pinned, lane);
        view
    }

    /// Sets what lanes represent. If that changes, pins are removed, since they no longer apply.
    pub fn set_lanes(&mut self, lanes: Lanes) {
        if lanes != self.lanes {
            self.lanes = lanes;
            self.pinned.clear();
        }
    }
}

fn toggle<T: Clone + PartialEq>(values: &mut Vec<T>, value: &T) {
    match values.iter().position(|known| known == value) {
        Some(index) => drop(values.remove(index)),
        None => values.push(value.clone()),
    }
}

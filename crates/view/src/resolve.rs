//! Resolution of a view against a record.

use onrecord_corpus::{Corpus, FacetCounts, FacetFilter, RedirectReason, RedirectTable, SortedSet};
use onrecord_model::{ArticleId, Country, SpeakerId, StatementId};

use crate::{ComparedEntity, EntityKey, LaneKey, LinkWarning, MAX_COMPARED, View, parse::NO_LANE};

impl View {
    /// Returns whether the view names a speaker or statement that the record does not have, or something to compare
    /// that it does not have, or an article, whose id may have been another one's: then the record's redirects should
    /// be loaded before [`View::resolve_against`] is called.
    #[must_use]
    pub fn needs_redirects(&self, corpus: &Corpus) -> bool {
        let mut speakers =
            [&self.speakers.include, &self.speakers.exclude].into_iter().flat_map(|ids| ids.iter());
        self.statement.as_ref().is_some_and(|id| corpus.find_statement(id).is_none())
            || self.article.is_some()
            || speakers.any(|id| corpus.find_speaker(id).is_none())
            || self.compare.iter().any(|key| ComparedEntity::find(corpus, key).is_none())
    }

    /// Returns the view without values that the record lacks, and a warning for each that was dropped or replaced.
    ///
    /// Ids of an earlier record are replaced by what took their place, if the record's redirects are loaded. A
    /// statement that is gone is replaced by the first one of its article. Of what is compared, the first
    /// [`MAX_COMPARED`] are kept. `totals` are the record's counts without a filter, which tell the countries that have
    /// statements.
    ///
    /// ```
    /// use onrecord_corpus::{Corpus, EncodeOptions, Engine, Filter, Input, People, build, encode};
    /// use onrecord_extract::{Defaults, extract};
    /// use onrecord_view::{View, ViewDefaults};
    ///
    /// let text = "“It will rain,” said Nikki Haley, the US ambassador to the UN.";
    /// let article = extract(text, &Defaults { id: "rain".into(), published: None });
    /// let (draft, _) = build(vec![Input::new(article, text.to_owned())], &People::default());
    /// let corpus = Corpus::open(&encode(&draft, &EncodeOptions::default())?.index)?;
    /// let totals = Engine::new(&corpus).select(&corpus, &Filter::default()).counts;
    ///
    /// let defaults = ViewDefaults::default();
    /// let (view, _) = View::parse("?country=US&country=CN", defaults);
    /// let (view, warnings) = view.resolve_against(&corpus, &totals);
    /// assert_eq!(view.link(defaults), "?country=US");
    /// assert_eq!(warnings[0].reason, "no speaker of this country");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn resolve_against(mut self, corpus: &Corpus, totals: &FacetCounts) -> (Self, Vec<LinkWarning>) {
        let mut resolver = Resolver { corpus, totals, warnings: Vec::new() };
        if let Some(redirects) = corpus.redirects() {
            resolver.follow_redirects(&mut self, redirects);
        }
        resolver.filters(&mut self);
        self.pinned.retain(|lane| resolver.has_lane(lane));
        resolver.compared(&mut self.compare);
        self.article = self.article.take().and_then(|id| resolver.article(id));
        self.statement = self.statement.take().and_then(|id| resolver.statement(&id));
        (self, resolver.warnings)
    }
}

struct Resolver<'c> {
    corpus: &'c Corpus,
    totals: &'c FacetCounts,
    warnings: Vec<LinkWarning>,
}

impl Resolver<'_> {
    fn warn(&mut self, key: &str, value: &str, reason: &'static str) {
        self.warnings.push(LinkWarning::new(key, value, reason));
    }

    fn redirected(&mut self, key: &str, value: &str, reason: impl Into<String>) {
        self.warnings.push(LinkWarning::redirect(key, value, reason.into()));
    }

    /// Replaces ids that the record no longer has by what took their place.
    fn follow_redirects(&mut self, view: &mut View, redirects: &RedirectTable) {
        self.redirect_speakers(&mut view.speakers.include, "", redirects);
        self.redirect_speakers(&mut view.speakers.exclude, "-", redirects);
        for key in &mut view.compare {
            let EntityKey::Speaker(id) = key else { continue };
            if let Some([new]) = self.new_speakers(id, redirects) {
                self.redirected("compare", id.as_str(), format!("this speaker is now {new}"));
                id.clone_from(new);
            }
        }
        if let Some(id) = view.article.as_mut()
            && let Some(heir) = redirects.article(id)
        {
            let is_reused = self.corpus.find_article(id).is_some();
            match heir {
                _ if is_reused => self.warnings.push(LinkWarning::reused(
                    "article",
                    id.as_str(),
                    heir.map(ArticleId::as_str),
                )),
                Some(new) => {
                    self.redirected("article", id.as_str(), format!("this article is now {new}"));
                    id.clone_from(new);
                }
                None => {}
            }
        }
        if let Some(id) = view.statement.as_mut().filter(|id| self.corpus.find_statement(id).is_none())
            && let Some(Some(new)) = redirects.statement(id)
        {
            let reason = match new.reason {
                RedirectReason::Moved => "now in another article, with the same words",
                RedirectReason::Merged => "now part of the statement shown",
                RedirectReason::Split => "now several statements; the closest is shown",
                RedirectReason::Reworded => "now reported in the words shown",
            };
            self.redirected("statement", id.as_str(), reason);
            id.clone_from(&new.id);
        }
    }

    /// Returns the speakers that replaced one that the record no longer has.
    fn new_speakers<'r>(&self, id: &SpeakerId, redirects: &'r RedirectTable) -> Option<&'r [SpeakerId]> {
        let is_lost = self.corpus.find_speaker(id).is_none();
        redirects.speaker(id).filter(|new| is_lost && !new.is_empty())
    }

    fn redirect_speakers(&mut self, ids: &mut SortedSet<SpeakerId>, minus: &str, redirects: &RedirectTable) {
        let lost: Vec<_> =
            ids.iter().filter(|id| self.new_speakers(id, redirects).is_some()).cloned().collect();
        for id in lost {
            let new = self.new_speakers(&id, redirects).unwrap_or_default();
            ids.remove(&id);
            let names = new.iter().map(SpeakerId::as_str).collect::<Vec<_>>().join(" and ");
            self.redirected("speaker", &format!("{minus}{id}"), format!("this speaker is now {names}"));
            new.iter().for_each(|id| ids.insert(id.clone()));
        }
    }

    fn filters(&mut self, view: &mut View) {
        let (corpus, totals) = (self.corpus, self.totals);
        let has_statements = |counts: &[u32], country: &Country| {
            let index = corpus.countries().binary_search(country).ok();
            index.and_then(|index| counts.get(index)).is_some_and(|&count| count > 0)
        };
        self.retain(&mut view.speakers, "speaker", "unknown speaker", |id| corpus.find_speaker(id).is_some());
        self.retain(&mut view.countries, "country", "no speaker of this country", |country| {
            has_statements(&totals.countries, country)
        });
        self.retain(&mut view.about, "about", "not mentioned in this record", |country| {
            has_statements(&totals.about, country)
        });
        self.retain(&mut view.channels, "channel", "unknown channel", |channel| {
            corpus.channels().contains(channel)
        });
        self.retain(&mut view.publishers, "publisher", "unknown publisher", |publisher| {
            corpus.publishers().contains(publisher)
        });
    }

    fn retain<T: Ord + ToString>(
        &mut self,
        choice: &mut FacetFilter<T>,
        key: &str,
        reason: &'static str,
        is_known: impl Fn(&T) -> bool,
    ) {
        for (values, minus) in [(&mut choice.include, ""), (&mut choice.exclude, "-")] {
            values.retain(|value| {
                let known = is_known(value);
                if !known {
                    self.warn(key, &format!("{minus}{}", value.to_string()), reason);
                }
                known
            });
        }
    }

    fn has_lane(&mut self, lane: &LaneKey) -> bool {
        let known = match lane {
            LaneKey::Speaker(id) => self.corpus.find_speaker(id).is_some(),
            LaneKey::Country(country) => self.corpus.countries().contains(country),
            LaneKey::Kind(_) => true,
            LaneKey::Article(id) => self.corpus.find_article(id).is_some(),
        };
        if !known {
            self.warn("pin", &lane.to_string(), NO_LANE);
        }
        known
    }

    fn compared(&mut self, keys: &mut Vec<EntityKey>) {
        let mut compared = 0;
        keys.retain(|key| {
            let reason = match ComparedEntity::find(self.corpus, key) {
                Some(_) if compared < MAX_COMPARED => {
                    compared += 1;
                    return true;
                }
                Some(_) => "at most four can be compared",
                None => "unknown speaker or country",
            };
            self.warn("compare", &key.to_string(), reason);
            false
        });
    }

    fn article(&mut self, id: ArticleId) -> Option<ArticleId> {
        if self.corpus.find_article(&id).is_some() {
            return Some(id);
        }
        self.warn("article", id.as_str(), "unknown article");
        None
    }

    fn statement(&mut self, id: &StatementId) -> Option<StatementId> {
        // Another article that reports the same words has another id for them; one view has one link.
        let known = self.corpus.find_statement(id).and_then(|row| self.corpus.statement_id(row));
        if known.is_some() {
            return known;
        }
        let nearest = self.corpus.fallback_for(id).and_then(|row| self.corpus.statement_id(row));
        let reason = match nearest {
            Some(_) => "no longer in the record; the first statement of its article is shown",
            None => "unknown statement of an unknown article",
        };
        self.warn("statement", id.as_str(), reason);
        nearest
    }
}

#[cfg(test)]
mod tests {
    use onrecord_corpus::{EncodeOptions, Engine, Filter, Input, People, build, encode, record_redirects};
    use onrecord_extract::{Defaults, extract};

    use super::*;
    use crate::{LinkOutcome, ViewDefaults};

    fn corpus() -> Corpus {
        let text = "“It will rain,” said Nikki Haley, the US ambassador, in Beijing on Sunday.";
        let known = Defaults { id: "rain".into(), published: "2017-07-31".parse().ok() };
        let (draft, _) = build(vec![Input::new(extract(text, &known), text.to_owned())], &People::default());
        Corpus::open(&encode(&draft, &EncodeOptions::default()).unwrap().index).unwrap()
    }

    #[test]
    fn unknown_values_are_dropped() {
        let corpus = corpus();
        let totals = Engine::new(&corpus).select(&corpus, &Filter::default()).counts;
        let defaults = ViewDefaults::default();
        let statement = corpus.statement_id(0).unwrap();
        let nearest = format!("?statement={statement}");
        for (link, resolved, dropped) in [
            ("?speaker=nikki-haley&speaker=-nobody", "?speaker=nikki-haley", &["-nobody"][..]),
            ("?country=US&country=FR", "?country=US", &["FR"]),
            ("?pin=nikki-haley&pin=nobody", "?pin=nikki-haley", &["nobody"]),
            ("?lanes=country&pin=US&pin=FR", "?lanes=country&pin=US", &["FR"]),
            ("?compare=US,FR,nikki-haley,nobody", "?compare=US,nikki-haley", &["FR", "nobody"]),
            ("?article=rain", "?article=rain", &[]),
            ("?article=snow", "?", &["snow"]),
            (nearest.as_str(), nearest.as_str(), &[]),
            ("?statement=rain~00000000", nearest.as_str(), &["rain~00000000"]),
            ("?statement=snow~00000000", "?", &["snow~00000000"]),
            ("?channel=tweet&publisher=-X", "?", &["tweet", "-X"]),
        ] {
            let (view, warnings) = View::parse(link, defaults).0.resolve_against(&corpus, &totals);
            assert_eq!(view.link(defaults), resolved, "{link}");
            let values: Vec<_> = warnings.iter().map(|warning| warning.value.as_str()).collect();
            assert_eq!(values, dropped, "{link}");
        }
    }

    #[test]
    fn an_id_that_was_another_articles_is_told() {
        let snow = "“Snow fell on all of the roads here,” said Liu Jieyi, the Chinese ambassador.";
        let build_after = |before: Option<&Corpus>, articles: &[(&str, &str)]| {
            let input = |(id, text): &(&str, &str)| {
                let known = Defaults { id: (*id).into(), published: "2017-07-31".parse().ok() };
                Input::new(extract(text, &known), (*text).to_owned())
            };
            let (mut draft, _) = build(articles.iter().map(input).collect(), &People::default());
            if let Some(before) = before {
                record_redirects(before, &mut draft);
            }
            Corpus::open(&encode(&draft, &EncodeOptions::default()).unwrap().index).unwrap()
        };
        let before = corpus();
        let gone = before.statement_id(0).unwrap();
        let after = build_after(Some(&before), &[("rain", snow)]);
        let totals = Engine::new(&after).select(&after, &Filter::default()).counts;
        let resolved = |link: &str| {
            let (view, warnings) =
                View::parse(link, ViewDefaults::default()).0.resolve_against(&after, &totals);
            let warnings: Vec<_> = warnings.into_iter().map(|one| (one.outcome, one.reason)).collect();
            (view.link(ViewDefaults::default()), warnings)
        };
        let reason = "an earlier version had another article under this id, which is no longer in the record";
        assert_eq!(
            resolved("?article=rain"),
            ("?article=rain".to_owned(), vec![(LinkOutcome::Reused, reason.to_owned())])
        );
        // Nothing of the new article takes the place of the earlier one's statements.
        let (link, warnings) = resolved(&format!("?statement={gone}"));
        assert_eq!((link.as_str(), warnings.len()), ("?", 1));
        assert_eq!(warnings[0].0, LinkOutcome::Skipped);
    }

    #[test]
    fn redirects_are_needed_for_unknown_ids_and_articles_only() {
        let corpus = corpus();
        for (link, needed) in [
            ("?speaker=nikki-haley&country=FR", false),
            ("?speaker=-nobody", true),
            ("?compare=US,nobody", true),
            ("?article=snow", true),
            // The id may have been another article's.
            ("?article=rain", true),
            ("?statement=rain~00000000", true),
        ] {
            let (view, _) = View::parse(link, ViewDefaults::default());
            assert_eq!(view.needs_redirects(&corpus), needed, "{link}");
        }
    }
}

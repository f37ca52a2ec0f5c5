//! The guided tour: its steps are in the page beside the app, and a script shows one of them. Only the pages of sites
//! with a tour have these.

use maud::{Markup, PreEscaped, html};
use onrecord_view::{View, ViewDefaults};

/// Shows the step of the address.
const SCRIPT: &str = include_str!("tour.js");
/// How a step looks, with the tokens of the page.
const STYLE: &str = include_str!("tour.css");

/// A step of the guided tour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TourStep {
    /// Its heading.
    pub title: String,
    /// A few sentences about the view.
    pub text: String,
    /// The view that the step shows.
    pub view: View,
}

impl TourStep {
    /// Returns the link to the step's view as step number `step` of the tour, counted from 1.
    #[must_use]
    pub fn link_at(&self, step: usize, defaults: ViewDefaults) -> String {
        View { tour: Some(step), ..self.view.clone() }.link(defaults)
    }
}

/// Returns the style of the steps for the page's head; nothing if there are none.
pub(crate) fn style(steps: &[TourStep]) -> Markup {
    html! {
        @if !steps.is_empty() { style { (PreEscaped(STYLE)) } }
    }
}

/// Returns the steps, all hidden; nothing if there are none.
pub(crate) fn tour(steps: &[TourStep], defaults: ViewDefaults) -> Markup {
    let link = |at: usize| steps.get(at).map(|step| step.link_at(at + 1, defaults));
    html! {
        @if !steps.is_empty() {
            aside id="tour" class="tour" aria-label="Guided tour" hidden {
                @for (at, step) in steps.iter().enumerate() {
                    // The page's first heading is the masthead's, below.
                    section aria-labelledby=(format!("tour-{}", at + 1)) data-view=(step.link_at(at + 1, defaults)) hidden {
                        p class="tour__step" { "Step " (at + 1) " of " (steps.len()) }
                        p class="tour__title" id=(format!("tour-{}", at + 1)) { (step.title) }
                        p class="tour__text" { (step.text) }
                        p class="tour__links" {
                            @if let Some(link) = at.checked_sub(1).and_then(link) { a class="tour__link" href=(link) { "Previous" } }
                            @if let Some(link) = link(at + 1) { a class="tour__link" href=(link) { "Next" } }
                            a class="tour__end" href="?" { "End the tour" }
                        }
                    }
                }
                p class="tour__links" hidden {
                    "This tour has no such step."
                    @if let Some(link) = link(0) { a class="tour__link" href=(link) { "Begin" } }
                }
            }
            script { (PreEscaped(SCRIPT)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_each_other_and_are_text() {
        let step = |title: &str, link: &str| TourStep {
            title: title.to_owned(),
            text: "What <b>was</b> said.".to_owned(),
            view: View::parse(link, ViewDefaults::default()).0,
        };
        let page =
            tour(&[step("One", "?"), step("Two", "?country=US")], ViewDefaults::default()).into_string();
        for part in [
            "data-view=\"?tour=1\"",
            "href=\"?country=US&amp;tour=2\"",
            "Step 2 of 2",
            "What &lt;b&gt;was&lt;/b&gt; said.",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert_eq!(tour(&[], ViewDefaults::default()).into_string(), "");
    }
}

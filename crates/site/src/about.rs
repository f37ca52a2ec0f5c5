//! `about.html`: what the record is, how its statements were found, how reliable they are, and where to
//! report an error. Readable without scripts.

use maud::{Markup, html};
use onrecord_corpus::{Draft, calendar_dates};
use onrecord_model::DateRange;
use onrecord_text::english::DateOrder;

use crate::{
    Error, File, Options,
    counts::counts,
    static_pages::{Shared, masthead, plain},
};

/// The page's path in the site.
pub(crate) const PATH: &str = "about.html";

/// For each range of confidence, the share of statements that were right in words and speaker, on the
/// held-out fifth of PolNeAR's articles (`onrecord eval --gold polnear --part held-out`).
const RIGHT: [(&str, &str); 5] = [
    ("90 to 100 %", "94 %"),
    ("80 to 90 %", "84 %"),
    ("70 to 80 %", "72 %"),
    ("60 to 70 %", "59 %"),
    ("50 to 60 %", "54 %"),
];
/// For each kind, the share of those articles' annotated statements that were found, and found with the right
/// speaker.
const FOUND: [(&str, &str, &str); 3] = [
    ("Direct: all in quotation marks", "98 %", "95 %"),
    ("Mixed: reported, with quoted words", "89 %", "86 %"),
    ("Indirect: reported", "69 %", "65 %"),
];

/// The number of days in a week.
const WEEK: u32 = 7;

/// Returns the page.
pub(crate) fn page(draft: &Draft, options: &Options, shared: &Shared) -> Result<File, Error> {
    let head = html! {
        meta name="description" content="What this record is, how its statements were found, and how to report an error.";
        @if let Some(base) = &options.base_url { link rel="canonical" href=(format!("{base}{PATH}")); }
    };
    let body = html! {
        (masthead("./", options))
        main {
            h1 { "About this record" }
            (what(draft, options))
            (how())
            (confidence())
            (quality())
            (errors(options))
        }
    };
    Ok(File::new(PATH, plain(("en", "About"), "", &head, &body, shared)?))
}

fn what(draft: &Draft, options: &Options) -> Markup {
    let days = draft.statements.iter().filter_map(|entry| calendar_dates(draft.statement(entry)?));
    // Long ranges such as "last year" are ignored.
    let days = days.filter(|days| days.days() <= WEEK);
    let span = days.reduce(DateRange::cover);
    html! {
        @for paragraph in &options.about { p { (paragraph) } }
        p {
            "It holds " (counts(draft))
            @if let Some(DateRange { from, to }) = span { ", said between " (DateOrder::DayFirst.date(from)) " and " (DateOrder::DayFirst.date(to)) }
            ". Each one leads to the article that it stands in."
        }
    }
}

fn how() -> Markup {
    html! {
        h2 { "How statements are found" }
        p {
            "A program reads each article: it ignores captions, highlights and links to "
            "other stories, finds words that mark something as said (“said”, “according to”, quotation marks), "
            "and determines who is meant by “he” or “the ambassador”, which country that person speaks for, and on which "
            "day the words were said. No words are changed: what is shown is in the article. Where someone who "
            "publishes the record has corrected a statement by hand, it says so."
        }
        p {
            "Beside each statement, “Why?” gives the reason for every decision. A day is either stated with the words, "
            "carried over from an earlier statement of the same speaker, or unknown; then only the day of publication is known, "
            "and the words were said on or before it. Words that are denied or imagined (“did not say”, “would say”) are marked."
        }
    }
}

fn confidence() -> Markup {
    html! {
        h2 { "What the confidence means" }
        p {
            "The confidence is the share of statements of the same kind and score that were right, in words and speaker, when "
            "the program read news articles that had been annotated by hand:"
        }
        table {
            thead { tr { th scope="col" { "Stated confidence" } th scope="col" { "Were right" } } }
            tbody { @for (stated, right) in RIGHT { tr { th scope="row" { (stated) } td { (right) } } } }
        }
    }
}

fn quality() -> Markup {
    html! {
        h2 { "How good that is" }
        p {
            "Measured on 1,997 annotated statements in US political news of 2015 and 2016 (PolNeAR 1.0), from which "
            "nothing had been learned: 85 % of the statements that it finds are right, and it finds 80 % of "
            "all statements. About one in four is missed or attributed to the wrong speaker; quotations "
            "are more reliable than reported speech:"
        }
        table {
            thead { tr { th scope="col" { "Kind" } th scope="col" { "Found" } th scope="col" { "With the right speaker" } } }
            tbody {
                @for (kind, found, attributed) in FOUND {
                    tr { th scope="row" { (kind) } td { (found) } td { (attributed) } }
                }
            }
        }
        p {
            "Sixteen annotated press articles from many countries guided the development. There, names are right for "
            "98 % of the statements found, the country for 93 % of those whose country the article shows, and the day for "
            "95 % of those whose day it states. Other articles will give lower figures."
        }
        p { "Before you rely on a statement, read it in its article, and read the article where it was published." }
    }
}

fn errors(options: &Options) -> Markup {
    html! {
        h2 { "How to report an error" }
        p {
            "Open the statement and choose “Suggest a correction”. Your correction is shown at once, and you can save all "
            "corrections as a file, “corrections.toml”, which the publisher of this record can put beside the articles."
        }
        @if let Some(contact) = &options.contact {
            p { "Send it, or a few words and the statement’s link, to " a href=(contact.as_str()) { (contact.label()) } "." }
        } @else {
            p { "Send it to the publisher of this record, with the statement’s link." }
        }
    }
}

//! Scenarios that the driver of WebKit cannot act out, or in which its engine differs, each with what is missing.

/// Scenarios by module and name.
const WEBKIT: [(&str, &str); 18] = [
    ("embeds::a_view_in_a_frame", "its driver cannot focus what is in a frame"),
    ("exploring::opening_a_statement", "its driver cannot read the text of an element that was replaced"),
    ("exploring::other_sources_are_collapsed_under_a_statement", "its driver does not unfold details"),
    ("exploring::starting_from_a_question", "its driver misses links of two lines"),
    ("faults::a_host_that_refuses_webassembly_is_reported", "its engine does not apply that policy"),
    ("faults::a_page_instead_of_the_script", "its engine reports no module that fails"),
    ("faults::a_script_that_is_missing", "its engine reports no module that fails"),
    ("faults::an_app_that_is_missing", "its engine reports no module that fails"),
    ("link_matrix::the_first_screen_can_be_read_without_scripts", "its driver misses links of two lines"),
    ("links::a_click_with_a_modifier_is_left_to_the_browser", "its driver holds no key during a click"),
    ("timeline::a_click_on_a_mark_is_no_drag", "its driver cannot click links in SVG"),
    ("timeline::a_mark_has_a_card", "its driver cannot click links in SVG"),
    ("timeline::pinching_the_days", "its driver has one finger"),
    ("timeline::the_first_tap_shows_a_card_and_the_second_opens", "its driver cannot tap"),
    (
        "timeline::the_legend_explains_the_shapes_of_marks",
        "its driver reads text without the spaces of its layout",
    ),
    ("timeline::today_is_marked", "its driver does not find links in SVG"),
    (
        "tour::every_step_of_the_tour_shows_statements",
        "its driver reads text without the lines of its layout",
    ),
    (
        "user_articles::a_correction_is_made_and_undone",
        "its driver cannot read the text of an element that was replaced",
    ),
];

/// Returns what WebKit lacks for a scenario.
pub(super) fn of_webkit(module: &str, name: &str) -> Option<&'static str> {
    let is = |known: &str| known.split_once("::") == Some((module, name));
    WEBKIT.iter().find(|(known, _)| is(known)).map(|(_, reason)| *reason)
}

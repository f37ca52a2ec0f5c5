//! The roles that articles give to a speaker, with their days.

use onrecord_model::{Date, Speaker, SpeakerId, ranked::sort};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Input,
    identity::{is_role, office_of, role_of},
};
use crate::draft::{Role, RoleOnDay};

/// Number of days around a day in which articles tell the role of that time.
const NEAR: i32 = 60;

/// The roles of speakers who have more than one.
#[derive(Default)]
pub(super) struct Roles {
    /// Sorted by speaker and first day.
    pub(super) roles: Vec<Role>,
    /// The role of each speaker on each day of an article, sorted by speaker and day.
    pub(super) on_days: Vec<RoleOnDay>,
}

/// How often a role was given to a speaker on a day.
struct Given {
    day: Date,
    /// The index among the speaker's roles.
    role: usize,
    statements: usize,
}

/// Returns the roles of speakers who have more than one. `who` maps the speakers of each article to indices; articles are in
/// order of days.
pub(super) fn roles(
    inputs: &[Input],
    who: &FxHashMap<(usize, SpeakerId), usize>,
    speakers: &[Speaker],
    stated: &FxHashSet<SpeakerId>,
) -> Roles {
    let mut all = Roles::default();
    let given = given_roles(inputs, who, speakers.len());
    for (speaker, GivenRoles { roles, given, days }) in given.into_iter().enumerate() {
        if roles.len() < 2 {
            continue;
        }
        // A role that the publisher states holds for all days.
        let one = speakers.get(speaker).filter(|one| stated.contains(&one.id));
        match one.and_then(|one| one.role.as_ref()) {
            Some(role) => {
                all.on_days.extend(days.iter().map(|&day| RoleOnDay { speaker, day, role: role.clone() }));
            }
            None => all.on_days.extend(on_days(&roles, &given, &days)),
        }
        all.roles.extend(roles);
    }
    all
}

/// The roles that articles give to one speaker.
#[derive(Default)]
struct GivenRoles {
    roles: Vec<Role>,
    /// In order of days.
    given: Vec<Given>,
    /// The days of all articles, in order.
    days: Vec<Date>,
}

/// Collects the roles that articles give to each speaker.
fn given_roles(
    inputs: &[Input],
    who: &FxHashMap<(usize, SpeakerId), usize>,
    speakers: usize,
) -> Vec<GivenRoles> {
    let mut all: Vec<GivenRoles> = (0..speakers).map(|_| GivenRoles::default()).collect();
    for (article, input) in inputs.iter().enumerate() {
        let Some(day) = input.article.article.published else { continue };
        let mut said: FxHashMap<&SpeakerId, usize> = FxHashMap::default();
        for id in input.article.statements.iter().filter_map(|said| said.speaker.as_ref()) {
            let count = said.entry(id).or_default();
            *count = count.saturating_add(1);
        }
        for told in &input.article.speakers {
            let Some(&speaker) = who.get(&(article, told.id.clone())) else { continue };
            let Some(GivenRoles { roles, given, days }) = all.get_mut(speaker) else { continue };
            if days.last() != Some(&day) {
                days.push(day);
            }
            let Some(role) = role_of(told).filter(|role| is_role(role)) else { continue };
            let at = roles.iter().position(|known| known.role.eq_ignore_ascii_case(&role));
            let at = at.unwrap_or(roles.len());
            match roles.get_mut(at) {
                Some(known) => known.to = known.to.max(day),
                None => roles.push(Role { speaker, role, from: day, to: day }),
            }
            given.push(Given { day, role: at, statements: said.get(&told.id).copied().unwrap_or_default() });
        }
    }
    all
}

/// Returns the role of one speaker on each of `days`: an office or occupation before any other description, the one that
/// most statements near the day support.
fn on_days(roles: &[Role], given: &[Given], days: &[Date]) -> Vec<RoleOnDay> {
    // Equal offices support each other: "Sen.", "Senator".
    let offices: Vec<_> = roles.iter().map(|role| office_of(&role.role)).collect();
    let office = |at: usize| offices.get(at).copied().flatten();
    let role_on = |day: Date| {
        let (from, to) = (day.number().saturating_sub(NEAR), day.number().saturating_add(NEAR));
        let first = given.partition_point(|given| given.day.number() < from);
        let last = given.partition_point(|given| given.day.number() <= to);
        let near = given.get(first..last).unwrap_or_default();
        let mut of_role: FxHashMap<usize, (usize, u32)> = FxHashMap::default();
        let mut of_office: FxHashMap<&str, usize> = FxHashMap::default();
        for given in near {
            let far = given.day.number().abs_diff(day.number());
            let (statements, nearest) = of_role.entry(given.role).or_insert((0, far));
            *statements = statements.saturating_add(given.statements);
            *nearest = far.min(*nearest);
            if let Some(office) = office(given.role) {
                let all = of_office.entry(office).or_default();
                *all = all.saturating_add(given.statements);
            }
        }
        let best = of_role.into_iter().max_by_key(|&(role, (statements, nearest))| {
            let support = office(role).and_then(|office| of_office.get(office)).copied();
            (support, statements, std::cmp::Reverse(nearest), std::cmp::Reverse(role))
        });
        best.and_then(|(role, _)| roles.get(role))
    };
    let told = days.iter().filter_map(|&day| {
        let role = role_on(day)?;
        Some(RoleOnDay { speaker: role.speaker, day, role: role.role.clone() })
    });
    let mut told: Vec<RoleOnDay> = told.collect();
    sort(&mut told, |a, b| a.day.cmp(&b.day));
    told
}

#[cfg(test)]
mod tests {
    use crate::build::{Input, People, build, tests::article};

    /// Returns an article of a day of publication.
    fn on(day: &str, text: &str) -> Input {
        let mut input = article(&format!("{day} {text}"), text);
        input.article.article.published = day.parse().ok();
        input
    }

    #[test]
    fn a_day_has_the_office_of_most_statements_near_it() {
        let (draft, _) = build(
            vec![
                on("2012-05-02", "“It rains,” said Sen. Ada Lind."),
                on("2016-07-02", "“It is late,” said Ada Lind, a candidate for mayor. “Yes,” Lind said."),
                on("2016-07-03", "“It is dark,” said Ada Lind, a rowing coach."),
                on("2016-07-03", "“It is cold,” said Ada Lind. “No,” Lind said."),
            ],
            &People::default(),
        );
        let told = draft.roles_on_days.iter().map(|told| format!("{} {}", told.day, told.role));
        assert_eq!(
            told.collect::<Vec<_>>(),
            ["2012-05-02 Sen.", "2016-07-02 candidate for mayor", "2016-07-03 candidate for mayor"]
        );
        let role = |day: &str| draft.role_on(0, day.parse().ok());
        assert_eq!(role("2016-07-03"), Some("candidate for mayor"));
        assert_eq!(role("2012-05-02"), Some("Sen."));
    }

    #[test]
    fn a_role_of_two_offices_does_not_have_the_support_of_both() {
        let texts = [
            "“It rains,” said Sen. Ada Lind. “Yes,” Lind said.",
            "“It snows,” said Sen. Ada Lind.",
            "“It hails,” said Ada Lind, a candidate for mayor.",
            "“It thaws,” said mayoral candidate Senator Ada Lind.",
        ];
        let inputs = texts.iter().enumerate().map(|(at, text)| article(&format!("a{at}"), text)).collect();
        let (draft, _) = build(inputs, &People::default());
        assert_eq!(draft.speakers[0].role.as_deref(), Some("Sen."));
    }

    #[test]
    fn a_role_lasts_from_its_first_article_to_its_last() {
        let (draft, _) = build(
            vec![
                on("2017-01-02", "“We will see,” said Nikki Haley, the governor of South Carolina."),
                on("2017-07-03", "“It is late,” said Nikki Haley, the US ambassador."),
                on(
                    "2017-07-31",
                    "“It is late now,” said Nikki Haley, the US ambassador. “Yes,” said Shinzo Abe, the prime minister.",
                ),
            ],
            &People::default(),
        );
        let roles = draft
            .roles
            .iter()
            .map(|r| format!("{} {} {} {}", draft.speakers[r.speaker].id, r.role, r.from, r.to));
        assert_eq!(
            roles.collect::<Vec<_>>(),
            [
                "nikki-haley governor of South Carolina 2017-01-02 2017-01-02",
                "nikki-haley US ambassador 2017-07-03 2017-07-31"
            ]
        );
    }
}

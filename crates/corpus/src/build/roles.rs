//! The roles that articles give to a speaker, with their days.

use onrecord_model::SpeakerId;
use rustc_hash::FxHashMap;

use super::{
    Input,
    identity::{is_role, role_of},
};
use crate::draft::Role;

/// Returns the roles of speakers who have more than one, sorted by speaker and first day. `who` maps the
/// speakers of each article to indices; articles are in order of days.
pub(super) fn roles(
    inputs: &[Input],
    who: &FxHashMap<(usize, SpeakerId), usize>,
    speakers: usize,
) -> Vec<Role> {
    let mut roles: Vec<Vec<Role>> = vec![Vec::new(); speakers];
    for (article, input) in inputs.iter().enumerate() {
        let Some(day) = input.article.article.published else { continue };
        for given in &input.article.speakers {
            let role = role_of(given).filter(|role| is_role(role));
            let (Some(role), Some(&speaker)) = (role, who.get(&(article, given.id.clone()))) else {
                continue;
            };
            let Some(known) = roles.get_mut(speaker) else { continue };
            match known.iter_mut().find(|known| known.role.eq_ignore_ascii_case(&role)) {
                Some(known) => known.to = known.to.max(day),
                None => known.push(Role { speaker, role, from: day, to: day }),
            }
        }
    }
    roles.into_iter().filter(|of_one| of_one.len() > 1).flatten().collect()
}

#[cfg(test)]
mod tests {
    use crate::build::{People, build, tests::article};

    #[test]
    fn a_role_lasts_from_its_first_article_to_its_last() {
        let on = |day: &str, text: &str| {
            let mut input = article(day, text);
            input.article.article.published = day.parse().ok();
            input
        };
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

//! The channel through which something was said, such as tweet, podcast, press briefing or interview.

use crate::{
    lexicon::{WordClass, channels},
    tokens::Token,
};

/// Returns the channel that the words around a cue name, by the first matching row of the table.
pub(crate) fn find<'t>(
    source: &str,
    mut stretches: impl Iterator<Item = &'t [Token]>,
) -> Option<&'static str> {
    stretches.find_map(|tokens| {
        let rows = (0..tokens.len()).filter_map(|at| row(source, tokens.get(at..)?));
        rows.min().and_then(|row| channels().get(row)).map(|(channel, _)| *channel)
    })
}

/// Returns the first row of the table whose phrase begins these words.
fn row(source: &str, tokens: &[Token]) -> Option<usize> {
    tokens.first().filter(|t| t.class.is(WordClass::CHANNEL))?;
    let fits = |phrase: &[&str]| {
        let word = |at: usize| tokens.get(at).map_or("", |t| t.span.slice(source));
        phrase.iter().enumerate().all(|(at, w)| word(at).eq_ignore_ascii_case(w))
    };
    channels().iter().position(|(_, phrase)| fits(phrase))
}

#[cfg(test)]
mod tests {
    use onrecord_model::Span;

    use super::*;
    use crate::tokens::tokenize;

    #[test]
    fn channels_of_circumstances() {
        for (text, channel) in [
            ("Trump tweeted", Some("tweet")),
            ("in a written response Monday to CNN", Some("written response")),
            ("said on his podcast last week", Some("podcast")),
            ("told a news conference in Seoul", Some("press briefing")),
            ("said in a statement carried by KCNA", Some("written statement")),
            ("said in an interview with CBS", Some("interview")),
            ("said in an address to the nation", Some("speech")),
            ("wrote in an Op-Ed article", Some("article")),
            ("did not address the message, but said", None),
            ("said", None),
        ] {
            let tokens = tokenize(text, Span::from_usize(0, text.len()));
            assert_eq!(find(text, [tokens.as_slice()].into_iter()), channel, "{text}");
        }
    }
}

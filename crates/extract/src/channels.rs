//! Where something was said: tweet, podcast, written response, press briefing, interview.

use onrecord_model::Span;

use crate::lexicon::channels;

/// The channel that the words around a cue name, the first row of the table that fits.
pub(crate) fn find(source: &str, circumstances: &[Span]) -> Option<&'static str> {
    circumstances.iter().find_map(|span| {
        let text = span.slice(source).to_lowercase();
        let words: Vec<_> = text.split(|ch: char| !ch.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        channels().iter().find_map(|(channel, phrase)| {
            words.windows(phrase.len()).any(|w| w == phrase.as_slice()).then_some(*channel)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("did not address the message, but said", None),
            ("said", None),
        ] {
            assert_eq!(find(text, &[Span::of(0, text.len())]), channel, "{text}");
        }
    }
}

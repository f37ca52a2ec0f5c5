//! Groups equal messages: each is printed once, with the number of its places and the first of them.

use std::collections::HashMap;

/// The number of places that a message lists.
const NAMED: usize = 5;

/// Messages in the order in which they first came, each with its places.
#[derive(Default)]
pub(crate) struct Alike {
    /// Up to this number, equal messages are printed one by one.
    apart: usize,
    messages: Vec<(String, Vec<String>)>,
    /// The positions of messages.
    known: HashMap<String, usize>,
}

impl Alike {
    /// Creates an empty group that prints up to `apart` equal messages one by one.
    pub(crate) fn up_to(apart: usize) -> Self {
        Self { apart, ..Self::default() }
    }

    pub(crate) fn add(&mut self, message: String, place: String) {
        let next = self.messages.len();
        let at = *self.known.entry(message.clone()).or_insert(next);
        match self.messages.get_mut(at) {
            Some((_, places)) => places.push(place),
            None => self.messages.push((message, vec![place])),
        }
    }

    /// Returns the lines to print. `more` ends the list of places if it does not have all of them.
    pub(crate) fn lines(&self, more: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for (message, places) in &self.messages {
            if places.len() <= self.apart {
                let with_place = |place: &String| match place.as_str() {
                    "" => message.clone(),
                    place => format!("{place}: {message}"),
                };
                lines.extend(places.iter().map(with_place));
            } else {
                let named: Vec<&str> = places.iter().take(NAMED).map(String::as_str).collect();
                let more = if places.len() > NAMED { more } else { "" };
                lines.push(format!("{message} ({} times: {}{more})", places.len(), named.join(", ")));
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_messages_are_one_line() {
        let mut alike = Alike::up_to(1);
        for file in 1..=7 {
            alike.add("no day".to_owned(), format!("{file}.txt"));
        }
        alike.add("no story".to_owned(), "home.html".to_owned());
        let lines = alike.lines(", …");
        assert_eq!(lines, ["no day (7 times: 1.txt, 2.txt, 3.txt, 4.txt, 5.txt, …)", "home.html: no story"]);
    }
}

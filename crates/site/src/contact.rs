//! Where readers report errors.

use std::str::FromStr;

/// The address at which readers report errors: a `mailto:` or `https:` address, never one that could run a script.
///
/// It is parsed from an e-mail address, with or without `mailto:`, or the address of a page.
///
/// ```
/// use onrecord_site::Contact;
/// assert_eq!("desk@example.org".parse::<Contact>()?.as_str(), "mailto:desk@example.org");
/// # Ok::<(), onrecord_site::ParseContactError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

/// The error of parsing a [`Contact`]: the text is neither an e-mail address nor an `https:` address. The message names
/// the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an address: use `someone@example.org` or a page, `https://…`")]
pub struct ParseContactError(String);

impl Contact {
    /// Returns the address, as it stands in a link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text of the link.
    pub(crate) fn label(&self) -> &str {
        self.0.strip_prefix("mailto:").unwrap_or(&self.0)
    }
}

impl FromStr for Contact {
    type Err = ParseContactError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = !text.contains(|ch: char| ch.is_whitespace() || ch.is_control());
        let address = text.strip_prefix("mailto:").unwrap_or(text);
        let parts = address.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
        match (plain, text.starts_with("https://"), parts) {
            (true, true, _) => Ok(Self(text.to_owned())),
            (true, false, Some(_)) if !address.contains([':', '/']) => Ok(Self(format!("mailto:{address}"))),
            _ => Err(ParseContactError(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_pages() {
        for (text, link) in [
            ("desk@example.org", Some("mailto:desk@example.org")),
            ("mailto:desk@example.org", Some("mailto:desk@example.org")),
            ("https://example.org/report", Some("https://example.org/report")),
            ("javascript:alert(1)@example.org", None),
            ("data:text/html,hello@example.org", None),
            ("http://example.org", None),
            ("somebody", None),
            ("a b@example.org", None),
        ] {
            assert_eq!(text.parse::<Contact>().ok().as_ref().map(Contact::as_str), link, "{text}");
        }
    }
}

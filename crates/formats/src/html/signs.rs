//! What the name and the attributes of an element say about its content.
//!
//! Sites name their classes as they like, but from one vocabulary: the words of a class (`ArticleBody__caption`) are
//! compared whole, so that `promoted` is not `promo`.

use dom_query::NodeRef;

use super::sign_words::WORDS;

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u32);

impl Signs {
    /// Nothing is said.
    pub(super) const NONE: Self = Self(0);
    /// Navigation, footers, consent: never a part of the story.
    pub(super) const PAGE: Self = Self(1);
    /// Furniture, if it is small.
    pub(super) const FURNITURE: Self = Self(1 << 1);
    /// Links to other stories.
    pub(super) const RELATED: Self = Self(1 << 2);
    /// Comments of readers.
    pub(super) const COMMENTS: Self = Self(1 << 3);
    /// A caption.
    pub(super) const CAPTION: Self = Self(1 << 4);
    /// The credit of a picture.
    pub(super) const CREDIT: Self = Self(1 << 5);
    /// The names of the authors.
    pub(super) const BYLINE: Self = Self(1 << 6);
    /// The moment of publication.
    pub(super) const DATE: Self = Self(1 << 7);
    /// A standfirst.
    pub(super) const STANDFIRST: Self = Self(1 << 8);
    /// The element `article`.
    pub(super) const ARTICLE: Self = Self(1 << 9);
    /// The main content.
    pub(super) const MAIN: Self = Self(1 << 10);
    /// The body of the article, by its property.
    pub(super) const BODY: Self = Self(1 << 11);
    /// A block quotation.
    pub(super) const QUOTE: Self = Self(1 << 12);
    /// Words of the story set large beside it.
    pub(super) const PULL: Self = Self(1 << 13);
    /// An embedded post.
    pub(super) const POST: Self = Self(1 << 14);
    /// A figure.
    pub(super) const FIGURE: Self = Self(1 << 15);
    /// An item of a list.
    pub(super) const ITEM: Self = Self(1 << 16);
    /// A heading.
    pub(super) const HEADING: Self = Self(1 << 17);
    /// Story highlights.
    pub(super) const HIGHLIGHTS: Self = Self(1 << 18);
    /// A cell of a table.
    pub(super) const CELL: Self = Self(1 << 19);
    /// The source of a quotation.
    pub(super) const SOURCE: Self = Self(1 << 20);
    /// The element `p`.
    pub(super) const PARAGRAPH: Self = Self(1 << 21);
    /// The first heading.
    pub(super) const TITLE: Self = Self(1 << 22);
    /// The marked opening of a page.
    pub(super) const HEADER: Self = Self(1 << 23);
    /// What is said of the writer.
    pub(super) const WRITER: Self = Self(1 << 24);
    /// The element `aside`.
    pub(super) const ASIDE: Self = Self(1 << 25);
    /// The element `footer`.
    pub(super) const FOOTER: Self = Self(1 << 26);
    /// A list.
    pub(super) const LIST: Self = Self(1 << 27);

    /// Signs that hold for everything inside the element.
    pub(super) const INHERITED: Self = Self(
        Self::PAGE.0
            | Self::FURNITURE.0
            | Self::RELATED.0
            | Self::COMMENTS.0
            | Self::CAPTION.0
            | Self::CREDIT.0
            | Self::BYLINE.0
            | Self::DATE.0
            | Self::STANDFIRST.0
            | Self::QUOTE.0
            | Self::PULL.0
            | Self::POST.0
            | Self::FIGURE.0
            | Self::ITEM.0
            | Self::HEADING.0
            | Self::HIGHLIGHTS.0
            | Self::CELL.0
            | Self::SOURCE.0
            | Self::TITLE.0
            | Self::HEADER.0
            | Self::WRITER.0
            | Self::ASIDE.0
            | Self::FOOTER.0,
    );
    /// Signs that an element of much text cannot have.
    pub(super) const SMALL: Self = Self(
        Self::FURNITURE.0
            | Self::RELATED.0
            | Self::CAPTION.0
            | Self::CREDIT.0
            | Self::BYLINE.0
            | Self::DATE.0
            | Self::STANDFIRST.0
            | Self::WRITER.0
            | Self::HIGHLIGHTS.0
            | Self::PULL.0
            | Self::ASIDE.0
            | Self::FOOTER.0,
    );

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns whether it has one of the other signs.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Attributes that are read.
#[derive(Default)]
struct Attributes {
    /// Class, id and component, as words with one space before and behind each.
    words: String,
    property: String,
    role: String,
    hidden: bool,
}

/// Returns the signs of an element, or `None` if nothing inside it is shown.
pub(super) fn signs(node: &NodeRef<'_>, tag: &str) -> Option<Signs> {
    let mut told = attributes(node);
    if told.hidden {
        return None;
    }
    let mut signs = of_tag(tag);
    match told.role.as_str() {
        "navigation" | "banner" | "contentinfo" | "search" | "dialog" | "alertdialog" | "menu"
        | "toolbar" => {
            signs = signs.with(Signs::PAGE);
        }
        "main" => signs = signs.with(Signs::MAIN),
        "complementary" => signs = signs.with(Signs::ASIDE),
        "doc-subtitle" => signs = signs.with(Signs::STANDFIRST),
        _ => {}
    }
    let has = |words: &str| told.property.split(' ').any(|word| word == words);
    if has("articlebody") || has("reviewbody") {
        signs = signs.with(Signs::BODY);
    }
    if has("author") {
        signs = signs.with(Signs::BYLINE);
    }
    if has("datepublished") || has("datemodified") {
        signs = signs.with(Signs::DATE);
    }
    if has("caption") {
        signs = signs.with(Signs::CAPTION);
    }
    // A builder of pages that calls each of its boxes a widget.
    if told.words.contains(" elementor ") {
        told.words = told.words.replace(" widget ", " ");
    }
    if told.words.len() > 1 && !matches!(tag, "body" | "html") {
        let mut key = String::new();
        for (sign, words) in WORDS {
            let named = words.iter().any(|word| {
                key.clear();
                key.push(' ');
                key.push_str(word);
                key.push(' ');
                told.words.contains(&key)
            });
            if named {
                signs = signs.with(sign);
            }
        }
    }
    // "Teaser text" is the first words of this story.
    if signs.any(Signs::STANDFIRST) && told.words.contains(" teaser text ") {
        signs = signs.without(Signs::RELATED);
    }
    Some(signs)
}

fn of_tag(tag: &str) -> Signs {
    match tag {
        "nav" | "menu" | "dialog" => Signs::PAGE,
        "footer" => Signs::FOOTER,
        "aside" => Signs::ASIDE,
        "article" => Signs::ARTICLE,
        "main" => Signs::MAIN,
        "header" => Signs::HEADER,
        "blockquote" => Signs::QUOTE,
        "figure" => Signs::FIGURE,
        "figcaption" | "caption" => Signs::CAPTION,
        "li" => Signs::ITEM,
        "ul" | "ol" => Signs::LIST,
        "td" | "th" => Signs::CELL,
        "p" => Signs::PARAGRAPH,
        "cite" => Signs::SOURCE,
        "h1" => Signs::HEADING.with(Signs::TITLE),
        "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => Signs::HEADING,
        _ => Signs::NONE,
    }
}

fn attributes(node: &NodeRef<'_>) -> Attributes {
    let mut told = Attributes::default();
    let Some(element) = node.element_ref() else { return told };
    for attribute in &element.attrs {
        let value = &attribute.value;
        match &*attribute.name.local {
            "class" | "id" | "data-component" | "data-testid" | "data-module" | "data-qa" => {
                words(value, &mut told.words)
            }
            "itemprop" | "property" => told.property = value.to_ascii_lowercase(),
            "role" => told.role = value.to_ascii_lowercase(),
            "hidden" => told.hidden = !value.eq_ignore_ascii_case("until-found"),
            "aria-hidden" => told.hidden |= value.eq_ignore_ascii_case("true"),
            "style" => {
                let style: String =
                    value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
                told.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            _ => {}
        }
    }
    told
}

/// Appends the words of a name, split at signs and at capitals: " article body caption ".
fn words(name: &str, to: &mut String) {
    if to.is_empty() {
        to.push(' ');
    }
    let mut small = false;
    for letter in name.chars().take(2000) {
        let breaks = !letter.is_alphanumeric() || (letter.is_uppercase() && small);
        if breaks && !to.ends_with(' ') {
            to.push(' ');
        }
        if letter.is_alphanumeric() {
            to.extend(letter.to_lowercase());
        }
        small = letter.is_lowercase();
    }
    if !to.ends_with(' ') {
        to.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        for (name, expected) in [
            ("ArticleBody__caption--x1", " article body caption x1 "),
            ("pier-promoted-to-monument", " pier promoted to monument "),
            ("mostRead", " most read "),
        ] {
            let mut found = String::new();
            words(name, &mut found);
            assert_eq!(found, expected);
        }
    }
}

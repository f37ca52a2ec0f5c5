//! Headings that announce something else than the story.

/// Headings of what is no part of the story.
const ANNOUNCES: [&str; 66] = [
    "related",
    "related stories",
    "related articles",
    "related topics",
    "related news",
    "related content",
    "related coverage",
    "related links",
    "related posts",
    "related reading",
    "more related",
    "read more",
    "read next",
    "read also",
    "also read",
    "more stories",
    "more news",
    "more like this",
    "recommended",
    "recommended stories",
    "recommended reading",
    "recommended for you",
    "you may like",
    "you may also like",
    "you might like",
    "you might also like",
    "most read",
    "most popular",
    "most viewed",
    "popular",
    "trending",
    "trending now",
    "top stories",
    "latest",
    "latest news",
    "latest stories",
    "editors picks",
    "dont miss",
    "whats next",
    "up next",
    "comments",
    "leave a comment",
    "leave a reply",
    "join the conversation",
    "share this",
    "share",
    "share this story",
    "about the author",
    "newsletter",
    "newsletters",
    "sign up",
    "tags",
    "notes to editors",
    "note to editors",
    "notes for editors",
    "media contact",
    "media contacts",
    "press contact",
    "press contacts",
    "media enquiries",
    "media inquiries",
    "press enquiries",
    "contact information",
    "contact details",
    "for more information",
    "updates to this page",
];
const ANNOUNCES_START: [&str; 14] = [
    "more from",
    "more on",
    "more in",
    "more about",
    "sign up for",
    "subscribe to",
    "get our",
    "follow us",
    "read more",
    "related:",
    "share this",
    "what to read",
    "you may also",
    "comments (",
];

/// Words with which a line leads to something else than the story goes on with.
const LEADS: [&str; 16] = [
    "also read",
    "read also",
    "read more",
    "read next",
    "see also",
    "also see",
    "watch also",
    "watch:",
    "listen:",
    "must read",
    "more:",
    "more :",
    "related",
    "don't miss",
    "don’t miss",
    "click here",
];

/// Returns whether a line, mostly a link or in bold, leads to something else.
pub(super) fn leads_away(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_behind = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    LEADS.iter().any(|start| lower.strip_prefix(start).is_some_and(is_behind))
}

/// How lines begin that say who else worked on a story, or ask for its readers' money.
const COLOPHON: [&str; 15] = [
    "with a report from",
    "with reports from",
    "with reporting from",
    "with inputs from",
    "with agency inputs",
    "find this article at",
    "edited by",
    "editing by",
    "reporting by",
    "additional reporting",
    "with reporting",
    "thanks for reading",
    "thank you for reading",
    "story continues below",
    "article continues",
];

/// Returns whether a line begins as the credit of a picture: "(Credit: Ann Lee)".
pub(super) fn is_credit(text: &str) -> bool {
    let lower = text.trim_start_matches(['(', '[']).to_lowercase();
    let starts = [
        "credit:",
        "photo:",
        "photos:",
        "photo by",
        "photograph:",
        "photograph by",
        "image:",
        "picture:",
        "image credit",
        "photo credit",
    ];
    starts.iter().any(|start| lower.starts_with(start))
}

/// Words of walls between the paragraphs, which no story has.
const WALLS: [&str; 13] = [
    "already a subscriber",
    "already have an account",
    "to continue reading",
    "subscribe to keep reading",
    "to keep reading, ",
    "subscribe to read",
    "subscribe to unlock",
    "for subscribers only",
    "sign in to continue",
    "log in to continue",
    "first-time subscribers",
    "you have reached your limit of free articles",
    "you’ve reached your limit of free articles",
];

/// Returns whether a short line asks its readers to sign in, or to pay, before they go on.
pub(super) fn is_wall(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() < 300 && !text.contains(['“', '"']) && WALLS.iter().any(|words| lower.contains(words))
}

/// Returns whether a short line is no part of the story by its words.
pub(super) fn is_colophon(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(['(', '[']);
    let is_short = text.len() < 200;
    is_wall(text)
        || is_short && (COLOPHON.iter().any(|start| lower.starts_with(start)) || points_to_address(lower))
}

/// How lines begin that send the reader to an address.
const POINTERS: [&str; 12] = [
    "follow ",
    "read ",
    "find ",
    "see ",
    "visit ",
    "more ",
    "for more ",
    "for details",
    "learn more",
    "go to ",
    "email ",
    "contact ",
];

/// Returns whether a line in lower case sends the reader to the address that it ends with.
fn points_to_address(lower: &str) -> bool {
    let last = lower.split(' ').next_back().unwrap_or_default().trim_end_matches(['.', ')', '…']);
    let is_address = last.starts_with("http") || last.starts_with("www.") || last.contains('@');
    is_address && POINTERS.iter().any(|start| lower.starts_with(start))
}

/// What readers are asked to sign up for.
const OFFERS: [&str; 10] = [
    "newsletter",
    "inbox",
    "subscrib",
    "sign up",
    "whatsapp channel",
    "telegram channel",
    "our app",
    "become a member",
    "push notifications",
    "email alert",
];

/// Returns whether a short text that has a link, or is all in bold, offers its readers something.
pub(super) fn is_promotion(text: &str) -> bool {
    if text.len() > 500 || text.contains(['“', '"']) {
        return false;
    }
    let lower = text.to_lowercase();
    let to_reader = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "you" | "your" | "our" | "us" | "here"));
    let offers = OFFERS.iter().filter(|offer| lower.contains(*offer)).count();
    offers > 1 || offers == 1 && to_reader
}

/// Returns whether what a heading announces ends the story: notes, contacts, what a sender says of himself.
pub(super) fn ends_story(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_note =
        ["note", "media ", "press ", "contact", "for more"].iter().any(|start| lower.starts_with(start));
    is_about_sender(text.trim()) || is_note
}

/// Returns whether a heading names the sender of a press release, behind whose text he describes himself.
fn is_about_sender(text: &str) -> bool {
    let Some(name) = text.strip_prefix("About ") else { return false };
    let is_of_name = |word: &str| {
        word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
            || matches!(word, "the" | "of" | "and" | "&" | "for")
    };
    let words = name.split_whitespace().count();
    (1..=7).contains(&words)
        && name.split_whitespace().all(is_of_name)
        && !name.ends_with(['.', '?', '!'])
        && name.split_whitespace().any(|word| word.starts_with(char::is_uppercase))
}

/// Returns whether a heading announces other stories or furniture.
pub(super) fn announces(text: &str) -> bool {
    let lower = text.to_lowercase();
    let plain: String = lower.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    ANNOUNCES.contains(&plain.trim())
        || is_about_sender(text.trim())
        || text.len() < 80 && ANNOUNCES_START.iter().any(|start| lower.starts_with(start))
}

//! The content security policy of a page. Inline scripts and styles are allowed one by one, by their hashes.

use std::cell::{Cell, RefCell};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use lol_html::{element, errors::RewritingError, html_content::ContentType, text};
use maud::html;
use sha2::{Digest as _, Sha256};

use crate::rewrite::rewrite;

/// The name of the policy of a copy of the page that a reader saves with articles of their own.
pub(crate) const SAVED: &str = "onrecord:saved-policy";

/// Inserts the policy of a site's page before its first script or style.
///
/// `saved` is the script that a single file has. If it is given, the policy of a copy that the reader saves with this
/// script is stored in the page as well.
pub(crate) fn with_policy(page: &str, saved: Option<&str>) -> Result<String, RewritingError> {
    let allowed = Allowed::from_page(page)?;
    let saved = saved.map(|script| allowed.single_file(&hash(script)));
    insert(page, &allowed.site(), saved.as_deref())
}

/// Inserts the policy of a single file before its first script or style.
pub(crate) fn with_single_file_policy(page: &str) -> Result<String, RewritingError> {
    insert(page, &Allowed::from_page(page)?.single_file(""), None)
}

fn insert(page: &str, policy: &str, saved: Option<&str>) -> Result<String, RewritingError> {
    let meta = html! {
        meta http-equiv="Content-Security-Policy" content=(policy);
        @if let Some(saved) = saved { meta name=(SAVED) content=(saved); }
    };
    let once = RefCell::new(Some(meta.into_string()));
    let insert = element!("meta[charset]", |charset| {
        if let Some(meta) = once.take() {
            charset.after(&meta, ContentType::Html);
        }
        Ok(())
    });
    rewrite(page, vec![insert])
}

/// The hashes of a page's inline scripts and styles.
struct Allowed {
    scripts: String,
    styles: String,
}

impl Allowed {
    fn from_page(page: &str) -> Result<Self, RewritingError> {
        Ok(Self { scripts: hashes(page, "script")?, styles: hashes(page, "style")? })
    }

    /// Returns the policy of a page among the files of its site.
    fn site(&self) -> String {
        let Self { scripts, styles } = self;
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
             connect-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; \
             base-uri 'none'; form-action 'none'"
        )
    }

    /// Returns the policy of a page that is all in one file, and unpacks its record itself.
    fn single_file(&self, script: &str) -> String {
        let Self { scripts, styles } = self;
        let styles = if styles.is_empty() { " 'none'" } else { styles };
        format!(
            "default-src 'none'; script-src 'wasm-unsafe-eval'{scripts}{script}; style-src{styles}; \
             connect-src blob:; img-src data: blob:; base-uri 'none'; form-action 'none'"
        )
    }
}

/// Returns the hashes of the content of all elements with this name: ` 'sha256-…' 'sha256-…'`. An external
/// script has the hash of an empty string, which does no harm.
fn hashes(html: &str, element: &'static str) -> Result<String, RewritingError> {
    let texts = RefCell::new(Vec::<String>::new());
    let is_data = Cell::new(false);
    let begin = element!(element, |element| {
        // Compressed content of a page is data, to which no policy applies.
        is_data.set(element.get_attribute("type").is_some_and(|kind| kind == "application/octet-stream"));
        texts.borrow_mut().push(String::new());
        Ok(())
    });
    let read = text!(element, |chunk| {
        if let Some(text) = texts.borrow_mut().last_mut().filter(|_| !is_data.get()) {
            text.push_str(chunk.as_str());
        }
        Ok(())
    });
    rewrite(html, vec![begin, read])?;
    let mut hashes: Vec<_> =
        texts.into_inner().iter().filter(|text| !text.is_empty()).map(|text| hash(text)).collect();
    hashes.sort();
    hashes.dedup();
    Ok(hashes.concat())
}

/// Returns a text as a source of a policy: ` 'sha256-…'`.
fn hash(text: &str) -> String {
    format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_page_is_allowed_by_its_hash() {
        let data = "<script type=application/octet-stream>AAAA</script>";
        let html =
            format!("<style>p{{}}</style><script>go()</script><script src=a.js></script>{data}<p>go()");
        let allowed = Allowed::from_page(&html).unwrap();
        let policy = allowed.site();
        // The output of `printf 'go()' | openssl dgst -sha256 -binary | base64`.
        assert!(policy.contains("'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='; style-src 'self' 'sha256-"), "{policy}");
        let single = allowed.single_file(&hash("go()"));
        assert!(
            single.contains("script-src 'wasm-unsafe-eval' 'sha256-5KY") && !single.contains("'self'"),
            "{single}"
        );
        assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    }
}

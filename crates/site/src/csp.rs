//! The content security policy of a page. Inline scripts and styles are allowed one by one, by their hashes.

use std::cell::RefCell;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use lol_html::{element, errors::RewritingError, html_content::ContentType, text};
use maud::html;
use sha2::{Digest as _, Sha256};

use crate::rewrite::rewrite;

/// Returns a page with its policy in front of everything that it holds for.
pub(crate) fn with_policy(page: &str) -> Result<String, RewritingError> {
    let policy = policy(page)?;
    let meta = html! { meta http-equiv="Content-Security-Policy" content=(policy); };
    let once = RefCell::new(Some(meta.into_string()));
    let insert = element!("meta[charset]", |charset| {
        if let Some(meta) = once.take() {
            charset.after(&meta, ContentType::Html);
        }
        Ok(())
    });
    rewrite(page, vec![insert])
}

/// Returns the policy of a page.
fn policy(html: &str) -> Result<String, RewritingError> {
    let scripts = hashes(html, "script")?;
    let styles = hashes(html, "style")?;
    Ok(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         connect-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'none'"
    ))
}

/// Returns the hashes of the content of all elements with this name: ` 'sha256-…' 'sha256-…'`. An external
/// script has the hash of an empty string, which does no harm.
fn hashes(html: &str, element: &'static str) -> Result<String, RewritingError> {
    let texts = RefCell::new(Vec::<String>::new());
    let begin = element!(element, |_| {
        texts.borrow_mut().push(String::new());
        Ok(())
    });
    let read = text!(element, |chunk| {
        if let Some(text) = texts.borrow_mut().last_mut() {
            text.push_str(chunk.as_str());
        }
        Ok(())
    });
    rewrite(html, vec![begin, read])?;
    let mut hashes: Vec<_> = texts
        .into_inner()
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text))))
        .collect();
    hashes.sort();
    hashes.dedup();
    Ok(hashes.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_content_is_allowed_by_its_hash() {
        let html = "<style>p{}</style><script>go()</script><script src=a.js></script><p>go()";
        let policy = policy(html).unwrap();
        // The output of `printf 'go()' | openssl dgst -sha256 -binary | base64`.
        assert!(policy.contains("'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='; style-src 'self' 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    }
}

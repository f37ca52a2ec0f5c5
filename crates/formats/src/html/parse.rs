//! Parses a page into a tree within limits.
//!
//! A page is a stranger's, so everything that its tree could cost is bounded while the tree is built: content beyond a
//! limit is an error that names the limit.

use std::{
    borrow::Cow,
    cell::{Cell, Ref},
    rc::Rc,
};

use anyhow::{Result, bail, ensure};
use dom_query::{Document, NodeId};
use html5ever::{
    Attribute, QualName, TokenizerResult,
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink},
};
/// The most bytes of HTML that a page may have: 20 MiB.
pub const MAX_BYTES: usize = 20 << 20;
/// How deep elements may be nested. Browsers stop at 512.
const MAX_DEPTH: u32 = 1000;
/// Elements, attributes, texts and comments that a page may have together.
const MAX_NODES: usize = 500_000;
/// Attributes that one tag may have: the tokenizer compares each with all before it.
const MAX_ATTRIBUTES: usize = 1000;
/// Bytes that are fed to the tokenizer before the limits are checked.
const PIECE: usize = 4096;

/// Parses a page within the limits of this module.
///
/// The text is fed to the tokenizer in pieces. A piece that yields no token leaves the tokenizer inside a tag or a
/// comment that began at the piece's `<`: the attributes of that tag are counted ([`TagScan`]) before more is fed.
///
/// # Errors
/// Where the page is over a limit.
pub(super) fn parse(html: &str) -> Result<Document> {
    ensure!(
        html.len() <= MAX_BYTES,
        "this page has {} MB, and at most {} are read: save its text as .txt",
        html.len() >> 20,
        MAX_BYTES >> 20
    );
    // The parser drops NUL bytes one by one.
    let html = if html.contains('\0') { Cow::Owned(html.replace('\0', "")) } else { Cow::Borrowed(html) };
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let sink = Progress { builder: TreeBuilder::new(Limited::default(), options), tokens: Cell::new(0) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut tag = TagScan::default();
    for piece in pieces(&html) {
        let before = tokenizer.sink.tokens.get();
        input.push_back(StrTendril::from(piece));
        while let TokenizerResult::Script(_) = tokenizer.feed(&input) {}
        tokenizer.sink.builder.sink.check()?;
        if tokenizer.sink.tokens.get() > before {
            tag = TagScan::default();
        } else {
            tag.read(piece);
            ensure!(
                tag.attributes <= MAX_ATTRIBUTES,
                "a tag of this page has more than {MAX_ATTRIBUTES} attributes: save its text as .txt"
            );
        }
    }
    tokenizer.end();
    let sink = tokenizer.sink.builder.sink;
    if depth(&sink.document) > MAX_DEPTH {
        sink.over.set(Some(Limit::Depth));
    }
    sink.check()?;
    Ok(sink.document)
}

/// Cuts a text before each `<`, and into pieces of at most [`PIECE`] bytes.
fn pieces(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let window = rest.get(..rest.floor_char_boundary(PIECE))?;
        let tag = window.bytes().skip(1).position(|byte| byte == b'<').map(|at| at + 1);
        let (piece, behind) = rest.split_at_checked(tag.unwrap_or(window.len()))?;
        rest = behind;
        Some(piece).filter(|piece| !piece.is_empty())
    })
}

/// Counts the attributes of a tag, piece by piece (WHATWG HTML, 13.2.5.32 and following).
#[derive(Default)]
struct TagScan {
    state: TagState,
    attributes: usize,
}

/// Where in a tag a scan is.
#[derive(Clone, Copy, Default)]
enum TagState {
    /// At the `<`, or the `/` behind it.
    #[default]
    Open,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
    /// Behind the tag, or in what has no attributes, such as a comment.
    Other,
}

impl TagScan {
    fn read(&mut self, piece: &str) {
        use TagState::{AfterName, BeforeName, BeforeValue, Name, Open, Other, Quoted, TagName, Unquoted};
        for byte in piece.bytes() {
            self.state = match (self.state, byte) {
                (Other, _) | (Open, b'!' | b'?') => return self.state = Other,
                (Quoted(quote), _) => {
                    if byte == quote {
                        BeforeName
                    } else {
                        Quoted(quote)
                    }
                }
                (Open, b'<' | b'/') => Open,
                (_, b'>') => Other,
                (BeforeValue, b'"' | b'\'') => Quoted(byte),
                (BeforeValue, _) => {
                    if byte.is_ascii_whitespace() {
                        BeforeValue
                    } else {
                        Unquoted
                    }
                }
                (Name | AfterName, b'=') => BeforeValue,
                (Name | AfterName, _) if byte.is_ascii_whitespace() => AfterName,
                (TagName | Unquoted | BeforeName, _) if byte.is_ascii_whitespace() => BeforeName,
                (TagName | Name | AfterName | BeforeName, b'/') => BeforeName,
                (BeforeName | AfterName, _) => {
                    self.attributes += 1;
                    Name
                }
                (Open | TagName, _) => TagName,
                (state @ (Name | Unquoted), _) => state,
            };
        }
    }
}

/// Counts the tokens that reach the tree builder.
struct Progress {
    builder: TreeBuilder<Handle, Limited>,
    tokens: Cell<usize>,
}

impl TokenSink for Progress {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// A document that stops growing at the limits.
#[derive(Default)]
struct Limited {
    document: Document,
    nodes: Cell<usize>,
    over: Cell<Option<Limit>>,
}

/// A node, and how deep it lies. All handles of a node share its depth.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    depth: Rc<Cell<u32>>,
}

/// A limit that a page is over.
#[derive(Clone, Copy)]
enum Limit {
    Depth,
    Nodes,
}

impl Limited {
    /// # Errors
    /// Where the page is over a limit.
    fn check(&self) -> Result<()> {
        match self.over.get() {
            None => Ok(()),
            Some(Limit::Depth) => bail!(
                "the elements of this page lie more than {MAX_DEPTH} deep in each other: save its text as .txt"
            ),
            Some(Limit::Nodes) => {
                bail!("this page has more than {MAX_NODES} elements and texts: save its text as .txt")
            }
        }
    }

    /// Counts nodes that are about to be made.
    fn count(&self, nodes: usize) {
        self.nodes.set(self.nodes.get() + nodes);
        if self.nodes.get() > MAX_NODES {
            self.over.set(Some(Limit::Nodes));
        }
    }

    fn handle(&self, id: NodeId) -> Handle {
        Handle { id, depth: Rc::default() }
    }

    /// Notes that `child` will lie at this depth. Returns it for the document while that is within the limits.
    fn place(&self, depth: u32, child: NodeOrText<Handle>) -> Option<NodeOrText<NodeId>> {
        if depth > MAX_DEPTH {
            self.over.set(Some(Limit::Depth));
        }
        let child = match child {
            NodeOrText::AppendNode(child) => {
                child.depth.set(depth);
                NodeOrText::AppendNode(child.id)
            }
            NodeOrText::AppendText(text) => {
                self.count(1);
                NodeOrText::AppendText(text)
            }
        };
        Some(child).filter(|_| self.over.get().is_none())
    }
}

impl TreeSink for Limited {
    type Handle = Handle;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    /// Errors are not kept: a page may have one at each byte.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.handle(self.document.get_document())
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Ref<'a, QualName> {
        self.document.elem_name(&target.id)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.count(1 + attributes.len());
        self.handle(self.document.create_element(name, attributes, flags))
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.count(1);
        self.handle(self.document.create_comment(text))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.count(1);
        self.handle(self.document.create_pi(target, data))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        if let Some(child) = self.place(parent.depth.get() + 1, child) {
            self.document.append(&parent.id, child);
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let Some(child) = self.place(sibling.depth.get(), child) {
            self.document.append_before_sibling(&sibling.id, child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if let Some(child) = self.place(previous.depth.get() + 1, child) {
            self.document.append_based_on_parent_node(&element.id, &previous.id, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let depth = Rc::clone(&target.depth);
        Handle { id: self.document.get_template_contents(&target.id), depth }
    }

    fn same_node(&self, a: &Handle, b: &Handle) -> bool {
        a.id == b.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(&target.id, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.document.remove_from_parent(&target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        self.document.reparent_children(&node.id, &parent.id);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(&handle.id)
    }
}

/// How deep the nodes of a document lie. Nodes that the parser moved lie deeper than it was noted.
fn depth(document: &Document) -> u32 {
    let (mut node, mut at, mut deepest) = (document.root(), 0, 0);
    loop {
        if let Some(child) = node.first_child() {
            (node, at) = (child, at + 1);
            deepest = deepest.max(at);
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) if at > 0 => (node, at) = (parent, at - 1),
                _ => return deepest,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(html: &str) -> String {
        match parse(html) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn elements_are_counted_where_the_tree_is_built() {
        let deep = "deep in each other";
        for (html, limit) in [
            ("<div>".repeat(2000), deep),
            ("<div/>".repeat(2000), deep),
            ("<div></b>".repeat(2000), deep),
            ("<div><!-- </div> -->".repeat(2000), deep),
            ("<div title=\"</div>\">".repeat(2000), deep),
            ("<ul></u><li>".repeat(2000), deep),
            ("<template>".repeat(2000), deep),
            ("<b>".repeat(2000), deep),
            ("<p><b>".repeat(3000), ""),
            ("<p>It rained. ".repeat(3000), ""),
            ("<br/>".repeat(3000), ""),
            ("<div></div>".repeat(3000), ""),
            ("<i></i>".repeat(MAX_NODES + 1), "elements and texts"),
            (format!("<p{}>", (0..80_000).map(|n| format!(" a{n}")).collect::<String>()), "attributes"),
            (format!("<p{}", (0..80_000).map(|n| format!(" a{n}='<'")).collect::<String>()), "attributes"),
            (format!("<img src=\"data:image/png;base64,{}\">", "iVBO/w0 ".repeat(80_000)), ""),
            (format!("<!-- {} -->", "word ".repeat(80_000)), ""),
            (format!("<script>if (a <b) {{ {} }}</script>", "word ".repeat(80_000)), ""),
            ("\0".repeat(1 << 20), ""),
            (" ".repeat(MAX_BYTES + 1), "20 MB"),
        ] {
            let found = refused(&html);
            let start: String = html.chars().take(30).collect();
            assert!(found.contains(limit) && found.is_empty() == limit.is_empty(), "{start}: {found:?}");
        }
    }

    #[test]
    fn a_page_is_parsed_as_if_there_were_no_limits() {
        for html in [
            "<!doctype html><title>a &amp; b</title><p>One<p>Two<table><tr><td>x</table>y<b><p>z</b>w",
            "<select><option>a<svg><title><p>b</title></svg><template><p>c</template><plaintext><p>",
            "a\r\n<pre>\r\nb</pre><script>\"<p>\"</script><textarea><p></textarea>é<<<a<b =c d=e>",
            "<b><i></b>x</i><a href=x>y<a href=z>w<math><annotation-xml encoding=text/html><p>q",
        ] {
            assert_eq!(parse(html).unwrap().html(), Document::from(html).html(), "{html}");
        }
    }
}

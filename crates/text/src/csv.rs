//! Comma-separated values (RFC 4180) that a spreadsheet can open safely.
//!
//! The page and the command write the same fields; they differ only in when a field is quoted.

/// When a field is put in double quotes. Quotes inside of a quoted field are doubled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// Each field is quoted.
    Always,
    /// A field is quoted if it holds a comma, a quote or a line break.
    WhenNeeded,
}

/// Appends one record to a table: its fields, separated by commas, and CRLF.
///
/// Each field is preceded by its [`formula_guard`], inside the quotes.
///
/// ```
/// use onrecord_text::csv::{Quoting, push_record};
/// let mut table = String::new();
/// push_record(&mut table, ["id", "She said \"no\"", "=1+1"], Quoting::WhenNeeded);
/// assert_eq!(table, "id,\"She said \"\"no\"\"\",'=1+1\r\n");
/// ```
pub fn push_record<'f>(table: &mut String, fields: impl IntoIterator<Item = &'f str>, quoting: Quoting) {
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            table.push(',');
        }
        let quoted = quoting == Quoting::Always || field.contains([',', '"', '\r', '\n']);
        if quoted {
            table.push('"');
        }
        table.push_str(formula_guard(field));
        table.push_str(&field.replace('"', "\"\""));
        if quoted {
            table.push('"');
        }
    }
    table.push_str("\r\n");
}

/// Returns the prefix that keeps a spreadsheet from running a field as a formula: an apostrophe if the field begins
/// like one, else an empty string (OWASP, "CSV Injection").
///
/// A formula begins with `=`, `+`, `-` or `@`, plain or fullwidth, possibly behind white space and control characters.
/// A field that begins with a tab, a line break or a NUL gets the prefix whatever follows.
///
/// ```
/// use onrecord_text::csv::formula_guard;
/// assert_eq!([formula_guard("=1+1"), formula_guard("rain")], ["'", ""]);
/// ```
#[must_use]
pub fn formula_guard(field: &str) -> &'static str {
    let start = field.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    let is_formula = field.starts_with(['\t', '\r', '\n', '\0'])
        || start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula { "'" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_guarded() {
        for (fields, always, when_needed) in [
            (&["a", ""][..], "\"a\",\"\"\r\n", "a,\r\n"),
            (&["a,b", "c\r\nd"], "\"a,b\",\"c\r\nd\"\r\n", "\"a,b\",\"c\r\nd\"\r\n"),
            (&["say \"no\"", "=1+1"], "\"say \"\"no\"\"\",\"'=1+1\"\r\n", "\"say \"\"no\"\"\",'=1+1\r\n"),
            (&["-1", "@x", "\tx"], "\"'-1\",\"'@x\",\"'\tx\"\r\n", "'-1,'@x,'\tx\r\n"),
            (
                &["＝1+1", " =1", "\u{a0}\u{1}@x"],
                "\"'＝1+1\",\"' =1\",\"'\u{a0}\u{1}@x\"\r\n",
                "'＝1+1,' =1,'\u{a0}\u{1}@x\r\n",
            ),
        ] {
            for (quoting, expected) in [(Quoting::Always, always), (Quoting::WhenNeeded, when_needed)] {
                let mut table = String::new();
                push_record(&mut table, fields.iter().copied(), quoting);
                assert_eq!(table, expected);
            }
        }
    }
}

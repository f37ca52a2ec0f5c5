//! How a column takes its values from a row.

use onrecord_model::Date;

/// The values of a column.
pub enum Column<R> {
    /// Text that the row holds.
    Text(for<'r> fn(&'r R) -> Option<&'r str>),
    /// Text that is made from the row.
    Owned(fn(&R) -> Option<String>),
    /// A day.
    Day(fn(&R) -> Option<Date>),
    /// A list of texts, empty if there are none.
    List(fn(&R) -> Vec<String>),
    /// A truth value, always known.
    Flag(fn(&R) -> bool),
    /// A number, always known.
    Number(fn(&R) -> f32),
}

/// A kind of row, with the columns of its table.
pub trait Table: Sized {
    /// Returns all columns with their names, in order.
    fn columns() -> Vec<(&'static str, Column<Self>)>;
}

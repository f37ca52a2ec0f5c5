//! The native module of the Python package `onrecord`: what Rust computes, without what Python can say better.
//!
//! Functions take and return plain values, dataclasses of the package and Arrow streams. No rule about articles or
//! records is here; each function calls the crate that the command calls.

mod arrow;
mod corpus;
mod objects;
mod offsets;
mod reading;
mod steps;

use pyo3::{create_exception, exceptions::PyValueError, prelude::*};

create_exception!(
    onrecord,
    OnrecordError,
    PyValueError,
    "Something that the package cannot do, with the remedy."
);

/// Converts an error to an exception with the command's message.
fn failed(error: impl Into<anyhow::Error>) -> PyErr {
    OnrecordError::new_err(format!("{:#}", error.into()))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("OnrecordError", module.py().get_type::<OnrecordError>())?;
    module.add("VERSION", env!("CARGO_PKG_VERSION"))?;
    module.add("TABLES_VERSION", onrecord_tables::TABLES_VERSION)?;
    module.add("MAX_TEXT", onrecord_tables::steps::MAX_TEXT)?;
    module.add("ENDINGS", onrecord_cli::library::endings().collect::<Vec<_>>())?;
    module.add_class::<arrow::Table>()?;
    module.add_class::<corpus::Corpus>()?;
    module.add_class::<objects::Extracted>()?;
    module.add_class::<steps::KeyForest>()?;
    module.add_class::<steps::ResolveGroups>()?;
    module.add_class::<steps::MergeReports>()?;
    reading::add(module)?;
    steps::add(module)
}

//! Tables in and out by the Arrow C data interface, so that pandas, Polars, DuckDB and pyarrow share the memory.

use std::ptr::NonNull;

use arrow_array::{
    RecordBatch, RecordBatchIterator, RecordBatchReader,
    cast::AsArray as _,
    ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader},
    types::{Date32Type, Float32Type},
};
use arrow_schema::{ArrowError, DataType, SchemaRef, ffi::FFI_ArrowSchema};
use onrecord_model::Date;
use pyo3::{
    IntoPyObjectExt as _, intern,
    prelude::*,
    types::{PyCapsule, PyDate, PyDict, PyList, PyString},
};

use crate::failed;

/// A table, which has the methods of the Arrow PyCapsule interface.
#[pyclass(frozen, module = "onrecord")]
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(batch: RecordBatch) -> Self {
        Self { schema: batch.schema(), batches: vec![batch] }
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    /// Returns the rows as dictionaries.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for batch in &self.batches {
            for at in 0..batch.num_rows() {
                let row = PyDict::new(py);
                for (field, column) in self.schema.fields().iter().zip(batch.columns()) {
                    row.set_item(PyString::intern(py, field.name()), cell(py, column, at)?)?;
                }
                rows.append(row)?;
            }
        }
        Ok(rows)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(failed)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The schema that a consumer asks for is only a wish; it gets the table's.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches: Vec<Result<RecordBatch, ArrowError>> = self.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}

/// Reads a table from an object with `__arrow_c_stream__`, such as a table or a batch of pyarrow.
pub(crate) fn read(table: &Bound<'_, PyAny>) -> PyResult<Table> {
    let py = table.py();
    let capsule = table.call_method0(intern!(py, "__arrow_c_stream__"))?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer: NonNull<_> = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    // Safety: a capsule of this name holds such a stream by the Arrow PyCapsule interface. It is moved out, which leaves
    // a released stream behind, and the capsule lives until the end of this function.
    #[expect(unsafe_code, reason = "the C data interface is one of pointers")]
    let reader =
        unsafe { RecordBatchStreamReader::from_raw(pointer.cast::<FFI_ArrowArrayStream>().as_ptr()) };
    let reader = reader.map_err(failed)?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    Ok(Table { schema, batches })
}

/// Returns a value of a column as Python has it.
fn cell<'py>(py: Python<'py>, column: &dyn arrow_array::Array, at: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(at) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(at).into_bound_py_any(py),
        DataType::Date32 => {
            let number = column.as_primitive::<Date32Type>().value(at);
            day(py, Date::from_number(number))
        }
        DataType::Boolean => column.as_boolean().value(at).into_bound_py_any(py),
        DataType::Float32 => column.as_primitive::<Float32Type>().value(at).into_bound_py_any(py),
        DataType::List(_) => {
            let values = column.as_list::<i32>().value(at);
            let texts: Vec<&str> = values.as_string::<i32>().iter().flatten().collect();
            texts.into_bound_py_any(py)
        }
        other => Err(failed(anyhow::anyhow!("a column of {other} has no values in Python"))),
    }
}

/// Returns a day as `datetime.date`.
pub(crate) fn day(py: Python<'_>, day: Option<Date>) -> PyResult<Bound<'_, PyAny>> {
    let Some(day) = day.map(Date::civil) else { return Ok(py.None().into_bound(py)) };
    let number = |n: i8| u8::try_from(n).unwrap_or(1);
    Ok(PyDate::new(py, i32::from(day.year()), number(day.month()), number(day.day()))?.into_any())
}

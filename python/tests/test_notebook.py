"""The notebook runs from its first cell to its last."""

import os

import nbclient
import nbformat
from conftest import ROOT


def test_the_notebook_runs(tmp_path, monkeypatch):
    notebook = nbformat.read(ROOT / "examples/notebook.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs are not kept in the notebook"
    if not os.environ.get("ONRECORD_APP"):
        notebook.cells = [cell for cell in notebook.cells if "site" not in cell.metadata.get("tags", [])]
    monkeypatch.setenv("ONRECORD_FOLDER", str(ROOT / "corpus"))
    monkeypatch.setenv("ONRECORD_SITE_FOLDER", str(tmp_path / "site"))
    # Plots are drawn to files, and configuration is kept out of the home folder.
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert "articles" in notebook.cells[3].outputs[0]["text"]

"""A site of a dataset holds what was chosen, and not the dataset."""

import os
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from conftest import RAIN

import onrecord


@pytest.fixture
def tools():
    command, app = os.environ.get("ONRECORD_COMMAND"), os.environ.get("ONRECORD_APP")
    if not command or not app:
        pytest.skip("sites: ONRECORD_COMMAND and ONRECORD_APP do not name the command and its app")
    return command, app


@pytest.fixture
def corpus():
    story = " ".join(f"The council heard of the road for the {number}th time, and said nothing of it." for number in range(90))
    texts = [{"text": f"{RAIN}\n\n{story}", "id": f"rain-{n}", "publisher": "The Post", "published": "2021-01-09"} for n in range(90)]
    return onrecord.Corpus.build(onrecord.extract_batch(texts))


def write(corpus: onrecord.Corpus, dataset: Path, months: int) -> None:
    """Writes the record as one month of a dataset, whose other months have other publishers."""
    articles = pyarrow.table(corpus.articles())
    at = articles.column_names.index("publisher")
    others = articles.set_column(at, articles.field(at), pyarrow.array(["The Times"] * len(articles), pyarrow.string()))
    for month in range(months):
        year, number = 2021 + month // 12, month % 12 + 1
        folder = dataset / f"articles/month={year}-{number:02}"
        folder.mkdir(parents=True)
        pyarrow.parquet.write_table(others if month else articles, folder / "part.parquet")
    for name in ("statements/month=2021-01", "speakers"):
        (dataset / name).mkdir(parents=True)
        table = pyarrow.table(getattr(corpus, name.split("/")[0])())
        pyarrow.parquet.write_table(table, dataset / name / "part.parquet")


def megabytes(*program) -> float:
    """Runs a program, and returns the most memory that it took."""
    process = os.spawnv(os.P_NOWAIT, program[0], [str(one) for one in program])
    _, status, usage = os.wait4(process, 0)
    assert status == 0
    return usage.ru_maxrss / 1024


def test_memory_does_not_grow_with_what_is_not_chosen(corpus, tools, tmp_path):
    command, app = tools

    def build(months, *chosen):
        dataset = tmp_path / f"dataset-{months}"
        if not dataset.exists():
            write(corpus, dataset, months)
        site = tmp_path / f"site-{months}{len(chosen)}"
        flags = ["--output", site, "--app", app, "--unpacked", *(f"--where={one}" for one in chosen)]
        taken = megabytes(command, "build", dataset, *flags)
        assert len(onrecord.Corpus.open(site)) == len(corpus)
        return taken

    # All files are read, since the condition is none of months.
    few, many = build(2, "publisher=The Post"), build(40, "publisher=The Post")
    assert many < few * 1.2
    assert build(40, "month=2021-01") < few * 1.2

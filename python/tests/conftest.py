"""What the tests share: articles of their own, and Spark where there is Java."""

import os
import shutil
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).resolve().parents[2]

RAIN = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday."


@pytest.fixture(scope="session")
def record() -> list[onrecord.Article]:
    """The articles of the bundled record."""
    articles, failures = onrecord.read_files(ROOT / "corpus")
    assert articles and not failures
    return articles


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """Spark with two threads on this machine."""
    if not shutil.which("java"):
        pytest.skip("Spark: there is no Java (java is not on the PATH; Debian: openjdk-17-jre-headless)")
    session = spark_session("local[2]", tmp_path_factory.mktemp("spark"))
    yield session
    session.stop()


def spark_session(master: str, folder: Path, **settings: str):
    from pyspark.sql import SparkSession

    # Without these, workers take the system's Python.
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).appName("onrecord's tests")
    local = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": "4",
    }
    for name, value in {**local, **settings}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session

"""What the tests share: articles of their own, and Spark where there is Java."""

import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
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


# Small jobs end before Java has compiled them well.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def spark_session(master: str, folder: Path, java: str = QUICK, **settings: str):
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
        "spark.driver.extraJavaOptions": java,
        "spark.executor.extraJavaOptions": java,
    }
    for name, value in {**local, **settings}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


@contextmanager
def two_workers(folder: Path, memory: str = "1g"):
    """A master and two workers of one core on this machine: its address, and the processes, the workers last."""
    import pyspark

    home = Path(pyspark.__file__).parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(home)}
    environment.update(SPARK_DAEMON_JAVA_OPTS=QUICK, SPARK_DAEMON_MEMORY="256m")
    started = []

    def start(kind, *arguments):
        with (folder / f"{kind}-{len(started)}.log").open("w") as log:
            program = [home / "bin/spark-class", f"org.apache.spark.deploy.{kind.lower()}.{kind}", *arguments]
            # `spark-class` becomes Java, so that its id is Java's.
            started.append(subprocess.Popen(program, env=environment, stdout=log, stderr=log))

    url = f"spark://127.0.0.1:{port}"
    start("Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
    for number in range(2):
        own = ["--host", "127.0.0.1", "--cores", "1", "--memory", memory, "--webui-port", "0"]
        start("Worker", *own, "-d", folder / f"worker-{number}", url)
    try:
        yield url, started
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=60)

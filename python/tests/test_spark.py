"""A cluster's record is one machine's record, however the articles are spread over it."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from conftest import RAIN, ROOT, spark_session

import onrecord

pytestmark = pytest.mark.spark

COLUMNS = "id string, text string, published string, title string, publisher string, url string"


def rows(articles):
    day = lambda article: article.published and article.published.isoformat()
    return [(one.id, one.text, day(one), one.title, one.publisher, one.url) for one in articles]


def generated(count: int, seed: int) -> list[onrecord.Article]:
    """Articles by a generator: namesakes, surnames alone, equal words in several articles and weeks."""
    pick = random.Random(seed)
    people = ["Ada Sorley", "John Sorley", "Kim Brandt", "Mara Brandt", "Otto Lind", "the Harbour Board"]
    roles = ["", ", the mayor of Oslo,", ", a Canadian minister,", ", a spokesman for the port,"]
    words = ["we will not close the harbour this year", "the plan is late and too expensive", "no", "it has rained for days"]
    articles = []
    for number in range(count):
        lines = []
        for _ in range(pick.randint(1, 4)):
            name = pick.choice(people)
            name = name.split()[-1] if pick.random() < 0.3 else name
            lines.append(f"“{pick.choice(words).capitalize()},” said {name}{pick.choice(roles)} on Monday.")
        day = f"2021-{pick.randint(1, 3):02}-{pick.randint(1, 28):02}" if pick.random() < 0.9 else None
        articles.append(onrecord.extract("\n\n".join(lines), id=f"harbour-{number}", published=day))
    return articles


def single(articles):
    corpus = onrecord.Corpus.build(articles)
    return [sorted(table.rows(), key=lambda row: row["id"]) for table in
            (corpus.statements()._native, corpus.speakers()._native)]


def dataset(path: Path):
    def table(name):
        files = sorted(path.glob(f"{name}/**/*.parquet"))
        read = [pyarrow.parquet.ParquetFile(file).read().to_pylist() for file in files]
        return sorted((row for some in read for row in some), key=lambda row: row["id"])

    return [table("statements"), table("speakers")]


def write(spark, articles, path, partitions=3):
    """Writes the dataset of articles, in a random order over partitions."""
    shuffled = random.sample(articles, len(articles))
    frame = spark.createDataFrame(rows(shuffled), COLUMNS).repartition(partitions)
    from onrecord import spark as onrecord_spark

    onrecord_spark.write(onrecord_spark.extract(frame), str(path))
    return dataset(path)


@pytest.mark.parametrize("partitions", [1, 5])
def test_the_bundled_record_is_the_same(spark, record, tmp_path, partitions):
    assert write(spark, record, tmp_path / "out", partitions) == single(record)


@pytest.mark.parametrize("seed", range(3))
def test_any_articles_in_any_partitions_are_the_same(spark, tmp_path, seed):
    articles = generated(40, seed)
    expected = single(articles)
    assert any(row["also_in"] for row in expected[0])
    assert write(spark, articles, tmp_path / "out", random.Random(seed).randint(1, 9)) == expected


def test_articles_of_a_folder_named_by_an_environment_are_the_same(spark, tmp_path):
    folder = os.environ.get("ONRECORD_ARTICLES")
    if not folder:
        pytest.skip("more articles: ONRECORD_ARTICLES does not name a folder of them")
    articles, _ = onrecord.read_files(folder)
    assert write(spark, articles, tmp_path / "out", 7) == single(articles)


def test_what_cannot_be_read_has_an_error_and_nothing_is_lost(spark, tmp_path):
    from onrecord import spark as onrecord_spark

    told = [
        ("rain", RAIN, "2017-07-31"),
        ("rain", RAIN, "2017-08-01"),
        ("empty", None, "2017-07-31"),
        ("large", "x " * (25 << 20), "2017-07-31"),
        ("when", RAIN, "last week"),
        (None, RAIN, "2017-07-31"),
    ]
    frame = spark.createDataFrame(told, "id string, text string, published string").repartition(2)
    onrecord_spark.write(onrecord_spark.extract(frame), str(tmp_path / "out"))
    articles = spark.read.parquet(str(tmp_path / "out/articles")).collect()
    assert len(articles) == len(told)
    errors = sorted((row.id or "", row.error) for row in articles if row.error)
    assert [id for id, _ in errors] == ["", "empty", "large", "rain", "when"]
    assert "50 MB" in errors[2][1] and "two articles have the id `rain`" in errors[3][1]
    assert [row["article_id"] for row in dataset(tmp_path / "out")[0]] == ["rain"]


def test_the_program_reads_files(spark, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "rain.txt").write_text(f'+++\ntitle = "Rain"\npublished = "2017-07-31"\n+++\n{RAIN}')
    (folder / "broken.html").write_text("<p>")
    (folder / "people.toml").write_text("")
    from onrecord import spark as onrecord_spark

    onrecord_spark.write(onrecord_spark.read_files(spark, str(folder)), str(tmp_path / "out"))
    articles = spark.read.parquet(str(tmp_path / "out/articles")).orderBy("id").collect()
    assert [(row.month, row.title) for row in articles if not row.error] == [("2017-07", "Rain")]
    assert ["no story was found" in row.error for row in articles if row.error] == [True]


def test_a_site_is_built_of_one_month(spark, tmp_path):
    command, app = os.environ.get("ONRECORD_COMMAND"), os.environ.get("ONRECORD_APP")
    if not command or not app:
        pytest.skip("sites: ONRECORD_COMMAND and ONRECORD_APP do not name the command and its app")
    articles = generated(40, 9)
    write(spark, articles, tmp_path / "out")

    def build(*conditions):
        flags = [f"--where={condition}" for condition in conditions]
        site = tmp_path / "-".join(["site", *conditions])
        subprocess.run([command, "build", tmp_path / "out", "--output", site, "--app", app, *flags], check=True)
        return onrecord.Corpus.open(site)

    whole, month = build(), build("month=2021-02")
    assert list(whole.statements()) == list(onrecord.Corpus.build(articles).statements())
    february = {one.id for one in articles if one.published and one.published.month == 2}
    assert {row["id"] for row in month.articles()} == february
    assert {row.id for row in month.speakers()} <= {row.id for row in whole.speakers()}


@pytest.fixture
def cluster(tmp_path):
    """A master and two workers on this machine, which end with the test."""
    if not shutil.which("java"):
        pytest.skip("Spark: there is no Java")
    import pyspark

    home = Path(pyspark.__file__).parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(home)}
    started = []

    def start(kind, *arguments):
        log = (tmp_path / f"{kind}-{len(started)}.log").open("w")
        program = [home / "bin/spark-class", f"org.apache.spark.deploy.{kind.lower()}.{kind}", *arguments]
        # `spark-class` becomes Java, so that its id is Java's.
        started.append(subprocess.Popen(program, env=environment, stdout=log, stderr=log))
        return started[-1]

    url = f"spark://127.0.0.1:{port}"
    start("Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
    for number in range(2):
        folder = tmp_path / f"worker-{number}"
        start("Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0", "-d", folder, url)
    yield url, started, tmp_path
    for process in reversed(started):
        process.terminate()
    for process in started:
        process.wait(timeout=60)


# A session of its own in a process of its own: there is one Java in each.
JOB = """
import random, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import spark_session
from test_spark import generated, single, write
url, folder = sys.argv[2], Path(sys.argv[3])
spark = spark_session(url, folder / "local", **{"spark.executor.memory": "700m", "spark.task.maxFailures": "8"})
articles = generated(60, 4)
print("started", flush=True)
assert write(spark, articles, folder / "out", 6) == single(articles)
spark.stop()
"""


@pytest.mark.parametrize("killed", [False, True], ids=["two workers", "a worker is killed"])
def test_a_cluster_is_the_same(cluster, killed):
    url, processes, folder = cluster
    job = subprocess.Popen(
        [sys.executable, "-c", JOB, str(Path(__file__).parent), url, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert job.stdout.readline() == "started\n"
    if killed:
        time.sleep(4)
        # The worker and what it started.
        children = subprocess.run(["pgrep", "-P", str(processes[-1].pid)], capture_output=True, text=True).stdout
        for process in [processes[-1].pid, *map(int, children.split())]:
            os.kill(process, signal.SIGKILL)
    assert job.wait(timeout=240) == 0

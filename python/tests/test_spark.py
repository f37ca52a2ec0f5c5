"""A cluster's record is one machine's record, however the articles are spread over it."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from conftest import QUICK, RAIN, ROOT, two_workers

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


def crowd(count: int) -> list[onrecord.Article]:
    """Articles of which one speaker says something of its own in each."""
    pick = random.Random(count)
    others = [f"{first} {last}" for first in ("Kim", "Mara", "Otto", "Jonas") for last in ("Brandt", "Vogt", "Lind", "Reiter")]
    texts = []
    for number in range(count):
        name = "Ada Sorley" if pick.random() < 0.7 else "Sorley"
        texts.append({
            "text": f"“We counted {number} boats in the harbour,” said {name}, the mayor of Oslo, on Monday.\n\n"
            f"“I have seen fewer than {number} of them,” said {pick.choice(others)}, a Canadian minister.",
            "id": f"boats-{number}",
            "published": f"2021-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}",
        })
    return onrecord.extract_batch(texts)


def single(articles, people=None):
    corpus = onrecord.Corpus.build(articles, people=people)
    return [sorted(table.rows(), key=lambda row: row["id"]) for table in
            (corpus.statements()._native, corpus.speakers()._native)]


def dataset(path: Path):
    def table(name):
        files = sorted(path.glob(f"{name}/**/*.parquet"))
        read = [pyarrow.parquet.ParquetFile(file).read().to_pylist() for file in files]
        return sorted((row for some in read for row in some), key=lambda row: row["id"])

    return [table("statements"), table("speakers")]


def write(spark, articles, path, partitions=3, seed=0):
    """Writes the dataset of articles, in a random order over partitions."""
    shuffled = random.Random(seed).sample(articles, len(articles))
    frame = spark.createDataFrame(rows(shuffled), COLUMNS).repartition(partitions)
    from onrecord import spark as onrecord_spark

    onrecord_spark.write(onrecord_spark.extract(frame), str(path))
    return dataset(path)


@pytest.mark.parametrize("partitions", [1, 5])
def test_the_bundled_record_is_the_same(spark, record, tmp_path, partitions):
    assert write(spark, record, tmp_path / "out", partitions) == single(record)


@pytest.mark.parametrize("seed", range(2))
def test_any_articles_in_any_partitions_are_the_same(spark, tmp_path, seed):
    articles = generated(40, seed)
    expected = single(articles)
    assert any(row["also_in"] for row in expected[0])
    assert write(spark, articles, tmp_path / "out", random.Random(seed).randint(1, 9)) == expected


@pytest.mark.parametrize("seed", [7])
def test_articles_of_newspapers_are_the_same(spark, tmp_path, seed):
    # Their text belongs to others, so they are not part of the project.
    file = ROOT.parent / "shared/gold/polnear/train.jsonl"
    if not file.is_file():
        pytest.skip("articles of newspapers: PolNeAR's train.jsonl is not beside the project")
    names = ["id", "text", "published", "title", "publisher"]
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    articles = onrecord.extract_batch([{name: line[name] for name in names} for line in lines])
    expected = single(articles)
    assert len(expected[0]) > 5000 and len(expected[1]) > 1000
    assert write(spark, articles, tmp_path / "out", random.Random(seed).randint(2, 9), seed) == expected


def test_one_speaker_with_half_of_all_statements(spark, tmp_path):
    articles = crowd(2000)
    expected = single(articles)
    most = max(Counter(row["speaker"] for row in expected[0]).values())
    assert most >= len(expected[0]) / 2 > 900
    assert write(spark, articles, tmp_path / "out", 5) == expected


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


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A cluster of two workers, for all tests until one kills a worker."""
    if not shutil.which("java"):
        pytest.skip("Spark on a cluster: there is no Java")
    with two_workers(tmp_path_factory.mktemp("cluster")) as running:
        yield running


# A session of its own in a process of its own: there is one Java in each.
JOB = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import spark_session
from test_spark import crowd, single, write
url, folder = sys.argv[2], Path(sys.argv[3])
spark = spark_session(url, folder / "local", **{"spark.executor.memory": "700m", "spark.task.maxFailures": "8"})
articles = crowd(400)
assert write(spark, articles, folder / "out", 8) == single(articles)
spark.stop()
"""


def finished(job, log):
    code = job.wait(timeout=900)
    assert code == 0, log.read_text()[-4000:]


def test_the_program_runs_on_a_cluster(cluster, record, tmp_path):
    import pyspark

    from onrecord import spark as onrecord_spark

    (url, _), folder = cluster, tmp_path
    submit = Path(pyspark.__file__).parent / "bin/spark-submit"
    settings = ["spark.driver.host=127.0.0.1", "spark.executor.memory=700m", "spark.ui.enabled=false", "spark.sql.shuffle.partitions=4"]
    settings += [f"spark.{part}.extraJavaOptions={QUICK}" for part in ("driver", "executor")]
    flags = [flag for setting in settings for flag in ("--conf", setting)]
    own = [str(ROOT / "corpus"), str(folder / "out"), "--people", str(ROOT / "corpus/people.toml")]
    program = [submit, "--master", url, *flags, onrecord_spark.__file__, *own]
    log = folder / "job.log"
    with log.open("w") as output:
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
        finished(subprocess.Popen(program, stdout=output, stderr=output, env=environment), log)
    assert f"{len(record)} articles, 0 with an error" in log.read_text()
    assert dataset(folder / "out") == single(record, ROOT / "corpus/people.toml")


def test_a_worker_that_is_killed_changes_nothing(cluster, tmp_path):
    (url, processes), folder = cluster, tmp_path
    log = folder / "job.log"
    with log.open("w") as output:
        program = [sys.executable, "-c", JOB, str(Path(__file__).parent), url, str(folder)]
        job = subprocess.Popen(program, stdout=output, stderr=output)
    # Some tasks have written what they extracted, and the others are at it or wait.
    while not list(folder.glob("out/_work/extracted/**/*.parquet")):
        assert job.poll() is None, log.read_text()[-4000:]
        time.sleep(0.1)
    worker = processes[-1].pid
    # The worker and what it started.
    children = subprocess.run(["pgrep", "-P", str(worker)], capture_output=True, text=True).stdout
    for process in [worker, *map(int, children.split())]:
        os.kill(process, signal.SIGKILL)
    assert children and not (folder / "out/statements").exists() and job.poll() is None
    finished(job, log)

"""The record of a cluster's articles, made with Apache Spark; the same as one machine would make.

    from onrecord import spark as onrecord_spark

    articles = onrecord_spark.extract(df, text="body", id="guid", published="date")
    onrecord_spark.write(articles, "s3://archive/record")

or as a program: ``spark-submit …/onrecord/spark.py ARTICLES OUT`` (``python -m onrecord.spark ARTICLES OUT`` on one
machine). Spark moves rows; what is extracted, who is who, and which reports are one statement is decided by the same
compiled code as for one machine, on all rows of one key at a time. Nothing is collected on the driver.

The steps group rows by `repartition` and `sortWithinPartitions` and go through each partition once. `applyInArrow` would
do the same with a batch, and a call of Python, for each of millions of small groups.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord import _native

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

    Batches = Iterable[pyarrow.RecordBatch]

_EVIDENCE = "article_id string, place string, key string, keys array<string>, evidence string"
_KEYS = "key string, `group` string, keys array<string>"
_RESOLVED = (
    "article_id string, local string, id string, role_then string, reason string, name string, kind string, role string, "
    "affiliation string, country string, aliases array<string>, wikidata string, parent string, author string, "
    "named boolean"
)
_METADATA = ("published", "title", "publisher", "url", "language")
# Bytes of a batch that a step takes at once. What it makes of them is several times as large.
_PIECE = 16 << 20
# Bytes of the largest file whose articles are read, as for the command.
_MAX_FILE = 1 << 30


def extract(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> DataFrame:
    """Extracts the statements of all articles, whose columns are named.

    Returns the table of articles: metadata, `text`, and `extracted`, the JSON of `onrecord extract`. An article that
    cannot be read has the reason in `error` instead. Columns of metadata that are not named are taken where the table has
    them.
    """
    from pyspark.sql import functions as F

    given = dict(zip(_METADATA, (published, title, publisher, url, language)))
    columns = {name: column or name for name, column in given.items() if column or name in df.columns}
    size, limit = F.octet_length(F.col(text)), _native.MAX_TEXT
    # Such a text is not even sent to Python.
    too_large = F.format_string(f"it has %d MB, and no more than {limit >> 20} are read of an article", F.ceil(size / (1 << 20)))
    selected = [
        F.col(id).cast("string").alias("id"),
        F.when(size <= limit, F.col(text)).alias("text"),
        F.when(size > limit, too_large).alias("error"),
        *(_metadata(F, df, name, column) for name, column in columns.items()),
    ]
    names = {name: name for name in ("id", "text", "error", *columns)}
    step = _each(lambda batch: _native.extract_table(batch, names))
    return df.select(*selected).mapInArrow(step, _schema("articles"))


def read_files(spark: SparkSession, path: str, published: str | None = None) -> DataFrame:
    """Reads and extracts the articles of a folder of files, in all formats of the command, as `extract` returns them."""
    from pyspark.sql import functions as F

    endings = "|".join(ending.replace(".", r"\.") for ending in _native.ENDINGS)
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    files = files.where(F.lower("path").rlike(rf"\.({endings})$"))

    def read(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            for path, content in zip(batch.column("path"), batch.column("content")):
                yield from _batches(_native.read_file(path.as_py(), content.as_py(), published))

    schema = _schema("articles")
    articles = files.where(F.col("length") <= _MAX_FILE).select("path", "content").mapInArrow(read, schema)
    # These are not even opened.
    too_large = files.where(F.col("length") > _MAX_FILE).select(
        F.col("path").alias("id"), F.lit(f"it has more than {_MAX_FILE >> 20} MB: split it").alias("error")
    )
    return articles.unionByName(too_large, allowMissingColumns=True)


def unique(articles: DataFrame) -> DataFrame:
    """Keeps one of the articles with the same id, as `onrecord build` does; the others have an `error`."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    read = articles.where("error is null")
    ids = read.groupBy("id").count().where("count > 1").select("id")
    first = Window.partitionBy("id").orderBy(
        F.col("published").asc_nulls_last(), F.octet_length("text").desc(), F.col("text")
    )
    message = F.format_string(
        "two articles have the id `%s`: rename one file, or give it an `id` in its front matter", F.col("id")
    )
    is_first = F.col("_rank") == 1
    # Only articles whose id is not unique are moved.
    several = read.join(ids, "id", "left_semi").withColumn("_rank", F.row_number().over(first))
    several = several.withColumn("error", F.when(~is_first, message))
    for column in ("text", "extracted"):
        several = several.withColumn(column, F.when(is_first, F.col(column)))
    others = read.join(ids, "id", "left_anti")
    failed = articles.where("error is not null")
    return others.unionByName(several.drop("_rank")).unionByName(failed)


def resolve(articles: DataFrame, people: str | None = None) -> DataFrame:
    """Resolves who is who across articles; `people` is the text of a `people.toml`.

    Returns a row for each speaker of each article: `article_id`, the `local` id there and the record's `id`. The rows in
    which `name` is not null have the columns of the table of speakers, once for each.
    """
    return _resolve(_evidence(articles, people), people)


def _evidence(articles: DataFrame, people: str | None) -> DataFrame:
    """Returns a row for each speaker of each article, with the keys that it shares with others."""
    rows = articles.where("error is null").select("extracted")
    return rows.mapInArrow(_each(lambda batch: _native.speaker_rows(batch, people)), _EVIDENCE)


def _resolve(rows: DataFrame, people: str | None) -> DataFrame:
    from pyspark.sql import functions as F

    several = rows.where("size(keys) > 1").select("keys").mapInArrow(_joined(None), _KEYS)
    # What grows with the number of different names, not of articles, comes to one place.
    groups = several.select("keys").repartition(1).mapInArrow(_joined(people), _KEYS)
    rows = rows.join(groups.select("key", "group"), "key", "left")
    rows = rows.select("article_id", "place", "evidence", F.coalesce("group", "key").alias("group"))
    rows = rows.repartition("group").sortWithinPartitions("group", "article_id", "place")
    return rows.mapInArrow(_through(lambda: _native.ResolveGroups(people)), _RESOLVED)


def speakers(resolved: DataFrame) -> DataFrame:
    """Returns the table of speakers of what `resolve` returned."""
    return resolved.where("name is not null").drop("article_id", "local", "role_then", "reason")


def rename(articles: DataFrame, resolved: DataFrame) -> DataFrame:
    """Returns the table of articles with the record's ids of speakers, which `resolve` returned."""
    from pyspark.sql import functions as F

    pairs = resolved.groupBy("article_id").agg(F.collect_list(F.struct("local", "id", "reason")).alias("pairs"))
    lists = {"local": "locals", "id": "ids", "reason": "reasons"}
    pairs = pairs.select("article_id", *(F.col(f"pairs.{one}").alias(many) for one, many in lists.items()))
    both = articles.join(pairs, articles.id == pairs.article_id, "left").drop("article_id")
    return both.mapInArrow(_each(_native.rename_speakers), _schema("articles"))


def dedup(articles: DataFrame) -> DataFrame:
    """Returns the statements of articles that `rename` returned; reports of the same words within a week are one.

    These are the columns of the table of statements, in which everything about the speaker but its id is still the article's.
    """
    from pyspark.sql import functions as F

    schema = _schema("statements")
    # The sentence around a statement is part of the text.
    rows = articles.where("error is null").select("extracted", "text")
    rows = rows.mapInArrow(_each(_native.statement_rows), f"{schema}, merge_key string, place int")
    rows = rows.repartition("merge_key")
    rows = rows.sortWithinPartitions("merge_key", F.col("published").asc_nulls_last(), "article_id", "place")
    return rows.mapInArrow(_through(lambda: _native.MergeReports()), schema)


def statements(articles: DataFrame, resolved: DataFrame) -> DataFrame:
    """Returns the table of statements, of articles that `rename` returned and what `resolve` returned."""
    from pyspark.sql import functions as F

    said = dedup(articles)
    columns = {"id": "speaker_id", "name": "speaker", "kind": "speaker_kind"}
    kept = ["country", "wikidata", "parent", "author", "named"]
    who = speakers(resolved).select(*(F.col(old).alias(new) for old, new in columns.items()), *kept)
    # The role is that of the day on which the article was published.
    then = resolved.select("article_id", F.col("id").alias("speaker_id"), F.col("role_then").alias("role"))
    then = then.dropDuplicates(["article_id", "speaker_id"])
    joined = said.drop("speaker", "speaker_kind", "role", *kept).join(who, "speaker_id", "left")
    joined = joined.withColumn("named", F.coalesce("named", F.lit(False)))
    joined = joined.join(then, ["article_id", "speaker_id"], "left")
    return joined.select(*(f"`{name}`" for name in said.columns))


def write(articles: DataFrame, path: str, people: str | None = None) -> None:
    """Writes the record of articles that `extract` or `read_files` returned, as a Parquet dataset.

    `path` gets the folders `articles` and `statements`, both partitioned by the month in which the article was published
    (`month=2017-07`, `month=unknown`), and `speakers`. What is extracted is written once and read again by each step, so
    that nothing is extracted twice.
    """
    from pyspark.sql import functions as F

    spark = articles.sparkSession
    work = f"{path}/_work"
    articles.write.mode("errorifexists").parquet(f"{work}/extracted")
    extracted = unique(spark.read.schema(_schema("articles")).parquet(f"{work}/extracted"))
    _evidence(extracted, people).write.parquet(f"{work}/evidence")
    evidence = spark.read.schema(_EVIDENCE).parquet(f"{work}/evidence")
    _resolve(evidence, people).write.parquet(f"{work}/resolved")
    resolved = spark.read.schema(_RESOLVED).parquet(f"{work}/resolved")
    speakers(resolved).coalesce(1).sortWithinPartitions("id").write.parquet(f"{path}/speakers")

    def by_month(table: DataFrame) -> None:
        month = F.coalesce(F.date_format("published", "yyyy-MM"), F.lit("unknown"))
        name = "statements" if "words" in table.columns else "articles"
        # Large months become several files, small ones one.
        table = table.withColumn("month", month).hint("rebalance", "month")
        table.write.partitionBy("month").parquet(f"{path}/{name}")

    by_month(rename(extracted, resolved))
    # The schema is given, because a dataset of no articles has no file that would tell it.
    named = spark.read.schema(f"{_schema('articles')}, month string").parquet(f"{path}/articles")
    by_month(statements(named, resolved))
    _remove(spark, work)


def _metadata(F: Any, df: DataFrame, name: str, column: str) -> Any:
    cell = F.col(column)
    if name == "published":
        # A time becomes its day; text stays as it is, so that what is no day is named.
        cell = cell if dict(df.dtypes)[column] == "string" else cell.cast("date").cast("string")
    return cell.alias(name)


def _schema(name: str) -> str:
    """Returns the schema of a table in Spark's words, made from the one of Arrow."""
    import pyarrow

    types = {"string": "string", "date32[day]": "date", "bool": "boolean", "float": "float"}
    fields = pyarrow.table(_native.empty_table(name)).schema
    return ", ".join(f"`{field.name}` {types.get(str(field.type), 'array<string>')}" for field in fields)


def _batches(table: _native.Table) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    if table.num_rows:
        yield from pyarrow.table(table).to_batches()


def _pieces(batch: pyarrow.RecordBatch) -> Iterator[pyarrow.RecordBatch]:
    """Cuts a batch into pieces of some megabytes, or of one row: long articles may come together."""
    rows = batch.num_rows
    if rows > 1 and batch.nbytes > _PIECE:
        yield from _pieces(batch.slice(0, rows // 2))
        yield from _pieces(batch.slice(rows // 2))
    else:
        yield batch


def _joined(people: str | None) -> Callable[[Batches], Iterator[pyarrow.RecordBatch]]:
    """Returns a step that joins the keys of a partition, and those of people who are stated."""

    def run(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        forest = _native.KeyForest(people)
        for batch in batches:
            forest.add(batch)
        yield from _batches(forest.finish())

    return run


def _each(step: Callable[[Any], _native.Table]) -> Callable[[Batches], Iterator[pyarrow.RecordBatch]]:
    """Returns a step that is applied to each piece of a batch by itself."""

    def run(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            for piece in _pieces(batch):
                yield from _batches(step(piece))

    return run


def _through(start: Callable[[], Any]) -> Callable[[Batches], Iterator[pyarrow.RecordBatch]]:
    """Returns a step that goes through a partition, and keeps the rows of the last key until the next one comes."""

    def run(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        state = start()
        for batch in batches:
            for piece in _pieces(batch):
                yield from _batches(state.add(piece))
        yield from _batches(state.finish())

    return run


def _remove(spark: SparkSession, path: str) -> None:
    """Removes a folder in any file system that Spark writes to."""
    jvm: Any = spark._jvm
    folder = jvm.org.apache.hadoop.fs.Path(path)
    folder.getFileSystem(spark._jsparkSession.sessionState().newHadoopConf()).delete(folder, True)


def main(arguments: list[str] | None = None) -> int:
    """Runs the program."""
    parser = argparse.ArgumentParser("onrecord.spark", description="Make the record of articles with Apache Spark.")
    parser.add_argument("articles", metavar="ARTICLES", help="a folder of files, or a table with --table")
    parser.add_argument("out", metavar="OUT", help="the folder of the dataset, which must not exist")
    parser.add_argument(
        "--table",
        choices=["parquet", "json", "orc"],
        help="ARTICLES is a table with the columns text and id, and published, title, publisher, url, language",
    )
    parser.add_argument("--published", metavar="YYYY-MM-DD", help="the day of publication of files without one")
    parser.add_argument("--people", metavar="FILE", help="names, aliases, roles and countries of speakers, as TOML")
    given = parser.parse_args(arguments)
    from pyspark.sql import SparkSession

    people = None
    if given.people:
        with open(given.people, encoding="utf-8") as file:
            people = file.read()
    spark = SparkSession.builder.appName("onrecord").getOrCreate()
    if given.table:
        articles = extract(spark.read.format(given.table).load(given.articles))
    else:
        articles = read_files(spark, given.articles, given.published)
    write(articles, given.out, people)
    written = spark.read.parquet(f"{given.out}/articles")
    failed = written.where("error is not null").count()
    print(f"{given.out}: {written.count() - failed} articles, {failed} with an error")
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())

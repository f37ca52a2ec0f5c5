"""Records: articles in, tables and sites out."""

import os

import pyarrow
import pyarrow.parquet
import pytest
from conftest import RAIN, ROOT

import onrecord


@pytest.fixture
def corpus():
    texts = {"rain": RAIN, "again": "“It rained a lot in the night,” Haley said Monday.", "no": "“No,” said Shinzo Abe."}
    articles = [onrecord.extract(text, id=id, published="2017-07-31") for id, text in texts.items()]
    return onrecord.Corpus.build(articles)


def test_a_surname_is_the_person(corpus):
    assert {row.speaker for row in corpus.statements()} == {"Nikki Haley", "Shinzo Abe"}
    assert [row.id for row in corpus.speakers()] == ["nikki-haley", "shinzo-abe"]


def test_people_and_corrections_are_toml(tmp_path):
    article = onrecord.extract(RAIN, id="rain", published="2017-07-31")
    people = '[[person]]\nname = "Nimrata Haley"\naliases = ["Nikki Haley"]\n'
    assert onrecord.Corpus.build([article], people=people).speakers()[0].name == "Nimrata Haley"
    (tmp_path / "people.toml").write_text(people)
    assert onrecord.Corpus.build([article], people=tmp_path / "people.toml").speakers()[0].name == "Nimrata Haley"
    with pytest.raises(onrecord.OnrecordError, match="line 1"):
        onrecord.Corpus.build([article], people="[[person\n")


def test_two_articles_with_one_id_are_a_warning():
    article = onrecord.extract(RAIN, id="rain")
    with pytest.warns(UserWarning, match="two articles have the id `rain`"):
        assert len(onrecord.Corpus.build([article, article])) == 1


def test_search_is_the_pages(corpus):
    assert [row.article_id for row in corpus.search("rain")] != []
    assert [row.article_id for row in corpus.search('"in the night"')] == ["again"]
    assert {row.speaker_id for row in corpus.search(countries=["US"])} == {"nikki-haley"}
    assert [row.article_id for row in corpus.search(speakers=["shinzo-abe"], until="2017-07-31")] == ["no"]


def test_a_table_is_arrow(corpus):
    table = pyarrow.table(corpus.statements())
    assert table.column_names == corpus.statements().column_names
    assert str(table.schema.field("from").type) == "date32[day]"
    assert table.column("words").to_pylist() == [row.words for row in corpus.statements()]
    assert corpus.statements().to_pandas().groupby("speaker").size()["Nikki Haley"] == 2


def test_other_libraries_read_a_table(corpus):
    import duckdb
    import pandas
    import polars

    table = corpus.statements()
    expected = [(row.id, row.words, row.from_, row.about) for row in table]
    frame = polars.DataFrame(table)
    assert frame.columns == table.column_names
    assert frame.schema["from"] == polars.Date and frame.schema["about"] == polars.List(polars.String)
    assert frame.select("id", "words", "from", "about").rows() == expected
    said = pyarrow.table(table)
    assert duckdb.sql('select id, words, "from", about from said').fetchall() == expected
    shown = pandas.DataFrame(table.to_pandas())
    read = zip(shown["id"], shown["words"], shown["from"], map(list, shown["about"]))
    assert list(read) == expected


def documented(table: str) -> dict[str, str]:
    """The columns of a table in the guide to formats, and their types."""
    guide = (ROOT / "docs/guide/formats.md").read_text()
    heading = {"statements": "| column | Parquet type | meaning |", "articles": "| column | Arrow type | meaning |"}[table]
    columns = {}
    for line in guide.split(heading)[1].splitlines()[2:]:
        if not line.startswith("|"):
            break
        names, kind = (cell.strip() for cell in line.split("|")[1:3])
        columns.update({name.strip("` "): kind for name in names.split(",")})
    return columns


@pytest.mark.parametrize("name", ["statements", "articles"])
def test_the_schema_is_that_of_the_guide(corpus, name):
    words = {"string": "string", "date32[day]": "date", "bool": "boolean", "float": "float"}
    schema = pyarrow.table(getattr(corpus, name)()).schema
    types = {field.name: words.get(str(field.type), "list of strings") for field in schema}
    assert types == documented(name)
    guide = (ROOT / "docs/guide/formats.md").read_text()
    assert f"`onrecord.TABLES_VERSION` is the version of all three ({onrecord.TABLES_VERSION})" in guide


def test_a_corpus_is_kept_in_a_file(corpus, tmp_path):
    corpus.save(tmp_path / "corpus.onrecord")
    again = onrecord.Corpus.open(tmp_path / "corpus.onrecord")
    assert list(again.statements()) == list(corpus.statements())
    with pytest.raises(onrecord.OnrecordError, match="cannot read"):
        onrecord.Corpus.open(tmp_path / "none.onrecord")


def test_the_schema_is_that_of_the_commands_export(corpus, tmp_path):
    command = os.environ.get("ONRECORD_COMMAND")
    if not command:
        pytest.skip("the command: ONRECORD_COMMAND does not name it")
    import subprocess

    (tmp_path / "rain.txt").write_text(RAIN)
    out = tmp_path / "said.parquet"
    subprocess.run([command, "export", "--no-cache", str(tmp_path), "-o", str(out)], check=True)
    assert pyarrow.parquet.read_schema(out).remove_metadata() == pyarrow.table(corpus.statements()).schema


def test_a_site_is_built(corpus, tmp_path):
    app = os.environ.get("ONRECORD_APP")
    if not app:
        pytest.skip("sites: ONRECORD_APP does not name the folder of the app")
    assert onrecord.build_site(corpus, tmp_path / "site", app=app, unpacked=True, title="Rain")
    assert "Rain" in (tmp_path / "site/index.html").read_text()
    assert len(onrecord.Corpus.open(tmp_path / "site")) == len(corpus)


def test_errors_are_the_commands(tmp_path):
    with pytest.raises(onrecord.OnrecordError, match="unexpected argument '--colour'"):
        onrecord.build_site(tmp_path, tmp_path / "site", colour="red")

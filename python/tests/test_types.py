"""The types that the package promises are those that it has."""

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

# What a reader of the documentation writes.
PROGRAM = '''
import datetime
import onrecord
from onrecord import spark as onrecord_spark

article: onrecord.Article = onrecord.extract("“No,” said Shinzo Abe.", id="no", published=datetime.date(2017, 7, 31))
said: onrecord.Statement = article.statements[0]
speaker = article.speaker(said.speaker)
name: str = speaker.name if speaker else ""
first: datetime.date | int | None = said.when.from_ if said.when else None
batch: list[onrecord.Article] = onrecord.extract_batch([{"text": "“No,” said Abe."}, onrecord.Source("“Yes.”")], threads=2)
page: onrecord.Page = onrecord.read_page(b"<p>", url="https://example.org/")
articles, failures = onrecord.read_files("articles", offsets="bytes")
corpus = onrecord.Corpus.build([*articles, *batch], people="people.toml")
words: list[str] = [row.words for row in corpus.search("no", countries=["JP"], since="2017-07-01")]
ids: list[str] = [row.id for row in corpus.speakers()]
corpus.save("corpus.onrecord")
built: bool = onrecord.build_site(corpus, "site", title="No")
'''


# What Spark and others declare is their own affair, and long.
CONFIGURATION = """
[mypy]
strict = true
[mypy-pyspark.*,pyarrow.*]
follow_imports = skip
ignore_missing_imports = true
"""


@pytest.fixture
def run(tmp_path):
    """Runs a module with the package as it is installed, and returns what it prints; nothing where all is well."""
    (tmp_path / "mypy.ini").write_text(CONFIGURATION)

    def run(*arguments: str) -> str:
        done = subprocess.run([sys.executable, "-m", *arguments], cwd=tmp_path, capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return run


def test_a_program_is_typed(run, tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    assert run("mypy", "program.py") == ""
    (tmp_path / "program.py").write_text(PROGRAM.replace("words: list[str]", "words: list[int]"))
    assert "List comprehension has incompatible type" in run("mypy", "program.py")


def test_the_package_is_typed(run):
    assert (Path(onrecord.__file__).parent / "py.typed").exists()
    # Of what Spark declares, nothing is known here.
    flags = ["--no-warn-return-any", "--disable-error-code=no-any-return", "--allow-any-generics"]
    assert run("mypy", *flags, str(Path(onrecord.__file__).parent)) == ""


def test_the_stub_is_that_of_the_compiled_module(run):
    assert run("mypy.stubtest", "onrecord._native", "--concise", "--ignore-disjoint-bases") == ""

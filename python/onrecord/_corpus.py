"""A record of many articles, and sites made of it."""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from . import _native
from ._table import SpeakerRow, StatementRow, Table
from ._types import Article

Day: TypeAlias = "datetime.date | str"


class Corpus:
    """A record: who said what, for which country, and when, across articles.

    >>> import onrecord
    >>> said = "“The time for talk is over,” said Nikki Haley, the US ambassador, on Sunday."
    >>> corpus = Corpus.build([onrecord.extract(said, id="talk", published="2017-07-31")])
    >>> corpus
    <Corpus: 1 articles, 1 speakers, 1 statements>
    >>> [row.id.split("~")[0] for row in corpus.search("time for talk", countries=["US"])]
    ['talk']
    """

    def __init__(self, native: _native.Corpus) -> None:
        self._native = native

    @classmethod
    def build(
        cls,
        articles: Iterable[Article],
        *,
        people: str | os.PathLike[str] | None = None,
        corrections: str | os.PathLike[str] | None = None,
    ) -> Corpus:
        """Builds a record from articles, in any order.

        `people` and `corrections` are files in TOML, or their texts. What is left out, such as the second of two articles
        with one id, is a warning.
        """
        extracted = [article._extracted for article in articles]
        native, problems = _native.Corpus.build(extracted, _toml(people), _toml(corrections))
        for problem in problems:
            warnings.warn(problem, stacklevel=2)
        return cls(native)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Corpus:
        """Reads the record of a site's folder, or a corpus file."""
        return cls(_native.Corpus.open(os.fspath(path)))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes a corpus file for the explorer, with its parts beside it where the record is large."""
        self._native.save(os.fspath(path))

    def statements(self) -> Table[StatementRow]:
        """Returns all statements, in the order of the record."""
        return Table(self._native.statements(), StatementRow)

    def speakers(self) -> Table[SpeakerRow]:
        """Returns all speakers, in order of their ids."""
        return Table(self._native.speakers(), SpeakerRow)

    def articles(self) -> Table[dict[str, Any]]:
        """Returns all articles with their texts and what was found in them, in the order of the record."""
        return Table(self._native.articles())

    def search(
        self,
        words: str = "",
        *,
        speakers: Sequence[str] = (),
        countries: Sequence[str] = (),
        since: Day | None = None,
        until: Day | None = None,
    ) -> Table[StatementRow]:
        """Returns the statements that match everything that is given, in the order of the record.

        `words` are searched as the page does: in statements and names of speakers, `"in quotes"` as a phrase. `speakers`
        are ids, `countries` the codes of countries that the speakers speak for.
        """
        first, last = (None if day is None else str(day) for day in (since, until))
        found = self._native.search(words, list(speakers), list(countries), first, last)
        return Table(found, StatementRow)

    def __len__(self) -> int:
        return self._native.counts[2]

    def __repr__(self) -> str:
        articles, speakers, statements = self._native.counts
        return f"<Corpus: {articles} articles, {speakers} speakers, {statements} statements>"


def build_site(
    articles: Corpus | str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    **options: Any,
) -> bool:
    """Builds a static site from a corpus, or from files and folders of articles, as `onrecord build` does.

    `options` are the flags of `onrecord build` with underscores: `title="…"`, `base_url="…"`, `unpacked=True`,
    `app="folder"`. Messages go to the standard error. Returns whether all articles could be read; raises `OnrecordError`
    where there is no site.
    """
    record: _native.Corpus | None = None
    paths: list[str | os.PathLike[str]] = []
    if isinstance(articles, Corpus):
        record = articles._native
    elif isinstance(articles, (str, os.PathLike)):
        paths = [articles]
    else:
        paths = list(articles)
    flags: list[str] = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            flags.append(flag)
        elif value is not None and value is not False:
            flags.append(f"{flag}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
    arguments = [*flags, "--output", os.fspath(output), "--", *(os.fspath(path) for path in paths)]
    return _native.build_site(arguments, record)


def _toml(given: str | os.PathLike[str] | None) -> str | None:
    """Returns the text of a file, or the text itself."""
    if given is None or isinstance(given, str) and ("\n" in given or "[[" in given):
        return given
    return Path(given).read_text(encoding="utf-8")

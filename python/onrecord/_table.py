"""Tables of a record, which other libraries read by the Arrow PyCapsule interface."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from . import _native

Row = TypeVar("Row")


@dataclass(slots=True)
class StatementRow:
    """A statement of the record. `docs/guide/formats.md` describes the columns; the column `from` is `from_` here."""

    id: str
    speaker: str | None
    speaker_id: str | None
    role: str | None
    country: str | None
    kind: str
    words: str
    from_: datetime.date | None
    to: datetime.date | None
    basis: str | None
    when: str | None
    channel: str | None
    about: list[str]
    asserted: bool
    confidence: float
    article: str
    article_id: str
    publisher: str | None
    published: datetime.date | None
    url: str | None
    also_in: list[str]
    wikidata: str | None
    context: str | None
    speaker_kind: str | None
    named: bool
    parent: str | None
    author: str | None


@dataclass(slots=True)
class SpeakerRow:
    """A speaker of the record."""

    id: str
    name: str
    kind: str
    role: str | None
    affiliation: str | None
    country: str | None
    aliases: list[str]
    wikidata: str | None
    parent: str | None
    author: str | None
    named: bool


class Table(Generic[Row]):
    """A table of rows: a sequence, and an Arrow stream.

    >>> import onrecord
    >>> corpus = onrecord.Corpus.build([onrecord.extract("“It will rain,” said Nikki Haley.", id="rain")])
    >>> table = corpus.statements()
    >>> len(table), table[0].words
    (1, '“It will rain,”')
    """

    def __init__(self, native: _native.Table, row: type[Row] | None = None) -> None:
        self._native = native
        self._row = row
        self._rows: list[Any] | None = None

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
        return self._native.column_names

    def to_pandas(self) -> Any:
        """Returns a DataFrame of pandas, which needs pyarrow."""
        return self.to_arrow().to_pandas()

    def to_arrow(self) -> Any:
        """Returns a table of pyarrow, which shares the memory."""
        import pyarrow

        return pyarrow.table(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._native)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._all())

    def __getitem__(self, at: int) -> Row:
        return self._all()[at]

    def _all(self) -> list[Any]:
        if self._rows is None:
            rows = self._native.rows()
            row = self._row
            # Columns and fields have the same order.
            self._rows = rows if row is None else [row(*values.values()) for values in rows]
        return self._rows

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self.column_names)}>"

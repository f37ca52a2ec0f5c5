"""The dataclasses of an article. Their names and meanings are those of the JSON of `onrecord extract`."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["direct", "indirect", "mixed"]
Basis = Literal["stated", "carried", "published"]


@dataclass(slots=True)
class Span:
    """A range of the article's text, the end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Returns the words of the span.

        >>> Span(1, 3).of("rain")
        'ai'
        """
        return text[self.start : self.end]


@dataclass(slots=True)
class Phrase:
    """Words with their place: a mention of a speaker, or a cue."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Block:
    """A line or paragraph of the page: `paragraph`, `headline`, `caption` and others."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class ExtractionWarning:
    """Something in the text that could not be understood or is missing."""

    message: str
    start: int
    end: int


@dataclass(slots=True)
class Speaker:
    """A speaker of one article."""

    id: str
    name: str
    kind: Literal["person", "institution", "group", "document"]
    role: str | None
    affiliation: str | None
    country: str | None
    aliases: list[str]
    parent: str | None = None
    author: str | None = None


@dataclass(slots=True)
class StatementDate:
    """When a statement was made: a closed range of days.

    The ends are numbers of days relative to publication if the day of publication is unknown: -1 is the day before.
    """

    from_: datetime.date | int
    to: datetime.date | int
    basis: Basis


@dataclass(slots=True)
class Rationale:
    """The reasons for speaker, country and days, each a short sentence."""

    speaker: str
    country: str
    when: str


@dataclass(slots=True)
class Statement:
    """One thing that one speaker said."""

    id: str
    text: str
    spans: list[Span]
    context: Span | None
    kind: Kind
    speaker: str | None
    mention: Phrase | None
    cue: Phrase | None
    channel: str | None
    about: list[str]
    when: StatementDate | None
    asserted: bool
    confidence: float
    why: Rationale


@dataclass(slots=True)
class Article:
    """An article with everything that was found in it. Offsets are places in `text`."""

    id: str
    title: str | None
    publisher: str | None
    published: datetime.date | None
    dateline: str | None
    url: str | None
    language: str | None
    text: str
    blocks: list[Block]
    speakers: list[Speaker]
    statements: list[Statement]
    warnings: list[ExtractionWarning]
    _extracted: Any = field(repr=False, compare=False)

    def speaker(self, id: str | None) -> Speaker | None:
        """Returns the speaker with this id.

        >>> import onrecord
        >>> article = onrecord.extract("“It will rain,” said Nikki Haley.")
        >>> article.speaker(article.statements[0].speaker).name
        'Nikki Haley'
        """
        return next((speaker for speaker in self.speakers if speaker.id == id), None)

    def to_json(self) -> dict[str, Any]:
        """Returns the object that `onrecord extract --text` prints, whose offsets are bytes.

        What was changed in the dataclass is not in it.
        """
        return json.loads(self._extracted.json())


@dataclass(slots=True)
class Page:
    """The story of a saved page, and what the page says about itself."""

    text: str
    title: str | None
    publisher: str | None
    published: datetime.date | None
    url: str | None
    language: str | None


@dataclass(slots=True)
class Source:
    """A text to extract from, with what is known about it."""

    text: str
    id: str | None = None
    published: datetime.date | str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None

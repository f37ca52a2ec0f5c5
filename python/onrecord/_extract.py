"""From texts, pages and files to articles."""

from __future__ import annotations

import datetime
import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, Literal

from . import _native
from ._types import Article, Page, Source

Offsets = Literal["characters", "bytes"]

_NAMES = [field.name for field in fields(Source)]


def extract(
    text: str,
    *,
    id: str | None = None,
    published: datetime.date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
    offsets: Offsets = "characters",
) -> Article:
    """Extracts all statements of an article: its text, with or without front matter.

    What the front matter gives takes precedence over the arguments. Extraction never fails; what is missing or cannot be
    understood is listed in `warnings`.

    >>> article = extract("“Il pleut,” said François Hollande on Sunday.", published="2017-07-31")
    >>> article.statements[0].spans[0].of(article.text)
    '“Il pleut,”'
    >>> extract("“Il pleut,” said François Hollande.", offsets="bytes").statements[0].spans
    [Span(start=0, end=15)]
    """
    source = Source(text, id, published, title, publisher, url, language)
    return _native.extract_batch([_parts(source, "article")], 1, _in_bytes(offsets))[0]


def extract_batch(
    articles: Iterable[str | Source | Mapping[str, Any]],
    *,
    threads: int | None = None,
    offsets: Offsets = "characters",
) -> list[Article]:
    """Extracts the statements of many articles on several threads, one for each processor by default.

    An article is its text, a `Source`, or a mapping with its names. Without an id, an article is called by its number.
    The interpreter's lock is not held meanwhile.

    >>> texts = ["“It will rain,” said Nikki Haley.", {"text": "“No,” said Shinzo Abe.", "id": "no"}]
    >>> [(article.id, article.speakers[0].name) for article in extract_batch(texts)]
    [('article-1', 'Nikki Haley'), ('no', 'Shinzo Abe')]
    """
    sources = [_parts(_source(one), f"article-{number}") for number, one in enumerate(articles, 1)]
    with _no_collection():
        return _native.extract_batch(sources, threads, _in_bytes(offsets)) if sources else []


def read_page(html: str | bytes, url: str | None = None) -> Page:
    """Reads the story of a saved page, without navigation, captions of other stories and the like.

    Bytes may be in any encoding. Raises `OnrecordError` where no story is found, or the page is over a limit.

    >>> story = "<p>“The time for talk is over,” said Nikki Haley, the US ambassador, on Sunday in New York.</p>" * 9
    >>> page = read_page(f"<html lang=en><title>Talk</title><article><h1>Talk</h1>{story}</article></html>")
    >>> page.title, page.language
    ('Talk', 'en')
    """
    return Page(*_native.read_page(html, url))


def read_files(
    *paths: str | os.PathLike[str],
    published: datetime.date | str | None = None,
    offsets: Offsets = "characters",
) -> tuple[list[Article], list[tuple[str, str]]]:
    """Reads and extracts the articles of files and folders, in all formats of the command.

    Returns the articles, and for each file that could not be read its name and the reason.
    """
    day = None if published is None else str(published)
    with _no_collection():
        return _native.read_files([os.fspath(path) for path in paths], day, _in_bytes(offsets))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keeps Python from looking for garbage among many new objects, of which none is; it would take half as long again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _source(article: str | Source | Mapping[str, Any]) -> Source:
    if isinstance(article, str):
        return Source(article)
    if isinstance(article, Source):
        return article
    unknown = [name for name in article if name not in _NAMES]
    if unknown:
        raise TypeError(f"an article has no `{unknown[0]}`: {', '.join(_NAMES)}")
    return Source(**article)


def _parts(source: Source, default_id: str) -> tuple[Any, ...]:
    day = None if source.published is None else str(source.published)
    id = default_id if source.id is None else source.id
    return (source.text, id, day, source.title, source.publisher, source.url, source.language)


def _in_bytes(offsets: Offsets) -> bool:
    if offsets not in ("characters", "bytes"):
        raise ValueError(f"offsets are in characters or bytes, not in {offsets!r}")
    return offsets == "bytes"

"""Finds who said what, for which country, and when, in news articles in English.

>>> import onrecord
>>> article = onrecord.extract("“It will rain,” said Nikki Haley on Sunday.", id="rain", published="2017-07-31")
>>> article.statements[0].speaker
'nikki-haley'

The rules are those of the `onrecord` command, compiled; this package adds Python's types to them. Offsets are in
characters, as Python counts them, unless ``offsets="bytes"`` is asked for.
"""

from ._corpus import Corpus, build_site
from ._extract import extract, extract_batch, read_files, read_page
from ._native import TABLES_VERSION, OnrecordError
from ._native import VERSION as __version__
from ._table import SpeakerRow, StatementRow, Table
from ._types import (
    Article,
    Block,
    ExtractionWarning,
    Page,
    Phrase,
    Rationale,
    Source,
    Span,
    Speaker,
    Statement,
    StatementDate,
)

__all__ = [
    "TABLES_VERSION",
    "Article",
    "Block",
    "Corpus",
    "ExtractionWarning",
    "OnrecordError",
    "Page",
    "Phrase",
    "Rationale",
    "Source",
    "Span",
    "Speaker",
    "SpeakerRow",
    "Statement",
    "StatementDate",
    "StatementRow",
    "Table",
    "__version__",
    "build_site",
    "extract",
    "extract_batch",
    "read_files",
    "read_page",
]

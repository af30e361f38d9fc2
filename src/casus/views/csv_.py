"""CSV for spreadsheets: the flat table of ``flat``, RFC 4180, UTF-8, with a header.

The words are strangers' words, and a spreadsheet runs a cell that begins with ``= + - @`` or a
tab as a formula. Such a cell gets an apostrophe in front, as OWASP advises ("CSV Injection");
numbers are written as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from casus.records import Statement
from casus.views import flat

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BLANK = ("\t", "\r", "\n")


def write(rows: Iterable[tuple[Statement, flat.Row]], out: BinaryIO) -> None:
    """Write a header and the rows."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, list(flat.COLUMNS))
        writer.writeheader()
        for _, row in rows:
            writer.writerow({key: safe(value) for key, value in row.items()})
    finally:
        text.detach()  # the stream is the caller's to close


def safe(value: object) -> object:
    """The value as no spreadsheet will run it."""
    if isinstance(value, str) and (value.lstrip().startswith(_FORMULA) or value.startswith(_BLANK)):
        return "'" + value
    return value

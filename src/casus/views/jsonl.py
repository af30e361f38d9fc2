"""JSON Lines: every record whole, one a line, UTF-8, fields in the order of the class."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from casus.records import Noun


def write(records: Iterable[Noun], out: BinaryIO) -> None:
    """Write each record as soon as it is there, so that a pipe sees it at once."""
    encoder = msgspec.json.Encoder()
    for record in records:
        out.write(encoder.encode(record) + b"\n")
        out.flush()


def line(thing: object) -> str:
    """Any record, or dataclass of records, as one line."""
    return msgspec.json.encode(thing).decode()

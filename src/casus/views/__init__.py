"""From records to what a person or another program can use: one file an export format."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from casus.records import Article, Noun
from casus.views import csv_, flat, jsonl, parquet, tables

Format = Literal["table", "jsonl", "csv", "parquet"]
FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}
SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".txt": "table",
    "": "jsonl",
}  # fmt: skip


def choose(form: Format | None, output: Path | None) -> Format:
    """The format asked for; else that of the file's ending; else a table on a terminal, JSON
    Lines everywhere else. Raises ValueError for an ending that stands for no format."""
    if form is not None:
        return form
    if output is not None and str(output) != "-":
        suffix = output.suffix.lower()
        if suffix not in SUFFIXES:
            known = "one of .jsonl .csv .parquet .txt"
            raise ValueError(f"{output}: no format ends in {suffix}; take {known}, or add --format")
        return SUFFIXES[suffix]
    return "table" if sys.stdout.isatty() else "jsonl"


def write(
    records: Iterable[Noun],
    form: Format,
    out: BinaryIO,
    article: Callable[[str], Article | None] = lambda _: None,
) -> None:
    """Write records in a format; ``article`` finds those that are not among the records."""
    match form:
        case "jsonl":
            jsonl.write(records, out)
        case "csv":
            csv_.write(flat.rows(records, article), out)
        case "parquet":
            parquet.write(flat.rows(records, article), out)
        case "table":
            tables.write(records, out, article)


@contextlib.contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
    """Where to write: a file that appears only when it is complete, or stdout (None or ``-``)."""
    if output is None or str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif output.exists() and not output.is_file():  # a device or named pipe; nothing to replace
        with output.open("wb") as out:
            yield out
    else:
        with _replacing(output.resolve()) as out:
            yield out


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when all went well, and vanishes when not."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise

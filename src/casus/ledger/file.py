"""The SQLite file of a ledger: opening it, and saying plainly what is wrong with it.

Source: SQLite file format 3 (application id, user version, write-ahead log).
"""

from __future__ import annotations

import functools
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from casus.errors import LedgerError

APPLICATION = 0x43617375  # "Casu" in ASCII, in the header of every ledger
VERSION = 1  # of schema.sql

_MEMORY = ":memory:"
_HEADER = b"SQLite format 3\0"


def connect(path: str | os.PathLike[str], *, create: bool, timeout: float) -> sqlite3.Connection:
    """Open a ledger; ``timeout`` is how many seconds to wait for another writer.

    Raises ``LedgerError`` when the file is missing (and not to be made), foreign, of a newer
    version, damaged or out of reach.
    """
    name = os.fspath(path)
    if not create and name != _MEMORY and not Path(name).is_file():
        raise LedgerError(f"{name}: no ledger there")
    with plainly(name):
        _look_at_header(name)
        connection = sqlite3.connect(name, timeout=timeout, isolation_level=None)
        try:
            _prepare(connection, name)
        except BaseException:
            connection.close()
            raise
    return connection


def _look_at_header(name: str) -> None:
    """SQLite takes a file of a few bytes for an empty database and writes over it."""
    path = Path(name)
    if name == _MEMORY or not path.is_file():
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise LedgerError(f"{name}: cannot be opened: {error.strerror}") from error
    if header not in (b"", _HEADER):
        raise LedgerError(f"{name}: not a Casus ledger")


def _prepare(connection: sqlite3.Connection, name: str) -> None:
    fresh = _is_fresh(connection, name)  # looks before the first byte is written
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if fresh:
        connection.execute("PRAGMA journal_mode = WAL")
        schema = files("casus.ledger").joinpath("schema.sql").read_text(encoding="utf-8")
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema} PRAGMA application_id = {APPLICATION};"
            f"PRAGMA user_version = {VERSION}; COMMIT;"
        )


def _is_fresh(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the file is still empty; ``LedgerError`` when it is something else than a ledger."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION and version == VERSION:
        return False
    if application == APPLICATION:
        raise LedgerError(
            f"{name}: a ledger of format {version}; this Casus reads and writes format {VERSION}"
        )
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application or version or tables:
        raise LedgerError(f"{name}: not a Casus ledger")
    return True


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Turn what SQLite raises inside into a ``LedgerError`` with one plain line."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(f"{name}: {_reason(error)}") from error


def _reason(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reasons = {
        sqlite3.SQLITE_BUSY: "busy: another process is writing to it",
        sqlite3.SQLITE_LOCKED: "busy: another process is writing to it",
        sqlite3.SQLITE_NOTADB: "not a Casus ledger",
        sqlite3.SQLITE_CORRUPT: "the ledger is damaged",
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_READONLY: "no right to write to it",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened: no such folder, or no right to it",
    }
    line = " ".join(str(error).split())[:200]
    damaged = "the ledger is damaged: bytes that are no text"
    return damaged if "decode to UTF-8" in line else reasons.get(code, line)


@functools.cache
def joining_code() -> str:
    """A digest of the code that derives joined records: other code, other records."""
    package = files("casus")
    rooms = [f for f in package.joinpath("ledger").iterdir() if f.name.endswith(".py")]
    sources = [package.joinpath("records.py"), *sorted(rooms, key=lambda file: file.name)]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]

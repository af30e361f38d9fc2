"""Finding records of a ledger by id, or by enough of its beginning."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator

from casus.errors import UnknownRecord
from casus.ledger import Ledger
from casus.records import Article, Noun, Statement

_MOST = 5  # candidates named where a beginning fits several records


def find(ledger: Ledger, id: str) -> Noun:
    """The record with this id, or the only one whose id begins so; for the id of an event,
    figure or commitment the statement that holds it.

    Raises ``UnknownRecord`` where none or several fit.
    """
    with contextlib.suppress(UnknownRecord):
        return ledger.get(id)
    found = {name: record for record in ledger.export() for name in _ids(record) if _fits(name, id)}
    several = {getattr(record, "id", ""): record for record in found.values()}
    if id in found:
        return found[id]
    if len(several) == 1:
        return next(iter(several.values()))
    if not several:
        raise UnknownRecord(f"{ledger.path}: no record {id!r}")
    names = ", ".join(sorted(found)[:_MOST]) + (" …" if len(found) > _MOST else "")
    raise UnknownRecord(f"{id!r} is the beginning of several ids: {names}")


def _fits(name: str, beginning: str) -> bool:
    return beginning != "" and name.startswith(beginning)


def _ids(record: Noun) -> Iterator[str]:
    """Its own id and those of the propositions in it."""
    yield getattr(record, "id", "")
    if isinstance(record, Statement):
        yield from (part.id for part in record.events)
        yield from (part.id for part in record.figures)
        yield from (part.id for part in record.commitments)


def article(ledger: Ledger) -> Callable[[str], Article | None]:
    """Articles by id; None for one that is not there."""

    @functools.lru_cache(maxsize=256)
    def by_id(id: str) -> Article | None:
        with contextlib.suppress(UnknownRecord):
            return ledger.article(id)
        return None

    return by_id


def statement(ledger: Ledger) -> Callable[[str], Statement | None]:
    """Statements by id; None for one that is not there."""

    def by_id(id: str) -> Statement | None:
        with contextlib.suppress(UnknownRecord):
            return ledger.statement(id)
        return None

    return by_id

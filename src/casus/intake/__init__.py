"""Intake: bytes → Article. Files, folders, addresses and streams in; one clean article each out.

    for found in fetch("news/", "feed.jsonl", published="2021-05-15"):
        if isinstance(found, ItemError): ...   # one input failed, the rest goes on

`fetch` is `items` (which reads bytes, in one process) followed by `article_of` (which is pure,
and may run in many).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from casus.errors import ItemError
from casus.intake.articles import article_of, identity
from casus.intake.dateline import given_date
from casus.intake.sources import Item, items
from casus.records import Article, Published

__all__ = ["Item", "article_of", "fetch", "given_date", "items"]


def fetch(
    *sources: str | Path,
    published: str | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    cache_dir: Path | None = None,
    skip: Callable[[str], bool] | None = None,
) -> Iterator[Article | ItemError]:
    """Every article of ``sources``, in a fixed order, with errors as values in their place.

    ``sources`` are files, folders (read with all that is in them), http addresses, or ``-`` for
    ``stdin``. ``published`` is a date for articles that carry none of their own. Addresses on
    private networks are refused unless ``allow_private``. ``cache_dir`` keeps fetched pages. An
    article for whose id ``skip`` is true is left out before its bytes are cleaned, so that nothing
    is done twice (``Ledger.already``).
    Raises SettingsError at once if ``published`` is no date; nothing else is raised.
    """
    given = given_date(published)
    found = items(*sources, allow_private=allow_private, stdin=stdin, cache_dir=cache_dir)
    return _articles(found, given, skip)


def _articles(
    found: Iterator[Item | ItemError],
    given: Published | None,
    skip: Callable[[str], bool] | None,
) -> Iterator[Article | ItemError]:
    for item in found:
        if skip is not None and isinstance(item, Item) and skip(identity(item)):
            continue
        yield item if isinstance(item, ItemError) else article_of(item, given)

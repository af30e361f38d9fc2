"""Article → statements: the pipeline as one list that can be read aloud.

Each room answers one question about a page and takes what the rooms before it found.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from casus.errors import ItemError, NotRead
from casus.reader import (
    actors,
    commitments,
    deeds,
    figures,
    language,
    mentions,
    places,
    speech,
    statements,
    times,
)
from casus.reader.deeds import sides
from casus.reader.language import Page
from casus.reader.speech import Mode, selves
from casus.records import Article, Reading

__all__ = ["Mode", "read", "read_page"]


def read(
    items: Iterable[Article | ItemError], *, model: Mode = "tagger", jobs: int = 1
) -> Iterator[Reading | ItemError]:
    """Read articles in order; errors pass through in their place.

    ``model`` "rules" leaves the learned tagger out. ``jobs`` worker processes share the work;
    what is read is the same for any number.
    """
    if jobs > 1:
        from casus.reader.workers import read_in_parallel

        yield from read_in_parallel(items, model, jobs)
        return
    waiting: list[Article | ItemError] = []

    def texts() -> Iterator[str]:
        for item in items:
            waiting.append(item)
            yield item.text if isinstance(item, Article) else ""

    for page in language.parse(texts()):
        item = waiting.pop(0)
        yield _read_or_say(item, page, model) if isinstance(item, Article) else item


def _read_or_say(article: Article, page: Page, model: Mode) -> Reading | ItemError:
    """A fault of ours on one article must not cost a user the thousand others."""
    try:
        return read_page(article, page, model)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is told with the article's name
        where = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        reason = (
            f"a fault of the reader ({type(fault).__name__}: {fault}; {place}), please report it"
        )
        return NotRead(article.source, reason)


def read_page(article: Article, page: Page, model: Mode = "tagger") -> Reading:
    """One article read through every room."""
    ground = places.find(page)
    cast = mentions.resolve(page, actors.find(page, article), ground)
    clock = times.find(page, article.published)
    said = speech.find(page, cast, model)
    cast = selves.resolve(page, cast, said)
    done = sides.complete(deeds.find(page, cast, clock, ground))
    counted = figures.find(page, cast, clock)
    owed = commitments.find(page, cast, clock, done)
    lines = statements.compose(article, page, said, done, counted, owed)
    return Reading(article=article, statements=lines)

"""Article → statements: the pipeline as one list that can be read aloud.

Each room answers one question about a page and takes what the rooms before it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casus.errors import ItemError
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
from casus.reader.language import DEFAULT_MODEL, Page
from casus.reader.speech import selves
from casus.records import Article, Reading

__all__ = ["read", "read_page"]


def read(
    items: Iterable[Article | ItemError], *, model: str = DEFAULT_MODEL, jobs: int = 1
) -> Iterator[Reading | ItemError]:
    """Read articles in order; errors pass through in their place.

    ``jobs`` worker processes share the work; what is read is the same for any number.
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

    for page in language.parse(texts(), model):
        item = waiting.pop(0)
        yield read_page(item, page) if isinstance(item, Article) else item


def read_page(article: Article, page: Page) -> Reading:
    """One article read through every room."""
    ground = places.find(page)
    cast = mentions.resolve(page, actors.find(page, article), ground)
    clock = times.find(page, article.published)
    said = speech.find(page, cast)
    cast = selves.resolve(page, cast, said)
    done = sides.complete(deeds.find(page, cast, clock, ground))
    counted = figures.find(page, cast, clock)
    owed = commitments.find(page, cast, clock, done)
    lines = statements.compose(article, page, said, done, counted, owed)
    return Reading(article=article, statements=lines)

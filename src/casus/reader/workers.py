"""Reading on several processor cores; order and results are those of one."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from casus.errors import ItemError
from casus.records import Article, Reading

BATCH = 16  # articles a task: enough for spaCy to work in batches, few enough to share evenly


def read_in_parallel(
    items: Iterable[Article | ItemError], model: str, jobs: int
) -> Iterator[Reading | ItemError]:
    """Readings in the order of the items, by ``jobs`` processes; at most 4 tasks a process wait."""
    pending: deque[Future[list[Reading | ItemError]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for batch in _batches(items):
            pending.append(pool.submit(_read_batch, batch, model))
            if len(pending) >= 4 * jobs:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def _batches(
    items: Iterable[Article | ItemError],
) -> Iterator[list[Article | ItemError]]:
    source = iter(items)
    while batch := list(itertools.islice(source, BATCH)):
        yield batch


def _read_batch(batch: list[Article | ItemError], model: str) -> list[Reading | ItemError]:
    from casus.reader import read

    return list(read(batch, model=model))

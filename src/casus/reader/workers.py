"""Reading on several processor cores; order and results are those of one."""

from __future__ import annotations

import itertools
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from casus.errors import CasusError, ItemError
from casus.reader.speech import Mode
from casus.records import Article, Reading

BATCH = 16  # articles a task: enough for spaCy to work in batches, few enough to share evenly


def read_in_parallel(
    items: Iterable[Article | ItemError], model: Mode, jobs: int
) -> Iterator[Reading | ItemError]:
    """Readings in the order of the items, by ``jobs`` processes; at most 4 tasks a process wait.

    Raises ``CasusError`` when a process is killed from outside.
    """
    pending: deque[Future[list[Reading | ItemError]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        for batch in _batches(items):
            with _interrupts_wait():
                pending.append(pool.submit(_read_batch, batch, model))
            if len(pending) >= 4 * jobs:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenExecutor as error:
        reason = "a process that was reading got killed, perhaps for want of memory"
        raise CasusError(f"{reason}; try fewer jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C reaches this process only, and only afterwards: a worker started inside inherits
    the mask, and would print a traceback of its own."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _batches(
    items: Iterable[Article | ItemError],
) -> Iterator[list[Article | ItemError]]:
    source = iter(items)
    while batch := list(itertools.islice(source, BATCH)):
        yield batch


def _read_batch(batch: list[Article | ItemError], model: Mode) -> list[Reading | ItemError]:
    from casus.reader import read

    return list(read(batch, model=model))
